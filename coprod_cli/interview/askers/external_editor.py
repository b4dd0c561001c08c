"""External editor for one answer's text, through a private file."""

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
from coprod_cli.interview.askers.question_text import help_text
from coprod_cli.interview.steps import QuestionStep
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.voices import with_voice_label
from coprod_cli.model.wording import worded
from coprod_cli.notebook.editor_comment import comment_block, with_comment
from coprod_cli.notebook.editor_files import EditorFile, make_editor_file
from coprod_cli.notebook.rescue import rescue_editor_file

_QUICK_EXIT = 0.7
"""Seconds within which no person can have read a text and closed the editor."""


@dataclass(frozen=True)
class EditorFolders:
    """Private folders for texts open in an editor, and for texts rescued from one."""

    editing: Path
    rescued: Path


@dataclass(frozen=True)
class EditResult:
    """The text after editing; if `problem` says what went wrong, `text` is unchanged."""

    text: str
    problem: str | None = None


def edit_text(text: str, folders: EditorFolders, case_id: str, step: QuestionStep) -> EditResult:
    """Open a text in the person's editor, wait for it, and return the edited text.

    The question and its help stand below the text, as a comment that is taken out again.

    The private file is deleted once its text has been read. If it cannot be read, the file moves
    to the folder of rescued texts, and the result's `problem` names it.

    Args:
        text: the text at the start.
        folders: where the private file is, and where it is rescued to.
        case_id: the case's id, for the file's name.
        step: the question.
    """
    return edit_with_comment(text, _paragraphs(step), folders, case_id, step.key)


def edit_with_comment(
    text: str, paragraphs: list[str], folders: EditorFolders, case_id: str, key: AnswerKey
) -> EditResult:
    """Open a text in the person's editor, with paragraphs below it as a comment.

    Args:
        text: the text at the start.
        paragraphs: what the comment says; it is taken out again.
        folders: where the private file is, and where it is rescued to.
        case_id: the case's id, for the file's name.
        key: the answer whose text it is, for the file's name.
    """
    try:
        command = shlex.split(editor_command(), posix=os.name != "nt")
    except ValueError:
        problem = _("Your editor's command has an open quotation mark. Set EDITOR anew.")
        return EditResult(text, problem)
    comment = comment_block(paragraphs)
    data = with_comment(text, comment).encode()
    try:
        editor_file = make_editor_file(folders.editing, case_id, key, data, comment)
    except CannotSave as error:
        problem = _("The editor was not opened: {reason}").format(reason=translated(error.message))
        return EditResult(text, problem)
    return _edit_file(text, editor_file, command, folders)


def _paragraphs(step: QuestionStep) -> list[str]:
    """Return what the comment says: where to write, the question and its help."""
    where = _("Write above this line; it and the question below go away again.")
    question = translated(worded(step.question.text, step.language))
    if step.case.voice:
        question = with_voice_label(question, step.case.voice, step.language)
    return [part for part in (where, question, help_text(step)) if part]


def _edit_file(
    text: str, editor_file: EditorFile, command: list[str], folders: EditorFolders
) -> EditResult:
    """Run the editor's command on a private file that holds a text; return the edited text."""
    started = time.monotonic()
    try:
        code = run_in_foreground([*command, str(editor_file.path)])
    except OSError:
        editor_file.remove()
        problem = _('The editor "{name}" could not be started. Set EDITOR.').format(name=command[0])
        return EditResult(text, problem)
    is_quick = time.monotonic() - started < _QUICK_EXIT
    if is_quick and not code and editor_file.is_unchanged():
        # The file stays: the editor may still be open, and opening the case again finds its text.
        problem = _(
            "The editor came back at once and changed nothing. "
            'If it is still open, set EDITOR so that it waits, as in "code --wait".'
        )
        return EditResult(text, problem)
    edited, failure = _read_back(editor_file, code)
    if failure is None:
        editor_file.remove()
        return EditResult(text if edited is None else edited)
    return EditResult(text, _rescue(failure, editor_file, folders))


def _read_back(editor_file: EditorFile, code: int) -> tuple[str | None, str | None]:
    """Return the saved text and None, or None and a problem; `code` is the editor's exit code."""
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
    text = editor_file.text_in(data)
    return (text, None) if text is not None else (None, _("The editor did not save UTF-8 text."))


def _rescue(problem: str, editor_file: EditorFile, folders: EditorFolders) -> str:
    """Move what the editor left to the rescued texts; return the problem, with where that is."""
    is_same, has_other_files = editor_file.is_unchanged(), editor_file.has_other_files()
    has_text = not is_same and os.path.lexists(editor_file.path)
    if not has_text and not has_other_files:
        editor_file.remove()
        unchanged = _("Your text is as it was.")
        return f"{problem} {unchanged}"
    folder = rescue_editor_file(editor_file, folders.rescued, datetime.now().astimezone())
    rescued = folder / editor_file.path.name if has_text else folder
    remark = _("Your text is as it was. What the editor left is in {place}").format(place=rescued)
    return f"{problem} {remark}"
