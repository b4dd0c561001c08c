"""Changes of a whole note: the earlier texts go into the history, then the note is replaced."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from coprod_cli.base.errors import CannotSave, read_error
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.base.message import msg
from coprod_cli.model.case import TITLE, Answer, Case
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.store import ChangedMeanwhile

_MAX_ATTEMPTS = 20


def rewrite_note(
    notebook: Notebook, path: Path, edit: Callable[[Note], Note], now: datetime
) -> Note:
    """Read a note, edit it, and save it if the edit changed anything; return the note as saved.

    If another program writes the note in between, the note is read and edited again. Answers that
    are replaced or emptied go into the history first.

    Args:
        notebook: the notebook.
        path: the note.
        edit: returns the edited note; it may be called more than once.
        now: the time of the change.

    Raises:
        InvalidInput: an answer in the note cannot be attributed to its question.
        CannotSave: the note could not be written; it is unchanged.
        CoprodError: the note is a link that leads out of the notebook.
    """
    for _attempt in range(_MAX_ATTEMPTS):
        stamp = notebook.store.stamp(path)
        before = notebook.read(path)
        after = edit(before)
        if after.original == before.original:
            return after
        prepare_to_replace(notebook, path)
        if before.case and after.case:
            history = notebook.history(before.case.id or path.stem)
            history.keep(replaced_answers(before.case, after.case), now)
        try:
            notebook.store.replace(path, after.original.encode(), stamp)
        except ChangedMeanwhile:
            continue
        return after
    message = msg("this could not be saved: another program writes it again and again.")
    raise CannotSave(message, where=str(path), hint=msg("again in a moment"))


def replace_note(
    notebook: Notebook, path: Path, new_bytes: Callable[[Note], bytes | None], now: datetime
) -> Path | None:
    """Lock a case, and replace its note by other bytes; keep the whole old note in the history.

    Args:
        notebook: the notebook.
        path: the note.
        new_bytes: returns the new bytes of the note; None to change nothing.
        now: the time of the change.

    Returns:
        The path of the old note in the history; None if nothing was changed.

    Raises:
        CaseHeld: another process has locked the case.
        CannotSave: the note could not be written, or another program wrote it; it is unchanged.
        CoprodError: the note cannot be read, or is a link that leads out of the notebook; or what
            `new_bytes` raises.
    """
    case_id = notebook.case_id_of(path)
    with notebook.lock_case(path, case_id, now, interactive=False):
        try:
            stamp = notebook.store.stamp(path)
            data = new_bytes(notebook.read(path))
            if data is None:
                return None
            prepare_to_replace(notebook, path)
            kept = notebook.history(case_id).keep_note(notebook.store.read(path), now)
            notebook.store.replace(path, data, stamp)
        except ChangedMeanwhile:
            message = msg("this was not saved: another program has just written it.")
            raise CannotSave(message, where=str(path), hint=msg("once more")) from None
        except OSError as error:
            raise read_error(error, str(path)) from error
    return kept


def prepare_to_replace(notebook: Notebook, path: Path) -> None:
    """Notify of what a note will lose when it is replaced, before anything is written.

    Raises:
        CannotSave: the note is write-protected, or its owner could no longer read it.
        CoprodError: the note is a link that leads out of the notebook.
    """
    refuse_outside_link(path, notebook.folder)
    for message in notebook.losses(path):
        notebook.notify(message)


def replaced_answers(before: Case, after: Case) -> list[Answer]:
    """Return the answers of one state of a case that another state changes or empties.

    A changed title counts as an answer under its own address.
    """
    after_by_key = {answer.key: answer for answer in after.answers}
    replaced = [
        answer
        for answer in before.given_answers()
        if after_by_key.get(answer.key, Answer(answer.address)) != answer
    ]
    if before.title and before.title != after.title:
        replaced.append(Answer(TITLE, before.title))
    return replaced
