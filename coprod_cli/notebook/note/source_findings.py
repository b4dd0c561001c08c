"""Findings about references in a note: identifiers that do not have their form."""

from collections.abc import Iterator

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import msg
from coprod_cli.model.reference_forms import wrong_forms
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note.source_list import list_lines


def reference_findings(note: Note) -> Iterator[Finding]:
    """Yield a finding for each DOI, PMID or ISBN in a source list that cannot be right."""
    for slot in note.slots:
        if not (slot.marker.sources and slot.marker.address.is_question):
            continue
        lines = note.text[slot.start : slot.end].split("\n")
        first = note.lines.number(slot.start)
        for number in list_lines(lines)[1:]:
            for kind in dict.fromkeys(wrong_forms(lines[number])):
                message = msg("the {kind} in this reference cannot be right.", kind=kind)
                hint = msg("compare it with the source")
                yield Finding("reference", message, note.source, first + number + 1, 1, hint)
