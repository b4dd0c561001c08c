"""Askers of the command line: ask a person at a terminal, or through lines from a pipe."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from coprod_cli.base.errors import ExitCode, WrongUsage
from coprod_cli.base.i18n import _

if TYPE_CHECKING:
    from coprod_cli.interview.askers.external_editor import EditorFolders
    from coprod_cli.interview.askers.terminal.screen import Screen
    from coprod_cli.interview.askers.terminal.text_input import TextResult
    from coprod_cli.interview.protocol import Asker
    from coprod_cli.model.template import Template
    from coprod_cli.operations.autosave import Autosave
    from coprod_cli.operations.conduct_sitting import Sitting, SittingResult


def require_person(*, plain: bool, instead: str = "--data FILE, --set ADDRESS=TEXT") -> None:
    """Refuse where nobody can be asked; `instead` is what works without anybody.

    Raises:
        WrongUsage: there is no terminal, and lines from a pipe were not asked for.
    """
    if plain or is_person_here():
        return
    message = _("there is no terminal to ask at.")
    raise WrongUsage(message, hint=_("{ways}, or --plain").format(ways=instead))


def is_person_here() -> bool:
    """Return whether there is a terminal to ask at."""
    return sys.stdin.isatty() and (sys.stdout.isatty() or sys.stderr.isatty())


def conduct_with_person(
    prepare: "Callable[[], Sitting]", *, plain: bool, asks_title: bool = False
) -> None:
    """Ask a person, and say at the end what became of the case; the arguments are `ask_person`'s.

    Raises:
        Exit: the person left before the end.
    """
    result = ask_person(prepare, plain=plain, asks_title=asks_title)
    from coprod_cli.cli.show.sitting import show_sitting

    show_sitting(result)
    if result.paused:
        raise typer.Exit(ExitCode.INTERRUPTED)


def ask_person(
    prepare: "Callable[[], Sitting]", *, plain: bool, asks_title: bool = False
) -> "SittingResult":
    """Conduct a sitting with a person, and return how it ended.

    Args:
        prepare: loads what the interview needs.
        plain: whether to ask line by line.
        asks_title: whether the first question is the title of a new case, which is then on the
            screen before all is loaded.
    """
    if plain or os.environ.get("TERM", "dumb") == "dumb":
        return _ask_by_lines(prepare())
    return _ask_on_screen(prepare, asks_title=asks_title)


def _ask_by_lines(sitting: "Sitting") -> "SittingResult":
    from coprod_cli.cli.show.sitting import show_left_behind
    from coprod_cli.operations.conduct_sitting import conduct_sitting

    show_left_behind(sitting.notices)
    return conduct_sitting(sitting, _plain_asker(sitting.autosave))


def _ask_on_screen(prepare: "Callable[[], Sitting]", *, asks_title: bool) -> "SittingResult":
    from coprod_cli.interview.askers.terminal.screen import Screen

    prepared = None if asks_title else _with_notices_on_screen(prepare())
    with Screen() as screen:
        left, sitting = (None, prepared) if prepared else _ask_title(screen, prepare)
        from coprod_cli.operations.conduct_sitting import conduct_sitting

        result = conduct_sitting(sitting, _terminal_asker(screen, sitting.autosave, left))
    from coprod_cli.cli.show.sitting import show_left_behind

    show_left_behind(sitting.notices)  # after a full screen, so that it stays
    return result


def _with_notices_on_screen(sitting: "Sitting") -> "Sitting":
    """Show what an earlier sitting left behind at the first question, too."""
    if not sitting.notices:
        return sitting
    from dataclasses import replace

    from coprod_cli.base.message import joined

    shown = replace(sitting.interview, problem=joined(sitting.notices))
    return replace(sitting, interview=shown)


def _ask_title(screen: "Screen", prepare: "Callable[[], Sitting]") -> "tuple[TextResult, Sitting]":
    """Ask for the title while the rest is loaded; return how the person left it, and the rest."""
    from coprod_cli.interview.askers.terminal.first_screen import ask_title_at_once

    def keep(sitting: "Sitting", text: str) -> None:
        sitting.autosave.keep_draft(sitting.interview, text)

    return ask_title_at_once(screen, prepare, keep)


def _terminal_asker(screen: "Screen", autosave: "Autosave", left: "TextResult | None") -> "Asker":
    import gc

    from coprod_cli.interview.askers.terminal.asker import TerminalAsker

    asker = TerminalAsker(
        screen,
        citation=_citation(autosave.template),
        folders=_editor_folders(autosave),
        case_id=autosave.drafts.path.stem,
        first_result=left,
    )
    # All that is loaded by now stays: without this, each full collection walks through it, and a
    # person would now and then wait for it between two questions.
    gc.freeze()
    gc.disable()  # the screen collects while the person reads
    return asker


def _plain_asker(autosave: "Autosave") -> "Asker":
    from coprod_cli.interview.askers.plain.asker import PlainAsker
    from coprod_cli.interview.askers.plain.line_reader import line_reader

    out = sys.stdout if sys.stdout.isatty() else sys.stderr
    is_terminal = sys.stdin.isatty()
    return PlainAsker(
        citation=_citation(autosave.template),
        folders=_editor_folders(autosave),
        case_id=autosave.drafts.path.stem,
        out=out,
        is_terminal=is_terminal,
        read_line=line_reader(out, is_terminal=is_terminal),
    )


def _editor_folders(autosave: "Autosave") -> "EditorFolders":
    from coprod_cli.interview.askers.external_editor import EditorFolders

    return EditorFolders(
        autosave.notebook.editor_files_folder, autosave.notebook.rescued_texts_folder
    )


def _citation(form: "Template") -> str:
    return form.source.citation if form.source else ""
