"""Question types, and how each one parses answers."""

import re
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag

from coprod_cli.base.clock import read_day
from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import msg, nmsg
from coprod_cli.model.case_id import case_ids_in
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion
from coprod_cli.model.question_base import AnyQuestion, Value
from coprod_cli.model.tasks import as_task_list, first_invalid_due
from coprod_cli.model.wording import (
    EarlierWordings,
    FormModel,
    Identifier,
    Wording,
    as_list_of_words,
    every_wording,
    worded,
)


class TextQuestion(AnyQuestion):
    """A long answer, in Markdown."""

    type: Literal["text"] = "text"


class LineQuestion(AnyQuestion):
    """An answer on one line; it must name at least `cases_at_least` cases by their ids."""

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
    """Next steps, one per line; the note has a Markdown task list (see `tasks`)."""

    type: Literal["tasks"]

    def _parse(self, text: str, language: str) -> str:  # noqa: ARG002
        task_list = as_task_list(text)
        if first_invalid_due(task_list):
            raise InvalidAnswer(msg("a day is written year first, such as (due: 2026-12-01)."))
        return task_list


class DateQuestion(AnyQuestion):
    """A day; the note has it as ISO 8601 (YYYY-MM-DD)."""

    type: Literal["date"]

    def value(self, text: str) -> Value:
        """Return the day; None for other texts."""
        return read_day(text)

    def _parse(self, text: str, language: str) -> str:  # noqa: ARG002
        if self.value(text.strip()) is None:
            raise InvalidAnswer(msg("this must be a day, year first, such as 2026-11-24."))
        return text.strip()


class NumberQuestion(AnyQuestion):
    """A number, saved as it was typed; the decimal point may be a comma."""

    type: Literal["number"]
    minimum: float | None = None
    maximum: float | None = None

    @property
    def is_unanswerable(self) -> bool:
        """Whether the minimum is above the maximum."""
        return self.minimum is not None and self.maximum is not None and self.minimum > self.maximum

    def value(self, text: str) -> Value:
        """Return the number; None for other texts."""
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


def _type_of(data: Any) -> Any:
    if isinstance(data, dict):
        return data.get("type", "text")
    return getattr(data, "type", None)


_Single = (
    Annotated[TextQuestion, Tag("text")]
    | Annotated[LineQuestion, Tag("line")]
    | Annotated[ChoiceQuestion, Tag("choice")]
    | Annotated[ChoicesQuestion, Tag("choices")]
    | Annotated[YesNoQuestion, Tag("yes_no")]
    | Annotated[DateQuestion, Tag("date")]
    | Annotated[NumberQuestion, Tag("number")]
    | Annotated[TasksQuestion, Tag("tasks")]
)
SingleQuestion = Annotated[_Single, Discriminator(_type_of)]
"""A question of any type but `group`, as a group contains them."""


class ItemTasks(FormModel):
    """How the items of a group are next steps: the ids of the questions that say so.

    An item is a next step if the answer to `when` is a day. The owner is the answer to the last
    of `who` that has one. `done` is not asked in turn: ticking the step off answers it.
    """

    what: Annotated[Identifier, Field(description="The question that says what is to be done.")]
    who: Annotated[
        tuple[Identifier, ...],
        BeforeValidator(as_list_of_words),
        Field(description="The questions that say who does it; the last answered one counts."),
    ] = ()
    when: Annotated[Identifier, Field(description="The question that says by which day.")]
    done: Annotated[Identifier, Field(description="The question that is answered once it is done.")]

    @property
    def question_ids(self) -> dict[str, tuple[str, ...]]:
        """The ids that each key names."""
        return {"what": (self.what,), "who": self.who, "when": (self.when,), "done": (self.done,)}


class GroupQuestion(AnyQuestion):
    """A group of questions that is asked for each of any number of items.

    `item` is the name of an item, which is followed by its number. The answer at the group's own
    address is a remark about all items. `tasks` says how each item is a next step.
    With `again`, each item is a round of questions that are asked again later on (see
    `model.rounds`), and not in turn; it lists the sections that asked them first.
    """

    type: Literal["group"]
    item: Wording
    item_plain: Wording | None = None
    earlier_item: EarlierWordings = ()
    tasks: ItemTasks | None = None
    again: Annotated[tuple[Identifier, ...], BeforeValidator(as_list_of_words)] = ()
    questions: Annotated[tuple[SingleQuestion, ...], Field(min_length=1)]

    @property
    def is_asked_again(self) -> bool:
        """Whether its items are rounds of questions that are asked again later on."""
        return bool(self.again)

    @property
    def item_names(self) -> tuple[str, ...]:
        """All names of an item, plain and earlier ones included, in every language."""
        return (*every_wording(self.item), *self.other_item_names)

    @property
    def other_item_names(self) -> tuple[str, ...]:
        """The names that stand for today's: in the other words, plain or not, and earlier ones."""
        return (*every_wording(self.item_plain), *self.earlier_item)

    def find(self, name: str) -> "SingleQuestion | None":
        """Return the question of the group with an id; None if there is none."""
        return next((question for question in self.questions if question.id == name), None)

    def item_name(self, number: int, language: str) -> str:
        """Return the name of an item, with its number."""
        return f"{worded(self.item, language)} {number}"


Question = Annotated[_Single | Annotated[GroupQuestion, Tag("group")], Discriminator(_type_of)]
QUESTION_TYPES = (
    "text", "line", "choice", "choices", "yes_no", "date", "number", "tasks", "group",
)  # fmt: skip
