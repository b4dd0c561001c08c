"""Show the notes that an export or a render left out."""

from collections.abc import Sequence

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.i18n import ngettext
from coprod_cli.base.message import msg
from coprod_cli.cli.console.output import show_error, show_message
from coprod_cli.operations.left_out import LeftOut


def show_kept_apart(count: int) -> None:
    """Print how many notes were left out since they are kept apart: people are named in them."""
    if count:
        message = ngettext(
            "{count} case that names people is kept apart. To take it, name it, or its --template.",
            "{count} cases that name people are kept apart. "
            "To take them, name them, or their --template.",
            count,
        )
        show_message(message.format(count=count))


def show_left_out(notes: Sequence[LeftOut]) -> None:
    """Print which notes were left out, and why."""
    if not notes:
        return
    for _path, finding in notes:
        if finding is not None:
            show_error(CoprodError(msg("left out: {finding}", finding=finding.sentence)))
    message = ngettext(
        "{count} case was left out. Try: coprod check, or --force",
        "{count} cases were left out. Try: coprod check, or --force",
        len(notes),
    )
    show_message(message.format(count=len(notes)))
