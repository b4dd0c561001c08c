"""Interview that asks only the new and reworded questions of an updated template."""

import pytest
from made_up import keyed
from made_up_versions import SECOND, STEPS, TO_ASK, first_text, form, read

from coprod_cli.interview.engine import Interview
from coprod_cli.interview.positions import AtMenu, AtQuestion, AtReview
from coprod_cli.interview.replies import (
    AddItem,
    Answered,
    Back,
    ChangeItem,
    Finished,
    Jump,
    OpenMenu,
    Skipped,
    Unknown,
)
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.notebook.note.upgrade import upgrade_note
from coprod_cli.notebook.note.version_diff import questions_to_ask

MOOD = AnswerKey("care.mood")
WAY = [
    "care.mood", "care.why", "after.later", f"{STEPS}#1.what", f"{STEPS}#1.day",
    f"{STEPS}#2.what", f"{STEPS}#2.day", STEPS,
]  # fmt: skip


def again(drafts=None, template=SECOND, **answers):
    note = upgrade_note(read(first_text(**answers)), template)
    return Interview.ask_again(
        template, note.case, questions_to_ask(note, template), drafts=drafts or {}
    )


def walk(interview, reply):
    """Return the addresses that are asked if each gets the same reply, and the interview after."""
    addresses = []
    while isinstance(interview.position, AtQuestion):
        addresses.append(interview.position.address)
        # A group itself takes no answer, so it is skipped.
        is_group = interview.position.address == STEPS
        interview = interview.apply(Skipped() if is_group else reply)
    return addresses, interview


def at(interview, *replies):
    for reply in replies:
        interview = interview.apply(reply)
    return interview


@pytest.mark.parametrize("reply", [Skipped(), Unknown(), Answered("Made up")])
def test_the_interview_goes_from_one_new_or_reworded_question_to_the_next(reply):
    addresses, interview = walk(again(), reply)

    assert addresses == WAY
    assert interview.position == AtReview()
    assert not interview.asked_before


def test_the_interview_begins_at_the_first_new_question_and_asks_for_no_title():
    interview = again()

    assert interview.position == AtQuestion("care.mood")
    assert interview.step.asked_before == "How was the mood?"
    assert "title" not in interview.route
    assert interview.asked_before == keyed({key: text for key, text in TO_ASK.items() if text})


def test_an_answer_that_is_kept_taken_or_not_known_is_one_to_the_wording_of_now():
    for reply in (Skipped(), Answered("Made-up calm"), Answered("Anew"), Unknown(), Answered("")):
        assert MOOD not in again().apply(reply).asked_before


def test_going_back_to_the_menu_or_elsewhere_leaves_it_one_to_the_earlier_wording():
    for reply in (Back("Made-up calm"), OpenMenu("Made-up calm"), Jump("care.why")):
        interview = again().apply(reply)
        assert interview.asked_before[MOOD] == "How was the mood?"


def test_what_its_question_cannot_take_is_asked_for_once_more_with_the_earlier_wording():
    newest = form({"one": {"a": {"text": "On which day?", "type": "date"}}}, "2.0.0")
    case = read(first_text({})).case
    interview = Interview.ask_again(newest, case, {AnswerKey("one.a"): "When?"}, drafts={})

    interview = interview.apply(Answered("soon"))

    assert interview.step.problem
    assert interview.step.asked_before == "When?"


def test_what_is_half_typed_stands_at_its_question():
    interview = again(keyed({"care.why": "Half typed", f"{STEPS}#1.day": "Half"}))

    assert at(interview, Skipped()).step.draft == "Half typed"
    assert at(interview, Skipped(), Skipped(), Skipped(), Skipped()).step.draft == "Half"


def test_within_an_item_one_may_go_back_to_what_is_not_asked_again():
    interview = at(again(), *[Skipped()] * 4)
    assert interview.position == AtQuestion(f"{STEPS}#1.day")

    assert interview.apply(Back("")).position == AtQuestion(f"{STEPS}#1.who")


def test_from_the_group_one_goes_on_and_an_item_may_be_added_as_ever():
    interview = at(again(), *[Skipped()] * 7)
    assert interview.position == AtQuestion(STEPS)

    assert interview.apply(Skipped()).position == AtReview()
    added = at(interview, AddItem(), Answered("More, made up"))
    assert added.position == AtQuestion(f"{STEPS}#3.who")
    assert interview.apply(ChangeItem(f"{STEPS}#2")).position == AtQuestion(f"{STEPS}#2.what")


def test_any_other_question_may_be_gone_to_from_the_menu():
    interview = at(again(), OpenMenu(None), Jump("care.setting"), Answered("Elsewhere"))

    assert interview.case.answer("care.setting").text == "Elsewhere"
    assert isinstance(again().apply(OpenMenu(None)).position, AtMenu)


def test_the_case_may_be_finished_at_its_end():
    _, interview = walk(again(), Skipped())

    assert interview.apply(Finished()).case.status == "final"


def test_the_interview_is_over_at_once_where_all_that_is_new_is_hidden():
    hidden = {"text": "More?", "when": {"question": "care.setting", "answer": "elsewhere"}}
    group = {"text": "G?", "type": "group", "item": "Item",
             "questions": [{"id": "x", "text": "X?"}, {"id": "y", **hidden}]}  # fmt: skip
    asked = keyed({"care.more": "", "care.g#1.y": ""})
    newest = form({"care": {"setting": "Where was it?", "more": hidden, "g": group}})
    case = read(first_text({"care.setting": "Here"})).case

    interview = Interview.ask_again(newest, case, asked, drafts={})

    assert interview.route == ()
    assert interview.position == AtReview()


def test_no_answer_goes_on_the_way():
    before = again()
    _, interview = walk(before, Skipped())

    assert interview.case == before.case
