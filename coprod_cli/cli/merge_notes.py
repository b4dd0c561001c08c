"""The command merge-notes: git's merge driver for notes."""

import typer

from coprod_cli.base.errors import ExitCode
from coprod_cli.base.i18n import _, translated
from coprod_cli.cli.merge_options import (
    BaseArgument,
    NameArgument,
    OursArgument,
    TheirsArgument,
)


def merge_notes(
    base: BaseArgument, ours: OursArgument, theirs: TheirsArgument, name: NameArgument = ""
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
