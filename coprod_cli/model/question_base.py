"""Base class of all questions: wording, conditions, and the parsing of answers."""

from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, GetPydanticSchema, StringConstraints
from pydantic_core import core_schema

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import msg
from coprod_cli.base.text import canonical_text, has_lone_surrogate
from coprod_cli.model.address import Address
from coprod_cli.model.coproduction import Place
from coprod_cli.model.wording import (
    EarlierWordings,
    FormModel,
    Identifier,
    Wording,
    as_list_of_words,
    every_wording,
    fingerprint,
)

_CONFLICT_MARK = "<<<<<<< "
Value = str | bool | Decimal | date | tuple[str, ...] | None


def _as_list(data: Any) -> Any:
    return [data] if isinstance(data, dict) else data


def address_field(pattern: str, max_length: int | None = None) -> GetPydanticSchema:
    """Return the pydantic annotation of an `Address`: a string that matches a pattern."""
    text = Annotated[str, StringConstraints(pattern=pattern, max_length=max_length)]
    return GetPydanticSchema(
        lambda _source, handler: core_schema.no_info_after_validator_function(
            Address, handler(text)
        )
    )


QuestionAddress = Annotated[Address, address_field(r"^[a-z0-9-]+\.[a-z0-9-]+$")]
"""The address of a question in a template: `section.question`."""


class Condition(FormModel):
    """One condition under which a question is asked: data, never an expression (FHIR enableWhen).

    `question` is the address of an earlier question; within a group, `section.group.question` is a
    question of the same item. `answer` may be omitted for `exists`, which asks for any answer.
    """

    question: Annotated[Address, address_field(r"^[a-z0-9-]+(\.[a-z0-9-]+){1,2}$")]
    operator: Literal[
        "equals",
        "not-equals",
        "includes",
        "exists",
        "greater-than",
        "less-than",
        "at-least",
        "at-most",
    ] = "equals"
    answer: str | bool | int | float | None = None


def has_conflict_mark(text: str) -> bool:
    """Return True if a line of a text begins as git's conflict marks do."""
    return text.startswith(_CONFLICT_MARK) or f"\n{_CONFLICT_MARK}" in text


class AnyQuestion(FormModel):
    """The fields and methods that questions of all types have."""

    id: Identifier
    text: Wording
    text_plain: Wording | None = None
    help: Wording | None = None
    help_plain: Wording | None = None
    column_title: Wording | None = None
    source_text: Wording | None = None
    was: Annotated[tuple[QuestionAddress, ...], BeforeValidator(as_list_of_words)] = ()
    earlier_text: EarlierWordings = ()
    required: bool = False
    remember: bool = False
    model: Place | None = None
    short: bool = False
    when: Annotated[tuple[Condition, ...], BeforeValidator(_as_list)] = ()

    @cached_property
    def wordings(self) -> tuple[str, ...]:
        """All wordings of the question, plain and earlier ones included, in every language."""
        today = (*every_wording(self.text), *every_wording(self.text_plain))
        return (*today, *self.earlier_text)

    @cached_property
    def fingerprints(self) -> frozenset[str]:
        """The fingerprints of all wordings of the question."""
        return frozenset(map(fingerprint, self.wordings))

    def parse(self, raw: str, language: str) -> str:
        """Return the text to save for a raw answer; "" for a blank one.

        Raises:
            InvalidAnswer: the question does not accept the answer; the message does not contain it.
        """
        if has_lone_surrogate(raw):
            raise InvalidAnswer(msg("this holds half a character, which no file can keep."))
        if "\0" in raw:
            # In a note, `check` would tell of it as of what a power cut leaves.
            raise InvalidAnswer(msg("this holds a zero byte, which is no text."))
        text = canonical_text(raw)
        if has_conflict_mark(text):
            # In a note, such a line would be taken for what a merge left there.
            message = msg('no line may begin with "<<<<<<< ", by which git marks a conflict.')
            raise InvalidAnswer(message)
        return self._parse(text, language) if text else ""

    def value(self, text: str) -> Value:
        """Return the value of a saved text; None if the text is no valid answer."""
        return text or None

    def _parse(self, text: str, language: str) -> str:  # noqa: ARG002 - subclasses use it
        return text
