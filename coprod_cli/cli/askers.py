"""The person at the terminal: whether there is one, and small questions to them."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TextIO, TypeVar

import typer

from coprod_cli.base.closed_streams import require_open
from coprod_cli.base.errors import ExitCode, WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.base.text import is_yes

if TYPE_CHECKING:
    from coprod_cli.interview.askers.case_name import CaseToChoose
    from coprod_cli.interview.askers.checklists import Checklist
    from coprod_cli.interview.askers.hits import PageOf
    from coprod_cli.interview.askers.marks_editor import EditMarks
    from coprod_cli.interview.askers.plain.lists import ReadLine, ShowLines
    from coprod_cli.interview.askers.question_choice import QuestionToChoose
    from coprod_cli.interview.marking_desk import MarkingDesk
    from coprod_cli.knowledge.marking import Marking
    from coprod_cli.knowledge.search import Hit

Result = TypeVar("Result")


def require_person(*, plain: bool, instead: str = "--data FILE, --set ADDRESS=TEXT") -> None:
    """Raise WrongUsage if nobody can be asked; `instead` is what the error's hint suggests.

    Raises:
        WrongUsage: there is no terminal, and `plain` is not set, or a stream that is needed to ask
            line by line is closed.
    """
    if plain:
        require_open(sys.stdin)
        require_open(line_output())
    if plain or is_person_here():
        return
    message = _("there is no terminal to ask at.")
    raise WrongUsage(message, hint=_("{ways}, or --plain").format(ways=instead))


def is_person_here() -> bool:
    """Return whether standard input and an output are a terminal."""
    return sys.stdin.isatty() and (sys.stdout.isatty() or sys.stderr.isatty())


def agrees(question: str) -> bool:
    """Ask a person for yes or no; anything but a clear yes is no, the end of input too."""
    from coprod_cli.interview.askers.plain.line_reader import line_reader

    try:
        reply = line_reader(sys.stderr, is_terminal=True)(question)
    except EOFError:
        return False
    return is_yes(reply)


def ask_line(question: str, *, at_end: str = "") -> str:
    """Ask a person for a line, and return it; `at_end` at the end of input."""
    from coprod_cli.base.text import clean_input
    from coprod_cli.interview.askers.plain.line_reader import line_reader

    try:
        return clean_input(line_reader(sys.stderr, is_terminal=True)(question)).strip()
    except EOFError:
        return at_end


def mark_passages(
    desk: "MarkingDesk", marking: "Marking", *, plain: bool, edit: "EditMarks"
) -> "Marking":
    """Let a person mark passages of a case, and return what is marked.

    Args:
        desk: the answers, the codes, and what saves.
        marking: what is marked at first.
        plain: whether to ask line by line.
        edit: lets them mark in their editor; see `EditMarks`.
    """
    if not asks_by_lines(plain=plain):
        from coprod_cli.interview.askers.terminal.marking import mark_on_screen

        return mark_on_screen(desk, marking, edit)
    from coprod_cli.interview.askers.plain.marking import mark_by_lines

    return _by_lines(lambda show, read: mark_by_lines(desk, marking, show, read))


def choose_case(question: str, cases: "Sequence[CaseToChoose]", *, plain: bool) -> int:
    """Let a person choose one of several cases, and return its index.

    Raises:
        Exit: the person left.
    """
    if asks_by_lines(plain=plain):
        from coprod_cli.interview.askers.plain.case_choice import choose_by_number

        chosen = _by_lines(lambda show, read: choose_by_number(question, cases, show, read))
    else:
        from coprod_cli.interview.askers.terminal.case_choice import choose_on_screen

        chosen = choose_on_screen(question, cases)
    if chosen is None:
        raise typer.Exit(ExitCode.INTERRUPTED)
    return chosen


def choose_question(title: str, questions: "Sequence[QuestionToChoose]", *, plain: bool) -> int:
    """Let a person choose one of several questions, and return its index.

    Raises:
        Exit: the person left.
    """
    if asks_by_lines(plain=plain):
        from coprod_cli.interview.askers.plain.question_choice import choose_question_by_number

        def choose(show: "ShowLines", read: "ReadLine") -> int | None:
            return choose_question_by_number(title, questions, show, read)

        chosen = _by_lines(choose)
    else:
        from coprod_cli.interview.askers.terminal.question_choice import choose_question_on_screen

        chosen = choose_question_on_screen(title, questions)
    if chosen is None:
        raise typer.Exit(ExitCode.INTERRUPTED)
    return chosen


def browse_hits(title: str, hits: "Sequence[Hit]", page_of: "PageOf") -> int | None:
    """Let a person look through answers that a search found, on the screen.

    Args:
        title: the lines above the list.
        hits: the answers, at least one.
        page_of: returns the case of an answer as a page.

    Returns:
        The index of the answer to edit; None if the person left.
    """
    from coprod_cli.interview.askers.terminal.hit_list import browse_on_screen

    return browse_on_screen(title, hits, page_of)


def browse_hits_by_number(hits: "Sequence[Hit]") -> int | None:
    """Let a person look through answers that were printed with numbers; see `browse_hits`."""
    from coprod_cli.interview.askers.plain.hits import browse_by_number

    return _by_lines(lambda show, read: browse_by_number(hits, show, read))


def ask_ticks(
    what: "Checklist", labels: Sequence[str], ticks: Sequence[bool], *, plain: bool
) -> list[bool] | None:
    """Let a person tick items of a list.

    Args:
        what: what the list is for, which says how it is worded.
        labels: the items.
        ticks: whether each of them is ticked.
        plain: whether to ask line by line.

    Returns:
        Whether each of them is ticked afterwards; None if the person left.
    """
    if not asks_by_lines(plain=plain):
        from coprod_cli.interview.askers.terminal.checklist import tick_on_screen

        return tick_on_screen(what, labels, ticks)
    from coprod_cli.interview.askers.plain.checklist import tick_by_lines

    return _by_lines(lambda show, read: tick_by_lines(what, labels, ticks, show, read))


def _by_lines(ask: "Callable[[ShowLines, ReadLine], Result]") -> "Result":
    """Ask line by line; `ask` takes what prints a line, and what shows a prompt and reads one."""
    from coprod_cli.base.printed_lines import printed
    from coprod_cli.base.screen_text import screen_line
    from coprod_cli.interview.askers.plain.line_reader import line_reader
    from coprod_cli.interview.askers.terminal_modes import modes_reset

    out = line_output()

    def show_line(line: str) -> None:
        print(printed(screen_line(line), out), file=out, flush=True)

    with modes_reset(out):
        return ask(show_line, line_reader(out, is_terminal=sys.stdin.isatty()))


def asks_by_lines(*, plain: bool) -> bool:
    """Return whether to ask line by line: the user wants it, or the terminal can do no more."""
    return plain or os.environ.get("TERM", "dumb") == "dumb"


def line_output() -> TextIO:
    """Return the stream for questions that are asked line by line."""
    return sys.stdout if sys.stdout.isatty() else sys.stderr
