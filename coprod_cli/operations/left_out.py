"""Notes that an export or a render leaves out, and why."""

from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import Finding
from coprod_cli.model.template import TemplateLookup
from coprod_cli.notebook.note.check import check_note
from coprod_cli.notebook.note.reader import Note


class LeftOut(NamedTuple):
    """A note that was left out, and its worst finding; None where it has none."""

    path: Path
    finding: Finding | None


def left_out(note: Note, template_of: TemplateLookup) -> LeftOut:
    """Return why a note is left out."""
    findings = check_note(note, template_of)
    worst = [each for each in findings if each.uncertain] or findings
    return LeftOut(Path(note.source), worst[0] if worst else None)
