"""Ticks a box in a note, or clears it: what stands in the box changes, and nothing else."""

from coprod_cli.model.tasks import Task, with_tick
from coprod_cli.notebook.note.edit import original_lines, refuse_if_uncertain
from coprod_cli.notebook.note.reader import Note, read_note
from coprod_cli.notebook.note.unread_steps import line_in_note


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
    if task.is_already(done=is_done):
        return note
    slot = [slot for slot in note.slots if slot.marker.address.is_question][answer_index]
    number = line_in_note(note, slot, task.line)
    lines = original_lines(note)
    lines[number] = with_tick(lines[number], task._replace(line=0), is_done=is_done)
    return read_note("".join(lines).encode(), note.source)
