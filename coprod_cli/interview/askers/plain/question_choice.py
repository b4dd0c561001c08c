"""Numbered list from which a person chooses a question; words show those that have them."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from coprod_cli.base.i18n import _
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.entry_search import has_words
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.plain.line_reader import interrupt_on_signals
from coprod_cli.interview.askers.plain.lists import ReadLine, ShowLines
from coprod_cli.interview.askers.question_choice import QuestionToChoose

_Numbered = tuple[int, QuestionToChoose]


def choose_question_by_number(
    title: str, questions: Sequence[QuestionToChoose], show: ShowLines, read_line: ReadLine
) -> int | None:
    """Let a person choose a question; return its index, or None if they left. Enter leaves."""
    numbered = list(enumerate(questions, 1))
    try:
        with interrupt_on_signals():
            show(title)
            _show(numbered, show)
            show(_("A number chooses. Words show the questions that have them. Enter stops."))
            return _read_number(numbered, show, read_line)
    except INTERRUPTIONS:
        return None


def _read_number(numbered: Sequence[_Numbered], show: ShowLines, read_line: ReadLine) -> int | None:
    while True:
        typed = clean_input(read_line(_("Number > "))).strip()
        if typed.lower() in {"", ":quit", ":q"}:
            return None
        if typed.isdecimal():
            if 1 <= int(typed) <= len(numbered):
                return int(typed) - 1
            show(_("That number is not in the list."))
            continue
        found = [each for each in numbered if has_words(each[1].searched, typed)]
        if not found:
            show(_("No question has these words."))
        _show(found, show)


def _show(numbered: Iterable[_Numbered], show: ShowLines) -> None:
    """Print questions below the titles of their sections, each with its number."""
    for section, group in groupby(numbered, lambda each: each[1].section):
        show(section)
        for number, question in group:
            show(f"  {number}. {question.text}")
