"""Filters of next steps: by who does them and by when they are due."""

from dataclasses import dataclass
from datetime import date

from coprod_cli.base.clock import is_day
from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import Message, msg
from coprod_cli.base.text import folded
from coprod_cli.model.due_days import read_day
from coprod_cli.model.typed_days import which_day_message
from coprod_cli.notebook.note.next_steps import OVERDUE, NextStep


@dataclass(frozen=True)
class StepFilters:
    """Which next steps to list.

    Attributes:
        owner: a word of who does the step, in any case; "" for every step.
        overdue: whether to list only open steps whose day is past.
        due_before: the day before which a step is due; None for every step.
    """

    owner: str = ""
    overdue: bool = False
    due_before: date | None = None

    @property
    def is_set(self) -> bool:
        """Whether any filter is set."""
        return bool(self.owner) or self.overdue or self.due_before is not None

    def match(self, step: NextStep, today: str) -> bool:
        """Return whether a step passes all filters that are set; `today` is ISO 8601."""
        if self.owner and folded(self.owner) not in folded(step.task.owner):
            return False
        if self.overdue and step.state(today) != OVERDUE:
            return False
        due = step.task.due
        return self.due_before is None or (is_day(due) and due < self.due_before.isoformat())


NO_STEP_FILTERS = StepFilters()


def read_due_before(text: str, today: date) -> date:
    """Return the day that a person gives as words or in ISO 8601.

    Raises:
        WrongUsage: the text is no day, or may be several.
    """
    days = read_day(text, today)
    if len(days) == 1:
        return days[0]
    message: Message = msg("{option} takes a day.", option="--due-before")
    if days:
        message = which_day_message(days)
    raise WrongUsage(message, hint="--due-before 2026-12-24")
