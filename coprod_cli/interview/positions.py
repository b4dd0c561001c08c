"""Positions in an interview: at a question, menu, review, tags, sources or conflict, or ended."""

from dataclasses import dataclass

from coprod_cli.interview.replies import SetSources
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer


@dataclass(frozen=True)
class AtQuestion:
    """At a question.

    Attributes:
        address: the question's address.
        then_review: whether the review comes next, instead of the next question.
        answer: which of several voices' answers is asked for; None for the one that is written if
            no voice is named.
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
    """At the review; `origin` is the question that it was opened from, None if from none."""

    origin: AtQuestion | None = None


@dataclass(frozen=True)
class AtFinish:
    """Asked once more whether to finish the case.

    Attributes:
        flagged: how many answers may tell who somebody is.
        is_empty: whether nothing is answered.
        origin: as in `AtReview`.
    """

    flagged: int
    is_empty: bool
    origin: AtQuestion | None = None


@dataclass(frozen=True)
class AtWithdrawal:
    """Asked once more whether to withdraw the case.

    Attributes:
        answer: the answer that withdraws it, which is not saved yet.
        then: the question from which this was asked.
    """

    answer: Answer
    then: AtQuestion


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
class AtTags:
    """At the line with the case's tags.

    Attributes:
        then: the position from which it was opened, and to which it goes back.
        typed: a line that was refused; None if there is none.
    """

    then: "Position"
    typed: str | None = None


@dataclass(frozen=True)
class AtSources:
    """At how an answer is known, and its references.

    Attributes:
        then: the question from which it was opened, and to which it goes back.
        key: the answer.
        unsaved: what could not be saved; None if there is nothing.
    """

    then: AtQuestion
    key: AnswerKey
    unsaved: SetSources | None = None


@dataclass(frozen=True)
class AtVoice:
    """At the question who speaks; `then` is the position from which it was opened."""

    then: "Position"


@dataclass(frozen=True)
class Ended:
    """Ended; `paused` is whether the person stopped half-way, `at` the answer they were giving."""

    paused: bool
    at: AnswerKey | None = None


Position = (
    AtQuestion
    | AtMenu
    | AtReview
    | AtFinish
    | AtWithdrawal
    | AtConflict
    | AtTags
    | AtSources
    | AtVoice
    | Ended
)


def origin_of(position: Position) -> AtQuestion | None:
    """Return the question to which a menu or review opened now goes back; None if from none."""
    match position:
        case AtQuestion():
            return position
        case AtMenu(origin) | AtReview(origin) | AtFinish(origin=origin):
            return origin
        case AtTags(then) | AtSources(then) | AtVoice(then) | AtWithdrawal(then=then):
            return origin_of(then)
        case _:
            return None
