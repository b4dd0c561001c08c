"""Ask a person: on the screen of a terminal, or line by line."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TextIO

import typer

from coprod_cli.base.closed_streams import require_open
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
    """Raise WrongUsage if nobody can be asked; `instead` is what the error's hint suggests.

    Raises:
        WrongUsage: there is no terminal, and `plain` is not set, or a stream that is needed to ask
            line by line is closed.
    """
    if plain:
        require_open(sys.stdin)
        require_open(_line_output())
    if plain or is_person_here():
        return
    message = _("there is no terminal to ask at.")
    raise WrongUsage(message, hint=_("{ways}, or --plain").format(ways=instead))


def is_person_here() -> bool:
    """Return whether standard input and an output are a terminal."""
    return sys.stdin.isatty() and (sys.stdout.isatty() or sys.stderr.isatty())


def conduct_with_person(
    prepare: "Callable[[], Sitting]", *, plain: bool, asks_title: bool = False
) -> None:
    """Conduct a sitting with a person, and show how it ended; the arguments are `ask_person`'s.

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
        prepare: opens the case.
        plain: whether to ask line by line.
        asks_title: whether the first question is the title of a new case; it is then asked while
            `prepare` runs.
    """
    if _asks_by_lines(plain=plain):
        return _ask_by_lines(prepare())
    return _ask_on_screen(prepare, asks_title=asks_title)


def ask_ticks(labels: Sequence[str], ticks: Sequence[bool], *, plain: bool) -> list[bool] | None:
    """Let a person tick items of a list.

    Args:
        labels: the items.
        ticks: whether each of them is ticked.
        plain: whether to ask line by line.

    Returns:
        Whether each of them is ticked afterwards; None if the person left.
    """
    if not _asks_by_lines(plain=plain):
        from coprod_cli.interview.askers.terminal.checklist import tick_on_screen

        return tick_on_screen(labels, ticks)
    from coprod_cli.base.screen_text import screen_line
    from coprod_cli.interview.askers.plain.checklist import tick_by_lines
    from coprod_cli.interview.askers.plain.line_reader import line_reader

    out = _line_output()

    def show_line(line: str) -> None:
        print(screen_line(line), file=out, flush=True)

    return tick_by_lines(labels, ticks, show_line, line_reader(out, is_terminal=sys.stdin.isatty()))


def _asks_by_lines(*, plain: bool) -> bool:
    """Return whether to ask line by line: the user wants it, or the terminal can do no more."""
    return plain or os.environ.get("TERM", "dumb") == "dumb"


def _line_output() -> TextIO:
    """Return the stream for questions that are asked line by line."""
    return sys.stdout if sys.stdout.isatty() else sys.stderr


def _ask_by_lines(sitting: "Sitting") -> "SittingResult":
    from coprod_cli.cli.show.sitting import show_notices
    from coprod_cli.operations.conduct_sitting import conduct_sitting

    show_notices(sitting.notices)
    return conduct_sitting(sitting, _plain_asker(sitting.autosave))


def _ask_on_screen(prepare: "Callable[[], Sitting]", *, asks_title: bool) -> "SittingResult":
    from coprod_cli.interview.askers.terminal.screen import Screen

    prepared = None if asks_title else _with_notices_on_screen(prepare())
    with Screen() as screen:
        left, sitting = (None, prepared) if prepared else _ask_title(screen, prepare)
        from coprod_cli.operations.conduct_sitting import conduct_sitting

        result = conduct_sitting(sitting, _terminal_asker(screen, sitting.autosave, left))
    from coprod_cli.cli.show.sitting import show_notices

    show_notices(sitting.notices)  # after the full screen is closed, which would cover them
    return result


def _with_notices_on_screen(sitting: "Sitting") -> "Sitting":
    """Return the sitting with its notices shown at the first question, too."""
    if not sitting.notices:
        return sitting
    from dataclasses import replace

    from coprod_cli.base.message import joined

    interview = replace(sitting.interview, problem=joined(sitting.notices))
    return replace(sitting, interview=interview)


def _ask_title(screen: "Screen", prepare: "Callable[[], Sitting]") -> "tuple[TextResult, Sitting]":
    """Ask for the title while the case is opened; return the reply, and the sitting."""
    from coprod_cli.interview.askers.terminal.first_screen import ask_title_at_once

    def keep_draft(sitting: "Sitting", text: str) -> None:
        sitting.autosave.keep_draft(sitting.interview, text)

    return ask_title_at_once(screen, prepare, keep_draft)


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
    # Without this, a full collection would search all that is loaded, and a person would sometimes
    # wait for it between two questions.
    gc.freeze()
    gc.disable()  # the screen collects while the person reads
    return asker


def _plain_asker(autosave: "Autosave") -> "Asker":
    from coprod_cli.interview.askers.plain.asker import PlainAsker
    from coprod_cli.interview.askers.plain.line_reader import line_reader

    out = _line_output()
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


def _citation(template: "Template") -> str:
    return template.source.citation if template.source else ""
