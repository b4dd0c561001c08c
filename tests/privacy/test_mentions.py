"""Names that were found once are found everywhere in a case; everybody in here is made up."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import blank, note_text

from coprod_cli.model.case import TITLE, Answer
from coprod_cli.privacy.identifiers import NO_WATCH_LIST, find_identifiers
from coprod_cli.privacy.placeholders import Placeholders
from coprod_cli.privacy.scan import deidentify_case, identifiers_in_case, identifiers_in_text


def found(text):
    return [text[each.start : each.end] for each in find_identifiers(text)]


class TestMentions:
    @pytest.mark.parametrize(
        ("text", "mentions"),
        [
            ("Dr Hollis came. Hollis sat down.", ["Hollis", "Hollis"]),
            ("Hollis came. Dr Hollis sat down.", ["Hollis", "Hollis"]),
            ("Dr Anna Holm kom. Anna gick. Holm gick.", ["Anna Holm", "Anna", "Holm"]),
            ("syster Anna kom. Anna Holm satt. Holm gick.", ["Anna", "Anna Holm", "Holm"]),
            ("Dr Holm kom. Karl Holm satt.", ["Holm", "Karl Holm"]),
            ("Dr van der Berg came, van der Berg left", ["van der Berg", "van der Berg"]),
            ("Mrs Smith-Jones came. Jones left.", ["Smith-Jones", "Jones"]),
            ("dr hollis came. Hollis left, hollis did", ["hollis", "Hollis", "hollis"]),
            ("Dr Lindqvist came. LINDQVIST left.", ["Lindqvist", "LINDQVIST"]),
        ],
    )
    def test_are_found_before_and_after_in_whole_and_in_part(self, text, mentions):
        assert found(text) == mentions

    @pytest.mark.parametrize(
        "mention", ["Hollis's", "Hollis\u2019s", "Hollis'", "HOLLIS", "Hollis-Berg", "Eva Hollis"]
    )
    def test_are_found_with_their_ending_and_the_rest_of_the_name(self, mention):
        assert found(f"Dr Hollis came. We saw {mention} again.") == ["Hollis", mention]

    @pytest.mark.parametrize("token", ["anna.hollis82", "@anna_hollis", "anna_hollis", "hollis99"])
    def test_are_found_with_all_of_a_login(self, token):
        assert found(f"dr hollis came. She is {token} there.") == ["hollis", token]

    @pytest.mark.parametrize(
        "text",
        [
            "Mamma Björn såg en björn.",
            "Nurse Rose smelled a rose, and a rosebush.",
            "Nurse Will said: Will you come? I will, and you will.",
            "Her daughter May came in May, or by May 2026. May I say so?",
            "Fru Berg bodde vid ett berg, på Bergslagen.",
            "Mr Young is young, and so are the Youngsters.",
            "Dr Ek hade en soffa av ek.",
        ],
    )
    def test_are_not_what_is_another_word(self, text):
        assert len(found(text)) == 1

    def test_are_not_looked_for_where_only_a_title_stands(self):
        assert found("The nurse came. The nurse left. Sister, sister!") == []

    @given(st.text(st.sampled_from("Dr mamma Holm holm's Anna-_.@ 1\n")))
    def test_are_in_the_text_and_overlap_nothing(self, text):
        spans = [(each.start, each.end) for each in find_identifiers(text)]

        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert all(end <= start for (_, end), (start, _) in pairwise(spans))

    def test_are_found_of_a_hundred_people(self):
        names = [f"{chr(65 + number // 10)}x{chr(97 + number % 10)}ohl" for number in range(100)]
        text = "".join(f"Dr {name} came, {name}'s hand, {name}. " for name in names)

        assert len(found(text)) == 300


class TestCase:
    CASE = blank(title="Hollis and the letter", tags=("Hollis", "night"))
    CASE = CASE.with_answer(Answer("second.story", "Dr Hollis came."))
    CASE = CASE.with_answer(Answer("second.story", "Hollis's hand. Eva Hollis.", voice="family"))
    CASE = replace(CASE, extra={"who": ["Hollis"]})

    def test_has_no_name_left_that_was_found_once(self):
        clean = deidentify_case(self.CASE, Placeholders())

        assert clean.title == "[PERSON-1] and the letter"
        assert [answer.text for answer in clean.answers if answer.text] == [
            "Dr [PERSON-1] came.",
            "[PERSON-1] hand. [PERSON-1].",
        ]
        assert clean.tags == ("[PERSON-1]", "night")
        assert clean.extra == {"who": ["[PERSON-1]"]}

    def test_is_told_by_every_mention(self):
        places = identifiers_in_case(self.CASE, NO_WATCH_LIST)

        assert len(places[TITLE]) == 1
        assert sum(map(len, places.values())) == 4

    def test_is_found_in_a_tag_that_names_somebody(self):
        case = blank(title="Holm", tags=("Dr Holm",))

        assert len(identifiers_in_case(case, NO_WATCH_LIST)[TITLE]) == 1

    def test_does_not_name_those_of_another_case(self):
        placeholders = Placeholders()
        deidentify_case(self.CASE, placeholders)

        assert deidentify_case(blank(title="Hollis"), placeholders).title == "Hollis"

    def test_is_found_in_the_whole_note(self):
        text = note_text({"second.story": "Dr Hollis came."}, title="Hollis")

        assert len(identifiers_in_text(text, NO_WATCH_LIST)) == 3, "title twice, and the answer"


class TestWholes:
    @pytest.mark.parametrize(
        ("text", "replaced"),
        [
            ("Storgatan 12 B, 3 tr, lgh 1102", "[PLACE-1]"),
            ("12 High Street, Flat 3", "[PLACE-1]"),
            ("Pojken är 2 år och 3 månader.", "Pojken är [AGE]."),
            ("She is 47 and a half years old.", "She is [AGE]."),
            ("A man aged 47 years", "A man aged [AGE]"),
            ("Write to @anna_berg.x", "Write to [LINK-1]"),
        ],
    )
    def test_nothing_is_left_in_half(self, text, replaced):
        assert Placeholders().replace(text) == replaced
