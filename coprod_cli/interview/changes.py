"""Changes to the drafts and answers of an interview; each function returns a new state."""

from dataclasses import replace
from typing import TypeVar

from coprod_cli.base.text import canonical_text
from coprod_cli.interview.positions import AtQuestion
from coprod_cli.interview.state import InterviewState, answer_at
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Answer
from coprod_cli.model.items import without_item

State = TypeVar("State", bound=InterviewState)


def with_draft(state: State, draft: str | None, key: AnswerKey | None = None) -> State:
    """Return an interview with half-typed text as a draft, unless it equals the saved answer.

    Args:
        state: the interview; away from a question it is returned unchanged.
        draft: the text; None if nothing was typed.
        key: the answer; None for the current one.
    """
    key = key or state.key
    if draft is None or key is None or not isinstance(state.position, AtQuestion):
        return state
    base = draft_base(state, key)
    cleared = _without_draft(state, key)
    earlier = answer_at(state.case, key)
    if canonical_text(draft) == earlier.text:
        return cleared
    bases = {**cleared.bases, key: base or earlier.digest}
    return replace(cleared, drafts={**cleared.drafts, key: draft}, bases=bases)


def draft_base(state: InterviewState, key: AnswerKey) -> str | None:
    """Return the digest of the saved answer when its draft was started; None without a draft."""
    return state.bases.get(key) if key in state.drafts else None


def with_answer(state: State, answer: Answer) -> State:
    """Return an interview with an answer accepted and its draft removed."""
    if answer.address == TITLE:
        is_changed = bool(answer.text) and not answer.unknown
    else:
        is_changed = answer.given or answer_at(state.case, answer.key).given
    case = state.case.with_answer(answer) if is_changed else state.case
    return replace(with_confirmed(_without_draft(state, answer.key), answer.key), case=case)


def with_confirmed(state: State, key: AnswerKey | None) -> State:
    """Return an interview with an answer marked as given to its question's current wording."""
    asked_before = {each: text for each, text in state.asked_before.items() if each != key}
    return replace(state, asked_before=asked_before)


def without_group_item(state: State, item: Address) -> State:
    """Return an interview without the answers and drafts of a group item."""
    drafts = {key: text for key, text in state.drafts.items() if not key.address.is_inside(item)}
    bases = {key: base for key, base in state.bases.items() if key in drafts}
    return replace(state, case=without_item(state.case, item), drafts=drafts, bases=bases)


def _without_draft(state: State, key: AnswerKey) -> State:
    drafts = {each: text for each, text in state.drafts.items() if each != key}
    bases = {each: base for each, base in state.bases.items() if each != key}
    return replace(state, drafts=drafts, bases=bases)
