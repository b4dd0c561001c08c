"""Options of the commands that change codes, and what these commands have in common."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod_cli.base.errors import ExitCode
from coprod_cli.base.i18n import _
from coprod_cli.cli import completion

if TYPE_CHECKING:
    from coprod_cli.operations.code_changes import CodeChange


def code_option(name: str, help_text: str, *, or_set: bool = False) -> Any:
    """Return an option that names a code, or with `or_set` a code or a code set."""
    complete = completion.codes_and_sets if or_set else completion.codes
    return typer.Option(name, metavar="CODE", help=help_text, autocompletion=complete)


CodeArgument = Annotated[
    str,
    typer.Argument(
        metavar="CODE", help=_("A code, such as ours/waiting."), autocompletion=completion.codes
    ),
]
CodeOrSetArgument = Annotated[
    str,
    typer.Argument(
        metavar="CODE", help=_("A code, such as ours/waiting, or a set, such as ours."),
        autocompletion=completion.codes_and_sets,
    ),
]  # fmt: skip
ReasonOption = Annotated[
    str | None, typer.Option("--reason", "--why", metavar="TEXT", help=_("Why, for the log."))
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=_("Only tell what would change."))]
UnderOption = Annotated[str, code_option("--under", _("Below this code."))]


def show_change(change: "CodeChange", *, json: bool) -> None:
    """Print what a change of codes did; exit 1 if some codings could not be changed.

    Raises:
        Exit: some could not.
    """
    from coprod_cli.cli.show.code_changes import show_code_change

    show_code_change(change, json=json)
    if change.planned.unread:
        raise typer.Exit(ExitCode.FINDINGS)


def asks_for_reason(given: str | None, *, ask: bool) -> bool:
    """Return whether `reason_for` asks a person."""
    from coprod_cli.cli.askers import is_person_here

    return given is None and ask and is_person_here()


def reason_for(given: str | None, *, ask: bool) -> str:
    """Return why something is done: what --reason says, or what a person types; "" for nothing."""
    from coprod_cli.cli.askers import ask_line

    if not asks_for_reason(given, ask=ask):
        return given or ""
    return ask_line(_("Why? It goes into the log. Enter for no reason: "))
