"""The kinds of questions, and what each takes as an answer."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import msg, nmsg
from coprod_cli.model.case_id import case_ids_in
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion
from coprod_cli.model.question_base import AnyQuestion, Value
from coprod_cli.model.tasks import as_task_list, without_day
from coprod_cli.model.wording import (
    Wording,
    worded,
)


class TextQuestion(AnyQuestion):
    """A long answer, in Markdown."""

    type: Literal["text"] = "text"


class LineQuestion(AnyQuestion):
    """An answer on one line; `cases_at_least` tells how many cases it must name by their ids."""

    type: Literal["line"]
    cases_at_least: Annotated[int, Field(ge=1)] | None = None

    def _parse(self, text: str, language: str) -> str:  # noqa: ARG002
        if "\n" in text:
            raise InvalidAnswer(msg("this takes one line only."))
        least = self.cases_at_least or 0
        if len(set(case_ids_in(text))) < least:
            message = nmsg(
                "this must name at least {count} case, such as 20261123-k7m2q9.",
                "this must name at least {count} cases, such as 20261123-k7m2q9, with commas.",
                least,
            )
            raise InvalidAnswer(message)
        return text.strip()


class TasksQuestion(AnyQuestion):
    """Next steps, one a line; kept as a Markdown task list (see `tasks`)."""

    type: Literal["tasks"]

    def _parse(self, text: str, language: str) -> str:  # noqa: ARG002
        listed = as_task_list(text)
        if without_day(listed):
            raise InvalidAnswer(msg("a day is written year first, such as (due: 2026-12-01)."))
        return listed


class DateQuestion(AnyQuestion):
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
            raise InvalidAnswer(msg("this must be a day, year first, such as 2026-11-24."))
        return text.strip()


class NumberQuestion(AnyQuestion):
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
            raise InvalidAnswer(msg("this must be a number, such as 12 or 3.5."))
        if self.minimum is not None and number < Decimal(str(self.minimum)):
            least = f"{self.minimum:.15g}"
            raise InvalidAnswer(msg("this must be {least} or more.", least=least))
        if self.maximum is not None and number > Decimal(str(self.maximum)):
            most = f"{self.maximum:.15g}"
            raise InvalidAnswer(msg("this must be {most} or less.", most=most))
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


class GroupQuestion(AnyQuestion):
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
