"""Cases and answers: the content of one interview, independent of how it is stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
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
    sources: tuple[str, ...]


class Answer(_AnswerFields):
    """The answer to one question. A tuple, since an export makes half a million of them.

    Attributes:
        address: the question's address.
        text: the answer's text, canonical (see `base.text.canonical_text`).
        unknown: whether the answer is "not known yet"; it may have a text, too.
        voice: the role whose words these are; None if it is not named.
        evidence: what the answer is based on; None if it is not named.
        sources: the references for it, one line each.
    """

    __slots__ = ()

    def __new__(  # noqa: PLR0917 - an answer's own fields
        cls, address: str, text: str = "", unknown: bool = False,  # noqa: FBT001, FBT002
        voice: str | None = None, evidence: str | None = None, sources: tuple[str, ...] = (),
    ) -> Self:  # fmt: skip
        """Return the answer at an address."""
        return super().__new__(cls, Address(address), text, unknown, voice, evidence, sources)

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

    @cached_property
    def by_address(self) -> Mapping[str, tuple[Answer, ...]]:
        """The answers at each address, in the order of the note; computed when it is needed."""
        found: dict[str, list[Answer]] = {}
        for answer in self.answers:
            found.setdefault(answer.address, []).append(answer)
        return {address: tuple(answers) for address, answers in found.items()}

    @cached_property
    def items(self) -> Mapping[str, Mapping[int, tuple[Answer, ...]]]:
        """The given answers in each item, by the group's address and the item's number, ascending.

        Computed when it is needed.
        """
        found: dict[str, dict[int, list[Answer]]] = {}
        for answer in self.given_answers():
            address = answer.address
            if address.item is not None:
                found.setdefault(address.outer, {}).setdefault(address.item, []).append(answer)
        return {
            group: {number: tuple(items[number]) for number in sorted(items)}
            for group, items in found.items()
        }

    @cached_property
    def malformed(self) -> tuple[Answer, ...]:
        """The given answers with a malformed address, which are in no item of `items`."""
        given = self.given_answers()
        return tuple(answer for answer in given if not answer.address.is_well_formed)

    def answer(self, address: str) -> Answer:
        """Return the first answer to a question, or the title; unanswered if there is none."""
        if address == TITLE:
            return Answer(TITLE, self.title)
        found = self.by_address.get(address)
        return found[0] if found else Answer(address)

    def with_answer(self, answer: Answer) -> "Case":
        """Return the case with an answer: see `with_answers`."""
        return self.with_answers((answer,))

    def with_answers(self, answers: Iterable[Answer]) -> "Case":
        """Return the case with answers, each in place of an earlier one (see `AnswerList`).

        An answer to TITLE becomes the case's title.
        """
        title = self.title
        changed = AnswerList(self.answers)
        for answer in answers:
            if answer.address == TITLE:
                title = answer.text
            else:
                changed.put(answer)
        return replace(self, title=title, answers=changed.in_order())

    def given_answers(self) -> Iterable[Answer]:
        """Return the answers that are given (see `Answer.given`)."""
        return (answer for answer in self.answers if answer.given)


def answer_of(case: Case, address: str, voice: str | None) -> Answer:
    """Return one voice's answer to a question; an unanswered one if it gave none.

    A title has no voices.
    """
    if address == TITLE:
        return case.answer(TITLE)
    matches = (answer for answer in case.by_address.get(address, ()) if answer.voice == voice)
    return next(matches, Answer(address, voice=voice))


class AnswerList:
    """Answers in the order of a note, to which many changes are made.

    Each change takes the same time, however many answers there are: with a tuple, many changes
    would take time in proportion to the square of their number.
    """

    def __init__(self, answers: Iterable[Answer]) -> None:
        """Take the answers; each is numbered by its position, from 0."""
        self._answers: list[Answer] = []
        self._following: dict[int, int] = {}  # by number; `_START` comes before the first one
        self._last = _START
        self._at: dict[Address, list[int]] = {}
        self._last_in_group: dict[Address, int] = {}
        for answer in answers:
            self._insert(answer, self._last)

    def find(self, answer: Answer) -> tuple[int, Answer] | None:
        """Return the earlier answer that an answer replaces, with its number; None without one.

        That is the answer of the same voice, or else an unanswered one without a voice.
        """
        unanswered = None
        for number in self._at.get(answer.address, ()):
            earlier = self._answers[number]
            if earlier.voice == answer.voice:
                return number, earlier
            if unanswered is None and earlier.voice is None and not earlier.given:
                unanswered = number, earlier
        return unanswered

    def put(self, answer: Answer) -> int:
        """Put an answer in place of an earlier one, else behind those of its question or group.

        Returns:
            The number of the earlier answer; for an added one, a number that no other one has.
        """
        found = self.find(answer)
        if found is not None:
            self._answers[found[0]] = answer
            return found[0]
        same = self._at.get(answer.address)
        # Answers within an item of a group follow the other answers of the group.
        near = same[-1] if same else self._last_in_group.get(answer.address.outer, self._last)
        return self._insert(answer, near)

    def in_order(self) -> tuple[Answer, ...]:
        """Return the answers in the order of the note."""
        ordered = []
        number = _START
        while (following := self._following.get(number)) is not None:
            ordered.append(self._answers[following])
            number = following
        return tuple(ordered)

    def _insert(self, answer: Answer, before: int) -> int:
        number = len(self._answers)
        self._answers.append(answer)
        if before in self._following:
            self._following[number] = self._following[before]
        self._following[before] = number
        group = answer.address.outer
        if before in (self._last, self._last_in_group.get(group, before)):
            self._last_in_group[group] = number
        if before == self._last:
            self._last = number
        self._at.setdefault(answer.address, []).append(number)
        return number


_START = -1
