"""Show what an update changes or changed in notes."""

from collections.abc import Iterator, Sequence
from typing import Any

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.cli.console import on_screen, say, show_json, show_text
from coprod_cli.notebook.note.version_diff import DiffKind
from coprod_cli.operations.update import Update


def show_updates(updates: Sequence[Update], *, in_full: bool, dry_run: bool, json: bool) -> None:
    """Print what became of notes, or would become of them.

    Args:
        updates: the notes that were looked at.
        in_full: whether to list each question that changes.
        dry_run: whether nothing was changed.
        json: whether to print JSON.
    """
    if json:
        show_json([_as_data(each) for each in updates])
        return
    needed = [each for each in updates if each.is_needed]
    for each in needed:
        show_text(f"{_summary(each)}\n")
        for line in _details(each) if in_full else ():
            show_text(f"  {line}\n")
    if not updates:
        say(_("No case fits."))
    elif not needed:
        say(_("All is of the newest version."))
    elif dry_run:
        say(_("Nothing is changed yet: this is what an update would do."))
    else:
        name = needed[0].case_id if len(needed) == 1 else "CASE"
        message = _("No answer is gone. The note as it was stays in the history: {command}")
        say(message.format(command=f"coprod history {name}"))


def _summary(update: Update) -> str:
    names = {
        DiffKind.NEW: on_screen(N_("{count} new")),
        DiffKind.REWORDED: on_screen(N_("{count} reworded")),
        DiffKind.RENAMED: on_screen(N_("{count} renamed")),
        DiffKind.REMOVED: on_screen(N_("{count} removed")),
        DiffKind.KEPT: on_screen(N_("{count} kept")),
    }
    counts = ((name, update.count(fate)) for fate, name in names.items())
    listed = ", ".join(name.format(count=count) for name, count in counts if count)
    return f"{update.case_id}: {update.earlier or '?'} -> {update.newest}: {listed}"


def _details(update: Update) -> Iterator[str]:
    for change in update.changes:
        match change.kind:
            case DiffKind.NEW:
                what = on_screen(N_("new"))
            case DiffKind.REWORDED:
                what = on_screen(N_("worded anew, the answer stays"))
            case DiffKind.RENAMED:
                what = on_screen(N_("the same, its address was {was}")).format(was=change.was)
            case DiffKind.REMOVED if change.answered:
                what = on_screen(N_("no longer asked, the answer stays in the note"))
            case DiffKind.REMOVED:
                what = on_screen(N_("no longer asked, it was open"))
            case _:
                continue
        text = f": {change.text}" if change.text else ""
        yield f"{change.address}: {what}{text}"


def _as_data(update: Update) -> dict[str, Any]:
    return {
        "id": update.case_id,
        "path": str(update.path),
        "from": update.earlier,
        "to": update.newest,
        "updated": update.is_needed,
        "changes": [
            {
                "address": change.address,
                "change": str(change.kind),
                "question": change.text,
                "was": change.was or None,
                "before": change.before or None,
                "answered": change.answered,
            }
            for change in update.changes
        ],
    }
