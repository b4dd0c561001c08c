"""What an interview asks, what comes back, where it stands, and the port of all who ask."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

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


# --- what is asked ---------------------------------------------------------------------------


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


# --- what comes back -------------------------------------------------------------------------


@dataclass(frozen=True)
class Answered:
    """A raw answer; with a voice, it goes beside the answers of other voices."""

    text: str
    voice: str | None = None
    evidence: str | None = None


@dataclass(frozen=True)
class Unknown:
    """Not known yet, with or without text beside it."""

    text: str = ""
    voice: str | None = None
    evidence: str | None = None


@dataclass(frozen=True)
class Skipped:
    """On to the next question, and what stands stays."""


@dataclass(frozen=True)
class Back:
    """The question before; `draft` is what was typed, None where nothing was changed."""

    draft: str | None = None


@dataclass(frozen=True)
class OpenMenu:
    """The menu, with what was typed kept."""

    draft: str | None = None


@dataclass(frozen=True)
class Jump:
    """Any question."""

    address: str


@dataclass(frozen=True)
class AddItem:
    """At a group: one more item."""


@dataclass(frozen=True)
class ChangeItem:
    """At a group: go through an item, given by its address."""

    address: str


@dataclass(frozen=True)
class RemoveItem:
    """Take an item out of its group, given by its address."""

    address: str


@dataclass(frozen=True)
class Paused:
    """Stop here, as a draft."""

    draft: str | None = None


@dataclass(frozen=True)
class Finished:
    """The case is final."""


@dataclass(frozen=True)
class KeptAsDraft:
    """From the review: stop here, and the case is a draft."""


class Take(Enum):
    """Which of two texts is to stand."""

    MINE = auto()
    THEIRS = auto()
    BOTH = auto()


@dataclass(frozen=True)
class Chosen:
    """From a conflict: what is to stand."""

    take: Take


Reply = (
    Answered | Unknown | Skipped | Back | OpenMenu | Jump | AddItem | ChangeItem | RemoveItem
    | Paused | Finished | KeptAsDraft | Chosen
)  # fmt: skip


def typed_in(reply: Reply) -> str | None:
    """Return the text that a reply holds; None where nothing was typed."""
    match reply:
        case Answered(text):
            return text
        case Unknown(text):
            return text or None
        case Back(draft) | OpenMenu(draft) | Paused(draft):
            return draft
        case _:
            return None


KeepDraft = Callable[[str], None]


class Asker(Protocol):
    """Whoever puts a step and brings back a reply: a terminal, plain lines, an answers file."""

    def ask(self, step: Step, keep_draft: KeepDraft) -> Reply:
        """Put one step; call `keep_draft` with text in the making."""


# --- where the interview is ------------------------------------------------------------------


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
    then: "Place"

    @property
    def address(self) -> Address:
        """The answer's address."""
        return self.mine.address


@dataclass(frozen=True)
class Ended:
    """Over: `paused` tells that the person stopped half-way, `at` which answer they were giving."""

    paused: bool
    at: AnswerKey | None = None


Place = AtQuestion | AtMenu | AtReview | AtConflict | Ended
