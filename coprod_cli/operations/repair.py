"""Repair damaged notes; each note as it was is saved in the history."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import CoprodError, Finding
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.template import TemplateLookup
from coprod_cli.notebook.copies import Copy, copies_among, copy_finding
from coprod_cli.notebook.filters import Filters
from coprod_cli.notebook.note.check import check_note
from coprod_cli.notebook.note.front_matter_repair import (
    TemplateNames,
)
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import Query, Selection, select
from coprod_cli.notebook.rewrite import replace_note
from coprod_cli.notebook.trash import Trash
from coprod_cli.operations.plan_repair import Repair, plan_in_notebook, planned_rebuild
from coprod_cli.operations.workspace import Workspace


class RepairedNote(NamedTuple):
    """The result for one note.

    Attributes:
        source: the note's path.
        repair: the repair that was made or planned; None if there is nothing to repair.
        kept: the path of the note as it was, if it was repaired.
        error: why the repair failed, if it did.
        findings: the remaining findings of the note, and its copies that could not be joined.
        removed: the paths of the joined copies in the trash.
        can_be_rebuilt: whether all markers of the note are gone, and `rebuild_note` can put them
            back. That is not certain, so it is not done unasked.
    """

    source: str
    repair: Repair | None
    kept: Path | None
    error: CoprodError | None
    findings: tuple[Finding, ...]
    removed: tuple[Path, ...] = ()
    can_be_rebuilt: bool = False


def repair_notes(
    workspace: Workspace,
    query: Query | None = None,
    *,
    dry_run: bool = False,
    rebuild: bool = False,
    progress: Progress = no_progress,
) -> Iterator[RepairedNote]:
    """Repair notes one by one; with `dry_run`, only plan the repairs.

    With `rebuild`, notes of which all markers are gone are rebuilt, too (see `note.rebuild`).

    An error with one note does not stop the others.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, or more than one.
    """
    selection = select(workspace.notebook, query or Query(), workspace.library, to_change=True)
    return repair_selection(
        workspace, selection, dry_run=dry_run, rebuild=rebuild, progress=progress
    )


def repair_selection(
    workspace: Workspace,
    selection: Selection,
    *,
    dry_run: bool = False,
    rebuild: bool = False,
    progress: Progress = no_progress,
) -> Iterator[RepairedNote]:
    """Repair the notes of a selection one by one; the options are those of `repair_notes`.

    Copies of a note are joined with it, and go into the trash.
    """
    selection = with_all_copies(selection)
    with progress(selection.notes(), len(selection.paths)) as notes:
        for note in notes:
            copies = tuple(each for each in selection.copies if each.original == note.source)
            repaired = _repair_one(workspace, selection, note, copies, dry_run=dry_run)
            is_rebuilt = rebuild and repaired.can_be_rebuilt
            yield _rebuild_one(workspace, note, dry_run=dry_run) if is_rebuilt else repaired


def _repair_one(
    workspace: Workspace, selection: Selection, note: Note, copies: Sequence[Copy], *, dry_run: bool
) -> RepairedNote:
    notebook, find, names = selection.notebook, workspace.library.find, workspace.library.locations
    path, now = Path(note.source), workspace.clock()
    repair = plan_in_notebook(notebook, note, find, [copy.path for copy in copies], names)
    if repair is not None and note.case is None:
        # Only its repair shows if this is a case that the filters ask for.
        repair = repair if _matches(repair.after, selection.query.filters) else None
    kept, error = None, None
    removed: list[Path] = []
    if repair is not None and not dry_run:
        try:
            kept = repair_note(notebook, path, find, now, repair.copies, template_names=names)
            removed += (Trash(notebook).put(Path(each), now) for each in repair.copies)
        except CoprodError as failure:
            error = failure
    after = notebook.read(path) if kept else note
    joined = repair.copies[: len(removed)] if repair is not None else ()
    left = (copy_finding(copy, notebook.folder) for copy in copies if copy.path not in joined)
    findings = (*check_note(after, find), *left)
    is_offered = planned_rebuild(after, find) is not None
    return RepairedNote(note.source, repair, kept, error, findings, tuple(removed), is_offered)


def rebuild_note(workspace: Workspace, path: Path) -> RepairedNote:
    """Rebuild a note of which all markers are gone."""
    return _rebuild_one(workspace, workspace.notebook.read(path), dry_run=False)


def _rebuild_one(workspace: Workspace, note: Note, *, dry_run: bool) -> RepairedNote:
    notebook, find = workspace.notebook, workspace.library.find
    path = Path(note.source)

    def new_bytes(note: Note) -> bytes | None:
        rebuild = planned_rebuild(note, find)
        return None if rebuild is None else rebuild.after.original.encode()

    kept, error = None, None
    if not dry_run:
        try:
            kept = replace_note(notebook, path, new_bytes, workspace.clock())
        except CoprodError as failure:
            error = failure
    findings = tuple(check_note(notebook.read(path) if kept else note, find))
    return RepairedNote(note.source, planned_rebuild(note, find), kept, error, findings)


def _matches(note: Note, filters: Filters) -> bool:
    return not filters.is_set or (note.case is not None and filters.match(note.case))


def repair_note(
    notebook: Notebook,
    path: Path,
    template_of: TemplateLookup,
    now: datetime,
    copies: Sequence[str] = (),
    *,
    template_names: TemplateNames = tuple,
) -> Path | None:
    """Repair a note, and return the path of the note as it was; None if nothing changed.

    Args:
        notebook: the notebook.
        path: the note.
        template_of: returns its template.
        now: the time.
        copies: the paths of its copies, which are joined with it and stay where they are.
        template_names: returns the names of all templates.

    Raises:
        CaseHeld: another process has locked the case.
        CannotSave: the note could not be written, or another program changed it; it is unchanged.
        CoprodError: the note cannot be read, or is a link to a file outside the notebook.
    """

    def new_bytes(note: Note) -> bytes | None:
        repair = plan_in_notebook(notebook, note, template_of, copies, template_names)
        if repair is None or repair.after.original == note.original:
            return None
        return repair.after.original.encode()

    return replace_note(notebook, path, new_bytes, now)


def with_all_copies(selection: Selection) -> Selection:
    """Return a selection with renamed copies, too, for which each note is read."""
    copies = selection.notebook.listing(by_content=True).copies
    if selection.query.named:
        copies = copies_among(copies, selection.paths)
    paths = {copy.path for copy in copies}
    notes = [path for path in selection.paths if path not in paths]
    return replace(selection, paths=notes, copies=copies) if notes else selection
