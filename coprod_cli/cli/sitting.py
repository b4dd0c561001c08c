"""Conduct a sitting with a person: on the screen of a terminal, or line by line."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, Protocol, overload

import typer

from coprod_cli.base.errors import ExitCode
from coprod_cli.cli.askers import asks_by_lines, line_output

if TYPE_CHECKING:
    from coprod_cli.base.message import Message
    from coprod_cli.interview.askers.external_editor import EditorFolders
    from coprod_cli.interview.askers.terminal.screen import Screen
    from coprod_cli.interview.askers.terminal.text_input import TextResult
    from coprod_cli.interview.opening import OpeningAsker
    from coprod_cli.interview.protocol import Asker
    from coprod_cli.notebook.notebook import Notebook
    from coprod_cli.operations.autosave import Autosave
    from coprod_cli.operations.conduct_sitting import Sitting, SittingResult


class Opening(Protocol):
    """What is asked before a new case is opened."""

    @property
    def asks(self) -> bool:
        """Whether there is anything to ask."""

    @property
    def asks_title(self) -> bool:
        """Whether the title is asked while the case is opened."""

    @property
    def header(self) -> "Message":
        """What is new: a new case, or what its form calls one."""

    @property
    def is_introduced(self) -> bool:
        """Whether the whole introduction was shown before, when the title is asked."""

    @property
    def voice(self) -> str | None:
        """Who speaks; None if nobody was chosen or remembered, "" if nobody is to be named."""

    def start(self) -> None:
        """Start what can be worked out while a person reads; more calls do nothing."""

    def ask(self, asker: "OpeningAsker") -> bool:
        """Ask it; return False if the person left."""


def conduct_with_person(
    prepare: "Callable[[], Sitting]", *, plain: bool, opening: Opening | None = None
) -> "SittingResult":
    """Conduct a sitting with a person, and show how it ended; the arguments are `ask_person`'s.

    Raises:
        Exit: the person left before the end.
    """
    result = ask_person(prepare, plain=plain, opening=opening)
    from coprod_cli.cli.show.sitting import show_sitting, show_untouched

    if result is None:
        show_untouched()
        raise typer.Exit(ExitCode.INTERRUPTED)
    show_sitting(result)
    if result.paused:
        raise typer.Exit(ExitCode.INTERRUPTED)
    return result


@overload
def ask_person(
    prepare: "Callable[[], Sitting]", *, plain: bool, opening: None = None
) -> "SittingResult": ...
@overload
def ask_person(
    prepare: "Callable[[], Sitting]", *, plain: bool, opening: Opening | None
) -> "SittingResult | None": ...
def ask_person(
    prepare: "Callable[[], Sitting]", *, plain: bool, opening: Opening | None = None
) -> "SittingResult | None":
    """Conduct a sitting with a person; return how it ended, None if they left before it began.

    Args:
        prepare: opens the case, after the opening was asked.
        plain: whether to ask line by line.
        opening: what is asked before the case is opened.
    """
    if asks_by_lines(plain=plain):
        return _ask_by_lines(prepare, opening)
    return _ask_on_screen(prepare, opening)


def _ask_by_lines(
    prepare: "Callable[[], Sitting]", opening: Opening | None
) -> "SittingResult | None":
    from coprod_cli.interview.askers.terminal_modes import modes_reset

    with modes_reset(line_output()):
        if opening is not None and opening.asks and not opening.ask(_plain_pages()):
            return None
        sitting = prepare()
        from coprod_cli.cli.show.sitting import show_notices
        from coprod_cli.operations.conduct_sitting import conduct_sitting

        show_notices(sitting.notices)
        return conduct_sitting(sitting, plain_asker(_about(sitting.autosave)))


def _ask_on_screen(
    prepare: "Callable[[], Sitting]", opening: Opening | None
) -> "SittingResult | None":
    from coprod_cli.interview.askers.terminal.screen import Screen

    is_asked = opening is not None and opening.asks
    prepared = None if is_asked else _with_notices_on_screen(prepare())
    with Screen() as screen:
        left = None
        if opening is not None and is_asked:
            from coprod_cli.interview.askers.terminal.opening_pages import ScreenPages

            if not opening.ask(ScreenPages(screen, opening.start, opening.header)):
                return None
            if opening.asks_title:
                left, prepared = _ask_title(screen, prepare, opening)
        sitting = prepared or _with_notices_on_screen(prepare())
        from coprod_cli.operations.conduct_sitting import conduct_sitting

        asker = terminal_asker(screen, _about(sitting.autosave), left)
        result = conduct_sitting(sitting, asker)
    from coprod_cli.cli.show.sitting import show_notices

    show_notices(sitting.notices)  # after the full screen is closed, which would cover them
    return result


def _plain_pages() -> "OpeningAsker":
    from coprod_cli.interview.askers.plain.line_reader import line_reader
    from coprod_cli.interview.askers.plain.opening_pages import PlainPages

    out = line_output()
    return PlainPages(out, line_reader(out, is_terminal=sys.stdin.isatty()))


def _with_notices_on_screen(sitting: "Sitting") -> "Sitting":
    """Return the sitting with its notices shown at the first question, too."""
    if not sitting.notices:
        return sitting
    from dataclasses import replace

    from coprod_cli.base.message import joined

    interview = replace(sitting.interview, problem=joined(sitting.notices))
    return replace(sitting, interview=interview)


def _ask_title(
    screen: "Screen", prepare: "Callable[[], Sitting]", opening: Opening
) -> "tuple[TextResult, Sitting]":
    """Ask for the title while the case is opened; return the reply, and the sitting."""
    from coprod_cli.interview.askers.terminal.first_screen import ask_title_at_once

    def keep_draft(sitting: "Sitting", text: str) -> None:
        sitting.autosave.keep_draft(sitting.interview, text)

    return ask_title_at_once(
        screen,
        prepare,
        keep_draft,
        opening.header,
        introduced=opening.is_introduced,
        voice=opening.voice or None,
    )


class AskedAbout(NamedTuple):
    """What askers say and keep of what they ask about.

    Attributes:
        notebook: its notebook, in which texts are that are open in an editor.
        name: its name in the names of these files, such as a case's id.
        citation: the citation of its questions' source; "" for none.
    """

    notebook: "Notebook"
    name: str
    citation: str = ""


def _about(autosave: "Autosave") -> AskedAbout:
    source = autosave.template.source
    citation = source.citation if source else ""
    return AskedAbout(autosave.notebook, autosave.drafts.path.stem, citation)


def terminal_asker(
    screen: "Screen", about: AskedAbout, left: "TextResult | None" = None
) -> "Asker":
    """Return what asks on a screen; `left` is the first question's input, if it was asked."""
    import gc

    from coprod_cli.interview.askers.terminal.asker import TerminalAsker

    asker = TerminalAsker(
        screen,
        citation=about.citation,
        folders=_editor_folders(about.notebook),
        case_id=about.name,
        first_result=left,
    )
    # Without this, a full collection would search all that is loaded, and a person would sometimes
    # wait for it between two questions.
    gc.freeze()
    gc.disable()  # the screen collects while the person reads
    return asker


def plain_asker(about: AskedAbout) -> "Asker":
    """Return what asks line by line."""
    from coprod_cli.interview.askers.plain.asker import PlainAsker
    from coprod_cli.interview.askers.plain.line_reader import line_reader

    out = line_output()
    is_terminal = sys.stdin.isatty()
    return PlainAsker(
        citation=about.citation,
        folders=_editor_folders(about.notebook),
        case_id=about.name,
        out=out,
        is_terminal=is_terminal,
        read_line=line_reader(out, is_terminal=is_terminal),
    )


def _editor_folders(notebook: "Notebook") -> "EditorFolders":
    from coprod_cli.interview.askers.external_editor import EditorFolders

    return EditorFolders(notebook.editor_files_folder, notebook.rescued_texts_folder)
