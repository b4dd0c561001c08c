"""A person's own editor, for one answer: the text lies in a private file until it is back."""

import os
import shlex
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from coprod_cli.errors import CannotSave
from coprod_cli.saving import make_private_folder, write_whole
from coprod_cli.settings import editor_command


@dataclass(frozen=True)
class Edited:
    """The text after the editor; `problem` says what went wrong, and `text` is then as before."""

    text: str
    problem: str | None = None


def edit_text(text: str, folder: Path, name: str) -> Edited:
    """Open a text in $VISUAL or $EDITOR, and wait for it.

    The file is private and goes away when its text is back; where the editor failed after
    writing to it, it stays, and `problem` says where.
    """
    try:
        command = shlex.split(editor_command(), posix=os.name != "nt")
    except ValueError:
        return Edited(text, "Your editor's command has an open quotation mark. Set EDITOR anew.")
    path = folder / f"{name}.md"
    before = f"{text}\n".encode() if text else b""
    try:
        make_private_folder(folder)
        write_whole(path, before)
    except CannotSave as error:
        return Edited(text, f"The editor was not opened: {error.message}")
    try:
        with _keys_are_the_editors():
            finished = subprocess.run([*command, str(path)], check=False)  # noqa: S603 - their editor
    except OSError:
        _take_away(path)
        return Edited(text, f'The editor "{command[0]}" could not be started. Set EDITOR.')
    return _read_back(path, before, text, finished.returncode)


@contextmanager
def _keys_are_the_editors() -> Iterator[None]:
    """Let the keys that stop a program stop the editor alone, while coprod waits."""
    names = ("SIGINT", "SIGQUIT")
    signals = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = [(each, signal.signal(each, _wait)) for each in signals]
    try:
        yield
    finally:
        for each, handler in before:
            signal.signal(each, handler)


def _wait(number: int, frame: object) -> None:
    """Do nothing: unlike SIG_IGN, the editor does not inherit this."""


def _read_back(path: Path, before: bytes, text: str, code: int) -> Edited:
    try:
        after = path.read_bytes()
    except OSError:
        return Edited(text, "The editor left no file. Your text is as it was.")
    if code != 0:
        if after == before:
            _take_away(path)
            return Edited(text, f"The editor ended with error {code}. Your text is as it was.")
        return Edited(text, f"The editor ended with error {code}. What it saved is in {path}.")
    try:
        edited = after.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        return Edited(text, f"The editor did not save UTF-8 text. What it saved is in {path}.")
    _take_away(path)
    # Editors end a file with a line end; it is no part of the answer.
    return Edited(edited.replace("\r\n", "\n").removesuffix("\n"))


def _take_away(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
