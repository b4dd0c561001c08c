"""Ask a person for the words of a code or of a code set, as about a case."""

from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from coprod_cli.base.errors import ExitCode
from coprod_cli.base.i18n import _, current_language
from coprod_cli.cli.askers import asks_by_lines, line_output, require_person
from coprod_cli.cli.code_options import show_change
from coprod_cli.cli.console.output import show_message
from coprod_cli.cli.sitting import AskedAbout, plain_asker, terminal_asker
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.operations.conduct_code import CodeSitting, CodeSittingResult


def require_person_for_words(*, plain: bool) -> None:
    """Raise WrongUsage if nobody can be asked.

    Raises:
        WrongUsage: there is no terminal, and `plain` is not set.
    """
    require_person(plain=plain, instead="--set KEY=TEXT, --data FILE")


def ask_words(
    workspace: Workspace, name: str, *, is_new: bool, under: str, reason: str, plain: bool
) -> None:
    """Ask for the words of a code, or of a set, save them, and show how it ended.

    Args:
        workspace: the workspace.
        name: the name of the code, or the id of the set.
        is_new: whether it is to be made.
        under: the code that a new one is put below; "" for none.
        reason: why, for the log.
        plain: whether to ask line by line.

    Raises:
        Exit: the person left before the end.
        NotFound: there is none of that name, and it is not new.
    """
    from coprod_cli.operations.conduct_code import open_code

    language = current_language()
    sitting = open_code(workspace, name, language, is_new=is_new, under=under, reason=reason)
    _show_ended(name, _conducted(workspace, name, sitting, plain=plain))


def _conducted(
    workspace: Workspace, name: str, sitting: "CodeSitting", *, plain: bool
) -> "CodeSittingResult":
    from coprod_cli.notebook.code_drafts import stem_of_code
    from coprod_cli.operations.conduct_code import conduct_code

    about = AskedAbout(workspace.notebook, stem_of_code(name))
    if asks_by_lines(plain=plain):
        from coprod_cli.interview.askers.terminal_modes import modes_reset

        for notice in sitting.notices:
            show_message(notice)
        with modes_reset(line_output()):
            return conduct_code(sitting, plain_asker(about))
    from coprod_cli.base.message import joined
    from coprod_cli.interview.askers.terminal.screen import Screen

    if sitting.notices:
        interview = replace(sitting.interview, problem=joined(sitting.notices))
        sitting = replace(sitting, interview=interview)
    with Screen() as screen:
        result = conduct_code(sitting, terminal_asker(screen, about))
    for notice in sitting.notices:
        show_message(notice)  # after the full screen is closed, which would cover it
    return result


def _show_ended(name: str, result: "CodeSittingResult") -> None:
    """Print what was changed, and how to go on.

    Raises:
        Exit: the person left before the end.
    """
    if result.change is not None:
        show_change(result.change, json=False)
    elif not result.half_typed and result.is_new:
        show_message(_("Nothing was written, so nothing was saved."))
    elif not result.half_typed:
        show_message(_("Nothing is changed."))
    if result.half_typed:
        show_message(_("What you had begun to write is kept."))
    if result.paused:
        if result.change is not None or result.half_typed:
            command = f"coprod codes {'new' if result.is_new else 'edit'} {name}"
            show_message(_("To go on: {command}").format(command=command))
        raise typer.Exit(ExitCode.INTERRUPTED)
