"""National identity numbers: official test numbers, and plainly made-up ones."""

import pytest

from coprod_cli.privacy.identifiers import Kind, find_identifiers

MISTYPED = "whose check digit does not fit"


def reasons(text):
    return [each.why for each in find_identifiers(text) if each.kind is Kind.NATIONAL_ID]


class TestShape:
    @pytest.mark.parametrize(
        ("number", "whose"),
        [
            ("19121212-1212", "Swedish"),
            ("191212121212", "Swedish"),
            ("121212-1212", "Swedish"),
            ("121212+1212", "Swedish"),
            ("121212\u20111212", "Swedish"),  # a hyphen that does not break
            ("850761-9800", "Swedish"),  # a coordination number: the day plus 60
            ("290150-9907", "Danish or Icelandic"),
            ("010190-900P", "Finnish"),
            ("078-05-1120", "American"),
            ("756.9217.0769.85", "Swiss"),
            ("85.07.30-033.28", "Belgian"),
        ],
    )
    def test_alone_is_enough_where_it_is_strong(self, number, whose):
        (why,) = reasons(f"det stod {number} på lappen")

        assert f" {whose} " in why

    @pytest.mark.parametrize(
        "number", ["19121212-1213", "191212121213", "850761-9801", "010190-900R", "078-05-0000"]
    )
    def test_warns_of_a_number_that_was_mistyped(self, number):
        (why,) = reasons(f"det stod {number} på lappen")

        assert MISTYPED in why

    @pytest.mark.parametrize(
        "number",
        [
            "556016-0680",  # an organisation: no month of 60
            "123456-7890",
            "991332-1212",  # no month of 13
            "12-1212-1212",
            "x121212-1212",
            "121212-12123",
        ],
    )
    def test_is_not_any_row_of_digits(self, number):
        assert reasons(f"det stod {number} på lappen") == []


class TestCheckDigit:
    @pytest.mark.parametrize("number", ["999 012 3454", "15815010016", "5001019818"])
    def test_that_fits_makes_up_for_a_weak_shape(self, number):
        assert len(reasons(f"det stod {number} på lappen")) == 1

    @pytest.mark.parametrize("number", ["999 012 3455", "15815010017", "5001019819"])
    def test_that_does_not_fit_needs_a_word_beside_it(self, number):
        word = {"9": "NHS", "1": "fødselsnummer", "5": "personnummer"}[number[0]]

        assert reasons(f"det stod {number} på lappen") == []
        assert MISTYPED in reasons(f"{word}: {number}")[0]

    def test_that_random_numbers_have_as_well_is_no_evidence(self):
        assert reasons("the order 999999904 and the order 987654321") == []
        assert len(reasons("her BSN 999999904")) == 1
        assert len(reasons("her SSN is 987654321")) == 1

    def test_of_a_mobile_number_is_no_evidence(self):
        mobile = "0701230024"

        assert [each.kind for each in find_identifiers(f"ring {mobile}")] == [Kind.PHONE]
        assert len(reasons(f"personnummer {mobile}")) == 1
