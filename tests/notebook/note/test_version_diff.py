"""Differences between a note and a template version, and the questions to ask after an update."""

import pytest
from made_up import NOON, keyed, note_text
from made_up_versions import (
    ANSWERS,
    EARLIER_LABELS,
    FIRST,
    LATER_LABELS,
    NEW,
    SECOND,
    STEPS,
    TO_ASK,
    first_text,
    form,
    read,
)

from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.apply_case import with_case_changes
from coprod_cli.notebook.note.set_answers import set_answer
from coprod_cli.notebook.note.upgrade import upgrade_note
from coprod_cli.notebook.note.version_diff import (
    DiffKind,
    QuestionDiff,
    diff_note,
    questions_to_ask,
)


def differences(note, template=SECOND):
    """The differences, without the questions that are kept."""
    return [each for each in diff_note(note, template) if each.kind is not DiffKind.KEPT]


def after_update(answers=ANSWERS, template=SECOND):
    return upgrade_note(read(first_text(answers)), template)


class TestTheChanges:
    def test_tell_kept_renamed_reworded_new_and_removed_apart(self):
        assert diff_note(read(first_text()), SECOND) == [
            QuestionDiff("care.setting", DiffKind.KEPT, "Where was it?", answered=True),
            QuestionDiff(
                "care.mood", DiffKind.REWORDED, "How did people feel?", before="How was the mood?",
                answered=True,
            ),
            QuestionDiff("care.queue", DiffKind.RENAMED, QUEUE, was="care.wait", answered=True),
            QuestionDiff(
                "care.street", DiffKind.RENAMED, "Which street?", was="home.street", answered=True
            ),
            QuestionDiff("care.why", DiffKind.NEW, "Why so?"),
            QuestionDiff("after.later", DiffKind.NEW, "And later?"),
            QuestionDiff(STEPS, DiffKind.KEPT, "Which steps?", answered=True),
            QuestionDiff(f"{STEPS}#1.day", DiffKind.NEW, "When?"),
            QuestionDiff(f"{STEPS}#2.day", DiffKind.NEW, "When?"),
            QuestionDiff(f"{STEPS}#1.what", DiffKind.REWORDED, *WHAT, answered=True),
            QuestionDiff(f"{STEPS}#2.what", DiffKind.REWORDED, *WHAT, answered=True),
            QuestionDiff("care.fax", DiffKind.REMOVED, "Was there a fax?", answered=True),
            QuestionDiff("home.pets", DiffKind.REMOVED, "Any pets?"),
        ]  # fmt: skip

    def test_are_told_in_the_note_s_language(self):
        texts = {each.address: each.text for each in differences(read(first_text(language="sv")))}

        assert texts["care.why"] == "Varför då?"
        assert texts["home.pets"] == "Några husdjur?"

    def test_are_none_where_the_note_is_of_that_version(self):
        assert differences(read(first_text()), FIRST) == []

    def test_of_a_group_that_is_gone_are_told_once(self):
        only = form({"care": {"setting": "Where was it?"}}, NEW)

        assert [each.address for each in differences(read(first_text()), only)] == [
            "care.mood", "care.fax", "care.wait", STEPS, "home.street", "home.pets",
        ]  # fmt: skip

    def test_do_not_tell_again_of_what_was_removed_before(self):
        third = SECOND.model_copy(update={"version": "3.0.0"})

        assert DiffKind.REMOVED not in [each.kind for each in differences(after_update(), third)]

    def test_may_be_two_for_one_question(self):
        newest = form({"care": {"where": {"text": "In what place?", "was": "care.setting"}}}, NEW)

        first, second, *_ = differences(read(first_text()), newest)

        assert (first.kind, first.was, first.before) == (DiffKind.RENAMED, "care.setting", "")
        assert (second.kind, second.was, second.before) == (DiffKind.REWORDED, "", "Where was it?")
        assert first.address == second.address == "care.where"

    def test_know_a_wording_in_any_language_and_however_its_lines_break(self):
        section = {"setting": {"text": {"en": "Where\n  was it?", "sv": "Var var det?"}}}
        newest = form({"care": section}, NEW)

        for language in ("en", "sv"):
            note = read(first_text({"care.setting": "Made up"}, language=language))
            assert diff_note(note, newest)[0].kind is DiffKind.KEPT

    @pytest.mark.parametrize(
        ("address", "answer"),
        [("visit.kind", "Walked in"), ("visit.people#1.kinds", "- Booked\n- Walked in")],
    )
    def test_tell_which_answers_get_another_label(self, address, answer):
        note = read(note_text({address: answer}, template=EARLIER_LABELS))
        (found,) = differences(note, LATER_LABELS)

        assert (found.address, found.kind, found.answered) == (address, DiffKind.RELABELLED, True)
        assert differences(upgrade_note(note, LATER_LABELS), LATER_LABELS) == []

    def test_know_a_wording_by_its_fingerprint_whatever_the_heading_says(self):
        note = read(first_text({}))
        note = with_case_changes(note, note.case, note.case.with_answer(MOOD), FIRST, NOON)
        heading = note.original.replace("### How was the mood?", "### How did people feel?")

        assert [
            each.kind for each in diff_note(read(heading), SECOND) if each.address == "care.mood"
        ] == [DiffKind.REWORDED]


QUEUE = "How long was the wait?"
WHAT = ("What exactly?", "", "What is done?")
MOOD = Answer("care.mood", "Made-up calm")


class TestWhatIsToBeAsked:
    def test_is_what_is_new_and_what_was_reworded_with_the_earlier_wording(self):
        asked = questions_to_ask(after_update(), SECOND)

        assert list(asked.items()) == list(keyed(TO_ASK).items())

    def test_is_no_more_what_was_answered_since(self):
        note = after_update()
        answered = note.case.with_answer(Answer("care.why", "Made up")).with_answer(
            Answer("care.mood", "Anew, made up")
        )

        asked = questions_to_ask(with_case_changes(note, note.case, answered, SECOND, NOON), SECOND)

        assert asked == keyed(
            {key: text for key, text in TO_ASK.items() if not key.startswith("care")}
        )

    def test_is_not_a_question_that_was_open_before(self):
        assert AnswerKey("care.mood") not in questions_to_ask(after_update({}), SECOND)

    def test_is_nothing_in_a_note_that_was_begun_with_this_version(self):
        note = read(note_text({"care.setting": "Made up"}, template=SECOND))

        assert questions_to_ask(note, SECOND) == {}

    def test_is_nothing_where_a_person_has_worded_a_heading_of_this_version(self):
        text = note_text({"care.setting": "Made up"}, template=SECOND)

        assert questions_to_ask(read(text.replace("Where was it?", "In what place?")), SECOND) == {}

    def test_is_not_what_is_new_within_an_item_that_is_empty(self):
        text = first_text({f"{STEPS}#1.what": "Made up", f"{STEPS}#2.what": "Made up"})
        note = read(text)
        note = set_answer(note, Answer(f"{STEPS}#2.what"), "")

        assert [
            each
            for each in questions_to_ask(upgrade_note(note, SECOND), SECOND)
            if each.address.item == 2
        ] == []

    def test_is_of_several_voices_the_first_one_alone(self):
        note = read(first_text({"care.setting": "Made up"}))
        theirs = Answer("care.setting", "Theirs, made up", voice="family")
        note = with_case_changes(note, note.case, note.case.with_answer(theirs), FIRST, NOON)
        newest = form({"care": {"setting": "In what place?"}}, NEW)
        note = upgrade_note(note, newest)
        assert questions_to_ask(note, newest) == {AnswerKey("care.setting"): "Where was it?"}

        anew = note.case.with_answer(Answer("care.setting", "Anew, made up"))
        note = with_case_changes(note, note.case, anew, newest, NOON)

        assert questions_to_ask(note, newest) == {}
        (family,) = [slot for slot in note.slots if slot.marker.voice == "family"]
        assert family.marker.asked in FIRST.questions["care.setting"].fingerprints
        assert "### Where was it?" in note.text[family.heading : family.line]

    def test_is_not_a_question_without_a_heading_since_nobody_knows_how_it_was_asked(self):
        text = first_text({"care.mood": "Made up"}).replace("### How was the mood?\n", "")

        assert AnswerKey("care.mood") not in questions_to_ask(
            upgrade_note(read(text), SECOND), SECOND
        )

    def test_is_not_a_question_below_its_address_alone_for_the_same_reason(self):
        text = first_text({"care.mood": "Made up"})
        text = text.replace("### How was the mood?\n", "### care.mood\n")

        after = upgrade_note(read(text), SECOND)

        assert AnswerKey("care.mood") not in questions_to_ask(after, SECOND)
        assert " asked=" not in after.original

    def test_is_no_more_a_new_group_once_it_has_an_item(self):
        group = {
            "text": "Which?", "type": "group", "item": "One",
            "questions": [{"id": "a", "text": "A?"}],
        }  # fmt: skip
        newest = form({"care": {"setting": "Where was it?", "g": group}}, NEW)
        note = upgrade_note(read(first_text({})), newest)
        assert questions_to_ask(note, newest) == {AnswerKey("care.g"): ""}

        item = note.case.with_answer(Answer("care.g#1.a", "Made up"))

        assert (
            questions_to_ask(with_case_changes(note, note.case, item, newest, NOON), newest) == {}
        )

    def test_is_also_what_was_new_in_the_version_before(self):
        third = SECOND.model_copy(update={"version": "3.0.0"})

        assert questions_to_ask(upgrade_note(after_update({}), third), third) == keyed(
            {"care.why": "", "after.later": ""}
        )
