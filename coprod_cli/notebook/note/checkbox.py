"""A box in a note, ticked or opened: one character of the file changes."""

from coprod_cli.model.tasks import Task, with_tick
from coprod_cli.notebook.note.edit import original_lines, refuse_if_uncertain
from coprod_cli.notebook.note.reader import Note, read_note


def with_box(note: Note, place: int, task: Task, *, is_done: bool) -> Note:
    """Return the note with a next step ticked off or open; the same note where it is so already.

    Args:
        note: the note.
        place: which of the case's answers holds the next step, from 0.
        task: the next step, as it was read from that answer.
        is_done: whether its box is to be ticked.

    Raises:
        InvalidInput: the note is in a state in which nothing should be written to it.
    """
    refuse_if_uncertain(note)
    if task.is_done == is_done:
        return note
    slot = [each for each in note.slots if each.marker.address.is_question][place]
    said = note.text[slot.start : slot.end]
    # An answer begins with its first line that is not blank.
    start = slot.start + len(said) - len(said.lstrip(" \t\n"))
    number = note.lines.number(start) + task.line
    lines = original_lines(note)
    lines[number] = with_tick(lines[number], task._replace(line=0), is_done=is_done)
    return read_note("".join(lines).encode(), note.source)
