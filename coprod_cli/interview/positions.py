"""Positions in an interview: at a question, menu, review or conflict, or ended."""

from dataclasses import dataclass

from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer


@dataclass(frozen=True)
class AtQuestion:
    """At a question; after it on to the next one, or back to where the person jumped from.

    `answer` says which answer to it is given, where that is not the first one.
    """

    address: Address
    then_review: bool = False
    answer: AnswerKey | None = None


@dataclass(frozen=True)
class AtMenu:
    """In the menu that was opened from a question (None: from nowhere, as when editing)."""

    origin: AtQuestion | None


@dataclass(frozen=True)
class AtReview:
    """At the review."""


@dataclass(frozen=True)
class AtConflict:
    """Between two texts for one answer; `then` is where the interview goes on."""

    mine: Answer
    theirs: Answer
    then: "Position"

    @property
    def address(self) -> Address:
        """The answer's address."""
        return self.mine.address


@dataclass(frozen=True)
class Ended:
    """Over: `paused` tells that the person stopped half-way, `at` which answer they were giving."""

    paused: bool
    at: AnswerKey | None = None


Position = AtQuestion | AtMenu | AtReview | AtConflict | Ended
