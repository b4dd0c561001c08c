"""The lines of a note, and the numbers of those on which its markers, headings and texts stand."""

from collections import Counter
from functools import cached_property

from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note

_MOST_OF_ONE = 100
"""How often one marker is searched; the others are found to be doubled, and are told as that."""


class SlotLines:
    """The lines of a note, and the line numbers of its slots."""

    def __init__(self, note: Note) -> None:
        """Take the note."""
        self.note = note
        self.lines = note.text.split("\n")

    @cached_property
    def body(self) -> int:
        """The number of the first line below the front matter."""
        front = self.note.front_matter
        return self.note.lines.number(front.end) + 1 if front else 0

    @cached_property
    def searched(self) -> dict[int, Slot]:
        """The slots by their index; of a marker that stands very often, the first ones only."""
        counts: Counter[AnswerKey] = Counter()
        slots = {}
        for index, slot in enumerate(self.note.slots):
            key = slot.marker.key
            counts[key] += 1
            if counts[key] <= _MOST_OF_ONE:
                slots[index] = slot
        return slots

    def marker(self, index: int) -> int:
        """Return the number of a marker's line; that after the last line for none."""
        slots = self.note.slots
        return self.note.lines.number(slots[index].line) if index < len(slots) else len(self.lines)

    def heading(self, index: int) -> int | None:
        """Return the number of the line of a marker's heading; None if it has none."""
        slot = self.note.slots[index]
        return None if slot.heading == slot.line else self.note.lines.number(slot.heading)

    def top(self, index: int) -> int:
        """Return the number of the first line below a marker; for -1, below the front matter."""
        return self.marker(index) + 1 if index >= 0 else self.body

    def stop(self, index: int) -> int:
        """Return the number of the line after a marker's text."""
        slots = self.note.slots
        if index + 1 == len(slots):
            return len(self.lines)
        return self.note.lines.number(slots[index].end)

    def text(self, index: int) -> tuple[int, int]:
        """Return the number of the first line of a text that is not blank, and after the last."""
        first, stop = self.top(index), self.stop(index)
        while first < stop and not self.lines[first].strip():
            first += 1
        while first < stop and not self.lines[stop - 1].strip():
            stop -= 1
        return first, stop
