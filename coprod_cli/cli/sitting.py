"""Asking a person, at a terminal or through a pipe, and what is said at the end."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from coprod_cli.base.errors import ExitCode, WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.base.message import joined
from coprod_cli.operations.open_case import Prepared

if TYPE_CHECKING:
    from coprod_cli.interview.askers.external_editor import Places
    from coprod_cli.interview.askers.terminal.screen import Screen
    from coprod_cli.interview.askers.terminal.text_input import Left
    from coprod_cli.interview.engine import Interview
    from coprod_cli.interview.protocol import Asker
    from coprod_cli.model.template import Template
    from coprod_cli.operations.autosave import NoteKeeper


def require_person(*, plain: bool, instead: str = "--data FILE, --set ADDRESS=TEXT") -> None:
    """Refuse where nobody can be asked; `instead` is what works without anybody.

    Raises:
        WrongUsage: there is no terminal, and lines from a pipe were not asked for.
    """
    if is_person_here():
        return
    if plain:  # lines from a pipe, asked for by name
        return
    message = _("there is no terminal to ask at.")
    raise WrongUsage(message, hint=_("{ways}, or --plain").format(ways=instead))


def is_person_here() -> bool:
    """Tell whether there is a terminal to ask at."""
    return sys.stdin.isatty() and (sys.stdout.isatty() or sys.stderr.isatty())


def refuse_data_options(*, final: bool, json: bool) -> None:
    """Refuse options that mean nothing without data.

    Raises:
        WrongUsage: one of them is set.
    """
    if final or json:
        name = "--final" if final else "--json"
        message = _("{option} goes with data.").format(option=name)
        hint = _("{option} with --data or --set").format(option=name)
        raise WrongUsage(message, hint=hint)


def conduct_with_person(
    prepare: Callable[[], Prepared], *, plain: bool, asks_title: bool = False
) -> None:
    """Ask, and say at the end what became of the case; the arguments are those of `sit_down`."""
    prepared, ended = sit_down(prepare, plain=plain, asks_title=asks_title)
    _say_goodbye(ended, prepared)


def sit_down(
    prepare: Callable[[], Prepared], *, plain: bool, asks_title: bool = False
) -> "tuple[Prepared, Interview]":
    """Ask, and return how the interview ended.

    Args:
        prepare: loads what the interview needs.
        plain: whether to ask line by line.
        asks_title: whether the first question is the title of a new case, which is then on the
            screen before all is loaded.
    """
    if plain or os.environ.get("TERM", "dumb") == "dumb":
        prepared = prepare()
        from coprod_cli.interview.session import conduct

        _say_found(prepared)
        ended = conduct(prepared.interview, _plain_asker(prepared.keeper), prepared.keeper)
    elif asks_title:
        prepared, ended = _conduct_from_title(prepare)
        _say_found(prepared)
    else:
        from coprod_cli.interview.askers.terminal.screen import Screen

        prepared = _with_found_on_screen(prepare())
        with Screen() as screen:
            ended = _conduct_on(screen, prepared, None)
        _say_found(prepared)
    prepared.hold.release()
    return prepared, ended


def _with_found_on_screen(prepared: Prepared) -> Prepared:
    """Let the first question tell of what an earlier sitting left behind, too."""
    if not prepared.found:
        return prepared
    from dataclasses import replace

    problem = joined(prepared.found)
    return prepared._replace(interview=replace(prepared.interview, problem=problem))


def _say_found(prepared: Prepared) -> None:
    """Tell of what an earlier sitting left behind; after a full screen, so that it stays."""
    from contextlib import suppress

    from coprod_cli.cli.console import say

    with suppress(OSError):  # the window may be closed
        for sentence in prepared.found:
            say(sentence)


def _conduct_from_title(prepare: Callable[[], Prepared]) -> "tuple[Prepared, Interview]":
    from coprod_cli.interview.askers.terminal.first_screen import ask_title_at_once
    from coprod_cli.interview.askers.terminal.screen import Screen

    def keep(prepared: Prepared, text: str) -> None:
        prepared.keeper.keep_draft(prepared.interview, text)

    with Screen() as screen:
        left, prepared = ask_title_at_once(screen, prepare, keep)
        return prepared, _conduct_on(screen, prepared, left)


def _conduct_on(screen: "Screen", prepared: Prepared, left: "Left | None") -> "Interview":
    import gc

    from coprod_cli.interview.askers.terminal.asker import TerminalAsker
    from coprod_cli.interview.session import conduct

    keeper = prepared.keeper
    asker = TerminalAsker(
        screen,
        citation=_citation(keeper.template),
        places=_places(keeper),
        name=keeper.drafts.path.stem,
        left=left,
    )
    # All that is loaded by now stays: without this, each full collection walks through it, and a
    # person would now and then wait for it between two questions.
    gc.freeze()
    gc.disable()  # the screen collects while the person reads
    return conduct(prepared.interview, asker, keeper)


def _plain_asker(keeper: "NoteKeeper") -> "Asker":
    from coprod_cli.interview.askers.plain.asker import PlainAsker
    from coprod_cli.interview.askers.plain.line_reader import line_reader

    out = sys.stdout if sys.stdout.isatty() else sys.stderr
    is_terminal = sys.stdin.isatty()
    return PlainAsker(
        citation=_citation(keeper.template),
        places=_places(keeper),
        name=keeper.drafts.path.stem,
        out=out,
        is_terminal=is_terminal,
        read_line=line_reader(out, is_terminal=is_terminal),
    )


def _places(keeper: "NoteKeeper") -> "Places":
    from coprod_cli.interview.askers.external_editor import Places

    return Places(keeper.notebook.editing_folder, keeper.notebook.rescued_folder)


def _citation(form: "Template") -> str:
    return form.source.citation if form.source else ""


def _say_goodbye(ended: "Interview", prepared: Prepared) -> None:
    from contextlib import suppress

    from coprod_cli.cli.console import say
    from coprod_cli.interview.protocol import Ended

    path = prepared.keeper.path
    paused = isinstance(ended.place, Ended) and ended.place.paused
    with suppress(OSError):  # the window may be closed
        if prepared.is_new_notebook:
            message = _("Your notebook is {folder}")
            say(message.format(folder=prepared.keeper.notebook.folder))
        if ended.case.status == "final" and not paused:
            say(_("Thank you. The case is finished: {path}").format(path=path))
            say(_("To read it: {command}").format(command=f"coprod show {path.stem}"))
        else:
            say(_("All you wrote is kept: {path}").format(path=path))
            name = "resume" if ended.case.status == "draft" else "edit"
            if paused and prepared.goes_on_with:
                name = prepared.goes_on_with
            say(_("To go on: {command}").format(command=f"coprod {name} {path.stem}"))
    if paused:
        raise typer.Exit(ExitCode.INTERRUPTED)
