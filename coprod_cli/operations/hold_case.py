"""Hold a case: open it for work, and lock it against other processes meanwhile."""

import os
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import InvalidInput, NotFound
from coprod_cli.base.message import msg
from coprod_cli.model.case import Case
from coprod_cli.model.plain_language import as_worded_for
from coprod_cli.model.template import Template
from coprod_cli.notebook.lock import Hold
from coprod_cli.notebook.note.check import check_note, is_uncertain
from coprod_cli.notebook.note.edit import refuse_if_uncertain
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.autosave import NoteKeeper
from coprod_cli.operations.workspace import Workspace


class HeldCase(NamedTuple):
    """A case, the keeper that saves it, and the hold that locks it until it is released."""

    keeper: NoteKeeper
    case: Case
    hold: Hold


def hold_case(
    workspace: Workspace, path: Path, form: Template | None = None, *, sits: bool
) -> HeldCase:
    """Open a case to work on it, and lock it.

    Args:
        workspace: the workspace, with the notebook that has the case.
        path: the path of the case's note.
        form: its template, worded as the case is asked; by default it is looked up.
        sits: whether a person works on it, who may take a while.

    Raises:
        CaseHeld: somebody else works on it.
        InvalidInput: its note has findings that leave an answer's owner in doubt.
        NotFound: its template is not there, or its note was just removed.
    """
    notebook = workspace.notebook
    case_id = read_workable_case(notebook, path).id or path.stem
    hold = notebook.hold(path, case_id, workspace.clock(), sits=sits)
    try:
        # Whoever held it before may have changed it.
        note = _read(notebook, path)
        case = _workable_case(note)
        if form is None:
            form = workspace.library.load(case.template)
            if is_uncertain(note, form):
                _refuse_uncertain(note, form)
            form = as_worded_for(case, form)
    except BaseException:
        hold.release()
        raise
    keeper = NoteKeeper(notebook, path, form, notebook.drafts(case_id), workspace.clock)
    return HeldCase(keeper, case, hold)


def read_workable_case(notebook: Notebook, path: Path) -> Case:
    """Read a case that can be worked on.

    Raises:
        InvalidInput: its note has findings that leave an answer's owner in doubt.
        NotFound: its note was just removed.
    """
    return _workable_case(_read(notebook, path))


def require_there(path: Path) -> None:
    """Return where a case's note is still there.

    Raises:
        NotFound: another process has just removed it.
    """
    if not os.path.lexists(path):
        message = msg("this case was just removed.")
        raise NotFound(message, where=path.stem, hint="coprod list --removed")


def _read(notebook: Notebook, path: Path) -> Note:
    note = notebook.read(path)
    if note.case is None:
        require_there(path)
    return note


def _workable_case(note: Note) -> Case:
    case = refuse_if_uncertain(note)
    if not case.template:
        raise InvalidInput(note.findings)
    return case


def _refuse_uncertain(note: Note, form: Template) -> None:
    raise InvalidInput([each for each in check_note(note, lambda _: form) if each.uncertain])
