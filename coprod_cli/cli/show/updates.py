"""Show updates of notes that were made or planned."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.cli.console.output import (
    show_error,
    show_json_list,
    show_line,
    show_message,
    translated_on_terminal,
)
from coprod_cli.notebook.note.version_diff import DiffKind
from coprod_cli.operations.update import FailedUpdate, Update


@dataclass
class ShownUpdates:
    """The updates that were shown so far: how many, and the last ones.

    Attributes:
        done: how many notes are of the newest version now.
        failed: how many could not be updated.
        needed: how many of those that are done have changed.
        last: the last one that is done.
        changed_id: the id of the last one that has changed.
    """

    done: int = 0
    failed: int = 0
    needed: int = 0
    last: Update | None = None
    changed_id: str = ""

    def counted(self, results: Iterable[Update | FailedUpdate]) -> Iterator[Update]:
        """Count results, show the errors of those that failed, and yield the others."""
        for result in results:
            if isinstance(result, FailedUpdate):
                self.failed += 1
                show_error(result.error)
                continue
            self.done += 1
            self.last = result
            if result.is_needed:
                self.needed += 1
                self.changed_id = result.case_id
            yield result


def show_updates(
    results: Iterable[Update | FailedUpdate], *, in_full: bool, dry_run: bool, json: bool
) -> ShownUpdates:
    """Print updates one by one, as they are made, since there may be very many.

    Args:
        results: the updates, and those that failed.
        in_full: whether to list each question that changes.
        dry_run: whether the updates are only planned.
        json: whether to print JSON.
    """
    shown = ShownUpdates()
    if json:
        show_json_list(map(_as_data, shown.counted(results)))
        return shown
    for update in shown.counted(results):
        if update.is_needed:
            show_line(_summary(update))
            for line in _details(update) if in_full else ():
                show_line(f"  {line}")
    if not shown.done:
        show_message(_("No case fits."))
    elif not shown.needed:
        show_message(_("All is of the newest version."))
    elif dry_run:
        show_message(_("Nothing is changed yet: this is what an update would do."))
    else:
        name = shown.changed_id if shown.needed == 1 else "CASE"
        message = _("No answer is gone. The note as it was stays in the history: {command}")
        show_message(message.format(command=f"coprod history {name}"))
    return shown


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
