"""Headings follow the language and the wording; those that a person has edited stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up import EVERY_TYPE, NOON, VISIT, note_text
from made_up_plain import ROUND
from made_up_plan import PARTS, PLAN, TWO_PARTS, plan_text
from made_up_versions import FIRST, NEW, SECOND, answer_texts, first_text, form, read

from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.model.plain_language import PLAIN, WORDS, in_plain_words
from coprod_cli.model.wording import fingerprint
from coprod_cli.notebook.note.apply_case import with_case_changes
from coprod_cli.notebook.note.check import check_note
from coprod_cli.notebook.note.headings import (
    heading_text,
    heading_words,
    with_confirmed_wording,
    with_headings,
)
from coprod_cli.notebook.note.new_note import heading_of
from coprod_cli.notebook.note.upgrade import upgrade_note

PLAIN_ROUND = in_plain_words(ROUND)
EARLIER = form({"care": {"mood": "How was the mood?"}})


def headings(note):
    return {slot.marker.address: note.text[slot.heading : slot.line].strip() for slot in note.slots}


def headings_of(note, address):
    """Those of all voices."""
    slots = [slot for slot in note.slots if slot.marker.address == address]
    return [note.text[slot.heading : slot.line].strip() for slot in slots]


def answered(text, template, *answers):
    """The note with answers that say in their markers how they were asked for."""
    note = read(text)
    case = note.case
    for answer in answers:
        case = case.with_answer(answer)
    return with_case_changes(note, note.case, case, template, NOON)


def marker(note, address):
    return next(slot.marker for slot in note.slots if slot.marker.address == address)


class TestPlainWords:
    @pytest.mark.parametrize(("there", "back"), [(PLAIN_ROUND, ROUND), (ROUND, PLAIN_ROUND)])
    def test_there_and_back_again_change_no_byte(self, there, back):
        answers = {"who.way": "In a room", "who.people#1.does": "Asks"}
        note = read(note_text(answers, back))
        converted = with_headings(note, there, "en")

        assert headings(converted) == headings(with_headings(converted, there, "en"))
        assert converted.case.answers == note.case.answers
        assert check_note(converted, lambda _: there) == check_note(note, lambda _: back) == []
        assert headings(converted)["who"] == f"## 1. {there.sections[0].title['en']}"
        item = there.group_at("who.people").item_name(1, "en")
        assert headings(converted)["who.people#1"] == f"#### {item}"
        assert with_headings(converted, back, "en").text == note.text

    def test_stand_above_sections_and_items_after_an_update_where_earlier_versions_had_none(self):
        earlier = ROUND.model_copy(update={"version": "0.9.0"})
        text = note_text({"who.people#1.does": "Asks"}, earlier, extra={WORDS: PLAIN})

        updated = headings(upgrade_note(read(text), PLAIN_ROUND))

        assert updated["who"] == "## 1. Who came"
        assert updated["who.people#1"] == "#### Person 1"


class TestHeadingsInAnotherLanguage:
    @pytest.mark.parametrize(
        "text",
        [note_text(VISIT), note_text({}), plan_text(TWO_PARTS)],
        ids=["full", "open", "plan"],
    )
    def test_are_those_that_the_note_would_have_been_begun_with(self, text):
        template = PLAN if "agreed" in text else EVERY_TYPE
        there = with_headings(read(text), template, "sv")

        for slot in there.slots[:-1]:
            address = slot.marker.address
            if template.question_at(address):
                assert headings(there)[address] == heading_of(address, template, "sv")
        assert check_note(there, lambda _: template) == []

    @pytest.mark.parametrize("template", [EVERY_TYPE, PLAN], ids=["every type", "plan"])
    def test_and_back_again_change_no_byte(self, template):
        answers = VISIT if template is EVERY_TYPE else TWO_PARTS
        text = note_text({}, template)
        note = answered(text, template, *(Answer(*each) for each in answers.items()))

        there = with_headings(note, template, "sv")
        back = with_headings(there, template, "en")

        assert there.original != note.original
        assert back.original == note.original

    def test_say_in_that_language_that_the_case_has_no_title(self):
        there = with_headings(read(note_text(title="")), EVERY_TYPE, "sv")

        assert "\n# Utan titel\n" in there.text
        assert "\n# Untitled\n" in with_headings(there, EVERY_TYPE, "en").text

    def test_leave_every_answer_as_it_is(self):
        there = with_headings(read(note_text(VISIT)), EVERY_TYPE, "sv")

        assert answer_texts(there) == VISIT

    def test_are_numbered_as_before_and_name_the_items(self):
        there = headings(with_headings(read(plan_text(TWO_PARTS)), PLAN, "sv"))

        assert there["agreed"] == "## 2. Vad ni kom överens om"
        assert there[f"{PARTS}#2"] == "#### Del 2"
        assert there[f"{PARTS}#2.what"] == "##### Vad ska göras?"

    def test_stay_where_a_person_has_worded_them(self):
        own = {"### Which steps?": "### Our steps", "## 1. On care": "## 1. About us",
               "#### Step 1": "#### First of all"}  # fmt: skip
        text = first_text()
        for earlier, now in own.items():
            text = text.replace(f"{earlier}\n", f"{now}\n")

        there = with_headings(read(text), FIRST, "sv").text

        assert all(f"{now}\n" in there for now in own.values())
        assert "#### Steg 2\n" in there

    def test_that_break_over_lines_in_the_form_are_one_line_in_the_note(self):
        group = {
            "text": {"en": "Which?", "sv": "Vilka\n  då?"}, "type": "group",
            "item": {"en": "One", "sv": "Ett\n  av dem"},
            "questions": [{"id": "a", "text": {"en": "A?", "sv": "A,\n  då?"}}],
        }  # fmt: skip
        template = form({"one": {"g": group}})
        note = read(note_text({"one.g#1.a": "Made up"}, template))

        there = with_headings(note, template, "sv")

        assert answer_texts(there) == {"one.g#1.a": "Made up"}
        assert [headings(there)[each] for each in ("one.g", "one.g#1", "one.g#1.a")] == [
            "### Vilka då?", "#### Ett av dem 1", "##### A, då?",
        ]  # fmt: skip

    def test_may_have_a_section_s_title_of_the_slides(self):
        template = form({"one": {"a": "A?"}})
        section = template.sections[0].model_copy(update={"slide_title": "So"})
        template = template.model_copy(update={"sections": (section,)})
        text = note_text({}, template).replace("## 1. On one", "## 1. So")

        assert headings(with_headings(read(text), template, "sv"))["one"] == "## 1. Om one"

    def test_keep_the_line_ends_of_the_file(self):
        text = note_text(VISIT).replace("\n", "\r\n")

        there = with_headings(read(text), EVERY_TYPE, "sv").original

        assert "\n" not in there.replace("\r\n", "")

    @given(st.lists(st.sampled_from(["sv", "en", "plain", "own"]), max_size=6))
    def test_go_anywhere_and_come_back_as_they_were(self, ways):
        note = answered(note_text({}, SECOND), SECOND, Answer("care.mood", "Made up"))
        there, language, template = note, "en", SECOND
        for way in ways:
            language = way if way in ("sv", "en") else language
            template = {"plain": in_plain_words(SECOND), "own": SECOND}.get(way, template)
            there = with_headings(there, template, language)

        assert marker(there, "care.mood").asked == marker(note, "care.mood").asked
        assert with_headings(there, SECOND, "en").original == note.original


class TestWhatWasAsked:
    def test_stays_known_in_another_language(self):
        note = answered(first_text({}), FIRST, Answer("care.mood", "Made up"))

        there = marker(with_headings(note, FIRST, "sv"), "care.mood")

        assert there.asked == fingerprint("How was the mood?")
        assert there.is_headed_by(fingerprint("Hur var stämningen?"))

    def test_is_told_by_nothing_more_where_an_older_note_does_not_say_it(self):
        there = with_headings(read(first_text()), FIRST, "sv")

        assert " asked=" not in there.original
        assert " headed=" not in there.original


class TestAnAnswerGivenAnew:
    """In a note that was brought to another version, where it was reworded."""

    @pytest.fixture
    def note(self):
        return upgrade_note(answered(first_text({}), FIRST, Answer("care.mood", "Made up")), SECOND)

    def test_gets_the_wording_of_now(self, note):
        after = _given(note, Answer("care.mood", "Anew, made up"))

        assert headings(after)["care.mood"] == "### How did people feel?"
        assert marker(after, "care.mood").asked == fingerprint("How did people feel?")

    def test_gets_it_also_where_it_is_emptied(self, note):
        after = _given(note, Answer("care.mood", ""))

        assert headings(after)["care.mood"] == "### How did people feel?"
        assert marker(after, "care.mood").words == ()

    def test_gets_it_also_where_the_heading_has_changed_its_language_before(self):
        note = answered(first_text({}), FIRST, Answer("care.mood", "Made up"))
        note = upgrade_note(with_headings(note, FIRST, "sv"), SECOND)
        assert headings(note)["care.mood"] == "### Hur var stämningen?"

        after = _given(note, Answer("care.mood", "Anew, made up"))

        assert headings(after)["care.mood"] == "### How did people feel?"
        assert marker(after, "care.mood").words == (f"asked={fingerprint('How did people feel?')}",)

    def test_keeps_a_heading_of_a_person_s_own(self, note):
        own = read(note.original.replace("### How was the mood?", "### Our mood"))

        after = _given(own, Answer("care.mood", "Anew, made up"))

        assert headings(after)["care.mood"] == "### Our mood"
        assert marker(after, "care.mood").asked == fingerprint("How did people feel?")

    def test_of_one_voice_leaves_the_heading_of_another(self, note):
        theirs = Answer("care.mood", "Theirs, made up", voice="family")
        note = with_case_changes(note, note.case, note.case.with_answer(theirs), EARLIER, NOON)

        after = _given(note, theirs._replace(text="Theirs, anew"))

        assert headings_of(after, "care.mood") == [
            "### How was the mood?",
            "### How did people feel? (family)",
        ]


class TestTheLabelOfAVoice:
    """It stands in brackets at the end of a heading, for the reader; the marker decides."""

    @pytest.fixture
    def note(self):
        return answered(first_text({}), FIRST, Answer("care.mood", "Ours", voice="patient"))

    def test_stands_in_the_heading_of_each_voice(self, note):
        note = answered(note.original, FIRST, Answer("care.mood", "Theirs", voice="family"))
        note = answered(note.original, FIRST, Answer("care.mood", "Mine", voice="porter"))

        assert headings_of(note, "care.mood") == [
            "### How was the mood? (patient)",
            "### How was the mood? (family)",
            "### How was the mood? (porter)",
        ]

    def test_is_in_the_language_of_the_note(self):
        note = answered(
            first_text({}, language="sv"), FIRST, Answer("care.mood", "Vi", voice="family")
        )

        assert headings_of(note, "care.mood")[0].endswith(" (närstående)")

    def test_is_no_part_of_the_wording(self, note):
        (slot,) = [slot for slot in note.slots if slot.marker.address == "care.mood"]

        assert heading_text(note, slot) == "How was the mood?"

    def test_follows_into_another_language(self, note):
        note = answered(note.original, FIRST, Answer("care.mood", "Theirs", voice="family"))

        swedish = with_headings(note, FIRST, "sv")

        assert [line.partition(" (")[2] for line in headings_of(swedish, "care.mood")] == [
            "patient)", "närstående)",
        ]  # fmt: skip
        assert with_headings(swedish, FIRST, "en").original == note.original

    def test_stands_in_the_heading_of_a_new_wording(self, note):
        note = _given(upgrade_note(note, SECOND), Answer("care.mood", "Anew", voice="patient"))

        assert headings_of(note, "care.mood") == ["### How did people feel? (patient)"]

    def test_comes_with_the_next_change_where_an_older_note_has_none(self, note):
        older = read(note.original.replace(" (patient)", ""))

        assert with_case_changes(older, older.case, older.case, FIRST, NOON) is older
        after = answered(older.original, FIRST, Answer("care.mood", "More", voice="patient"))

        assert headings_of(after, "care.mood") == ["### How was the mood? (patient)"]

    def test_is_not_added_to_a_heading_of_a_person_s_own(self, note):
        own = note.original.replace("How was the mood? (patient)", "Our mood")

        after = answered(own, FIRST, Answer("care.mood", "More", voice="patient"))

        assert headings_of(after, "care.mood") == ["### Our mood"]


def _given(note, answer):
    return with_case_changes(note, note.case, note.case.with_answer(answer), SECOND, NOON)


class TestAConfirmedAnswer:
    def confirmed(self, note):
        asked = fingerprint("How did people feel?")
        return with_confirmed_wording(
            note, AnswerKey("care.mood"), "### How did people feel?", asked
        )

    @pytest.fixture
    def note(self):
        return upgrade_note(answered(first_text({}), FIRST, Answer("care.mood", "Made up")), SECOND)

    def test_counts_as_given_to_the_wording_of_now(self, note):
        after = self.confirmed(note)

        assert answer_texts(after) == {"care.mood": "Made up"}
        assert headings(after)["care.mood"] == "### How did people feel?"
        assert marker(after, "care.mood").asked == fingerprint("How did people feel?")
        assert self.confirmed(after) is after

    def test_keeps_a_heading_of_a_person_s_own(self, note):
        after = self.confirmed(read(note.original.replace("### How was the mood?", "### Ours")))

        assert headings(after)["care.mood"] == "### Ours"
        assert marker(after, "care.mood").asked == fingerprint("How did people feel?")

    def test_says_nothing_of_what_others_were_asked(self, note):
        theirs = Answer("care.mood", "Theirs, made up", voice="family")
        note = with_case_changes(note, note.case, note.case.with_answer(theirs), EARLIER, NOON)

        after = self.confirmed(note)

        asked = [slot.marker.asked for slot in after.slots if slot.marker.address == "care.mood"]
        assert asked == [fingerprint("How did people feel?"), fingerprint("How was the mood?")]

    def test_is_none_where_nobody_knows_what_was_asked(self):
        note = read(first_text({"care.mood": "Made up"}))

        assert self.confirmed(note) is note


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("### What?", "What?"),
        ("# #1 of all?", "#1 of all?"),
        ("  ##  So  ", "So"),
        ("No", ""),
        ("### What? ###", "What?"),
        ("## C# ##  ", "C#"),
    ],
)
def test_the_words_of_a_heading_are_without_its_own_hashes_only(line, words):
    assert heading_words(line) == words


def test_a_question_that_begins_with_a_hash_keeps_it_when_it_is_reworded():
    before, after = form({"one": {"a": "#1 of all?"}}), form({"one": {"a": "#2 of all?"}}, NEW)

    assert "### #2 of all?\n" in upgrade_note(read(note_text({}, before)), after).text
