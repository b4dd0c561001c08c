"""An answer for export: what one voice said to one question, with metadata and a typed value."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from coprod_cli.model.address import Address
from coprod_cli.model.case import Status
from coprod_cli.model.question_base import Value
from coprod_cli.model.questions import Question, TasksQuestion
from coprod_cli.model.tasks import Task, read_tasks

ANSWER_FIELDS = (
    "address", "section", "question", "text", "status", "voice", "evidence", "asked", "sources",
)  # fmt: skip
"""The names of an answer's fields as plain data, in order."""

AnswerValue = Value | tuple[Task, ...]
"""A typed answer: text, boolean, number, date, values of choices, or tasks."""


_Encoded = TypeVar("_Encoded")
_MOST_CACHED = 10_000
"""How many encoded metadata are kept, so that unusual notes do not fill the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class AnswerFacts:
    """Answer metadata, interned across cases: everything but the text.

    Equal metadata in cases read by the same reader is the same object, so that an exporter can
    encode it once; see `EncodedFacts`.

    Attributes:
        address: the answer's address, such as `plan.steps#2.what`.
        section: the title of its section; the section's id if the template has no such question.
        question: the wording of its question; "" if the template has no such question.
        item: the number of the group's item that holds it; None outside of items.
        status: answered or unknown.
        voice: who is speaking; None if nobody is named.
        evidence: where the answer comes from; None if that is not stated.
        asked_by: the question itself; None if the template has none.
        is_asked: whether the template asks its question where the other answers are as they are;
            True if the template is not installed, since nothing is known about the question.
    """

    address: Address
    section: str
    question: str
    item: int | None
    status: Status
    voice: str | None
    evidence: str | None
    asked_by: Question | None = field(repr=False)
    is_asked: bool

    @property
    def type(self) -> str:
        """The type of its question, such as `choice`; "" if the template has none."""
        return self.asked_by.type if self.asked_by else ""


class AnswerPart(NamedTuple):
    """The answer of one voice to one question; `sources` are the references for it."""

    facts: AnswerFacts
    text: str
    sources: tuple[str, ...] = ()

    @property
    def address(self) -> Address:
        """The answer's address."""
        return self.facts.address

    @property
    def voice(self) -> str | None:
        """Who is speaking; None if nobody is named."""
        return self.facts.voice

    @property
    def is_unknown(self) -> bool:
        """Whether the answer is marked as not known yet; it may have text all the same."""
        return self.facts.status is Status.UNKNOWN

    @property
    def value(self) -> AnswerValue:
        """The text as a typed value; None if it is not valid for its question."""
        question = self.facts.asked_by
        if isinstance(question, TasksQuestion):
            return tuple(read_tasks(self.text))
        return question.value(self.text) if question else None

    def as_data(self) -> dict[str, Any]:
        """Return the answer as plain data, with the fields of ANSWER_FIELDS."""
        facts = self.facts
        return {
            "address": facts.address,
            "section": facts.section,
            "question": facts.question,
            "text": self.text,
            "status": str(facts.status),
            "voice": facts.voice,
            "evidence": facts.evidence,
            "asked": facts.is_asked,
            "sources": list(self.sources),
        }


class EncodedFacts(dict[AnswerFacts, _Encoded]):
    """Cache of encoded answer metadata: `cache[facts]` encodes it on first use.

    A dict, because a look-up in one takes half the time of `functools.lru_cache`, and an export
    makes one for each answer.
    """

    def __init__(self, encode: Callable[[AnswerFacts], _Encoded]) -> None:
        """Take the function that encodes metadata."""
        super().__init__()
        self._encode = encode

    def __missing__(self, facts: AnswerFacts) -> _Encoded:
        encoded = self._encode(facts)
        if len(self) < _MOST_CACHED:
            self[facts] = encoded
        return encoded
