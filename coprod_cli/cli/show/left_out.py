"""Show the notes that an export or a render left out, or gave with two versions of a text."""

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


def show_unmerged(count: int) -> None:
    """Print how many cases were given with two versions of some text."""
    if count:
        message = ngettext(
            "{count} case has two versions of a text, and both are in it. Try: coprod check",
            "{count} cases have two versions of a text, and both are in them. Try: coprod check",
            count,
        )
        show_message(message.format(count=count))


def show_left_out(notes: Sequence[LeftOut]) -> None:
    """Print which notes were left out, and why."""
    if not notes:
        return
    for note in notes:
        if note.finding is not None:
            show_error(CoprodError(msg("left out: {finding}", finding=note.finding.sentence)))
    if any(note.given_by_force for note in notes):
        message = ngettext(
            "{count} case was left out. Try: coprod check, or --force",
            "{count} cases were left out. Try: coprod check, or --force",
            len(notes),
        )
    else:
        message = ngettext(
            "{count} case was left out. Try: coprod check",
            "{count} cases were left out. Try: coprod check",
            len(notes),
        )
    show_message(message.format(count=len(notes)))
