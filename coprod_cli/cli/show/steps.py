"""Show a list of next steps, or the next steps that were ticked."""

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import nmsg
from coprod_cli.cli.console.output import show_json, show_json_list, show_message
from coprod_cli.cli.console.table import show_table
from coprod_cli.knowledge.step_search import FoundStep
from coprod_cli.notebook.note.next_steps import OPEN, NextStep
from coprod_cli.operations.tick import TickedStep

_MOST_DUE = 5
"""The most next steps that are named when a case is finished."""


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
        show_json_list(each.as_data(today, folder) for each in found)
        return
    if sys.stdout.isatty():
        columns = (_("Next step"), _("Due"), _("Who"), _("What"))
        rows = [
            (each.step.reference, _due(each.step, today), each.step.task.owner, _what(each))
            for each in found
        ]
        show_table(columns, rows, empty=empty, wrapping=2)
    else:
        show_table((), [_line(each, today) for each in found], empty=empty)


def _what(found: FoundStep) -> str:
    """Return what is to be done, and below it the title of the case."""
    return "\n".join(filter(None, (found.step.task.what, _in_case(found))))


def _in_case(found: FoundStep) -> str:
    return _("in: {title}").format(title=found.title) if found.title else ""


def _line(found: FoundStep, today: str) -> tuple[str, ...]:
    """Return the fields of a line for other programs."""
    step = found.step
    what, owner, due = step.task.what, step.task.owner, step.task.due
    return step.reference, step.state(today), due, owner, what, found.title


def step_label(found: FoundStep, today: str) -> str:
    """Return a step on one line, with the title of its case, or its name where it has none."""
    return f"{translated(found.step.as_line(today))} - {found.title or found.step.reference}"


def show_due(steps: Sequence[NextStep], today: str) -> None:
    """Print which next steps of a finished case are due, and how one is ticked off."""
    if not steps:
        return
    for step in steps[:_MOST_DUE]:
        show_message(_("Still to do: {step}").format(step=translated(step.as_line(today))))
    if (rest := len(steps) - _MOST_DUE) > 0:
        show_message(translated(nmsg("and {count} more", "and {count} more", rest)))
    command = f"coprod tasks --done {steps[0].reference}"
    show_message(_("When it is done: {command}").format(command=command))


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
