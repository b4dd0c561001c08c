"""Answers that a search found, as numbered lines: a number shows one, `e` and a number edits it."""

from collections.abc import Sequence

from coprod_cli.base.i18n import _
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.hits import hit_line, marked_text
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.plain.line_reader import interrupt_on_signals
from coprod_cli.interview.askers.plain.lists import ReadLine, ShowLines
from coprod_cli.knowledge.search import Hit

_EDIT = "e"


def browse_by_number(hits: Sequence[Hit], show: ShowLines, read_line: ReadLine) -> int | None:
    """Let a person read hits by their numbers; return the index of the one to edit.

    Args:
        hits: the hits, which were shown with their numbers from 1 on.
        show: prints a line.
        read_line: shows a prompt, and reads a line.

    Returns:
        The index of the hit; None if the person left.
    """
    try:
        with interrupt_on_signals():
            show(_("A number shows that answer. e 2 edits the second one. Enter leaves."))
            return _read_numbers(hits, show, read_line)
    except INTERRUPTIONS:
        return None


def _read_numbers(hits: Sequence[Hit], show: ShowLines, read_line: ReadLine) -> int | None:
    numbers = {str(number): number - 1 for number in range(1, len(hits) + 1)}
    while True:
        typed = clean_input(read_line(_("Number > "))).strip().lower()
        if typed in {"", "q", ":q", ":quit"}:
            return None
        number = typed.removeprefix(_EDIT).strip()
        if number not in numbers:
            show(_("That number is not in the list."))
        elif typed.startswith(_EDIT):
            return numbers[number]
        else:
            _show(hits[numbers[number]], show)


def _show(hit: Hit, show: ShowLines) -> None:
    show("")
    show(hit_line(hit))
    show(hit.question)
    for line in marked_text(hit).split("\n"):
        show(f"  {line}")
    show(_("The whole case: {command}").format(command=f"coprod show {hit.case}"))
