"""Runs a command inside Fenrir, a screen reader for terminals, and returns what it speaks.

Fenrir runs the command in a terminal of its own, and gives each utterance to a program that appends
it to a file instead of speaking it. So what a person would hear can be read after each key.

`apt-get install fenrir`, or `pip install fenrir-screenreader` and COPROD_FENRIR.
"""

import contextlib
import os
import re
import shlex
import shutil
import time
from pathlib import Path

import pexpect

COMMAND = shlex.split(os.environ.get("COPROD_FENRIR", "")) or [
    path for path in [shutil.which("fenrir")] if path
]
"""The command that starts Fenrir; empty if it is not installed."""

_NAMES_OF_SIGNS = {"dash", "plus", "slash", "backslash", "greater", "blank", "space"}
_END = "\x1e"  # ends an utterance in the file
_QUIET = 1.0  # seconds without a new utterance after which one is not waited for any more
_LONGEST_WAIT = 30.0
_KEY_PAUSE = 0.08
_SETTINGS = """\
[sound]
enabled=False
[speech]
enabled=True
driver=genericDriver
genericSpeechCommand={say} fenrirText
autoReadIncoming=True
[braille]
enabled=False
[screen]
driver=ptyDriver
[keyboard]
driver=ptyDriver
charEcho=False
wordEcho=False
charDeleteEcho=True
[general]
shell={shell}
debugLevel=0
autoSpellCheck=False
emoticons=False
punctuationLevel=some
scriptPath=
[remote]
enable=False
[promote]
enabled=False
"""


class ScreenReader:
    """Fenrir with a command in it, whose speech is kept.

    Attributes:
        utterances: all that was spoken so far, one string for each time that Fenrir spoke.
    """

    def __init__(self, folder, command, *, rows=24, columns=80, environment=None):
        self._spoken = folder / "spoken"
        self._spoken.write_text("")
        self._heard = 0
        say, shell = folder / "say", folder / "shell"
        _write_script(say, f"printf '%s\\036' \"$1\" >> {shlex.quote(str(self._spoken))}")
        _write_script(shell, f"exec {shlex.join(command)}")
        settings = folder / "settings.conf"
        settings.write_text(_SETTINGS.format(say=say, shell=shell))
        self._terminal = pexpect.spawn(
            COMMAND[0],
            [*COMMAND[1:], "-e", "-s", str(settings)],
            env={**os.environ, **(environment or {}), "PYTHONWARNINGS": "ignore"},
            cwd=folder,
            dimensions=(rows, columns),
            encoding="utf-8",
            codec_errors="replace",
        )

    def close(self):
        """End Fenrir, and the command in it."""
        self._terminal.close(force=True)

    @property
    def utterances(self):
        return self._spoken.read_text(errors="replace").split(_END)[:-1]

    def hear(self, *expected):
        """Wait until some texts were spoken and all is quiet; return what is new."""
        end = time.monotonic() + _LONGEST_WAIT
        known, since = -1, time.monotonic()
        while time.monotonic() < end:
            self._read_terminal()
            utterances = self.utterances
            if len(utterances) != known:
                known, since = len(utterances), time.monotonic()
            has_come = all(times(utterances[self._heard :], text) for text in expected)
            if has_come and time.monotonic() - since > _QUIET:
                break
        new = self.utterances[self._heard :]
        self._heard += len(new)
        missing = [text for text in expected if not times(new, text)]
        assert not missing, f"not heard: {missing}, but: {new}"
        return new

    def type(self, keys):
        """Type keys one by one, as a person does."""
        for key in keys:
            self._terminal.send(key)
            end = time.monotonic() + _KEY_PAUSE
            while time.monotonic() < end:
                self._read_terminal()

    def _read_terminal(self):
        with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
            self._terminal.read_nonblocking(65536, timeout=0.02)


def times(heard, text):
    """How often a text is in what was heard: its words, in their order."""
    return _words(" ".join(heard)).count(_words(text))


def _words(text):
    """The words of a text, without the names that Fenrir gives to signs and to white space."""
    found = re.findall(r"\w+", text.lower())
    return f" {' '.join(word for word in found if word not in _NAMES_OF_SIGNS)} "


def _write_script(path: Path, line):
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o700)
