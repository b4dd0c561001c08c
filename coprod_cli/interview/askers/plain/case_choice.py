"""Numbered list from which a person chooses a case, such as the draft to go on with."""

from collections.abc import Sequence

from coprod_cli.base.i18n import _
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.case_name import CaseToChoose
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.plain.line_reader import interrupt_on_signals
from coprod_cli.interview.askers.plain.lists import ReadLine, ShowLines


def choose_by_number(
    question: str, cases: Sequence[CaseToChoose], show: ShowLines, read_line: ReadLine
) -> int | None:
    """Let a person choose a case; return its index, or None if they left. Enter is the first."""
    try:
        with interrupt_on_signals():
            show(question)
            for number, case in enumerate(cases, 1):
                show(f"  {number}. {case.name} - {case.facts}")
            show(_("A number chooses; Enter alone is 1. :quit stops."))
            return _read_number(len(cases), show, read_line)
    except INTERRUPTIONS:
        return None


def _read_number(count: int, show: ShowLines, read_line: ReadLine) -> int | None:
    while True:
        word = clean_input(read_line(_("Number > "))).strip().lower()
        if word in {":quit", ":q"}:
            return None
        if not word:
            return 0
        if word in {str(number) for number in range(1, count + 1)}:
            return int(word) - 1
        show(_("That number is not in the list."))
