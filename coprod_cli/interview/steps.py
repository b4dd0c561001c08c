"""Steps of an interview: what an asker shows and asks, one value for each."""

from dataclasses import dataclass

from coprod_cli.base.message import msg
from coprod_cli.interview.opening_text import TITLE_HELP, TITLE_TEXT
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer, Status
from coprod_cli.model.questions import GroupQuestion, LineQuestion, Question
from coprod_cli.model.template import Section


def title_question() -> LineQuestion:
    """Return the question for a case's title, in coprod's own words."""
    return LineQuestion.model_construct(
        id="title", type="line", text=msg(TITLE_TEXT), help=msg(TITLE_HELP)
    )


@dataclass(frozen=True)
class QuestionStep:
    """One question to put. Positions count from 1; `draft` is half-typed text to go on with.

    `remarks` tell what in the answer could tell who somebody is, and hold it: they are for the
    screen alone. `item` is what the item of a group is called, within which the question is;
    `asked_before` is how it was worded when it was answered.
    """

    address: Address
    question: Question
    language: str
    section: Section | None
    section_number: int
    section_count: int
    number: int
    count: int
    done: int
    total: int
    earlier: Answer
    draft: str | None
    problem: str | None
    opening: bool
    remarks: tuple[str, ...] = ()
    item: str = ""
    asked_before: str = ""
    names_people: bool = False

    @property
    def key(self) -> AnswerKey:
        """Which answer is asked for."""
        return AnswerKey(self.address, self.earlier.voice)


@dataclass(frozen=True)
class Item:
    """One item of a group; `summary` is what it begins with, for the screen alone."""

    address: Address
    name: str
    summary: str
    done: int
    total: int


@dataclass(frozen=True)
class GroupStep:
    """A group to put: its items, to which one may be added. `top` is the group as a question."""

    top: QuestionStep
    group: GroupQuestion
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Entry:
    """One question in the menu or the review.

    In the review, `kinds` has what in the answer could tell who somebody is.
    """

    address: Address
    text: str
    status: Status
    half_typed: bool
    section_number: int
    section_title: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class MenuStep:
    """The sections and their state; any question may be jumped to."""

    entries: tuple[Entry, ...]
    current: Address | None
    done: int
    total: int


@dataclass(frozen=True)
class ReviewStep:
    """What is answered, not known and left out; the case may be finished or kept as a draft."""

    entries: tuple[Entry, ...]
    done: int
    total: int
    problem: str | None


@dataclass(frozen=True)
class ConflictStep:
    """An answer that was changed elsewhere while it was given here; one chooses between the two.

    `can_join` tells that both may stand, one below the other.
    """

    address: Address
    text: str
    mine: Answer
    theirs: Answer
    can_join: bool


Step = QuestionStep | GroupStep | MenuStep | ReviewStep | ConflictStep
