"""Show a list of next steps, or the next steps that were ticked."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from coprod_cli.base.i18n import _, translated
from coprod_cli.cli.console.output import show_json, show_message
from coprod_cli.cli.console.table import show_table
from coprod_cli.knowledge.step_search import FoundStep
from coprod_cli.notebook.note.next_steps import OPEN, NextStep
from coprod_cli.operations.tick import TickedStep


def show_steps(
    found: Sequence[FoundStep], folder: Path, today: str, *, empty: str, json: bool
) -> None:
    """Print next steps.

    Args:
        found: the next steps.
        folder: the notebook's folder.
        today: the day, ISO 8601.
        empty: the message if there is none.
        json: whether to print JSON.
    """
    if json:
        show_json([each.as_data(today, folder) for each in found])
        return
    steps = [each.step for each in found]
    if sys.stdout.isatty():
        columns = (_("Next step"), _("Due"), _("Who"), _("What"))
        rows = [(each.reference, _due(each, today), *_who_and_what(each)) for each in steps]
        show_table(columns, rows, empty=empty, wrapping=2)
    else:
        lines = [
            (each.reference, each.state(today), each.task.due, *_who_and_what(each))
            for each in steps
        ]
        show_table((), lines, empty=empty)


def show_ticked(ticked: Iterable[TickedStep], folder: Path, today: str, *, json: bool) -> None:
    """Print each next step after its change, as soon as it is saved."""
    data = []
    for found, unchanged in ticked:
        step = found.step
        message = _outcome(step, unchanged=unchanged)
        show_message(message.format(ref=step.reference, what=translated(step.as_line(today))))
        data.append(found.as_data(today, folder))
    if json:
        show_json(data)


def _outcome(step: NextStep, *, unchanged: bool) -> str:
    if step.task.is_done:
        return _("{ref} was done already: {what}") if unchanged else _("{ref} is done: {what}")
    return _("{ref} was open already: {what}") if unchanged else _("{ref} is open again: {what}")


def _due(step: NextStep, today: str) -> str:
    """Return the due day, and below it whether the step is overdue or done."""
    state = step.state(today)
    return "\n".join(part for part in (step.task.due, "" if state == OPEN else _(state)) if part)


def _who_and_what(step: NextStep) -> tuple[str, str]:
    return step.task.owner, step.task.what
