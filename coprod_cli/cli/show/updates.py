"""Show updates of notes that were made or planned."""

from collections.abc import Iterator, Sequence
from typing import Any

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.cli.console.output import show_json, show_message, show_text, translated_on_terminal
from coprod_cli.notebook.note.version_diff import DiffKind
from coprod_cli.operations.update import Update


def show_updates(updates: Sequence[Update], *, in_full: bool, dry_run: bool, json: bool) -> None:
    """Print updates.

    Args:
        updates: the updates.
        in_full: whether to list each question that changes.
        dry_run: whether the updates are only planned.
        json: whether to print JSON.
    """
    if json:
        show_json([_as_data(update) for update in updates])
        return
    needed = [update for update in updates if update.is_needed]
    for update in needed:
        show_text(f"{_summary(update)}\n")
        for line in _details(update) if in_full else ():
            show_text(f"  {line}\n")
    if not updates:
        show_message(_("No case fits."))
    elif not needed:
        show_message(_("All is of the newest version."))
    elif dry_run:
        show_message(_("Nothing is changed yet: this is what an update would do."))
    else:
        name = needed[0].case_id if len(needed) == 1 else "CASE"
        message = _("No answer is gone. The note as it was stays in the history: {command}")
        show_message(message.format(command=f"coprod history {name}"))


def _summary(update: Update) -> str:
    names = {
        DiffKind.NEW: translated_on_terminal(N_("{count} new")),
        DiffKind.REWORDED: translated_on_terminal(N_("{count} reworded")),
        DiffKind.RELABELLED: translated_on_terminal(N_("{count} with a new label")),
        DiffKind.RENAMED: translated_on_terminal(N_("{count} renamed")),
        DiffKind.REMOVED: translated_on_terminal(N_("{count} removed")),
        DiffKind.KEPT: translated_on_terminal(N_("{count} kept")),
    }
    counts = ((name, update.count(fate)) for fate, name in names.items())
    listed = ", ".join(name.format(count=count) for name, count in counts if count)
    return f"{update.case_id}: {update.earlier or '?'} -> {update.newest}: {listed}"


def _details(update: Update) -> Iterator[str]:
    for change in update.changes:
        match change.kind:
            case DiffKind.NEW:
                what = translated_on_terminal(N_("new"))
            case DiffKind.REWORDED:
                what = translated_on_terminal(N_("worded anew, the answer stays"))
            case DiffKind.RELABELLED:
                what = translated_on_terminal(N_("the choice's new label, the answer is the same"))
            case DiffKind.RENAMED:
                what = translated_on_terminal(N_("the same, its address was {was}"))
                what = what.format(was=change.was)
            case DiffKind.REMOVED if change.answered:
                what = translated_on_terminal(N_("no longer asked, the answer stays in the note"))
            case DiffKind.REMOVED:
                what = translated_on_terminal(N_("no longer asked, it was open"))
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
