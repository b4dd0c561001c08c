"""Lines among next steps that people take for one, and that no command lists or ticks."""

from collections.abc import Iterator

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import msg
from coprod_cli.base.text import canonical_text
from coprod_cli.model.case import Case
from coprod_cli.model.questions import TasksQuestion
from coprod_cli.model.tasks import unread_lines
from coprod_cli.model.template import Template
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note.source_list import body_line
from coprod_cli.notebook.note.two_versions import has_two_versions


def line_in_note(note: Note, slot: Slot, line: int) -> int:
    """Return the number of the line of a note on which a line of an answer stands, both from 0."""
    text = note.text[slot.start : slot.end]
    # An answer begins with its first line that is not blank.
    first = note.lines.number(slot.start + len(text) - len(text.lstrip(" \t\n")))
    return first + (body_line(canonical_text(text), line) if slot.marker.sources else line)


def unread_step_findings(note: Note, case: Case, template: Template) -> Iterator[Finding]:
    """Yield a finding for each line of a list of next steps that looks like one and is none."""
    slots = [slot for slot in note.slots if slot.marker.address.is_question]
    for answer, slot in zip(case.answers, slots, strict=False):
        if not answer.text or has_two_versions(answer.text):
            continue
        if not isinstance(template.question_at(answer.address), TasksQuestion):
            continue
        for unread in unread_lines(answer.text):
            message = msg("this line has no box, so it is no next step.")
            if unread.has_box:
                message = msg("this line looks like a next step and is not read as one.")
            line = line_in_note(note, slot, unread.line) + 1
            hint = msg("begin it with - [ ] and a blank")
            yield Finding("step", message, note.source, line, 1, hint)
