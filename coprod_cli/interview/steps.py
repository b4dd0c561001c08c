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
    """Return the question that asks for a case's title; no template has it."""
    return LineQuestion.model_construct(
        id="title", type="line", text=msg(TITLE_TEXT), help=msg(TITLE_HELP)
    )


@dataclass(frozen=True)
class QuestionStep:
    """One question to ask.

    Attributes:
        address: the question's address.
        question: the question.
        language: the case's language.
        section: the question's section; None for the case's title.
        section_number: the section's number, from 1; 0 for the case's title.
        section_count: how many sections the template has.
        number: the question's number, from 1, in its section or group item.
        count: how many questions that section or group item has.
        done: how many questions of the interview are answered.
        total: how many questions the interview has.
        earlier: the saved answer; an unanswered one if there is none.
        draft: half-typed text to continue with; None if there is none.
        problem: what is wrong with the last reply.
        opening: whether this is the first screen of a new case.
        remarks: a remark on each possible identifier in the answer, which it quotes: for the
            screen alone.
        item: the name of the group item that the question belongs to; "" outside a group.
        asked_before: the question's wording when it was answered, if it differs; else "".
        names_people: whether the template is meant to hold people's names.
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
        """The key of the answer that is asked for."""
        return AnswerKey(self.address, self.earlier.voice)


@dataclass(frozen=True)
class Item:
    """One item of a group.

    Attributes:
        address: the item's address.
        name: what the template calls it, with its number.
        summary: its first answer or draft, for the screen alone.
        done: how many of its questions are answered.
        total: how many questions it has.
    """

    address: Address
    name: str
    summary: str
    done: int
    total: int


@dataclass(frozen=True)
class GroupStep:
    """A repeated group to ask about: its items, and `top`, the group as a question of its own."""

    top: QuestionStep
    group: GroupQuestion
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Entry:
    """One question in the menu or the review.

    Attributes:
        address: the question's address.
        text: the question's text.
        status: the status of its answer.
        half_typed: whether it has a draft.
        section_number: the number of its section, from 1; 0 for the case's title.
        section_title: the title of its section.
        kinds: in the review, the kinds of possible identifiers in the answer.
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
    """The menu of all questions; `current` is the question that it was opened from."""

    entries: tuple[Entry, ...]
    current: Address | None
    done: int
    total: int


@dataclass(frozen=True)
class ReviewStep:
    """The review before a case is finished or kept as a draft."""

    entries: tuple[Entry, ...]
    done: int
    total: int
    problem: str | None


@dataclass(frozen=True)
class ConflictStep:
    """A merge conflict: an answer was changed elsewhere while it was given here.

    Attributes:
        address: the question's address.
        text: the question's text.
        mine: the answer given here.
        theirs: the answer in the note.
        can_join: whether the answer may be both texts, one below the other.
    """

    address: Address
    text: str
    mine: Answer
    theirs: Answer
    can_join: bool


Step = QuestionStep | GroupStep | MenuStep | ReviewStep | ConflictStep
