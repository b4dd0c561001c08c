"""Closed standard streams, as by `<&-` or `>&-` in a shell: using one is wrong usage."""

import io
import os
import sys
from typing import NoReturn

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import N_, msg

_MESSAGES = {
    "stdin": (N_("standard input is closed."), "</dev/null"),
    "stdout": (N_("standard output is closed."), ">/dev/null"),
    "stderr": (N_("standard error is closed."), "2>/dev/null"),
}
"""The sentence and the hint for each stream."""


class ClosedStream(io.TextIOBase):
    """A closed standard stream: it is no terminal, and reading or writing raises WrongUsage.

    What is written to standard error is dropped: the exit code still says what happened.
    """

    def __init__(self, name: str) -> None:
        """Make the stream; `name` is stdin, stdout or stderr."""
        super().__init__()
        self._name = name

    def refuse(self) -> NoReturn:
        """Raise the error for using the stream.

        Raises:
            WrongUsage: always.
        """
        sentence, hint = _MESSAGES[self._name]
        raise WrongUsage(msg(sentence), hint=hint)

    def isatty(self) -> bool:
        """Return False."""
        return False

    def readline(self, _size: int = -1, /) -> str:  # type: ignore[override]
        """Raise WrongUsage."""
        self.refuse()

    def read(self, _size: int | None = -1, /) -> str:
        """Raise WrongUsage."""
        self.refuse()

    def write(self, text: str, /) -> int:
        """Raise WrongUsage if there is something to write, other than to standard error."""
        if text and self._name != "stderr":
            self.refuse()
        return len(text)


def replace_closed_streams() -> None:
    """Replace each standard stream that is closed by a `ClosedStream`.

    No file may get one of their descriptors: what a child process writes to its standard output
    would go into that file.
    """
    closed = [name for name in _MESSAGES if getattr(sys, name) is None]
    if not closed:
        return
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:  # noqa: PLR2004 - standard error
        pass
    os.close(descriptor)
    for name in closed:
        setattr(sys, name, ClosedStream(name))


def require_open(stream: object) -> None:
    """Raise WrongUsage if a standard stream is closed, before anything is done.

    Raises:
        WrongUsage: it is closed.
    """
    if isinstance(stream, ClosedStream):
        stream.refuse()
