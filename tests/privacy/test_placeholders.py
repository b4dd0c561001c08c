"""Placeholders for identifiers; everybody in here is made up."""

import re

import pytest
from hypothesis import example, given
from test_identifiers import WATCHED, woven_text

from coprod_cli.privacy.identifiers import WatchList, find_identifiers
from coprod_cli.privacy.placeholders import Placeholders

_PLACEHOLDER = re.compile(r"\[[A-Z]+(?:-[0-9]+)?\]")


class TestReplacing:
    @pytest.mark.parametrize(
        ("text", "replaced"),
        [
            ("Dr Berg kom.", "Dr [PERSON-1] kom."),
            ("den 3 maj, 47 år gammal", "den [DATE], [AGE]"),
            ("Storgatan 12, 123 45 Ekstad", "[PLACE-1], [PLACE-2]"),
            ("19121212-1212 och MRN 00123456", "[ID-1] och MRN [ID-2]"),
            ("a@example.org, b@example.org", "[EMAIL-1], [EMAIL-2]"),
            ("070-174 06 35 / 070-174 06 36", "[PHONE-1] / [PHONE-2]"),
            ("www.example.org from 192.0.2.1", "[LINK-1] from [IP-1]"),
            ("Nobody is named here.", "Nobody is named here."),
        ],
    )
    def test_tells_the_kind_and_the_number(self, text, replaced):
        assert Placeholders().replace(text) == replaced

    @given(woven_text)
    @example("a@b.example 12a@b.example19121212-1212")
    @example("[PERSON-1] Dr [DATE] 3 maj")
    def test_leaves_nothing_that_is_found(self, text):
        replaced = Placeholders(WATCHED).replace(text)

        assert find_identifiers(replaced, WATCHED) == []

    @given(woven_text)
    def test_changes_nothing_the_second_time(self, text):
        placeholders = Placeholders(WATCHED)
        once = placeholders.replace(text)

        assert placeholders.replace(once) == once
        assert Placeholders(WATCHED).replace(once) == once

    @given(woven_text)
    def test_keeps_all_other_text(self, text):
        replaced = Placeholders(WATCHED).replace(text)
        rest = iter(text)

        assert all(letter in rest for letter in _PLACEHOLDER.sub("", replaced)), "in their order"


class TestOnePerson:
    @pytest.mark.parametrize(
        "text",
        [
            "Dr Berg, dr. Berg, doktor Bergs, DR. Berg",
            "syster Lars, syster Lars'",
            "Mrs O'Brien, Mrs O'Brien's, mrs O'Brien",
            "Mrs Smith, Mrs Smith\u2019s",
            "Dr Anna Berg, Dr Berg",
            "Dr Berg, Dr Anna Berg",
        ],
    )
    def test_has_one_number_however_the_name_is_written(self, text):
        replaced = Placeholders().replace(text)

        assert "PERSON-1" in replaced
        assert "PERSON-2" not in replaced

    def test_has_the_same_number_in_every_text_of_an_export(self):
        placeholders = Placeholders()

        assert placeholders.replace("Dr Ek och Dr Holm") == "Dr [PERSON-1] och Dr [PERSON-2]"
        assert placeholders.replace("doktor Holms brev") == "doktor [PERSON-2] brev"
        assert Placeholders().replace("Dr Holm") == "Dr [PERSON-1]"

    def test_is_not_another_of_the_same_surname(self):
        replaced = Placeholders().replace("Dr Anna Berg, Dr Karl Berg, Dr Berg")

        assert replaced == "Dr [PERSON-1], Dr [PERSON-2], Dr [PERSON-3]"

    def test_may_be_a_watched_word(self):
        placeholders = Placeholders(WatchList.read("Berg"))

        assert placeholders.replace("Berg, bergs, Dr Berg") == (
            "[PERSON-1], [PERSON-1], Dr [PERSON-1]"
        )

    def test_has_a_name_that_is_no_part_of_a_placeholder(self):
        placeholders = Placeholders(WatchList.read("person\ndate\nid"))
        once = placeholders.replace("Dr Berg, 3 maj, MRN 12345, a person")

        assert once == "Dr [PERSON-1], [DATE], MRN [ID-1], a [PERSON-2]"
        assert placeholders.replace(once) == once
