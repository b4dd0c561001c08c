"""Resume an interview: which drafts are still open, and where it goes on."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from coprod_cli.interview.positions import AtQuestion, AtReview, Position
from coprod_cli.interview.state import InterviewState, answer_at, position_of
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Case

State = TypeVar("State", bound=InterviewState)


def resumed(
    state: State, at: AnswerKey | None, drafts: Mapping[AnswerKey, str],
    bases: Mapping[AnswerKey, str],
) -> State:  # fmt: skip
    """Return an interview with the drafts that were kept, where the person was.

    Without such a place it is at the first question left open, else at the review.

    Args:
        state: the interview, without drafts.
        at: the answer that the person was giving.
        drafts: the text that was typed for each answer and not taken.
        bases: the digest of the answer over which each draft was begun.
    """
    case = state.case
    meant = {key: _meant(case, key, bases.get(key)) for key in (*drafts, *bases)}
    kept = {
        meant[key]: text
        for key, text in drafts.items()
        if (key.address == TITLE or state.template.question_at(key.address))
        and text != answer_at(case, meant[key]).text
    }
    begun_over = {meant[key]: base for key, base in bases.items()}
    state = replace(state, drafts=kept, bases=begun_over)
    place = None if at is None else _place_at(state, meant.get(at, at))
    return replace(state, position=place or _first_open(state))


def _place_at(state: InterviewState, at: AnswerKey) -> Position | None:
    """Return the place of an answer that a person was giving; None where it is not asked now."""
    if at in state.drafts:
        return position_of(state.case, at)
    if state.template.question_at(at.address) is None or at.address.outer not in state.route:
        return None
    is_there = any(answer.key == at for answer in state.case.answers)
    return position_of(state.case, at) if is_there else AtQuestion(at.address)


def _first_open(state: InterviewState) -> Position:
    said = {answer.address.outer for answer in state.case.given_answers()}
    open_ones = (each for each in state.route[1:] if each not in said)
    return next((AtQuestion(each) for each in open_ones), AtReview())


def _meant(case: Case, key: AnswerKey, base: str | None) -> AnswerKey:
    """Return the answer that a kept key means in a case.

    Version 0.1.0 kept a draft by its address alone, also where it was begun over the answer of a
    voice. What it was begun over tells.
    """
    shown = case.answer(key.address)
    is_there = any(answer.key == key for answer in case.answers)
    is_begun_over_it = shown.given and shown.digest == base
    return shown.key if key.voice is None and not is_there and is_begun_over_it else key
