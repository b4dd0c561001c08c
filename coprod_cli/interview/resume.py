"""Resuming an interview: restores its drafts and its position."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TypeVar

from coprod_cli.interview.positions import AtQuestion, AtReview, Position
from coprod_cli.interview.state import InterviewState, answer_at, position_of
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Case

State = TypeVar("State", bound=InterviewState)


def resumed(
    state: State, at: AnswerKey | None, drafts: Mapping[AnswerKey, str],
    bases: Mapping[AnswerKey, str],
) -> State:  # fmt: skip
    """Return an interview with its saved drafts, at the position where the person stopped.

    If there is no such position, it is at the first open question, else at the review.

    Args:
        state: the interview, without drafts.
        at: the answer that the person was giving; None if it is not known.
        drafts: half-typed text by answer.
        bases: by answer, the digest of the saved answer when its draft was started.
    """
    case = state.case
    keys = {key: _current_key(case, key, bases.get(key)) for key in (*drafts, *bases)}
    kept = {
        keys[key]: text
        for key, text in drafts.items()
        if (key.address == TITLE or state.template.question_at(key.address))
        and text != answer_at(case, keys[key]).text
    }
    current_bases = {keys[key]: base for key, base in bases.items()}
    state = replace(state, drafts=kept, bases=current_bases)
    position = None if at is None else _position_at(state, keys.get(at, at))
    return replace(state, position=position or first_open(state) or AtReview())


def _position_at(state: InterviewState, at: AnswerKey) -> Position | None:
    """Return the position of the answer a person was giving; None if it is no longer asked."""
    if at in state.drafts and (state.voice is None or state.own_voice == at.voice):
        return position_of(state, at)
    if state.template.question_at(at.address) is None or at.address.outer not in state.route:
        return None
    return AtQuestion(at.address)


def first_open(state: InterviewState, passed: Collection[Address] = ()) -> Position | None:
    """Return the first open question of whoever speaks; None if there is none.

    Args:
        state: the interview.
        passed: the questions that were just asked, which are not meant.
    """
    given = {
        answer.address.outer
        for answer in state.case.given_answers()
        if state.voice is None or answer.voice == state.own_voice
    }
    passed = {*passed, *given, TITLE}
    return next((AtQuestion(each) for each in state.route if each not in passed), None)


def _current_key(case: Case, key: AnswerKey, base: str | None) -> AnswerKey:
    """Return the key of the answer that a saved draft belongs to.

    Version 0.1.0 saved drafts by address alone, even if started over one voice's answer. The
    digest of that answer shows which one it was.

    Args:
        case: the case.
        key: the draft's key as saved.
        base: the digest of the answer over which the draft was started.
    """
    shown = case.answer(key.address)
    exists = any(answer.key == key for answer in case.answers)
    is_base = shown.given and shown.digest == base
    return shown.key if key.voice is None and not exists and is_base else key
