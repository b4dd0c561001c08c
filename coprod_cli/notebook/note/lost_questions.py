"""Lost questions of a note of another version: the marker is gone, and the heading is in an answer.

A note of another version need not have all questions of its template. One that it lacks was there
if its heading stands in an answer: the words below that heading are then its own.
"""

from coprod_cli.model.address import Address
from coprod_cli.model.template import Template
from coprod_cli.notebook.note.known_headings import known_headings
from coprod_cli.notebook.note.markers import is_heading
from coprod_cli.notebook.note.reader import Note


def headed_in_answers(note: Note, template: Template) -> frozenset[Address]:
    """Return the questions of a template whose headings stand in answers, as ATX headings.

    In code, a line that looks like a heading counts as well: it is told once too often rather than
    never. A part of a group has its address without an item.
    """
    if note.case is None:
        return frozenset()
    known = known_headings(template)
    found: set[Address] = set()
    for answer in note.case.answers:
        lines = answer.text.split("\n")
        for number, line in enumerate(lines):
            if is_heading(line) and (block := known.block_at(lines, number, number + 1)):
                found.update(block.wordings)
    return frozenset(found)
