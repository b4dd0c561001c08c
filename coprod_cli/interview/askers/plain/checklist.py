"""Next steps line by line: each has a number, which ticks it."""

from collections.abc import Sequence

from coprod_cli.base.i18n import _
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.plain.line_reader import stopping_on_signals
from coprod_cli.interview.askers.plain.lists import Read, Say


def tick_by_lines(
    labels: Sequence[str], ticks: Sequence[bool], say: Say, read: Read
) -> list[bool] | None:
    """Let a person tick lines by their numbers; None where they stopped.

    Args:
        labels: the lines.
        ticks: which of them are ticked at first.
        say: prints a line.
        read: reads a line, behind a prompt.
    """
    try:
        with stopping_on_signals():
            for number, (label, ticked) in enumerate(zip(labels, ticks, strict=True), 1):
                say(f"  {number}. [{'x' if ticked else ' '}] {label}")
            say(_("Numbers, with commas between, tick what is done; a ticked one is opened again."))
            say(_("Enter alone changes nothing."))
            return _read_ticks(ticks, say, read)
    except (KeyboardInterrupt, EOFError, OSError):
        return None


def _read_ticks(ticks: Sequence[bool], say: Say, read: Read) -> list[bool] | None:
    numbers = {str(place + 1): place for place in range(len(ticks))}
    while True:
        typed = clean_input(read("> ")).replace(",", " ").split()
        if typed == [":quit"]:
            return None
        if all(word in numbers for word in typed):
            turned = {numbers[word] for word in typed}
            return [ticked != (place in turned) for place, ticked in enumerate(ticks)]
        say(_("That number is not in the list."))
