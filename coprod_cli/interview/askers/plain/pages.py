"""Prints lines a screenful at a time, wrapped between words.

A screen reader speaks what is new on the screen. What has scrolled away before it looks is never
heard, and of a word that the terminal breaks at its edge it speaks two halves.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TextIO

from coprod_cli.base.i18n import _
from coprod_cli.base.printed_lines import printed
from coprod_cli.base.word_wrap import cells_of

_ROWS_BETWEEN = 2
"""Rows of a screenful for the line that ends it, and for what is typed there."""


@dataclass
class Pages:
    """Prints lines and reads lines, and waits for Enter after each screenful.

    What is typed there instead of Enter is the next line that is read, and the rest is not printed.

    Attributes:
        out: the stream to print on; if it is no terminal, lines are printed as they are.
        read: shows a prompt and reads a line.
        waits: whether a person reads along, so that it is worth waiting.
    """

    out: TextIO
    read: Callable[[str], str]
    waits: bool
    _rows: int = field(default=0, init=False)
    _typed: str | None = field(default=None, init=False)

    def read_line(self, prompt: str) -> str:
        """Show a prompt and read a line, or return what was typed instead of Enter."""
        typed, self._typed, self._rows = self._typed, None, 0
        return self.read(prompt) if typed is None else typed

    def show(self, text: str) -> None:
        """Print a text; between two screenfuls, wait for Enter."""
        columns, rows = _size(self.out)
        for line in printed(text, self.out).split("\n"):
            needed = max(-(-cells_of(line) // columns), 1) if columns else 1
            if self.waits and rows and self._rows + needed > max(rows - _ROWS_BETWEEN, 1):
                self._wait()
            if self._typed is None:
                print(line, file=self.out, flush=True)
                self._rows += needed

    def _wait(self) -> None:
        if self._typed is None:
            self._rows = 0
            self._typed = self.read(_("Enter: more > ")) or None


def _size(out: TextIO) -> tuple[int, int]:
    """Return the columns and rows of a terminal; zeros if it is none."""
    try:
        return os.get_terminal_size(out.fileno())
    except (OSError, ValueError):
        return 0, 0
