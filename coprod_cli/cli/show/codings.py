"""Show what was done with the files of codings."""

from collections.abc import Iterable

from coprod_cli.base.i18n import _, ngettext
from coprod_cli.cli.console.findings import show_note_findings
from coprod_cli.cli.console.output import show_error, show_message
from coprod_cli.operations.check_codings import RepairedCoding


def show_changed_twice(name: str, ids: tuple[str, ...]) -> None:
    """Say which passages two versions of a coding changed; nothing if there are none."""
    if ids:
        message = ngettext(
            "{file}: two versions changed this passage, and what both did is kept: {ids}",
            "{file}: two versions changed these passages, and what both did is kept: {ids}",
            len(ids),
        )
        show_message(message.format(file=name, ids=", ".join(ids)))


def show_repaired_codings(codings: Iterable[RepairedCoding], *, dry_run: bool) -> bool:
    """Print what a repair did to codings, and return whether something is still wrong."""
    is_wrong = False
    for each in codings:
        if each.joined:
            message = (
                _("{file}: its versions would be joined.")
                if dry_run
                else _("{file}: its versions are joined; copies lie in the bin.")
            )
            show_message(message.format(file=each.path))
        show_changed_twice(each.path.name, each.changed_twice)
        show_note_findings(each.findings)
        if each.error is not None:
            show_error(each.error)
        is_wrong = is_wrong or bool(each.findings) or each.error is not None
    return is_wrong
