"""Read-only interview state, and the queries on it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from coprod_cli.interview.positions import AtConflict, AtMenu, AtQuestion, Position
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Answer, Case, answer_of
from coprod_cli.model.template import Template
from coprod_cli.model.visibility import relevant_addresses


class PrivacyScan(Protocol):
    """Port: searches answers for possible identifiers. Operations provide it."""

    def kinds(self, case: Case) -> Mapping[Address, tuple[str, ...]]:
        """Return the names of the kinds of identifiers in each answer, as they are shown."""

    def remarks(self, text: str) -> tuple[str, ...]:
        """Return a remark on each of the first few identifiers in a text.

        A remark quotes the identifier, so it is for the screen alone.
        """


@dataclass(frozen=True)
class InterviewState:
    """State of an interview about one case, as an immutable value.

    Attributes:
        template: the template.
        case: the case, with its answers.
        position: the current position.
        asked: the sections or addresses that are asked in turn; the menu has all others, too.
        drafts: half-typed text by answer.
        bases: by answer, the digest of the saved answer when its draft was started.
        problem: what is wrong with the last reply.
        opening: whether nothing has been asked yet.
        asks_title: whether the case's title is asked.
        asked_before: by answer, the question's wording when it was answered, if it differs.
        scan: searches the answers for identifiers at the review; None to skip that.
    """

    template: Template
    case: Case
    position: Position
    asked: frozenset[str] = frozenset()
    drafts: Mapping[AnswerKey, str] = field(default_factory=dict)
    bases: Mapping[AnswerKey, str] = field(default_factory=dict)
    problem: str | None = None
    opening: bool = False
    asks_title: bool = True
    asked_before: Mapping[AnswerKey, str] = field(default_factory=dict)
    scan: PrivacyScan | None = None

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
            if address in self.relevant and (address.section in self.asked or address in self.asked)
        )
        return (TITLE, *questions) if self.asks_title else questions

    @property
    def key(self) -> AnswerKey | None:
        """The key of the current answer; None if the interview is at none."""
        match self.position:
            case AtQuestion() as question:
                return key_at(self.case, question)
            case AtMenu(AtQuestion() as question):
                return key_at(self.case, question)
            case AtConflict(mine):
                return mine.key
            case _:
                return None


def key_at(case: Case, position: AtQuestion) -> AnswerKey:
    """Return the key of the answer that is asked for at a position."""
    return position.answer or shown_key(case, position.address)


def shown_key(case: Case, address: str) -> AnswerKey:
    """Return the key of the first answer at an address, which is shown if no voice is named."""
    return AnswerKey(address, case.answer(address).voice)


def answer_at(case: Case, key: AnswerKey) -> Answer:
    """Return the answer with a key; an unanswered one if there is none."""
    return answer_of(case, key.address, key.voice)


def position_of(case: Case, key: AnswerKey, *, then_review: bool = False) -> AtQuestion:
    """Return the position at which an answer is asked for."""
    is_shown = key == shown_key(case, key.address)
    return AtQuestion(key.address, then_review, None if is_shown else key)
