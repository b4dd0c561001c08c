"""Show what is to be deleted for good, and what was."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.i18n import _, ngettext
from coprod_cli.base.message import msg
from coprod_cli.base.settings import STATE_FOLDER
from coprod_cli.cli.console.output import (
    is_stdout_terminal,
    show_error,
    show_json,
    show_line,
    show_message,
)
from coprod_cli.cli.console.table import show_table
from coprod_cli.interview.askers.case_name import id_and_title, title_and_day
from coprod_cli.model.case_id import day_of_case_id
from coprod_cli.notebook.leftovers import LeftKind, Leftovers
from coprod_cli.notebook.note_paths import path_in_notebook
from coprod_cli.operations.purge import Purged, PurgePlan

_MAX_NAMES = 3


def show_plan(plan: PurgePlan, folder: Path, *, dry_run: bool, json: bool) -> None:
    """Print what is to be deleted for good: titles, numbers and days, and no answer.

    Args:
        plan: what is to be deleted.
        folder: the notebook's folder.
        dry_run: whether nothing is to be deleted after that.
        json: whether to print JSON: here only if nothing is to be deleted.
    """
    _show_forgotten(plan.forgotten)
    if plan.of_any_case is not None:
        message = _(
            "Rescued texts of an earlier coprod name no case; look there yourself: {folder}"
        )
        show_message(message.format(folder=plan.of_any_case))
    if json:
        if dry_run or not plan.cases:
            show_json([_as_data(case, folder) for case in plan.cases])
        else:
            for case in plan.cases:
                show_message(_named(case))
        return
    _show_cases(plan.cases, folder)
    if plan.named and plan.cases and plan.cases[0].in_notebook:
        show_message(_("The case itself is in the notebook: its note and half-typed text stay."))
    if any(case.of_codes for case in plan.cases):
        show_message(_("coprod codes restore cannot undo these changes then; the log stays."))
    if dry_run and plan.cases:
        show_message(_("Nothing is deleted yet: this is what would be."))


def _show_cases(cases: Sequence[Leftovers], folder: Path) -> None:
    if is_stdout_terminal():
        for case in cases:
            show_line(_named(case))
            show_line(f"  {_summary(case)}")
        if not cases:
            show_message(_("Nothing is left to delete."))
    else:
        show_table((), [_row(case) for case in cases], empty="")
    for case in cases:
        for path in _outside(case, folder):
            show_message(_("Also deleted: {file}").format(file=path_in_notebook(str(path), folder)))


def question(plan: PurgePlan) -> str:
    """Return the question before anything is deleted."""
    count = sum(len(case.files) for case in plan.cases)
    sentence = ngettext(
        "Delete this {count} file for good? Nobody can bring it back. y/N",
        "Delete these {count} files for good? Nobody can bring them back. y/N",
        count,
    )
    return sentence.format(count=count)


def show_purged(results: Iterable[Purged], folder: Path, *, json: bool) -> bool:
    """Print what was deleted, and return whether anything could not be."""
    purged = []
    for result in results:
        purged.append(result)
        if result.error is not None:
            show_error(result.error)
        for path, reason in result.failed:
            message = msg("this could not be deleted: {reason}.", reason=reason)
            show_error(CoprodError(message, where=str(path)))
    deleted = sum(result.deleted for result in purged)
    sentence = ngettext(
        "{count} file is deleted for good.", "{count} files are deleted for good.", deleted
    )
    show_message(sentence.format(count=deleted))
    if deleted:
        show_message(_("Backups, git and synchronised folders may still have it: {command}").format(
            command="coprod help privacy"))  # fmt: skip
    if json:
        show_json([_as_data(each.case, folder, each) for each in purged])
    return any(result.failed or result.error for result in purged)


def _show_forgotten(names: Sequence[str]) -> None:
    if not names:
        return
    message = ngettext(
        "Of {count} case there are earlier or half-typed texts, and no note here or in the bin: "
        "{names}. To delete them: coprod purge CASE",
        "Of {count} cases there are earlier or half-typed texts, and no note here or in the bin: "
        "{names}. To delete them: coprod purge CASE",
        len(names),
    )
    listed = ", ".join(names[:_MAX_NAMES]) + (", ..." if len(names) > _MAX_NAMES else "")
    show_message(message.format(count=len(names), names=listed))


def _named(case: Leftovers) -> str:
    """Return what names a case: its title, and the day in its id."""
    if case.of_codes:
        return _("Code sets as they were before changes of codes")
    return id_and_title(case.name, title_and_day(case.title, day_of_case_id(case.name)))


def _summary(case: Leftovers) -> str:
    """Return what is left of a case, as numbers and days."""
    notes, texts, drafts, others = (case.count(kind) for kind in LeftKind)
    parts = [
        ngettext("{count} removed note", "{count} removed notes", notes).format(count=notes),
        ngettext("{count} earlier text", "{count} earlier texts", texts).format(count=texts),
        ngettext("{count} half-typed text", "{count} half-typed texts", drafts).format(
            count=drafts
        ),
        ngettext("{count} other file", "{count} other files", others).format(count=others),
    ]
    counts = (notes, texts, drafts, others)
    listed = ", ".join(part for part, count in zip(parts, counts, strict=True) if count)
    if case.oldest is None:
        return listed
    days = _("{listed}; from {oldest} to {newest}")
    return days.format(listed=listed, oldest=_day(case.oldest), newest=_day(case.newest))


def _row(case: Leftovers) -> tuple[str, ...]:
    counts = (str(case.count(kind)) for kind in LeftKind)
    return (case.name, *counts, _day(case.oldest), _day(case.newest), case.title)


def _day(when: datetime | None) -> str:
    return "" if when is None else when.astimezone().date().isoformat()


def _outside(case: Leftovers, folder: Path) -> list[Path]:
    """Return the files that are not in coprod's own folder, which a person may not expect."""
    return [path for path in case.paths if not path.is_relative_to(folder / STATE_FOLDER)]


def _as_data(case: Leftovers, folder: Path, result: Purged | None = None) -> dict[str, Any]:
    def shown(path: Path) -> str:
        return path_in_notebook(str(path), folder)

    failed = [] if result is None else [shown(path) for path, _reason in result.failed]
    return {
        "id": case.name,
        "title": case.title,
        "in_notebook": case.in_notebook,
        "removed_notes": case.count(LeftKind.REMOVED_NOTE),
        "earlier_texts": case.count(LeftKind.EARLIER_TEXT),
        "drafts": case.count(LeftKind.DRAFT),
        "other_files": case.count(LeftKind.OTHER),
        "oldest": None if case.oldest is None else case.oldest.astimezone().isoformat(),
        "newest": None if case.newest is None else case.newest.astimezone().isoformat(),
        "files": [shown(path) for path in case.paths],
        "deleted": 0 if result is None else result.deleted,
        "not_deleted": failed,
    }
