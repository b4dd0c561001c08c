"""The command merge-codings: git's merge driver for codings."""

import typer

from coprod_cli.base.errors import ExitCode
from coprod_cli.base.i18n import _
from coprod_cli.cli.merge_options import (
    BaseArgument,
    NameArgument,
    OursArgument,
    TheirsArgument,
)


def merge_codings(
    base: BaseArgument, ours: OursArgument, theirs: TheirsArgument, name: NameArgument = ""
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
