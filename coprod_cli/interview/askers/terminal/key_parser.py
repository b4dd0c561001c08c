"""Parser of a terminal's input: takes prompt_toolkit's place, which keeps what it does not know.

It passes the keys that coprod knows, and drops every other sequence whole, wherever its bytes are
split. Time decides only two things: what a sequence is that never ends, and a paste.
"""

import time
from collections.abc import Callable

from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

from coprod_cli.base.escape_sequences import without_sequences
from coprod_cli.interview.askers.terminal.key_codes import control_key, keys_of
from coprod_cli.interview.askers.terminal.key_sequences import (
    INTRODUCERS,
    RAW_INTRODUCERS,
    completes,
    continues,
    sequence_at,
    unfinished_end,
    without_payload,
)

PATIENCE = 1.0
"""Seconds until a sequence that a pause has split, or a paste without an end, is over."""
BREAK = 0.1
"""Seconds without input before which a Ctrl+C that comes alone is no part of a paste."""

_STOP_KEYS = ("\x03", "\x1b[99;5u")
_PASTE_BEGINS = "200"
_PASTE_END_MARKS = ("\x1b[201~", "\x9b201~", "\udc9b201~")
_LONGEST_MARK = max(map(len, _PASTE_END_MARKS))


class KeyParser:
    """Turns decoded input into keys, with the interface of prompt_toolkit's `Vt100Parser`."""

    def __init__(
        self,
        feed_key: Callable[[KeyPress], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Create a parser.

        Args:
            feed_key: called with each key.
            clock: returns the time in seconds, from any beginning.
        """
        self._feed_key = feed_key
        self._clock = clock
        self.reset()

    def reset(self) -> None:
        """Forget what is unfinished."""
        self._pending = ""  # the beginning of a sequence
        self._cut = ""  # the same, after a pause
        self._held = ""  # what came after that pause: the rest of the sequence, or typed text
        self._paste: str | None = None
        self._waits_since = 0.0  # of the paste, its last text; of the sequence, the pause

    def seconds_to_wait(self) -> float | None:
        """Return after how many seconds `feed("")` must be called; None if nothing waits for it."""
        if not self._held and self._paste is None:
            return None
        return max(self._waits_since + PATIENCE - self._clock(), 0)

    def feed(self, data: str) -> None:
        """Take in decoded input; "" if none has come when it was due (`seconds_to_wait`)."""
        now = self._clock()
        if self._paste is not None:
            self._feed_paste(data, now)
        elif self._cut:
            self._feed_after_pause(data, now)
        elif data:
            self._parse(data)

    def flush(self) -> None:
        """Take a pause in the input as the end of the key Escape."""
        if not self._pending:
            return
        self._cut, self._pending = self._pending, ""
        self._waits_since = self._clock()
        if not self._cut.strip("\x1b"):
            self._feed_key(KeyPress(Keys.Escape, "\x1b"))

    def feed_and_flush(self, data: str) -> None:
        """Take in input that a pause follows."""
        self.feed(data)
        self.flush()

    def _feed_after_pause(self, data: str, now: float) -> None:
        cut, received = self._cut, self._held + data
        is_over = now - self._waits_since >= PATIENCE
        if not is_over and received and not completes(cut, received):
            if continues(cut, received):
                self._held = received
                return
            is_over = True
        if is_over or received:
            self._cut = self._held = ""
            self._parse(received if is_over else cut + received)

    def _parse(self, data: str) -> None:
        data, self._pending = self._pending + data, ""
        position = 0
        while position < len(data):
            character = data[position]
            if character in INTRODUCERS or (
                character in RAW_INTRODUCERS and not _is_raw(data[position - 1 : position])
            ):
                position = self._take_sequence(data, position)
                continue
            position += 1
            if character < " " or character == "\x7f":
                self._feed_all(control_key(character))
            elif not "\x80" <= character <= "\x9f":
                self._feed_key(KeyPress(character, character))

    def _take_sequence(self, data: str, start: int) -> int:
        """Take the sequence that begins at an index; return the index behind it."""
        sequence = sequence_at(data, start)
        if sequence is None:
            end = unfinished_end(data, start)
            if end == len(data):
                self._pending = without_payload(data[start:])
            return end
        if sequence["final"] == "~" and sequence["parameters"] == _PASTE_BEGINS:
            self._paste, self._waits_since = "", self._clock()
            self._feed_paste(data[sequence.end() :], self._waits_since)
            return len(data)
        self._feed_all(keys_of(sequence))
        return sequence.end()

    def _feed_paste(self, data: str, now: float) -> None:
        paste = self._paste or ""
        if data in _STOP_KEYS and now - self._waits_since >= BREAK:
            self._end_paste(paste)
            self._parse(data)
        elif data:
            searched = max(len(paste) - _LONGEST_MARK, 0)
            self._paste = paste = paste + data
            self._waits_since = now
            ends = [(paste.find(mark, searched), mark) for mark in _PASTE_END_MARKS]
            end, mark = min((found for found in ends if found[0] >= 0), default=(-1, ""))
            if end >= 0:
                self._end_paste(paste[:end])
                self._parse(paste[end + len(mark) :])
        elif now - self._waits_since >= PATIENCE:
            self._end_paste(paste)

    def _end_paste(self, text: str) -> None:
        self._paste = None
        self._feed_key(KeyPress(Keys.BracketedPaste, without_sequences(text)))

    def _feed_all(self, keys: list[KeyPress]) -> None:
        for key in keys:
            self._feed_key(key)


def _is_raw(character: str) -> bool:
    """Return whether a character is a byte that could not be decoded."""
    return "\udc80" <= character <= "\udcff"
