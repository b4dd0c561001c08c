"""Restore a removed case, earlier answers of a case, or a whole earlier note."""

from collections.abc import Collection
from datetime import datetime
from functools import reduce
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import NotFound, WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.model.case import Case, said_by
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.replace import replace_note
from coprod_cli.notebook.trash import Bin
from coprod_cli.operations.hold_case import hold_case
from coprod_cli.operations.workspace import Workspace


class RestoredAnswers(NamedTuple):
    """A note, and the addresses of the answers that are in it again."""

    path: Path
    addresses: tuple[str, ...]


def restore_case(workspace: Workspace, reference: str) -> Path:
    """Bring a removed case back to where it was, and return the path of its note.

    Raises:
        NotFound: no case in the trash, or more than one, has that name.
        CaseHeld: somebody works on it.
        CannotSave: it could not be moved, and is where it was.
        CoprodError: another file is there now, or a link that leads out of the notebook.
    """
    notebook = workspace.notebook
    trash = Bin(notebook)
    try:
        path = trash.find(reference)
    except NotFound as error:
        raise _not_in_trash(notebook, reference, error) from None
    name = notebook.name_of(path)
    with notebook.hold(notebook.folder / path.name, name, workspace.clock(), sits=False):
        return trash.bring_back(path)


def restore_answers(
    workspace: Workspace, reference: str, when: datetime, only: Collection[str] = ()
) -> RestoredAnswers:
    """Write answers of a case again as they were at a time.

    Args:
        workspace: the workspace.
        reference: the case.
        when: the time.
        only: the addresses to restore; by default all that were replaced since.

    Raises:
        NotFound: no case has that name, or nothing was replaced since then.
        CaseHeld: somebody works on it.
        CannotSave: the note could not be written, and is as it was.
        InvalidInput: its note has findings that leave an answer's owner in doubt.
    """
    notebook = workspace.notebook
    path = notebook.find(reference)
    keeper, known, hold = hold_case(workspace, path, sits=False)
    with hold:
        answers = [
            each
            for each in keeper.history.answers_at(when)
            if (not only or each.address in only)
            and said_by(known, each.address, each.voice) != each
        ]
        if not answers:
            name = known.id or path.stem
            hint = f"coprod history {name}"
            raise NotFound(msg("nothing was replaced since then."), where=name, hint=hint)
        keeper.save_case(known, reduce(Case.with_answer, answers, known))
    return RestoredAnswers(path, tuple(each.address for each in answers))


def restore_note(workspace: Workspace, reference: str, when: datetime) -> Path:
    """Write a whole note again as it was at a time; the note as it is now goes into the history.

    Raises:
        NotFound: no case has that name, or no whole note was kept since then.
        CaseHeld: somebody works on it.
        CannotSave: it could not be written; it is as it was.
    """
    notebook = workspace.notebook
    path = notebook.find(reference)
    name = notebook.name_of(path)

    def earlier(_note: Note) -> bytes:
        kept = notebook.history(name).note_at(when)
        if kept is None:
            hint = f"coprod history {name}"
            raise NotFound(msg("no whole note was kept since then."), where=name, hint=hint)
        return kept

    replace_note(notebook, path, earlier, workspace.clock())
    return path


def parse_moment(text: str) -> datetime:
    """Return a time that a person wrote; a day alone is its beginning in local time.

    Raises:
        WrongUsage: it is no time.
    """
    try:
        # Far from now, a time may not exist in this time zone.
        return datetime.fromisoformat(text.strip()).astimezone()
    except (ValueError, OverflowError, OSError):
        hint = msg("--to 2026-11-24T09:30, as coprod history lists them")
        raise WrongUsage(msg("--to takes a day, or a day and a time."), hint=hint) from None


def _not_in_trash(notebook: Notebook, reference: str, error: NotFound) -> NotFound:
    try:
        notebook.find(reference)
    except NotFound:
        return error
    command = f"coprod restore {reference} --to WHEN"
    hint = msg("{command}, for earlier texts of its answers", command=command)
    return NotFound(
        msg("this case is not in the bin: it is in the notebook."),
        hint=hint,
    )
