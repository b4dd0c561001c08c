"""The kinds of questions, and what each takes as an answer."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, StringConstraints, Tag

from coprod_cli.case_ids import case_ids_in
from coprod_cli.cleaning import canonical_text, has_lone_surrogate
from coprod_cli.errors import InvalidAnswer
from coprod_cli.tasks import as_task_list, without_day
from coprod_cli.translation import _, ngettext
from coprod_cli.wordings import (
    FormModel,
    Identifier,
    Wording,
    every_wording,
    fingerprint,
    folded,
    worded,
)

Value = str | bool | Decimal | date | tuple[str, ...] | None


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


def _as_words(given: Any) -> Any:
    return [given] if isinstance(given, str) else given


Address = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.[a-z0-9-]+$")]
"""Where a question is: `section.question`."""


class Condition(FormModel):
    """One condition under which a question is asked: data, never an expression (FHIR enableWhen).

    `question` is an address of an earlier question; within a group, `section.group.question` is one
    of the same item. `answer` is left out for `exists`: whether anything was said at all.
    """

    question: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+){1,2}$")]
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
    text_plain: Wording | None = None
    help: Wording | None = None
    source_text: Wording | None = None
    was: Annotated[tuple[Address, ...], BeforeValidator(_as_words)] = ()
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
            raise InvalidAnswer(_("this holds half a character, which no file can keep."))
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
    """An answer on one line; `cases_at_least` tells how many cases it must name by their ids."""

    type: Literal["line"]
    cases_at_least: Annotated[int, Field(ge=1)] | None = None

    def _parse(self, text: str, language: str) -> str:  # noqa: ARG002
        if "\n" in text:
            raise InvalidAnswer(_("this takes one line only."))
        least = self.cases_at_least or 0
        if len(set(case_ids_in(text))) < least:
            message = ngettext(
                "this must name at least {count} case, such as 20261123-k7m2q9.",
                "this must name at least {count} cases, such as 20261123-k7m2q9, with commas.",
                least,
            )
            raise InvalidAnswer(message.format(count=least))
        return text.strip()


class TasksQuestion(_Question):
    """Next steps, one a line; kept as a Markdown task list (see `tasks`)."""

    type: Literal["tasks"]

    def _parse(self, text: str, language: str) -> str:  # noqa: ARG002
        listed = as_task_list(text)
        if without_day(listed):
            raise InvalidAnswer(_("a day is written year first, such as (due: 2026-12-01)."))
        return listed


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
        message = _("this must be one of: {labels}.")
        raise InvalidAnswer(message.format(labels=", ".join(self.labels(language))))


class ChoiceQuestion(_Choosing):
    """One of several choices; kept as its label in the note's language.

    `default` is the value that a list starts on; it is no answer until a person takes it.
    """

    type: Literal["choice"]
    default: str | None = None

    @property
    def suggested(self) -> str | None:
        """The value that is suggested; None for none."""
        found = self.find(self.default) if self.default else None
        return found.value if found else None

    def value(self, text: str) -> Value:
        """Return the choice's value."""
        found = self.find(text) if text else None
        return found.value if found else None

    def _parse(self, text: str, language: str) -> str:
        return worded(self._found(text, language).label, language)


class ChoicesQuestion(_Choosing):
    """Any number of choices; kept as a bullet list of labels, in the template's order.

    `default` are the values that are ticked in a list; they are no answer until a person takes it.
    """

    type: Literal["choices"]
    default: Annotated[tuple[str, ...], BeforeValidator(_as_words)] = ()

    @property
    def suggested(self) -> tuple[str, ...]:
        """The values that are suggested."""
        found = (self.find(name) for name in self.default)
        return tuple(choice.value for choice in found if choice)

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
    """Yes or no; kept as the language's word.

    `default` is the one that a list starts on; it is no answer until a person takes it.
    """

    type: Literal["yes_no"]
    default: bool | None = None

    @property
    def suggested(self) -> bool | None:
        """What is suggested; None for nothing."""
        return self.default

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
            raise InvalidAnswer(_("this must be {yes} or {no}.").format(yes=yes, no=no))
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
            raise InvalidAnswer(_("this must be a day, year first, such as 2026-11-24."))
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
            raise InvalidAnswer(_("this must be a number, such as 12 or 3.5."))
        if self.minimum is not None and number < Decimal(str(self.minimum)):
            least = f"{self.minimum:.15g}"
            raise InvalidAnswer(_("this must be {least} or more.").format(least=least))
        if self.maximum is not None and number > Decimal(str(self.maximum)):
            most = f"{self.maximum:.15g}"
            raise InvalidAnswer(_("this must be {most} or less.").format(most=most))
        return text


def _kind(given: Any) -> Any:
    if isinstance(given, dict):
        return given.get("type", "text")
    return getattr(given, "type", None)


_One = (
    Annotated[TextQuestion, Tag("text")]
    | Annotated[LineQuestion, Tag("line")]
    | Annotated[ChoiceQuestion, Tag("choice")]
    | Annotated[ChoicesQuestion, Tag("choices")]
    | Annotated[YesNoQuestion, Tag("yes_no")]
    | Annotated[DateQuestion, Tag("date")]
    | Annotated[NumberQuestion, Tag("number")]
    | Annotated[TasksQuestion, Tag("tasks")]
)
OneQuestion = Annotated[_One, Discriminator(_kind)]
"""A question of any type but `group`: what may be asked within a group."""


class GroupQuestion(_Question):
    """A few questions that are asked again for each item, as often as there is one more.

    `item` is what one of them is called; it is numbered. What stands at the group's own address is
    a remark about the whole.
    """

    type: Literal["group"]
    item: Wording
    questions: Annotated[tuple[OneQuestion, ...], Field(min_length=1)]

    def find(self, name: str) -> "OneQuestion | None":
        """Return the group's own question of an id."""
        return next((each for each in self.questions if each.id == name), None)

    def item_name(self, number: int, language: str) -> str:
        """Return what an item is called, with its number."""
        return f"{worded(self.item, language)} {number}"


Question = Annotated[_One | Annotated[GroupQuestion, Tag("group")], Discriminator(_kind)]
QUESTION_TYPES = (
    "text", "line", "choice", "choices", "yes_no", "date", "number", "tasks", "group",
)  # fmt: skip
