"""Asks once more before an answer withdraws the case, since coprod then shows the case no more."""

from dataclasses import replace
from typing import TypeVar

from coprod_cli.interview.changes import with_draft
from coprod_cli.interview.positions import AtQuestion, AtWithdrawal
from coprod_cli.interview.state import InterviewState, answer_at
from coprod_cli.model.case import Answer

State = TypeVar("State", bound=InterviewState)


def withdraws(state: InterviewState, answer: Answer) -> bool:
    """Return True if an answer withdraws a case that is not withdrawn yet."""
    consent = state.template.consent
    if consent is None or answer.address != consent.withdrawn or not answer.text:
        return False
    return not consent.is_withdrawn(state.case)


def at_withdrawal(state: State, answer: Answer, typed: str) -> State:
    """Return an interview that asks whether the case is meant to be withdrawn.

    Args:
        state: the interview, at the question.
        answer: the answer that withdraws the case.
        typed: the text of it as it was typed, which is kept as a draft meanwhile.
    """
    if not isinstance(state.position, AtQuestion):
        return state
    kept = with_draft(state, typed, answer.key)
    return replace(kept, position=AtWithdrawal(answer, state.position))


def not_withdrawn(state: State) -> State:
    """Return an interview back at the question, without the text that would withdraw the case."""
    if not isinstance(state.position, AtWithdrawal):
        return state
    key = state.position.answer.key
    back = replace(state, position=state.position.then)
    return with_draft(back, answer_at(state.case, key).text, key)
