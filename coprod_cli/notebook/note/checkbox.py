"""Ticks a box in a note, or clears it: one character of the file changes."""

from coprod_cli.model.tasks import Task, with_tick
from coprod_cli.notebook.note.edit import original_lines, refuse_if_uncertain
from coprod_cli.notebook.note.reader import Note, read_note


def with_checkbox(note: Note, answer_index: int, task: Task, *, is_done: bool) -> Note:
    """Return the note with a next step ticked off, or opened again; the same note if it already is.

    Args:
        note: the note.
        answer_index: the index, from 0, of the case's answer that has the next step.
        task: the next step, as it was read from that answer.
        is_done: whether the box is ticked afterwards.

    Raises:
        InvalidInput: an answer in the note cannot be attributed to its question.
    """
    refuse_if_uncertain(note)
    if task.is_done == is_done:
        return note
    slot = [slot for slot in note.slots if slot.marker.address.is_question][answer_index]
    text = note.text[slot.start : slot.end]
    # An answer begins with its first line that is not blank.
    start = slot.start + len(text) - len(text.lstrip(" \t\n"))
    number = note.lines.number(start) + task.line
    lines = original_lines(note)
    lines[number] = with_tick(lines[number], task._replace(line=0), is_done=is_done)
    return read_note("".join(lines).encode(), note.source)
