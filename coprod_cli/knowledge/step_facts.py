"""Next steps of notes, which the index remembers while no template changes."""

import re
from typing import Any, NamedTuple

from coprod_cli.model.address import Address
from coprod_cli.model.tasks import Task
from coprod_cli.notebook.index.fact import Fact, as_json, from_json
from coprod_cli.notebook.note.next_steps import NextStep, next_steps
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.outlines import (
    NoteOutline,
    is_read_each_time,
    outline_data,
    outline_from,
    outline_of_note,
)
from coprod_cli.notebook.withdrawn import is_withdrawn
from coprod_cli.templates.library import TemplateLibrary

# What every note with a next step contains: a box of a Markdown list, perhaps with other blanks
# (the bytes from C2 on), escaped, or with a mark. See `model.tasks`.
_BLANK = rb"(?:[ \t]|[\xc2\xe1-\xe3][\x80-\xbf]{1,2})*"
_OPEN_BOX = re.compile(rb"\[" + _BLANK + rb"[/><!?*\"]?" + _BLANK + rb"\\?\]")
_ANY_BOX = re.compile(
    rb"\[" + _BLANK + rb"(?:[xX/><!?*\"-]|\xe2\x9c[\x93\x94])?" + _BLANK + rb"\\?\]"
)
# An address within an item of a group: some items are next steps, by what their template says.
_ITEM = re.compile(rb"#[1-9][0-9]{0,3}\.")


def may_have_steps(data: bytes, *, done_too: bool) -> bool:
    """Return False if no next step can stand in the bytes of a note; fast.

    Nothing is known of the steps of a note that is empty, is not here, or has zero bytes.

    Args:
        data: the bytes.
        done_too: whether completed and cancelled steps count.
    """
    if not data or b"\0" in data:
        return True
    box = _ANY_BOX if done_too else _OPEN_BOX
    return box.search(data) is not None or _ITEM.search(data) is not None


class NoteSteps(NamedTuple):
    """The next steps of a note.

    Attributes:
        note: the outline of the note.
        may_be_open: whether an open next step may stand in it.
        may_be_any: whether any next step may.
        is_withdrawn: whether its case was withdrawn.
        steps: its next steps, also those that are done.
    """

    note: NoteOutline
    may_be_open: bool
    may_be_any: bool
    is_withdrawn: bool
    steps: tuple[NextStep, ...]

    def may_have(self, *, done_too: bool) -> bool:
        """Return whether a next step may stand in the note, as `may_have_steps` says."""
        return self.may_be_any if done_too else self.may_be_open


def steps_fact(notebook: Notebook, library: TemplateLibrary) -> Fact[NoteSteps]:
    """Return the fact that is the next steps of a note."""

    def compute(path: str) -> NoteSteps:
        return _steps_of(notebook.read(path), library)

    return Fact("steps", compute, _pack, _unpack, library.fingerprint)


def _steps_of(note: Note, library: TemplateLibrary) -> NoteSteps:
    data = note.original.encode("utf-8", "surrogatepass")
    is_out, steps = False, list[NextStep]()
    if note.case is not None:
        is_out = is_withdrawn(note.case, library.find(note.case.template))
        steps = next_steps(note.case, library.find)
    return NoteSteps(
        outline_of_note(note),
        may_have_steps(data, done_too=False),
        may_have_steps(data, done_too=True),
        is_out,
        tuple(steps),
    )


def _pack(steps: NoteSteps) -> bytes | None:
    if is_read_each_time(steps.note):
        return None
    return as_json([outline_data(steps.note), *steps[1:]])


def _unpack(path: str, value: bytes) -> NoteSteps:
    outline, may_be_open, may_be_any, is_out, steps = from_json(value)
    return NoteSteps(
        outline_from(path, outline), may_be_open, may_be_any, is_out, tuple(map(step_from, steps))
    )


def step_from(data: Any) -> NextStep:
    """Return a next step from JSON data."""
    case_id, number, address, answer_index, task, voice, done_at = data
    done_at = None if done_at is None else Address(done_at)
    return NextStep(
        case_id, number, Address(address), answer_index, Task._make(task), voice, done_at
    )
