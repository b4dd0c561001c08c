"""Terminal modes that a crashed program may have left on, and the codes that turn them off."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

_WITHOUT_PRIVATE_CODES = ("linux", "dumb", "vt", "ansi", "cons", "cygwin", "sun", "wy")

# Synchronized output; cursor keys as of an application; mouse reports and their encodings; focus
# reports; bracketed paste; colour scheme and size reports; Windows' own key codes. Then the keypad
# as of an application, insert and new-line mode, line-drawing letters, colours, wrapping and the
# hidden cursor. In short lists, since a terminal may take only 16 numbers.
_RESET = (
    "\x1b[?2026l\x1b[?1;9;1000;1001;1002;1003;1004l\x1b[?1005;1006;1015;1016;2004;2031;2048;9001l"
    "\x1b>\x1b[4;20l\x1b(B\x0f\x1b[0m\x1b[?7h\x1b[?25h"
)
# kitty's keyboard protocol (what was pushed, and what was set), and xterm's modifyOtherKeys. A
# terminal that does not know them may take them for a colour, or for a jump of the cursor.
_RESET_KEYS = "\x1b[<u\x1b[=0u\x1b[>4;0m\x1b[0m"


def reset_codes(term: str | None = None, *, keeps_cursor: bool = True) -> str:
    """Return the codes that turn off all modes which coprod does not use.

    Args:
        term: the terminal's type; by default that of the environment.
        keeps_cursor: whether the cursor must stay where it is, also in old terminals.
    """
    term = os.environ.get("TERM", "") if term is None else term
    if not term or term.startswith(_WITHOUT_PRIVATE_CODES):
        return _RESET if term and term != "dumb" else ""
    return _RESET + (f"\x1b7{_RESET_KEYS}\x1b8" if keeps_cursor else _RESET_KEYS)


def reset_modes(out: TextIO) -> None:
    """Turn off all modes of the terminal that a stream leads to; nothing if it leads elsewhere."""
    with suppress(OSError, ValueError):
        if out.isatty() and (codes := reset_codes()):
            out.write(codes)
            out.flush()


@contextmanager
def modes_reset(out: TextIO) -> Iterator[None]:
    """Turn off all modes of a stream's terminal at the start and at the end of a with block."""
    reset_modes(out)
    try:
        yield
    finally:
        reset_modes(out)
