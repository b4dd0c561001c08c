"""Steps of an interview: what an asker shows and asks, one value for each."""

from dataclasses import dataclass

from coprod_cli.interview.opening_text import OFFERED, TODAY
from coprod_cli.interview.replies import SetSources
from coprod_cli.interview.step_parts import UNNAMED, CaseLabel, Counts, Entry, Item, OtherVoice
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.model.questions import DateQuestion, GroupQuestion, Question
from coprod_cli.model.section import Section


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
        position: the question's number, from 1, among all that are asked, where a group counts as
            one; None for the case's title, and for a question that is not asked in turn.
        counts: how many questions of the interview have been answered so far.
        earlier: the saved answer that is asked for; an unanswered one if there is none. It may be
            that of a named voice.
        others: the answers of other voices to the same question, which stay.
        draft: half-typed text to continue with; None if there is none.
        problem: what is wrong with the last reply.
        notice: what is to be said about the last reply, which was taken.
        opening: whether this is the first screen of a new case.
        remarks: a remark on each possible identifier in the answer, which it quotes: for the
            screen alone.
        item: the name of the group item that the question belongs to; "" outside a group.
        asked_before: the question's wording when it was answered, if it differs; else "".
        names_people: whether the template is meant to hold people's names.
        offered: the remembered answer, or the day, that is offered; "" if there is none.
        introduced: whether the whole introduction was shown before.
        case: what names the case.
        original: the question in the form's first language, in its author's words; "" if it is
            asked in that language.
        original_language: that language; "" if it is asked in it.
    """

    address: Address
    question: Question
    language: str
    section: Section | None
    section_number: int
    section_count: int
    number: int
    count: int
    position: int | None
    counts: Counts
    earlier: Answer
    draft: str | None
    problem: str | None
    opening: bool
    remarks: tuple[str, ...] = ()
    item: str = ""
    asked_before: str = ""
    names_people: bool = False
    offered: str = ""
    introduced: bool = False
    others: tuple[Answer, ...] = ()
    case: CaseLabel = UNNAMED
    notice: str | None = None
    original: str = ""
    original_language: str = ""

    @property
    def key(self) -> AnswerKey:
        """The key of the answer that is asked for."""
        return AnswerKey(self.address, self.earlier.voice)

    @property
    def offered_label(self) -> str:
        """The label of what is offered: today at a date, else an answer of an earlier case."""
        return TODAY if isinstance(self.question, DateQuestion) else OFFERED


@dataclass(frozen=True)
class GroupStep:
    """A repeated group to ask about: its items, and `top`, the group as a question of its own."""

    top: QuestionStep
    group: GroupQuestion
    items: tuple[Item, ...]


@dataclass(frozen=True)
class MenuStep:
    """The menu of all questions.

    Attributes:
        entries: the questions.
        current: the question that it was opened from; None if from none.
        counts: how many of them are answered.
        case: what names the case.
        notice: what is to be said about the last reply.
        others: the other voices that answered; () where no voice speaks.
    """

    entries: tuple[Entry, ...]
    current: Address | None
    counts: Counts
    case: CaseLabel = UNNAMED
    notice: str | None = None
    others: tuple[OtherVoice, ...] = ()


@dataclass(frozen=True)
class ReviewStep:
    """The review before a case is finished or kept as a draft.

    Attributes:
        entries: the questions that are asked in turn; the title's comes first if it is asked.
        counts: how many of them, without the title's, are answered.
        problem: what is wrong with the last reply.
        case: what names the case.
        notice: what is to be said about the last reply.
        tags: the case's tags.
        elsewhere: the questions that are answered or half typed, and not asked in turn.
        others: as in `MenuStep`.
    """

    entries: tuple[Entry, ...]
    counts: Counts
    problem: str | None
    case: CaseLabel = UNNAMED
    notice: str | None = None
    tags: tuple[str, ...] = ()
    elsewhere: tuple[Entry, ...] = ()
    others: tuple[OtherVoice, ...] = ()

    @property
    def all_entries(self) -> tuple[Entry, ...]:
        """Every question that is shown."""
        return (*self.entries, *self.elsewhere)


@dataclass(frozen=True)
class TagsStep:
    """The line with a case's tags.

    Attributes:
        tags: the tags that the case has.
        typed: the line that was refused; None if there is none.
        problem: why it was refused.
        case: what names the case.
    """

    tags: tuple[str, ...]
    typed: str | None = None
    problem: str | None = None
    case: CaseLabel = UNNAMED


@dataclass(frozen=True)
class SourcesStep:
    """How an answer is known, and the references for it.

    Attributes:
        answer: the answer, with what is saved beside it.
        text: its question, with the label of the voice.
        language: the case's language.
        is_text: whether the answer is free text, so that references may be kept as its draft.
        unsaved: what could not be saved; None if there is nothing.
        problem: why not.
        case: what names the case.
    """

    answer: Answer
    text: str
    language: str
    is_text: bool
    unsaved: SetSources | None = None
    problem: str | None = None
    case: CaseLabel = UNNAMED

    @property
    def evidence(self) -> str | None:
        """The word for how the answer is known, with which the step starts."""
        return self.answer.evidence if self.unsaved is None else self.unsaved.evidence

    @property
    def sources(self) -> tuple[str, ...]:
        """The references with which the step starts."""
        return self.answer.sources if self.unsaved is None else self.unsaved.sources


@dataclass(frozen=True)
class VoiceStep:
    """The question who speaks.

    Attributes:
        voices: the voices to choose from; any other word for a role may be typed.
        current: the voice that speaks now, as in `InterviewState`.
        problem: what is wrong with the word that was typed.
        case: what names the case.
    """

    voices: tuple[str, ...]
    current: str | None
    problem: str | None = None
    case: CaseLabel = UNNAMED


@dataclass(frozen=True)
class FinishStep:
    """The question whether a case is meant to be finished as it is.

    Attributes:
        flagged: how many answers may tell who somebody is.
        is_empty: whether nothing is answered.
        case: what names the case.
    """

    flagged: int
    is_empty: bool
    case: CaseLabel = UNNAMED


@dataclass(frozen=True)
class WithdrawalStep:
    """The question whether a case is meant to be withdrawn; `case` names it."""

    case: CaseLabel = UNNAMED


@dataclass(frozen=True)
class ConflictStep:
    """A merge conflict: an answer was changed elsewhere while it was given here.

    Attributes:
        address: the question's address.
        text: the question's text, with the label of the voice.
        mine: the answer given here.
        theirs: the answer in the note.
        can_join: whether the answer may be both texts, one below the other.
        case: what names the case.
    """

    address: Address
    text: str
    mine: Answer
    theirs: Answer
    can_join: bool
    case: CaseLabel = UNNAMED


Step = (
    QuestionStep | GroupStep | MenuStep | ReviewStep | TagsStep | SourcesStep | VoiceStep
    | FinishStep | WithdrawalStep | ConflictStep
)  # fmt: skip
