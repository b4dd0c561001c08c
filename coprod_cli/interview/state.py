"""Read-only interview state, and the queries on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Protocol

from coprod_cli.interview.positions import (
    AtConflict,
    AtMenu,
    AtQuestion,
    AtSources,
    AtTags,
    AtVoice,
    AtWithdrawal,
    Position,
)
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Answer, Case, answer_of
from coprod_cli.model.template import Template
from coprod_cli.model.visibility import relevant_addresses, waits_for_round
from coprod_cli.model.voices import speaker_key


class PrivacyScan(Protocol):
    """Port: searches answers for possible identifiers. Operations provide it."""

    @property
    def is_ready(self) -> bool:
        """Whether an answer is searched at once; if not, the first search takes a while."""

    def kinds(self, case: Case) -> Mapping[Address, tuple[str, ...]]:
        """Return the names of the kinds of identifiers in each answer, as they are shown."""

    def remarks(self, text: str) -> tuple[str, ...]:
        """Return a remark on each of the first few identifiers in a text.

        A remark quotes the identifier, so it is for the screen alone.
        """

    def words(self, text: str) -> tuple[str, ...]:
        """Return the identifiers in a text, as it has them: for the screen alone."""

    def reference_words(self, text: str) -> tuple[str, ...]:
        """Return the identifiers in a reference that are unusual there, as `words` does."""


@dataclass(frozen=True)
class InterviewState:
    """State of an interview about one case, as an immutable value.

    Attributes:
        template: the template.
        case: the case, with its answers.
        position: the current position.
        asked: the sections or addresses that are asked in turn; the menu has all others, too.
        chosen: the parts of the form that the person chose when the case was begun, as in `asked`,
            in which a later sitting goes on; () for the whole form.
        drafts: half-typed text by answer.
        bases: by answer, the digest of the saved answer when its draft was started.
        problem: what is wrong with the last reply.
        notice: what is to be said about the last reply, which was taken.
        pointed_out: the possible identifiers that were pointed out in this sitting, folded.
        unsearched: the answers that were given before the scan was ready, and are searched next.
        opening: whether nothing has been asked yet.
        asks_title: whether the case's title is asked.
        asked_before: by answer, the question's wording when it was answered, if it differs.
        offered: by address and voice, the remembered answer that is offered where there is none
            yet; it is an answer only once the person takes it.
        introduced: whether this person's notebook has shown the whole introduction before.
        scan: searches the answers for identifiers at the review; None to skip that.
        voice: who speaks in this sitting, and whose answers alone are opened; None if nobody said,
            `WITHOUT_VOICE` if somebody said that no voice is named.
    """

    template: Template
    case: Case
    position: Position
    asked: frozenset[str] = frozenset()
    chosen: tuple[str, ...] = field(default=(), kw_only=True)
    drafts: Mapping[AnswerKey, str] = field(default_factory=dict)
    bases: Mapping[AnswerKey, str] = field(default_factory=dict)
    problem: str | None = None
    notice: str | None = None
    pointed_out: frozenset[str] = frozenset()
    unsearched: tuple[AnswerKey, ...] = ()
    opening: bool = False
    asks_title: bool = True
    asked_before: Mapping[AnswerKey, str] = field(default_factory=dict)
    offered: Mapping[AnswerKey, str] = field(default_factory=dict)
    introduced: bool = False
    scan: PrivacyScan | None = None
    voice: str | None = None

    @property
    def own_voice(self) -> str | None:
        """The voice of the answers that are given now; None for none."""
        return self.voice or None

    @cached_property
    def relevant(self) -> frozenset[Address]:
        """The addresses of all questions whose conditions hold."""
        return relevant_addresses(self.template, self.case)

    @cached_property
    def route(self) -> tuple[Address, ...]:
        """The addresses that are asked in turn, in order; the title comes first if it is asked."""
        questions = tuple(
            address
            for address in self.template.questions
            if address in self.relevant
            and (
                address in self.asked
                or (
                    address.section in self.asked
                    and not waits_for_round(self.template, self.case, address)
                )
            )
        )
        return (TITLE, *questions) if self.asks_title else questions

    @property
    def key(self) -> AnswerKey | None:
        """The key of the current answer; None if the interview is at none."""
        match self.position:
            case AtQuestion() as question:
                return key_at(self, question)
            case AtMenu(AtQuestion() as question):
                return key_at(self, question)
            case AtConflict(mine) | AtWithdrawal(mine):
                return mine.key
            case AtTags(then) | AtVoice(then):
                return replace(self, position=then).key
            case AtSources(key=key):
                return key
            case _:
                return None


def key_at(state: InterviewState, position: AtQuestion) -> AnswerKey:
    """Return the key of the answer that is asked for at a position."""
    return position.answer or own_key(state, position.address)


def own_key(state: InterviewState, address: Address) -> AnswerKey:
    """Return the key of the answer that whoever speaks gives to a question."""
    return speaker_key(state.case, address, state.voice)


def answer_at(case: Case, key: AnswerKey) -> Answer:
    """Return the answer with a key; an unanswered one if there is none."""
    return answer_of(case, key.address, key.voice)


def is_answered(state: InterviewState, address: Address) -> bool:
    """Return whether a question is answered: by whoever speaks; by anybody if nobody said."""
    if state.voice is None:
        return state.case.answer(address).given
    return answer_at(state.case, own_key(state, address)).given


def position_of(state: InterviewState, key: AnswerKey, *, then_review: bool = False) -> AtQuestion:
    """Return the position at which an answer is asked for."""
    is_own = key == own_key(state, key.address)
    return AtQuestion(key.address, then_review, None if is_own else key)
