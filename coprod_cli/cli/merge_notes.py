"""The command merge-notes: git's merge driver for notes."""

from pathlib import Path
from typing import Annotated

import typer

from coprod_cli.base.errors import ExitCode
from coprod_cli.base.i18n import _, translated


def merge_notes(
    base: Annotated[Path, typer.Argument(metavar="%O", help=_("The version before both changes."))],
    ours: Annotated[
        Path, typer.Argument(metavar="%A", help=_("One version; the result takes its place."))
    ],
    theirs: Annotated[Path, typer.Argument(metavar="%B", help=_("The other version."))],
    name: Annotated[
        str, typer.Argument(metavar="[%P]", help=_("The note's name, for what is said."))
    ] = "",
) -> None:
    """Merge two versions of a note by answer, for git; exit 1 where you have to choose."""
    from coprod_cli.cli.console.output import show_message
    from coprod_cli.operations.merge_notes import joined_message, merge_files

    merged = merge_files(base, ours, theirs)
    where = f"{name}: " if name else ""
    for each in merged.joined:
        show_message(f"{where}{translated(joined_message(each))}")
    if merged.by_lines:
        reason = translated(merged.by_lines)
        message = _("git merged it line by line: {reason}")
        show_message(f"{where}{message.format(reason=reason)}")
    if merged.is_open:
        raise typer.Exit(ExitCode.FINDINGS)
