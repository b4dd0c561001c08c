"""What every question has: its words, its conditions, and what an answer to it means."""

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
from coprod_cli.model.wording import FormModel, Identifier, Wording, every_wording, fingerprint

Value = str | bool | Decimal | date | tuple[str, ...] | None


def _as_list(given: Any) -> Any:
    return [given] if isinstance(given, dict) else given


def as_list_of_words(given: Any) -> Any:
    """Take one word where a list of them may stand."""
    return [given] if isinstance(given, str) else given


def address_field(pattern: str, max_length: int | None = None) -> GetPydanticSchema:
    """Return the annotation of an `Address` in a form: a text of a pattern that becomes one."""
    text = Annotated[str, StringConstraints(pattern=pattern, max_length=max_length)]
    return GetPydanticSchema(
        lambda _source, handler: core_schema.no_info_after_validator_function(
            Address, handler(text)
        )
    )


QuestionAddress = Annotated[Address, address_field(r"^[a-z0-9-]+\.[a-z0-9-]+$")]
"""Where a question of a section is: `section.question`."""


class Condition(FormModel):
    """One condition under which a question is asked: data, never an expression (FHIR enableWhen).

    `question` is an address of an earlier question; within a group, `section.group.question` is one
    of the same item. `answer` is left out for `exists`: whether anything was said at all.
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


class AnyQuestion(FormModel):
    """What every question has, whatever is answered to it."""

    id: Identifier
    text: Wording
    text_plain: Wording | None = None
    help: Wording | None = None
    source_text: Wording | None = None
    was: Annotated[tuple[QuestionAddress, ...], BeforeValidator(as_list_of_words)] = ()
    required: bool = False
    when: Annotated[tuple[Condition, ...], BeforeValidator(_as_list)] = ()

    @cached_property
    def fingerprints(self) -> frozenset[str]:
        """The fingerprints of all that the question is worded as, in any language."""
        texts = (*every_wording(self.text), *every_wording(self.text_plain))
        return frozenset(map(fingerprint, texts))

    def parse(self, raw: str, language: str) -> str:
        """Return what the note keeps for a raw answer; "" for none.

        Raises:
            InvalidAnswer: the question cannot take it; the sentence does not repeat it.
        """
        if has_lone_surrogate(raw):
            raise InvalidAnswer(msg("this holds half a character, which no file can keep."))
        text = canonical_text(raw)
        return self._parse(text, language) if text else ""

    def value(self, text: str) -> Value:
        """Return what a kept text means; None where it means nothing to this question."""
        return text or None

    def _parse(self, text: str, language: str) -> str:  # noqa: ARG002 - for the kinds that speak
        return text
