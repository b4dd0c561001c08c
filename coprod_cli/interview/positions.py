"""Positions in an interview: at a question, menu, review or conflict, or ended."""

from dataclasses import dataclass

from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer


@dataclass(frozen=True)
class AtQuestion:
    """At a question.

    Attributes:
        address: the question's address.
        then_review: whether the review comes next, instead of the next question.
        answer: which of several voices' answers is asked for; None for the first one.
    """

    address: Address
    then_review: bool = False
    answer: AnswerKey | None = None


@dataclass(frozen=True)
class AtMenu:
    """In the menu; `origin` is the question that it was opened from, None if from none."""

    origin: AtQuestion | None


@dataclass(frozen=True)
class AtReview:
    """At the review."""


@dataclass(frozen=True)
class AtConflict:
    """At a merge conflict between two answers; `then` is the position after it is resolved."""

    mine: Answer
    theirs: Answer
    then: "Position"

    @property
    def address(self) -> Address:
        """The answer's address."""
        return self.mine.address


@dataclass(frozen=True)
class Ended:
    """Ended; `paused` is whether the person stopped half-way, `at` the answer they were giving."""

    paused: bool
    at: AnswerKey | None = None


Position = AtQuestion | AtMenu | AtReview | AtConflict | Ended
