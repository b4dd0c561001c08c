"""The kinds of questions, and what each takes as an answer."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
)

from coprod_cli.cleaning import canonical_text, has_lone_surrogate
from coprod_cli.errors import InvalidAnswer

Value = str | bool | Decimal | date | tuple[str, ...] | None

Identifier = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)
]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]


def _one_text(text: str) -> str:
    if not text.strip():
        raise ValueError("a text must not be empty")
    return text.strip()


Sentence = Annotated[str, StringConstraints(max_length=4000), AfterValidator(_one_text)]
Wording = Sentence | Annotated[dict[Language, Sentence], Field(min_length=1)]
"""A text in one language, or a map of language to text."""


def worded(wording: Wording | None, language: str) -> str:
    """Return a wording in a language, else in English, else in the first one there is."""
    if wording is None:
        return ""
    if isinstance(wording, str):
        return wording
    for known in (language, language.split("-", maxsplit=1)[0], "en"):
        if known in wording:
            return wording[known]
    return next(iter(wording.values()))


def every_wording(wording: Wording | None) -> list[str]:
    """Return a wording in all its languages."""
    if wording is None:
        return []
    return [wording] if isinstance(wording, str) else list(wording.values())


class FormModel(BaseModel):
    """A part of a template: frozen, and no key that is not known."""

    # Only the two kinds of files are ever validated as a whole: building a validator for each
    # model at import would cost a third of the time to the first question.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, allow_inf_nan=False)


class Choice(FormModel):
    """One of the answers that a choice question offers."""

    value: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    label: Wording

    @property
    def names(self) -> set[str]:
        """Everything that may stand for this choice, in any language, folded."""
        return {folded(self.value), *(folded(label) for label in every_wording(self.label))}


def _as_choice(given: Any) -> Any:
    return {"value": given, "label": given} if isinstance(given, str) else given


def _as_list(given: Any) -> Any:
    return [given] if isinstance(given, dict) else given


class Condition(FormModel):
    """One condition under which a question is asked: data, never an expression (FHIR enableWhen).

    `question` is an address of an earlier question. `answer` is left out for `exists`, which asks
    whether anything was said at all.
    """

    question: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$")]
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


class _Question(FormModel):
    id: Identifier
    text: Wording
    help: Wording | None = None
    source_text: Wording | None = None
    required: bool = False
    when: Annotated[tuple[Condition, ...], BeforeValidator(_as_list)] = ()

    def parse(self, raw: str, language: str) -> str:
        """Return what the note keeps for a raw answer; "" for none.

        Raises:
            InvalidAnswer: the question cannot take it; the sentence does not repeat it.
        """
        if has_lone_surrogate(raw):
            raise InvalidAnswer("this holds half a character, which no file can keep.")
        text = canonical_text(raw)
        return self._parse(text, language) if text else ""

    def value(self, text: str) -> Value:
        """Return what a kept text means; None where it means nothing to this question."""
        return text or None

    def _parse(self, text: str, language: str) -> str:  # noqa: ARG002 - for the kinds that speak
        return text


class TextQuestion(_Question):
    """A long answer, in Markdown."""

    type: Literal["text"] = "text"


class LineQuestion(_Question):
    """An answer on one line."""

    type: Literal["line"]

    def _parse(self, text: str, language: str) -> str:  # noqa: ARG002
        if "\n" in text:
            raise InvalidAnswer("this takes one line only.")
        return text.strip()


class _Choosing(_Question):
    choices: Annotated[
        tuple[Annotated[Choice, BeforeValidator(_as_choice)], ...], Field(min_length=1)
    ]

    def find(self, name: str) -> Choice | None:
        """Return the choice that a label in any language, or a value, stands for."""
        return self._by_name.get(folded(name))

    @cached_property
    def _by_name(self) -> dict[str, Choice]:
        """Every choice by each of its names; the first of a name has it."""
        return {name: choice for choice in reversed(self.choices) for name in choice.names}

    def labels(self, language: str) -> list[str]:
        """Return the choices' labels in a language, in order."""
        return [worded(choice.label, language) for choice in self.choices]

    def _found(self, name: str, language: str) -> Choice:
        if choice := self.find(name):
            return choice
        raise InvalidAnswer(f"this must be one of: {', '.join(self.labels(language))}.")


class ChoiceQuestion(_Choosing):
    """One of several choices; kept as its label in the note's language."""

    type: Literal["choice"]

    def value(self, text: str) -> Value:
        """Return the choice's value."""
        found = self.find(text) if text else None
        return found.value if found else None

    def _parse(self, text: str, language: str) -> str:
        return worded(self._found(text, language).label, language)


class ChoicesQuestion(_Choosing):
    """Any number of choices; kept as a bullet list of labels, in the template's order."""

    type: Literal["choices"]

    def value(self, text: str) -> Value:
        """Return the choices' values, in the template's order."""
        found = {choice.value for item in self._items(text) if (choice := self.find(item))}
        return tuple(choice.value for choice in self.choices if choice.value in found)

    def _parse(self, text: str, language: str) -> str:
        chosen = {self._found(item, language).value for item in self._items(text)}
        labels = [worded(each.label, language) for each in self.choices if each.value in chosen]
        return "\n".join(f"- {label}" for label in labels)

    def _items(self, text: str) -> Iterator[str]:
        for line in text.split("\n"):
            item = re.sub(r"^\s*[-*+]\s+", "", line).strip()
            if item and ("," not in item or self.find(item)):
                yield item
            else:
                yield from (part.strip() for part in item.split(",") if part.strip())


_YES_AND_NO = {"en": ("Yes", "No"), "sv": ("Ja", "Nej")}
_SHORT = {"y": True, "n": False, "j": True, "true": True, "false": False}


class YesNoQuestion(_Question):
    """Yes or no; kept as the language's word."""

    type: Literal["yes_no"]

    @staticmethod
    def labels(language: str) -> tuple[str, str]:
        """Return the words for yes and no in a language."""
        return _YES_AND_NO.get(language.split("-", maxsplit=1)[0], _YES_AND_NO["en"])

    def value(self, text: str) -> Value:
        """Return True or False."""
        word = folded(text)
        for yes, no in _YES_AND_NO.values():
            if word in (yes.casefold(), no.casefold()):
                return word == yes.casefold()
        return _SHORT.get(word)

    def _parse(self, text: str, language: str) -> str:
        yes, no = self.labels(language)
        meant = self.value(text)
        if meant is None:
            raise InvalidAnswer(f"this must be {yes} or {no}.")
        return yes if meant else no


class DateQuestion(_Question):
    """A day, kept as ISO 8601 (YYYY-MM-DD)."""

    type: Literal["date"]

    def value(self, text: str) -> Value:
        """Return the day."""
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return None
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None

    def _parse(self, text: str, language: str) -> str:  # noqa: ARG002
        if self.value(text.strip()) is None:
            raise InvalidAnswer("this must be a day, year first, such as 2026-11-24.")
        return text.strip()


class NumberQuestion(_Question):
    """A number, kept as it was written; a comma may stand for the decimal point."""

    type: Literal["number"]
    minimum: float | None = None
    maximum: float | None = None

    @property
    def takes_nothing(self) -> bool:
        """Whether no number is between the two bounds."""
        return self.minimum is not None and self.maximum is not None and self.minimum > self.maximum

    def value(self, text: str) -> Value:
        """Return the number."""
        if not re.fullmatch(r"[-+\u2212]?[0-9]{1,30}([.,][0-9]{1,30})?", text):
            return None
        try:
            return Decimal(text.replace(",", ".").replace("\u2212", "-"))
        except InvalidOperation:
            return None

    def _parse(self, text: str, language: str) -> str:  # noqa: ARG002
        text = text.strip()
        number = self.value(text)
        if not isinstance(number, Decimal):
            raise InvalidAnswer("this must be a number, such as 12 or 3.5.")
        if self.minimum is not None and number < Decimal(str(self.minimum)):
            raise InvalidAnswer(f"this must be {self.minimum:.15g} or more.")
        if self.maximum is not None and number > Decimal(str(self.maximum)):
            raise InvalidAnswer(f"this must be {self.maximum:.15g} or less.")
        return text


def _kind(given: Any) -> Any:
    if isinstance(given, dict):
        return given.get("type", "text")
    return getattr(given, "type", None)


Question = Annotated[
    Annotated[TextQuestion, Tag("text")]
    | Annotated[LineQuestion, Tag("line")]
    | Annotated[ChoiceQuestion, Tag("choice")]
    | Annotated[ChoicesQuestion, Tag("choices")]
    | Annotated[YesNoQuestion, Tag("yes_no")]
    | Annotated[DateQuestion, Tag("date")]
    | Annotated[NumberQuestion, Tag("number")],
    Discriminator(_kind),
]
QUESTION_TYPES = ("text", "line", "choice", "choices", "yes_no", "date", "number")


def folded(text: str) -> str:
    """Return a text as it is compared: without case and without blanks around it."""
    return text.strip().casefold()
