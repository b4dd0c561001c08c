"""Repair damaged notes; each note as it was is saved in the history."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import unified_diff
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import CoprodError, Finding
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.template import TemplateLookup
from coprod_cli.notebook.note.check import check_note
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note.repair import repaired
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import Query, Selection, select
from coprod_cli.notebook.rewrite import replace_note
from coprod_cli.operations.workspace import Workspace


@dataclass(frozen=True)
class Repair:
    """A note before and after a repair."""

    before: Note
    after: Note

    def diff(self, repaired_name: str) -> list[str]:
        """Return the lines of a unified diff, without line ends.

        Args:
            repaired_name: the name of the repaired note in the diff's header.
        """
        source = self.before.source
        before, after = (note.text.split("\n") for note in (self.before, self.after))
        return list(unified_diff(before, after, source, repaired_name, lineterm="", n=2))


class RepairedNote(NamedTuple):
    """The result for one note.

    Attributes:
        source: the note's path.
        repair: the repair that was made or planned; None if there is nothing to repair.
        kept: the path of the note as it was, if it was repaired.
        error: why the repair failed, if it did.
        findings: the remaining findings of the note.
    """

    source: str
    repair: Repair | None
    kept: Path | None
    error: CoprodError | None
    findings: tuple[Finding, ...]


def repair_notes(
    workspace: Workspace,
    query: Query | None = None,
    *,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Iterator[RepairedNote]:
    """Repair notes one by one; with `dry_run`, only plan the repairs.

    An error with one note does not stop the others.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, or more than one.
    """
    selection = select(workspace.notebook, query or Query(), workspace.library)
    return repair_selection(workspace, selection, dry_run=dry_run, progress=progress)


def repair_selection(
    workspace: Workspace,
    selection: Selection,
    *,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Iterator[RepairedNote]:
    """Repair the notes of a selection one by one; with `dry_run`, only plan the repairs."""
    with progress(selection.notes(), len(selection.paths)) as notes:
        for note in notes:
            yield _repair_one(workspace, selection.notebook, note, dry_run=dry_run)


def _repair_one(
    workspace: Workspace, notebook: Notebook, note: Note, *, dry_run: bool
) -> RepairedNote:
    find = workspace.library.find
    path = Path(note.source)
    repair = planned_repair(note, find)
    kept, error = None, None
    if repair is not None and not dry_run:
        try:
            kept = repair_note(notebook, path, find, workspace.clock())
        except CoprodError as failure:
            error = failure
    after = notebook.read(path) if kept else note
    return RepairedNote(note.source, repair, kept, error, tuple(check_note(after, find)))


def planned_repair(note: Note, template_of: TemplateLookup) -> Repair | None:
    """Return the repair of a note; None if there is nothing to repair."""
    template = template_of(note.case.template) if note.case else None
    after = repaired(note, template)
    return None if after.original == note.original else Repair(note, after)


def repair_note(
    notebook: Notebook, path: Path, template_of: TemplateLookup, now: datetime
) -> Path | None:
    """Repair a note, and return the path of the note as it was; None if nothing changed.

    Raises:
        CaseHeld: another process has locked the case.
        CannotSave: the note could not be written, or another program changed it; it is unchanged.
        CoprodError: the note cannot be read, or is a link to a file outside the notebook.
    """

    def new_bytes(note: Note) -> bytes | None:
        repair = planned_repair(note, template_of)
        return repair.after.original.encode() if repair else None

    return replace_note(notebook, path, new_bytes, now)
