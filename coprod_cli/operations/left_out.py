"""Find out why an export or a render leaves out a note."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import Finding
from coprod_cli.model.template import TemplateLookup
from coprod_cli.notebook.copies import copy_finding
from coprod_cli.notebook.filters import NO_FILTERS, Filters
from coprod_cli.notebook.note.check import check_note
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import filtered
from coprod_cli.operations.workspace import Workspace


class LeftOut(NamedTuple):
    """The path of a note that was left out, and its worst finding, if it has one.

    `given_by_force` is True if `--force` gives it all the same.
    """

    path: Path
    finding: Finding | None
    given_by_force: bool = False


def explain_left_out(
    workspace: Workspace, paths: Iterable[str], filters: Filters = NO_FILTERS
) -> list[LeftOut]:
    """Return why an export of cases that match filters left out the notes at some paths."""
    template_of = workspace.library.find
    notebook = workspace.notebook
    notes = (notebook.read(path) for path in paths)
    return [left_out(notebook, filtered(note, filters) or note, template_of) for note in notes]


def left_out(notebook: Notebook, note: Note, template_of: TemplateLookup) -> LeftOut:
    """Return why a note is left out."""
    if (copy := notebook.renamed_copy(note)) is not None:
        return LeftOut(Path(note.source), copy_finding(copy, notebook.folder))
    findings = check_note(note, template_of)
    worst = [finding for finding in findings if finding.uncertain] or findings
    finding = worst[0] if worst else None
    return LeftOut(Path(note.source), finding, given_by_force=note.case is not None)
