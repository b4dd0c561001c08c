"""Asking a person, at a terminal or through a pipe, and what is said at the end."""

import os
import sys
from typing import TYPE_CHECKING

import typer

from coprod_cli.cli.opening import checked_title, keeper_of
from coprod_cli.errors import ExitCode, WrongUsage

if TYPE_CHECKING:
    from coprod_cli.interview import Interview
    from coprod_cli.notebook import Notebook
    from coprod_cli.session import NoteKeeper
    from coprod_cli.steps import Asker
    from coprod_cli.template import Template


def require_person(*, plain: bool) -> None:
    """Refuse where nobody can be asked.

    Raises:
        WrongUsage: there is no terminal, and lines from a pipe were not asked for.
    """
    if sys.stdin.isatty() and (sys.stdout.isatty() or sys.stderr.isatty()):
        return
    if plain:  # lines from a pipe, asked for by name
        return
    raise WrongUsage(
        "there is no terminal to ask at.", hint="--data FILE, --set ADDRESS=TEXT, or --plain"
    )


def refuse_data_options(*, final: bool, json: bool) -> None:
    """Refuse options that mean nothing without data.

    Raises:
        WrongUsage: one of them is set.
    """
    if final or json:
        name = "--final" if final else "--json"
        raise WrongUsage(f"{name} goes with data.", hint=f"{name} with --data or --set")


def interview_new(
    book: "Notebook", form: "Template", tongue: str, sections: tuple[str, ...],
    *, title: str | None, plain: bool,
) -> None:  # fmt: skip
    """Add a note for a new case, and ask."""
    from coprod_cli.interview import Interview
    from coprod_cli.note.writing import new_note
    from coprod_cli.session import blank_case, local_now

    now = local_now()
    name = checked_title(title)
    path = book.add(
        lambda case_id: new_note(blank_case(case_id, form, tongue, name, now), form), now
    )
    keeper, known = keeper_of(book, path, form)
    interview = Interview.begin(form, known, sections=sections, asks_title=title is None)
    conduct_with_person(interview, keeper, plain=plain)


def conduct_with_person(interview: "Interview", keeper: "NoteKeeper", *, plain: bool) -> None:
    """Ask, and say at the end what became of the case."""
    from coprod_cli.session import conduct

    if plain or os.environ.get("TERM", "dumb") == "dumb":
        ended = conduct(interview, _plain_asker(keeper), keeper)
    else:
        from coprod_cli.asking.terminal.asker import TerminalAsker
        from coprod_cli.asking.terminal.screen import Screen

        with Screen() as screen:
            asker = TerminalAsker(
                screen,
                citation=_citation(keeper.template),
                editing_folder=keeper.notebook.editing_folder,
                name=keeper.path.stem,
            )
            ended = conduct(interview, asker, keeper)
    _say_goodbye(ended, keeper)


def _plain_asker(keeper: "NoteKeeper") -> "Asker":
    from coprod_cli.asking.plain import PlainAsker, line_reader

    out = sys.stdout if sys.stdout.isatty() else sys.stderr
    is_terminal = sys.stdin.isatty()
    return PlainAsker(
        citation=_citation(keeper.template),
        editing_folder=keeper.notebook.editing_folder,
        name=keeper.path.stem,
        out=out,
        is_terminal=is_terminal,
        read_line=line_reader(out, is_terminal=is_terminal),
    )


def _citation(form: "Template") -> str:
    return form.source.citation if form.source else ""


def _say_goodbye(ended: "Interview", keeper: "NoteKeeper") -> None:
    from contextlib import suppress

    from coprod_cli.console import say
    from coprod_cli.interview import Ended

    case_id = keeper.path.stem
    paused = isinstance(ended.place, Ended) and ended.place.paused
    with suppress(OSError):  # the window may be closed
        if ended.case.status == "final" and not paused:
            say(f"Thank you. The case is finished: {keeper.path}")
            say(f"To read it: coprod show {case_id}")
        else:
            say(f"All you wrote is kept: {keeper.path}")
            say(
                f"To go on: coprod {'resume' if ended.case.status == 'draft' else 'edit'} {case_id}"
            )
    if paused:
        raise typer.Exit(ExitCode.INTERRUPTED)
