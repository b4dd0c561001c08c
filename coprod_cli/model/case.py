"""Cases and answers: the content of one interview, independent of how it is stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, NamedTuple, Self

from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey

TITLE = Address("title")
"""The address of a case's title, which is asked and set like an answer."""


class Status(StrEnum):
    """The state of an answer."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    UNANSWERED = "unanswered"


class CaseStatus(StrEnum):
    """The state of a case: whether a person still works on it."""

    DRAFT = "draft"
    FINAL = "final"


class _AnswerFields(NamedTuple):
    address: Address
    text: str
    unknown: bool
    voice: str | None
    evidence: str | None


class Answer(_AnswerFields):
    """The answer to one question. A tuple, since an export makes half a million of them.

    Attributes:
        address: the question's address.
        text: the answer's text, canonical (see `base.text.canonical_text`).
        unknown: whether the answer is "not known yet"; it may have a text, too.
        voice: the role whose words these are; None if it is not named.
        evidence: what the answer is based on; None if it is not named.
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
        """The key of this answer in its case: its address and its voice."""
        return AnswerKey(self.address, self.voice)

    @property
    def status(self) -> Status:
        """The answer's state, which does not depend on words in its text."""
        if self.unknown:
            return Status.UNKNOWN
        return Status.ANSWERED if self.text else Status.UNANSWERED

    @property
    def given(self) -> bool:
        """Whether there is an answer, or "not known yet"."""
        return self.unknown or bool(self.text)

    @property
    def digest(self) -> str:
        """A short hash of the answer's content, to detect changes: 16 hexadecimal digits."""
        from hashlib import sha256

        return sha256(f"{self.unknown:d}{self.text}".encode("utf-8", "replace")).hexdigest()[:16]


@dataclass(frozen=True)
class Case:
    """One interview: its metadata and its answers, in the order of its note.

    `created` and `updated` are ISO 8601 with an offset, as in the note; `extra` has the front
    matter keys that coprod does not define.
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
        """Return the first answer to a question, or the title; unanswered if there is none."""
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
        index = index_for_answer(answer, self.answers)
        if index is None:
            return replace(self, answers=_inserted(answer, self.answers))
        answers = (*self.answers[:index], answer, *self.answers[index + 1 :])
        return replace(self, answers=answers)

    def given_answers(self) -> Iterable[Answer]:
        """Return the answers that are given (see `Answer.given`)."""
        return (answer for answer in self.answers if answer.given)


def answer_of(case: Case, address: str, voice: str | None) -> Answer:
    """Return one voice's answer to a question; an unanswered one if it gave none.

    A title has no voices.
    """
    if address == TITLE:
        return case.answer(TITLE)
    matches = (
        answer for answer in case.answers if answer.address == address and answer.voice == voice
    )
    return next(matches, Answer(address, voice=voice))


def index_for_answer(answer: Answer, answers: Iterable[Answer]) -> int | None:
    """Return the index of the earlier answer that an answer replaces; None if there is none.

    That is the answer of the same voice, or else an unanswered one without a voice.
    """
    unanswered = None
    for index, earlier in enumerate(answers):
        if earlier.address != answer.address:
            continue
        if earlier.voice == answer.voice:
            return index
        if unanswered is None and earlier.voice is None and not earlier.given:
            unanswered = index
    return unanswered


def _inserted(answer: Answer, answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    group = answer.address.outer
    same = [index for index, other in enumerate(answers) if other.address == answer.address]
    # Answers within an item of a group follow the other answers of the group.
    near = same or [index for index, other in enumerate(answers) if other.address.outer == group]
    last = near[-1] if near else len(answers) - 1
    return (*answers[: last + 1], answer, *answers[last + 1 :])
