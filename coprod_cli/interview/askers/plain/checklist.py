"""Plain checklist in which a person ticks lines by their numbers."""

from collections.abc import Sequence

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.checklists import Checklist
from coprod_cli.interview.askers.commands import (
    LocalCommand,
    Place,
    Refusal,
    command_lines,
    read_command,
)
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.plain.line_reader import interrupt_on_signals
from coprod_cli.interview.askers.plain.lists import ReadLine, ShowLines


def tick_by_lines(
    what: Checklist,
    labels: Sequence[str],
    ticks: Sequence[bool],
    show: ShowLines,
    read_line: ReadLine,
) -> list[bool] | None:
    """Let a person tick lines by their numbers.

    Args:
        what: how the list is worded.
        labels: the lines.
        ticks: whether each line is ticked at first.
        show: prints a line.
        read_line: shows a prompt and reads a line.

    Returns:
        Whether each line is ticked at the end; None if the person stopped.
    """
    try:
        with interrupt_on_signals():
            for number, (label, is_ticked) in enumerate(zip(labels, ticks, strict=True), 1):
                show(f"  {number}. [{'x' if is_ticked else ' '}] {label}")
            show(_(what.numbers))
            show(_(what.nothing))
            return _read_ticks(ticks, show, read_line)
    except INTERRUPTIONS:
        return None


def _read_ticks(ticks: Sequence[bool], show: ShowLines, read_line: ReadLine) -> list[bool] | None:
    indices = {str(index + 1): index for index in range(len(ticks))}
    while True:
        line = clean_input(read_line("> "))
        match read_command(line, Place.CHECKLIST):
            case None:
                pass
            case Refusal(message):
                show(translated(message))
                continue
            case LocalCommand():
                for each in command_lines(Place.CHECKLIST):
                    show(translated(each))
                continue
            case _:
                return None
        words = line.replace(",", " ").split()
        if all(word in indices for word in words):
            toggled = {indices[word] for word in words}
            return [is_ticked != (index in toggled) for index, is_ticked in enumerate(ticks)]
        show(_("That number is not in the list."))
