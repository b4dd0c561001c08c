"""A case is withdrawn only once the person has said so again, and a no leaves nothing behind."""

import pytest
from made_up import blank

from coprod_cli.base.settings import shipped_prompts
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.replies import (
    Answered,
    AnsweredAll,
    Back,
    ChangeVoice,
    OpenMenu,
    Paused,
    Unknown,
    Withdrawn,
)
from coprod_cli.interview.steps import MenuStep, QuestionStep, ReviewStep, WithdrawalStep
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer
from coprod_cli.templates.loader import load_template

DAY = Address("withdrawal.day")


@pytest.fixture(scope="module")
def story():
    return load_template(shipped_prompts() / "story")


@pytest.fixture
def at_day(story):
    interview = Interview.begin(story, blank(story), asked=("withdrawal",), asks_title=False)
    return interview.apply(Answered("Vera"))


@pytest.mark.parametrize("reply", [Answered("2026-11-29"), Unknown("2026-11-29")])
def test_the_day_is_asked_about_and_saved_at_a_yes(at_day, reply):
    asked = at_day.apply(reply)
    assert isinstance(asked.step, WithdrawalStep)
    assert not asked.case.answer(DAY).given

    after = asked.apply(Withdrawn())
    assert isinstance(after.step, ReviewStep)
    assert after.case.answer(DAY).text == "2026-11-29"
    assert not after.drafts


def test_a_no_goes_back_to_the_question_and_leaves_no_draft(at_day):
    back = at_day.apply(Answered("2026-11-29")).apply(Back())

    assert isinstance(back.step, QuestionStep)
    assert (back.step.address, back.step.draft, back.drafts) == (DAY, None, {})
    assert back.apply(Withdrawn()) == back, "only what was asked is withdrawn"


@pytest.mark.parametrize("reply", [OpenMenu(), Paused()])
def test_the_day_is_kept_as_half_typed_by_who_leaves_the_question_open(at_day, reply):
    left = at_day.apply(Answered("2026-11-29")).apply(reply)

    assert not left.case.answer(DAY).given
    assert list(left.drafts.values()) == ["2026-11-29"]
    assert reply == Paused() or isinstance(left.step, MenuStep)


def test_another_voice_is_asked_the_question_again(at_day):
    spoken = at_day.apply(Answered("2026-11-29")).apply(ChangeVoice(voice="family"))

    assert isinstance(spoken.step, QuestionStep)
    assert spoken.step.address == DAY
    assert not spoken.case.answer(DAY).given


def test_a_day_of_a_withdrawn_case_is_changed_or_emptied_at_once(story):
    case = blank(story).with_answer(Answer(DAY, "2026-11-29"))
    interview = Interview.begin(story, case, asked=("withdrawal",), asks_title=False)
    at_day = interview.apply(Answered("Vera"))

    assert at_day.apply(Answered("2026-11-28")).case.answer(DAY).text == "2026-11-28"
    assert not at_day.apply(Answered("")).case.answer(DAY).given


def test_data_is_taken_as_it_is(at_day):
    assert at_day.apply(AnsweredAll({DAY: (Answered("2026-11-29"),)})).case.answer(DAY).given
