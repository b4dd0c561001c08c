"""Markers in the middle of a text, where a program that fills paragraphs anew has put them.

What stands between words is no marker: an answer may speak of one. But where the note has no other
one for that answer, it is the answer's own, and so are the words behind it.
"""

import re
from collections.abc import Iterator

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import msg
from coprod_cli.model.template import Template
from coprod_cli.notebook.note.damaged_markers import keys_of
from coprod_cli.notebook.note.markers import END, Marker, parse_marker
from coprod_cli.notebook.note.reader import Note

_MARKER = re.compile(r"<!--\s{0,3}coprod:([^<>]{1,400}?)-->")


def buried_marker_findings(note: Note, template: Template) -> Iterator[Finding]:
    """Yield a finding for each marker in a text whose answer has no other marker."""
    if note.parsed_slots is None:
        return  # as coprod wrote it: each `coprod:` is in a marker's line
    keys = {slot.marker.key for slot in note.slots} | keys_of(note.damaged)
    start = note.front_matter.end if note.front_matter else 0
    ends = (slot.line for slot in note.slots if slot.marker.address == END)
    for match in _MARKER.finditer(note.text, start, next(ends, len(note.text))):
        marker = parse_marker(f"{' '.join(match[1].split())} -->")
        if marker is None or marker.key in keys or template.question_at(marker.address) is None:
            continue
        if note.text[match.start() - 1 : match.start()] == "\\":
            continue
        message = msg(
            'the marker of "{address}" stands in the middle of a text.', address=marker.address
        )
        hint = msg("write {marker} on a line of its own", marker=str(Marker(*marker)))
        position = note.lines.position(match.start())
        yield Finding("marker", message, note.source, *position, hint, uncertain=True)
