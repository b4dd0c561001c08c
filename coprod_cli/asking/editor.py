"""A person's own editor, for one answer: the text lies in a private file until it is back."""

import os
import shlex
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coprod_cli.edited_files import EditedFile, lay_out, text_from_editor
from coprod_cli.errors import CannotSave
from coprod_cli.rescue import move_to_safety
from coprod_cli.settings import editor_command

_AT_ONCE = 0.7
"""Seconds within which nobody has read a screen and left it."""


@dataclass(frozen=True)
class Places:
    """The private folders for a text while an editor has it, and for what cannot be taken back."""

    editing: Path
    rescued: Path


@dataclass(frozen=True)
class Edited:
    """The text after the editor; `problem` says what went wrong, and `text` is then as before."""

    text: str
    problem: str | None = None


def edit_text(text: str, places: Places, case_id: str, address: str) -> Edited:
    """Open a text in $VISUAL or $EDITOR, and wait for it.

    The file is private and goes away when its text is back. What the editor left and cannot be
    taken goes to the rescued texts, and `problem` says where.
    """
    try:
        command = shlex.split(editor_command(), posix=os.name != "nt")
    except ValueError:
        return Edited(text, "Your editor's command has an open quotation mark. Set EDITOR anew.")
    before = f"{text}\n".encode() if text else b""
    try:
        laid_out = lay_out(places.editing, case_id, address, before)
    except CannotSave as error:
        return Edited(text, f"The editor was not opened: {error.message}")
    began = time.monotonic()
    try:
        with _keys_are_the_editors():
            finished = subprocess.run([*command, str(laid_out.path)], check=False)  # noqa: S603 - their editor
    except OSError:
        laid_out.take_away()
        return Edited(text, f'The editor "{command[0]}" could not be started. Set EDITOR.')
    came_at_once = time.monotonic() - began < _AT_ONCE
    if came_at_once and not finished.returncode and laid_out.is_as_before():
        # It may have the text still: what it saves later is found when the case is opened again.
        hint = 'If it is still open, set EDITOR so that it waits, as in "code --wait".'
        return Edited(text, f"The editor came back at once and changed nothing. {hint}")
    taken, problem = _read_back(laid_out, finished.returncode)
    if problem is None:
        laid_out.take_away()
        return Edited(text if taken is None else taken)
    return Edited(text, _with_what_is_kept(problem, laid_out, places))


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


def _read_back(laid_out: EditedFile, code: int) -> tuple[str | None, str | None]:
    """Return the text that the editor saved, and what is wrong; one of them is None."""
    failed = f"The editor ended with error {code}. " if code else ""
    try:
        data = laid_out.read()
    except FileNotFoundError:
        return None, f"{failed}The editor left no file."
    except OSError:
        return None, f"{failed}Its file cannot be read."
    if code:
        return None, failed.rstrip()
    if data is None:
        return (
            None,
            "The editor left something that coprod cannot take: no plain file, or too long.",
        )
    text = text_from_editor(data)
    return (text, None) if text is not None else (None, "The editor did not save UTF-8 text.")


def _with_what_is_kept(problem: str, laid_out: EditedFile, places: Places) -> str:
    """Put what the editor left where nothing takes it away, and say where."""
    is_same, has_more = laid_out.is_as_before(), laid_out.has_more()
    has_text = not is_same and os.path.lexists(laid_out.path)
    if not has_text and not has_more:
        laid_out.take_away()
        return f"{problem} Your text is as it was."
    folder = move_to_safety(laid_out, places.rescued, datetime.now().astimezone())
    kept = folder / laid_out.path.name if has_text else folder
    return f"{problem} Your text is as it was. What the editor left is in {kept}"
