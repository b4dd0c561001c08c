"""The command merge-codings: git's merge driver for codings."""

from pathlib import Path
from typing import Annotated

import typer

from coprod_cli.base.errors import ExitCode
from coprod_cli.base.i18n import _


def merge_codings(
    base: Annotated[Path, typer.Argument(metavar="%O", help=_("The version before both changes."))],
    ours: Annotated[
        Path, typer.Argument(metavar="%A", help=_("One version; the result takes its place."))
    ],
    theirs: Annotated[Path, typer.Argument(metavar="%B", help=_("The other version."))],
    name: Annotated[
        str, typer.Argument(metavar="[%P]", help=_("The file's name, for what is said."))
    ] = "",
) -> None:
    """Merge two versions of a coding by passage, for git; exit 1 where you have to choose."""
    from coprod_cli.cli.console.output import show_message
    from coprod_cli.cli.show.codings import show_changed_twice
    from coprod_cli.operations.merge_codings import merge_coding_files

    merged = merge_coding_files(base, ours, theirs)
    show_changed_twice(name or ours.name, merged.changed_twice)
    if merged.by_lines:
        message = _("{file}: a version of it is damaged; git merged it line by line.")
        show_message(message.format(file=name or ours.name))
    if merged.is_open:
        raise typer.Exit(ExitCode.FINDINGS)
