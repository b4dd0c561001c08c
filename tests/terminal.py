"""The real program in a real pseudo-terminal, with its screen read back."""

import os
import re
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pexpect
import pyte

CONTROL = {"c": "\x03", "d": "\x04", "g": "\x07", "o": "\x0f"}
ENTER, ALT_ENTER, SHIFT_TAB, UP, DOWN = "\r", "\x1b\r", "\x1b[Z", "\x1b[A", "\x1b[B"
PATIENCE = 20.0


class Terminal:
    """A program in a pseudo-terminal of a given size; `screen` is what a person sees."""

    def __init__(
        self,
        *arguments: str,
        folder: Path,
        columns: int = 80,
        rows: int = 24,
        environment: Mapping[str, str] | None = None,
        command: str = sys.executable,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.output = b""
        inherited = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("COPROD") and name not in ("VISUAL", "EDITOR", "NO_COLOR")
        }
        self.process = pexpect.spawn(
            command,
            list(arguments),
            cwd=str(folder),
            dimensions=(rows, columns),
            env={
                **inherited,
                "HOME": str(folder),
                "TERM": "xterm-256color",
                "LC_ALL": "C.UTF-8",
                **(environment or {}),
            },
            timeout=PATIENCE,
        )
        self.process.delaybeforesend = None

    @classmethod
    def coprod(cls, *arguments: str, folder: Path, **rest) -> "Terminal":
        return cls("-m", "coprod_cli", *arguments, folder=folder, **rest)

    # --- what a person sees ---

    def lines(self) -> list[str]:
        return [line.rstrip() for line in self._screen.display]

    def text(self) -> str:
        return "\n".join(self.lines())

    @property
    def cursor(self) -> tuple[int, int]:
        return self._screen.cursor.y, self._screen.cursor.x

    @property
    def cursor_is_hidden(self) -> bool:
        return self._screen.cursor.hidden

    def read(self, seconds: float = 0.02) -> bool:
        """Take in what the program writes within some seconds; False when it is over."""
        try:
            data = self.process.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return True
        except (pexpect.EOF, OSError):
            return False
        self.output += data
        self._stream.feed(data)
        return True

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + PATIENCE
        while not holds():
            alive = self.read()
            if not alive and not holds():
                raise AssertionError(f"ended before {what}:\n{self.text()}")
            if time.monotonic() > end:
                raise AssertionError(f"not seen: {what}:\n{self.text()}")

    def see(self, *texts: str) -> "Terminal":
        """Wait until the screen shows each text (white space folded)."""
        for text in texts:
            wanted = _folded(text)
            self.wait_until(lambda wanted=wanted: wanted in _folded(self.text()), text)
        return self

    def settle(self, seconds: float = 0.25) -> "Terminal":
        """Take in output until the program has been quiet for some seconds."""
        while True:
            before = len(self.output)
            alive = self.read(seconds)
            if not alive or len(self.output) == before:
                return self

    # --- what a person does ---

    def type(self, text: str) -> "Terminal":
        """Type a text, as fast as a person who does not press Enter in the same breath."""
        self.process.send(text.encode())
        self.settle(0.06)
        return self

    def press(self, *keys: str) -> "Terminal":
        for key in keys:
            self.settle(0.06)
            self.process.send(key.encode())
        self.settle(0.06)
        return self

    def answer(self, text: str) -> "Terminal":
        return self.type(text).press(ENTER)

    def send_bytes(self, data: bytes) -> "Terminal":
        self.process.send(data)
        return self

    def resize(self, columns: int, rows: int) -> "Terminal":
        self._screen.resize(rows, columns)
        self._screen.reset()
        self.process.setwinsize(rows, columns)
        return self.settle()

    # --- how it ends ---

    def kill(self, with_signal: int = signal.SIGKILL) -> None:
        self.process.kill(with_signal)

    def exit_code(self) -> int:
        """Wait until the program is over, and return its exit code (negative for a signal)."""
        end = time.monotonic() + PATIENCE
        while self.read(0.05):
            if time.monotonic() > end:
                raise AssertionError(f"still running:\n{self.text()}")
        self.process.close()
        if self.process.exitstatus is not None:
            return self.process.exitstatus
        return -self.process.signalstatus


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)
