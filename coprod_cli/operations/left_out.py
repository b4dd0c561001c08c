"""Find out why an export or a render leaves out a note."""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import Finding
from coprod_cli.model.template import TemplateLookup
from coprod_cli.notebook.note.check import check_note
from coprod_cli.notebook.note.reader import Note
from coprod_cli.operations.workspace import Workspace


class LeftOut(NamedTuple):
    """The path of a note that was left out, and its worst finding, if it has one."""

    path: Path
    finding: Finding | None


def explain_left_out(workspace: Workspace, paths: Iterable[str]) -> list[LeftOut]:
    """Return why an export left out the notes at some paths."""
    template_of = workspace.library.find
    return [left_out(workspace.notebook.read(path), template_of) for path in paths]


def left_out(note: Note, template_of: TemplateLookup) -> LeftOut:
    """Return why a note is left out."""
    findings = check_note(note, template_of)
    worst = [finding for finding in findings if finding.uncertain] or findings
    return LeftOut(Path(note.source), worst[0] if worst else None)
