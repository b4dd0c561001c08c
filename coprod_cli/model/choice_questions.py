"""Choice questions: one of several choices, any number of them, or yes and no."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import msg
from coprod_cli.base.text import folded
from coprod_cli.model.question_base import AnyQuestion, Value
from coprod_cli.model.wording import (
    FormModel,
    Sentence,
    Wording,
    as_list_of_words,
    every_wording,
    worded,
)

# Markdown's bullets, and those into which word processors change a hyphen at the start of a line.
_BULLET = re.compile("^\\s*[-*+\u2022\u2013\u2014]\\s+")


class Choice(FormModel):
    """One of the answers that a choice question offers.

    `was` are earlier wordings of its label, in any language, by which older notes are read.
    `owner` is how a list of next steps names whom the choice means, where the label would mislead:
    "You" is the patient.
    """

    value: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    label: Wording
    label_plain: Wording | None = None
    owner: Wording | None = None
    was: Annotated[tuple[Sentence, ...], BeforeValidator(as_list_of_words)] = ()

    @property
    def current_labels(self) -> tuple[str, ...]:
        """The labels of this choice today, the plain ones included, in every language."""
        return (*every_wording(self.label), *every_wording(self.label_plain))

    @property
    def current_names(self) -> set[str]:
        """The names of this choice today: its value, and its labels in every language, folded."""
        return {folded(name) for name in (self.value, *self.current_labels)}

    @property
    def names(self) -> set[str]:
        """All names of this choice: those of today, and earlier wordings of its label, folded."""
        return {*self.current_names, *map(folded, self.was)}


def _as_choice(data: Any) -> Any:
    return {"value": data, "label": data} if isinstance(data, str) else data


class _QuestionWithChoices(AnyQuestion):
    choices: Annotated[
        tuple[Annotated[Choice, BeforeValidator(_as_choice)], ...], Field(min_length=1)
    ]

    def find(self, name: str) -> Choice | None:
        """Return the choice with a value, or a label in any language; None if there is none."""
        return self._by_name.get(folded(name))

    @cached_property
    def _by_name(self) -> dict[str, Choice]:
        """Every choice by each of its names; the first choice with a name has it."""
        return {name: choice for choice in reversed(self.choices) for name in choice.names}

    def labels(self, language: str) -> list[str]:
        """Return the choices' labels in a language, in order."""
        return [worded(choice.label, language) for choice in self.choices]

    def with_current_labels(self, text: str, language: str) -> str:
        """Return an answer in today's labels if it has an earlier wording of one.

        Any other answer, and one with words that are no choice, stays as it is.
        """
        found = [(item, self.find(item)) for item in self._items(text)]
        if all(choice and folded(item) in choice.current_names for item, choice in found):
            return text
        return text if any(choice is None for _, choice in found) else self.parse(text, language)

    def _items(self, text: str) -> Iterator[str]:
        """Yield the names of choices in an answer."""
        yield text

    def _require_choice(self, name: str, language: str) -> Choice:
        if choice := self.find(name):
            return choice
        message = msg("this must be one of: {labels}.", labels=", ".join(self.labels(language)))
        raise InvalidAnswer(message)


class ChoiceQuestion(_QuestionWithChoices):
    """One of several choices; the note has its label in the note's language.

    `default` is the value that a list preselects; it is no answer until a person accepts it.
    """

    type: Literal["choice"]
    default: str | None = None

    @property
    def suggested(self) -> str | None:
        """The preselected value; None if there is none."""
        found = self.find(self.default) if self.default else None
        return found.value if found else None

    def value(self, text: str) -> Value:
        """Return the choice's value."""
        found = self.find(text) if text else None
        return found.value if found else None

    def _parse(self, text: str, language: str) -> str:
        return worded(self._require_choice(text, language).label, language)


class ChoicesQuestion(_QuestionWithChoices):
    """Any number of choices; the note has a bullet list of labels, in the template's order.

    `default` are the values that a list preselects; they are no answer until a person accepts it.
    """

    type: Literal["choices"]
    default: Annotated[tuple[str, ...], BeforeValidator(as_list_of_words)] = ()

    @property
    def suggested(self) -> tuple[str, ...]:
        """The preselected values."""
        found = (self.find(name) for name in self.default)
        return tuple(choice.value for choice in found if choice)

    def value(self, text: str) -> Value:
        """Return the choices' values, in the template's order."""
        found = {choice.value for item in self._items(text) if (choice := self.find(item))}
        return tuple(choice.value for choice in self.choices if choice.value in found)

    def _parse(self, text: str, language: str) -> str:
        chosen = {self._require_choice(item, language).value for item in self._items(text)}
        labels = [
            worded(choice.label, language) for choice in self.choices if choice.value in chosen
        ]
        return "\n".join(f"- {label}" for label in labels)

    def _items(self, text: str) -> Iterator[str]:
        for line in text.split("\n"):
            item = _BULLET.sub("", line).strip()
            if item and ("," not in item or self.find(item)):
                yield item
            else:
                yield from (part.strip() for part in item.split(",") if part.strip())


_YES_AND_NO = {"en": ("Yes", "No"), "sv": ("Ja", "Nej")}
_ABBREVIATIONS = {"y": True, "n": False, "j": True, "true": True, "false": False}


class YesNoQuestion(AnyQuestion):
    """Yes or no; the note has the word in its language.

    `default` is what a list preselects; it is no answer until a person accepts it.
    """

    type: Literal["yes_no"]
    default: bool | None = None

    @property
    def suggested(self) -> bool | None:
        """The preselected answer; None if there is none."""
        return self.default

    @staticmethod
    def labels(language: str) -> tuple[str, str]:
        """Return the words for yes and no in a language."""
        return _YES_AND_NO.get(language.split("-", maxsplit=1)[0], _YES_AND_NO["en"])

    def value(self, text: str) -> Value:
        """Return True for yes, False for no, None for other texts."""
        word = folded(text)
        for yes, no in _YES_AND_NO.values():
            if word in (folded(yes), folded(no)):
                return word == folded(yes)
        return _ABBREVIATIONS.get(word)

    def _parse(self, text: str, language: str) -> str:
        yes, no = self.labels(language)
        is_yes = self.value(text)
        if is_yes is None:
            raise InvalidAnswer(msg("this must be {yes} or {no}.", yes=yes, no=no))
        return yes if is_yes else no
