"""A person's own editor, for one answer: the text lies in a private file until it is back."""

import os
import shlex
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coprod_cli.base.child_process import run_in_foreground
from coprod_cli.base.errors import CannotSave
from coprod_cli.base.i18n import _, translated
from coprod_cli.base.settings import editor_command
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.notebook.editor_files import EditorFile, make_editor_file, text_from_editor
from coprod_cli.notebook.rescue import rescue_editor_file

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


def edit_text(text: str, places: Places, case_id: str, key: AnswerKey) -> Edited:
    """Open a text in $VISUAL or $EDITOR, and wait for it.

    The file is private and goes away when its text is back. What the editor left and cannot be
    taken goes to the rescued texts, and `problem` says where.
    """
    try:
        command = shlex.split(editor_command(), posix=os.name != "nt")
    except ValueError:
        told = _("Your editor's command has an open quotation mark. Set EDITOR anew.")
        return Edited(text, told)
    before = f"{text}\n".encode() if text else b""
    try:
        editor_file = make_editor_file(places.editing, case_id, key, before)
    except CannotSave as error:
        told = _("The editor was not opened: {reason}").format(reason=translated(error.message))
        return Edited(text, told)
    began = time.monotonic()
    try:
        code = run_in_foreground([*command, str(editor_file.path)])
    except OSError:
        editor_file.remove()
        told = _('The editor "{name}" could not be started. Set EDITOR.').format(name=command[0])
        return Edited(text, told)
    came_at_once = time.monotonic() - began < _AT_ONCE
    if came_at_once and not code and editor_file.is_unchanged():
        # It may have the text still: what it saves later is found when the case is opened again.
        told = _(
            "The editor came back at once and changed nothing. "
            'If it is still open, set EDITOR so that it waits, as in "code --wait".'
        )
        return Edited(text, told)
    taken, problem = _read_back(editor_file, code)
    if problem is None:
        editor_file.remove()
        return Edited(text if taken is None else taken)
    return Edited(text, _with_what_is_kept(problem, editor_file, places))


def _read_back(editor_file: EditorFile, code: int) -> tuple[str | None, str | None]:
    """Return the text that the editor saved, and what is wrong; one of them is None."""
    failed = _("The editor ended with error {code}.").format(code=code) if code else ""
    try:
        data = editor_file.read()
    except FileNotFoundError:
        missing = _("The editor left no file.")
        return None, f"{failed} {missing}".strip()
    except OSError:
        unreadable = _("Its file cannot be read.")
        return None, f"{failed} {unreadable}".strip()
    if code:
        return None, failed
    if data is None:
        return None, _(
            "The editor left something that coprod cannot take: no plain file, or too long."
        )
    text = text_from_editor(data)
    return (text, None) if text is not None else (None, _("The editor did not save UTF-8 text."))


def _with_what_is_kept(problem: str, editor_file: EditorFile, places: Places) -> str:
    """Put what the editor left where nothing takes it away, and say where."""
    is_same, has_other_files = editor_file.is_unchanged(), editor_file.has_other_files()
    has_text = not is_same and os.path.lexists(editor_file.path)
    if not has_text and not has_other_files:
        editor_file.remove()
        as_it_was = _("Your text is as it was.")
        return f"{problem} {as_it_was}"
    folder = rescue_editor_file(editor_file, places.rescued, datetime.now().astimezone())
    kept = folder / editor_file.path.name if has_text else folder
    left = _("Your text is as it was. What the editor left is in {place}").format(place=kept)
    return f"{problem} {left}"
