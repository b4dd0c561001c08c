"""Finishing a case: checks for open required questions, possible identifiers and an empty case."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from coprod_cli.base.message import msg
from coprod_cli.interview.navigation import first_missing_answer
from coprod_cli.interview.positions import AtFinish, AtQuestion, AtReview, Ended
from coprod_cli.interview.state import InterviewState, position_of
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, CaseStatus
from coprod_cli.model.voice_names import WITHOUT_VOICE

State = TypeVar("State", bound=InterviewState)


@dataclass(frozen=True)
class FinishCheck:
    """What a person has to settle or confirm before a case is finished.

    Attributes:
        half_typed: the answers that have text which was not taken; they must be taken first.
        missing: the first required question without an answer; None if none is missing.
        kinds: by address, the kinds of possible identifiers; the person decides about them.
        is_empty: whether no question has an answer.
    """

    half_typed: tuple[AnswerKey, ...]
    missing: Address | None
    kinds: Mapping[Address, tuple[str, ...]]
    is_empty: bool

    @property
    def needs_consent(self) -> bool:
        """Whether the person is asked once more before the case is finished."""
        return bool(self.kinds) or self.is_empty


def check_before_finishing(state: InterviewState) -> FinishCheck:
    """Return what a person has to settle or confirm before a case is finished."""
    return FinishCheck(
        half_typed=tuple(state.drafts),
        missing=first_missing_answer(state),
        kinds=state.scan.kinds(state.case) if state.scan else {},
        is_empty=not any(True for _ in state.case.given_answers()),
    )


def finished(state: State) -> State:
    """Return an interview with its case finished, or at what has to be settled or confirmed first.

    At a flag, or where nothing is answered, the person is asked once more.
    """
    check = check_before_finishing(state)
    half_typed = check.half_typed
    if state.voice is not None:  # what the one who speaks has typed comes first
        half_typed = tuple(sorted(half_typed, key=lambda key: key.voice != state.own_voice))
    if half_typed:
        return _at_half_typed(state, half_typed[0])
    if check.missing is not None:
        problem = msg("This one is needed before you finish. ? means not known yet.")
        position = AtQuestion(check.missing, then_review=True)
        return replace(state, position=position, problem=problem)
    if check.needs_consent and not isinstance(state.position, AtFinish):
        origin = state.position.origin if isinstance(state.position, AtReview) else None
        return replace(state, position=AtFinish(len(check.kinds), check.is_empty, origin))
    case = replace(state.case, status=CaseStatus.FINAL)
    return replace(state, case=case, position=Ended(paused=False))


def _at_half_typed(state: State, key: AnswerKey) -> State:
    """Return an interview at a half-typed answer, as the voice that typed it."""
    problem = msg("You typed this and did not take it yet. Enter takes it.")
    if state.voice is not None and key.address != TITLE and key.voice != state.own_voice:
        problem = msg(
            "Somebody else typed this, and did not take it yet. Enter takes it as theirs."
        )
        state = replace(state, voice=key.voice or WITHOUT_VOICE)
    position = position_of(state, key, then_review=True)
    return replace(state, position=position, problem=problem)
