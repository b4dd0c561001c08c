"""The real program in a real pseudo-terminal, with its screen read back."""

import copy
import os
import re
import signal
import sys
import termios
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pexpect
import pyte
import slowness
import warm

CONTROL = {"c": "\x03", "d": "\x04", "g": "\x07", "o": "\x0f"}
ENTER, ALT_ENTER, SHIFT_TAB, UP, DOWN = "\r", "\x1b\r", "\x1b[Z", "\x1b[A", "\x1b[B"
LEFT, RIGHT = "\x1b[D", "\x1b[C"
PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
PATIENCE = 20.0
_BREATH = 0.025
"""Seconds without output, after which a program that sleeps has taken in what was typed.

More than coprod's own seconds within which an Enter is one of a paste.
"""
_BREATHS = 3
"""How many of them are enough for a program that may be at work."""
_ALTERNATE_SCREEN = 1049
_PRIVATE_SEQUENCE = re.compile(rb"\x1b\[[<=>][0-9;]*[@-~]")
_UNFINISHED = re.compile(rb"(?:\x1b(?:\[(?:[<=>][0-9;]*)?)?)?\Z")


class _Screen(pyte.Screen):
    """pyte's screen, with the second one that full-screen programs are given for their time."""

    _before: tuple[dict, object] | None = None

    def set_mode(self, *modes, **rest):
        super().set_mode(*modes, **rest)
        if rest.get("private") and _ALTERNATE_SCREEN in modes and self._before is None:
            lines = {place: copy.copy(line) for place, line in self.buffer.items()}
            self._before = (lines, copy.copy(self.cursor))
            self.erase_in_display(2)

    def reset_mode(self, *modes, **rest):
        super().reset_mode(*modes, **rest)
        if rest.get("private") and _ALTERNATE_SCREEN in modes and self._before is not None:
            lines, cursor = self._before
            self._before = None
            hidden = self.cursor.hidden
            self.buffer.clear()
            self.buffer.update(lines)
            self.cursor = cursor
            self.cursor.hidden = hidden
            self.ensure_vbounds()
            self.ensure_hbounds()

    @property
    def is_alternate(self) -> bool:
        return self._before is not None


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
        patience: float = PATIENCE,
        become: Callable[[], None] | None = None,
    ) -> None:
        slowness.starts("a pseudo-terminal")
        self.patience = patience
        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._lines: list[str] = []
        self.output = b""
        self._unread = b""
        self.process = pexpect.spawn(
            command,
            list(arguments),
            cwd=str(folder),
            dimensions=(rows, columns),
            env=whole_environment(folder, environment),
            preexec_fn=become,
            timeout=patience,
        )
        self.process.delaybeforesend = None

    @classmethod
    def coprod(
        cls,
        *arguments: str,
        folder: Path,
        environment: Mapping[str, str] | None = None,
        cold: bool = False,
        prepare: Callable[[], None] | None = None,
        **rest,
    ) -> "Terminal":
        """Start coprod; `cold` as a person does, else with all of it loaded (see `warm`)."""
        environment = environment or {}
        if cold or not warm.is_possible(environment):
            words = ("-m", "coprod_cli", *arguments)
            return cls(*words, folder=folder, environment=environment, **rest)
        become = warm.coprod(list(arguments), whole_environment(folder, environment), prepare)
        # pexpect wants a program that this user may start, though `become` takes its place.
        return cls(command="/bin/sh", folder=folder, environment=environment, become=become, **rest)

    # --- what a person sees ---

    def lines(self) -> list[str]:
        if not self._lines:  # pyte takes a millisecond for them
            self._lines = [line.rstrip() for line in self._screen.display]
        return [*self._lines]

    def text(self) -> str:
        return "\n".join(self.lines())

    @property
    def cursor(self) -> tuple[int, int]:
        return self._screen.cursor.y, self._screen.cursor.x

    @property
    def cursor_is_hidden(self) -> bool:
        return self._screen.cursor.hidden

    @property
    def is_full_screen(self) -> bool:
        """Whether the program still has the alternate screen."""
        return self._screen.is_alternate

    def shows(self, text: str) -> bool:
        return _folded(text) in _folded(self.text())

    def count(self, text: str) -> int:
        """How many times the screen shows a text."""
        return _folded(self.text()).count(_folded(text))

    def read(self, seconds: float = 0.02) -> bool:
        """Take in what the program writes within some seconds; False when it is over."""
        try:
            data = self.process.read_nonblocking(65536, timeout=seconds)
        except pexpect.TIMEOUT:
            return True
        except (pexpect.EOF, OSError, ValueError):
            return False
        self.output += data
        # pyte shows the numbers of a private control sequence, where terminals ignore all of it.
        data = self._unread + data
        self._unread = _UNFINISHED.search(data)[0]
        data = data[: len(data) - len(self._unread)]
        self._lines = []
        self._stream.feed(_PRIVATE_SEQUENCE.sub(b"", data))
        return True

    def wait_until(self, holds: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + self.patience
        while not holds():
            alive = self.read()
            if not alive and not holds():
                raise AssertionError(f"ended before {what}:\n{self.text()}")
            if time.monotonic() > end:
                raise AssertionError(f"not seen: {what}:\n{self.text()}")

    def see(self, *texts: str) -> "Terminal":
        """Wait until the screen shows each text (white space folded)."""
        for text in texts:
            self.wait_until(lambda text=text: self.shows(text), text)
        return self

    def see_no_more(self, *texts: str) -> "Terminal":
        for text in texts:
            self.wait_until(lambda text=text: not self.shows(text), f"no more: {text}")
        return self

    def see_cursor_behind(self, text: str) -> "Terminal":
        """Wait until the cursor's line is a text, and the cursor stands at its end."""

        def stands() -> bool:
            line, column = self.cursor
            return self.lines()[line] == text.rstrip() and column == len(text)

        self.wait_until(stands, f"the cursor behind {text!r}")
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
        quiet = 0
        while quiet < _BREATHS:
            before = len(self.output)
            if not self.read(_BREATH):
                break
            quiet = quiet + 1 if len(self.output) == before else 0
            if quiet and self._rests():
                break
        return self

    def _rests(self) -> bool:
        """Return whether the program surely waits for the next key: each of its threads sleeps.

        False where that cannot be known: without /proc, or where a program that it started reads.
        And where it reads lines: it may sleep because it expects more of them.
        """
        tasks = Path(f"/proc/{self.process.pid}/task")
        try:
            states = [
                (task / "stat").read_bytes().rpartition(b") ")[2][:1] for task in tasks.iterdir()
            ]
            started = (tasks / str(self.process.pid) / "children").read_bytes()
            modes = termios.tcgetattr(self.process.child_fd)[3]
        except (OSError, termios.error):
            return False
        return set(states) == {b"S"} and not started and not modes & termios.ICANON

    def press(self, *keys: str) -> "Terminal":
        for key in keys:
            self.type(key)
        return self

    def finish(self) -> "Terminal":
        """Finish the case, at the review."""
        return self.see("Finish the ").answer(":finish")

    def answer(self, text: str) -> "Terminal":
        return self.type(text).press(ENTER)

    def paste(self, text: str, *, bracketed: bool = True) -> "Terminal":
        """Paste a text, as terminals do: a line end comes as the Enter key's."""
        data = text.replace("\n", "\r").encode("utf-8", "surrogateescape")
        if bracketed:
            data = PASTE_BEGINS.encode() + data + PASTE_ENDS.encode()
        return self.send_bytes(data)

    def send_bytes(self, data: bytes) -> "Terminal":
        """Send bytes, taking in what comes back, so that neither side waits for the other."""
        waiting = memoryview(data)
        os.set_blocking(self.process.child_fd, False)
        while waiting:
            try:
                waiting = waiting[os.write(self.process.child_fd, waiting[:1024]) :]
            except BlockingIOError:
                self.read()
            self.read(0)
        os.set_blocking(self.process.child_fd, True)
        return self

    def resize(self, columns: int, rows: int) -> "Terminal":
        self._lines = []
        self._screen.resize(rows, columns)
        self.process.setwinsize(rows, columns)
        return self.settle()

    # --- how it ends ---

    def kill(self, with_signal: int = signal.SIGKILL) -> None:
        self.process.kill(with_signal)

    def close_window(self) -> int:
        """Take the terminal away, as by closing its window; return the program's exit code."""
        self.process.ptyproc.fileobj.close()
        self.process.closed = self.process.ptyproc.closed = True
        end = time.monotonic() + self.patience
        while time.monotonic() < end:
            done, status = os.waitpid(self.process.pid, os.WNOHANG)
            if done:
                self.process.terminated = self.process.ptyproc.terminated = True
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        raise AssertionError("still running after its window was closed")

    def end(self) -> None:
        """End the program, if it still runs, and free the terminal."""
        if not self.process.closed:
            self.process.ptyproc.fileobj.close()
            self._close()

    def _close(self) -> None:
        """Free the terminal when the program is over; end it where it does not end by itself.

        pexpect alone sleeps for a tenth of a second first.
        """
        end = time.monotonic() + self.process.ptyproc.delayafterclose
        while self.process.isalive() and time.monotonic() < end:
            time.sleep(0.002)
        self.process.ptyproc.delayafterclose = 0
        self.process.close(force=True)

    def exit_code(self) -> int:
        """Wait until the program is over, and return its exit code (negative for a signal)."""
        end = time.monotonic() + self.patience
        while self.read(0.05):
            if time.monotonic() > end:
                raise AssertionError(f"still running:\n{self.text()}")
        self._close()
        if self.process.exitstatus is not None:
            return self.process.exitstatus
        return -self.process.signalstatus


_SET_BY_HAND = {"VISUAL", "EDITOR", "NO_COLOR", "TERM", "COLUMNS", "LINES"}


def plain_environment(folder: Path) -> dict[str, str]:
    """The environment without what a developer has set for coprod, its home in a folder."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("COPROD") and name not in _SET_BY_HAND
    }
    return {**inherited, "HOME": str(folder), "LC_ALL": "C.UTF-8"}


def whole_environment(folder: Path, more: Mapping[str, str] | None) -> dict[str, str]:
    """Return the environment of a program in a terminal, its home in a folder, without a pager."""
    screen = {"TERM": "xterm-256color", "PAGER": "cat"}
    return {**plain_environment(folder), **screen, **(more or {})}


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)
