"""What was answered: a case, its answers, and nothing about where they are kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple, Self

from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey

TITLE = Address("title")
"""The address under which a case's own title is asked and set, beside `section.question`."""


class Status(StrEnum):
    """How far the answer to a question has come."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    UNANSWERED = "unanswered"


class CaseStatus(StrEnum):
    """Whether a person still works on a case."""

    DRAFT = "draft"
    FINAL = "final"


class _AnswerFields(NamedTuple):
    address: Address
    text: str
    unknown: bool
    voice: str | None
    evidence: str | None


class Answer(_AnswerFields):
    """What was said to one question. A tuple, because an export makes half a million of them.

    `text` is canonical (see `text.canonical_text`); `unknown` means "not known yet", which
    is knowledge too and may have text beside it; `voice` says whose words these are.
    """

    __slots__ = ()

    def __new__(
        cls, address: str, text: str = "", unknown: bool = False,  # noqa: FBT001, FBT002
        voice: str | None = None, evidence: str | None = None,
    ) -> Self:  # fmt: skip
        """Return the answer at an address."""
        return super().__new__(cls, Address(address), text, unknown, voice, evidence)

    @property
    def key(self) -> AnswerKey:
        """Which answer of its case this is: its address and its voice."""
        return AnswerKey(self.address, self.voice)

    @property
    def status(self) -> Status:
        """The answer's status, which no word inside its text can change."""
        if self.unknown:
            return Status.UNKNOWN
        return Status.ANSWERED if self.text else Status.UNANSWERED

    @property
    def given(self) -> bool:
        """Whether anything was said, be it "not known yet"."""
        return self.unknown or bool(self.text)

    @property
    def digest(self) -> str:
        """A few characters that tell whether an answer still says the same."""
        from hashlib import sha256

        return sha256(f"{self.unknown:d}{self.text}".encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True)
class Case:
    """One interview: its metadata and its answers, in the order of its note.

    `created` and `updated` are ISO 8601 with an offset, as they stand in the note; `extra` holds
    the front matter that coprod does not know.
    """

    id: str
    title: str
    template: str
    template_version: str = ""
    language: str = "en"
    status: str = CaseStatus.DRAFT
    created: str = ""
    updated: str = ""
    tags: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    def answer(self, address: str) -> Answer:
        """Return the first answer to a question, or the title; unanswered where there is none."""
        if address == TITLE:
            return Answer(TITLE, self.title)
        for answer in self.answers:
            if answer.address == address:
                return answer
        return Answer(address)

    def with_answer(self, answer: Answer) -> "Case":
        """Return the case with an answer, in place of an earlier one (see `index_for_answer`).

        An answer to TITLE becomes the case's title.
        """
        if answer.address == TITLE:
            return replace(self, title=answer.text)
        slot = index_for_answer(answer, self.answers)
        if slot is None:
            return replace(self, answers=_inserted(answer, self.answers))
        answers = (*self.answers[:slot], answer, *self.answers[slot + 1 :])
        return replace(self, answers=answers)

    def given_answers(self) -> Iterable[Answer]:
        """Return the answers in which something was said."""
        return (answer for answer in self.answers if answer.given)


def answer_of(case: Case, address: str, voice: str | None) -> Answer:
    """Return what one voice said to a question; an unanswered one where it said nothing.

    A title has no voices.
    """
    if address == TITLE:
        return case.answer(TITLE)
    same = (each for each in case.answers if each.address == address and each.voice == voice)
    return next(same, Answer(address, voice=voice))


def index_for_answer(answer: Answer, slots: Iterable[Answer]) -> int | None:
    """Return which slot an answer takes: that of its voice, else an empty one without a voice."""
    empty = None
    for index, slot in enumerate(slots):
        if slot.address != answer.address:
            continue
        if slot.voice == answer.voice:
            return index
        if empty is None and slot.voice is None and not slot.given:
            empty = index
    return empty


def _inserted(answer: Answer, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    group = answer.address.outer
    same = [index for index, slot in enumerate(answers) if slot.address == answer.address]
    # What is said to an item of a group stands with the group.
    near = same or [index for index, slot in enumerate(answers) if slot.address.outer == group]
    last = near[-1] if near else len(answers) - 1
    return (*answers[: last + 1], answer, *answers[last + 1 :])
