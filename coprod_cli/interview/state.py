"""`InterviewState`: what an interview knows at one moment, and what follows from that alone."""

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
    """Whoever looks for what could tell who somebody is; an operation hands it in."""

    def kinds(self, case: Case) -> Mapping[Address, tuple[str, ...]]:
        """Return what kinds of identifiers each answer has, as they are shown."""

    def remarks(self, text: str) -> tuple[str, ...]:
        """Return a remark on each of the first few identifiers in a text, for the screen alone."""


@dataclass(frozen=True)
class InterviewState:
    """An interview about one case, as a value.

    Attributes:
        template: the form.
        case: what was answered.
        position: where the interview stands.
        asked: the sections, or the addresses, that are gone through; all may be jumped to.
        drafts: text that was typed for an answer and not taken.
        bases: the digest of the answer that stood there when its draft was begun.
        problem: what is wrong with the last reply.
        opening: whether nothing was asked yet.
        asks_title: whether the case's title is asked.
        asked_before: how a question was worded when it was answered, where that differs.
        scan: looks for identifiers in the review; None for no such look.
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
        """The addresses whose conditions hold now."""
        return relevant_addresses(self.template, self.case)

    @cached_property
    def route(self) -> tuple[Address, ...]:
        """The addresses that are gone through, in order, the title first where it is asked."""
        questions = tuple(
            address
            for address in self.template.questions
            if address in self.relevant and (address.section in self.asked or address in self.asked)
        )
        return (TITLE, *questions) if self.asks_title else questions

    @property
    def key(self) -> AnswerKey | None:
        """Which answer the interview is at; None where it is at none."""
        match self.position:
            case AtQuestion() as question:
                return key_at(self.case, question)
            case AtMenu(AtQuestion() as question):
                return key_at(self.case, question)
            case AtConflict(mine):
                return mine.key
            case _:
                return None


def key_at(case: Case, place: AtQuestion) -> AnswerKey:
    """Return which answer a place is about."""
    return place.answer or shown_key(case, place.address)


def shown_key(case: Case, address: str) -> AnswerKey:
    """Return the answer that is shown at an address where no voice is named: the first one."""
    return AnswerKey(address, case.answer(address).voice)


def answer_at(case: Case, key: AnswerKey) -> Answer:
    """Return the answer of a key; an unanswered one where there is none."""
    return answer_of(case, key.address, key.voice)


def position_of(case: Case, key: AnswerKey, *, then_review: bool = False) -> AtQuestion:
    """Return the place at which an answer is given."""
    is_shown = key == shown_key(case, key.address)
    return AtQuestion(key.address, then_review, None if is_shown else key)
