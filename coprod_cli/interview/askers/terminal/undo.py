"""Undo at a text input: the earlier texts that Ctrl+_ goes back to, in a limited space.

prompt_toolkit's own undo keeps a copy of the whole text for each key, without a limit.
"""

import time
from collections.abc import Callable
from typing import NamedTuple

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document

MAX_LENGTH = 1_000_000
"""How many characters the earlier texts of one input have together; one text may have more."""
PAUSE = 1.0
"""Seconds without a change after which the next change can be undone on its own."""
BURST = 0.015
"""Seconds within which changes come from a paste, not from a finger: they are undone at once."""


class _Change(NamedTuple):
    """A change of a text: how much longer it became, where the cursor was, and where it is."""

    length: int
    start: int
    end: int
    when: float

    @property
    def is_insertion(self) -> bool:
        return self.length > 0 and self.end - self.start == self.length

    def continues(self, last: "_Change") -> bool:
        """Return whether this change goes on where the last one ended, soon and in its way."""
        return (
            self.start == last.end
            and self.when - last.when <= PAUSE
            and self.is_insertion == last.is_insertion
            and (self.length > 0) == (last.length > 0)
        )


class UndoSteps:
    """The earlier texts of one buffer. A step back is a word, a deletion or a paste."""

    def __init__(self, buffer: Buffer, clock: Callable[[], float] = time.monotonic) -> None:
        """Observe a buffer from now on, in place of its own undo.

        Args:
            buffer: the buffer.
            clock: returns the time in seconds, from any beginning.
        """
        self._buffer = buffer
        self._clock = clock
        self._steps: list[tuple[str, int]] = []
        self._length = 0
        self._current = buffer.document
        self._last: _Change | None = None
        buffer.save_to_undo_stack = _save_nothing  # type: ignore[method-assign]
        buffer.undo = self.undo  # type: ignore[method-assign]
        buffer.on_text_changed += self._on_change
        buffer.on_cursor_position_changed += self._on_move

    def undo(self) -> None:
        """Go one step back, if there is one."""
        if self._steps:
            text, cursor = self._steps.pop()
            self._length -= len(text)
            self._current, self._last = Document(text, cursor), None
            self._buffer.document = self._current

    def _on_move(self, buffer: Buffer) -> None:
        self._current = buffer.document

    def _on_change(self, buffer: Buffer) -> None:
        before, after = self._current, buffer.document
        if after.text == before.text:  # what undo went back to
            return
        length = len(after.text) - len(before.text)
        change = _Change(length, before.cursor_position, after.cursor_position, self._clock())
        last = self._last
        if last is None or not change.continues(last) or _begins_word(change, last, after.text):
            self._keep(before)
        self._current, self._last = after, change

    def _keep(self, document: Document) -> None:
        self._steps.append((document.text, document.cursor_position))
        self._length += len(document.text)
        while self._length > MAX_LENGTH and len(self._steps) > 1:
            self._length -= len(self._steps.pop(0)[0])


def _begins_word(change: _Change, last: _Change, text: str) -> bool:
    """Return whether a change is the first letter of a word that a finger typed."""
    if change.length != 1 or last.length != 1 or change.when - last.when <= BURST:
        return False
    letter = text[change.start : change.end]
    return text[change.start - 1 : change.start].isspace() and not letter.isspace()


def _save_nothing(clear_redo_stack: bool = True) -> None:  # noqa: FBT001, FBT002 - as in prompt_toolkit
    pass
