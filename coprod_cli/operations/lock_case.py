"""Lock a case against other processes, and read it to work on it."""

from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import InvalidInput
from coprod_cli.model.case import Case
from coprod_cli.model.plain_language import as_worded_for
from coprod_cli.model.template import Template
from coprod_cli.notebook.lock import CaseLock
from coprod_cli.notebook.note.check import refuse_uncertain
from coprod_cli.notebook.note.edit import refuse_if_uncertain
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.references import require_exists
from coprod_cli.operations.autosave import Autosave
from coprod_cli.operations.workspace import Workspace


class LockedCase(NamedTuple):
    """A case, the autosave that writes it, and its lock, which is held until it is released."""

    autosave: Autosave
    case: Case
    lock: CaseLock


def lock_case(
    workspace: Workspace, path: Path, template: Template | None = None, *, interactive: bool
) -> LockedCase:
    """Lock a case, and read it to work on it.

    Args:
        workspace: the workspace, with the notebook that has the case.
        path: the path of the case's note.
        template: its template, in the case's wording; by default it is looked up.
        interactive: whether a person works on it and may keep the lock for long.

    Raises:
        CaseHeld: another process has locked it.
        InvalidInput: its note has findings that leave an answer's owner in doubt.
        NotFound: its template does not exist, or its note was just removed.
    """
    notebook = workspace.notebook
    case_id = read_workable_case(notebook, path).id or path.stem
    lock = notebook.lock_case(path, case_id, workspace.clock(), interactive=interactive)
    try:
        # The process that held the lock before may have changed the note.
        note = _read(notebook, path)
        case = _workable_case(note)
        if template is None:
            template = workspace.library.load(case.template)
            refuse_uncertain(note, template)
            template = as_worded_for(case, template)
    except BaseException:
        lock.release()
        raise
    autosave = Autosave(notebook, path, template, notebook.drafts(case_id), workspace.clock)
    return LockedCase(autosave, case, lock)


def read_workable_case(notebook: Notebook, path: Path) -> Case:
    """Return the case of a note, if answers can be saved in the note.

    Raises:
        InvalidInput: its note has findings that leave an answer's owner in doubt.
        NotFound: its note was just removed.
    """
    return _workable_case(_read(notebook, path))


def _read(notebook: Notebook, path: Path) -> Note:
    note = notebook.read(path)
    if note.case is None:
        require_exists(path)
    return note


def _workable_case(note: Note) -> Case:
    case = refuse_if_uncertain(note)
    if not case.template:
        raise InvalidInput(note.findings)
    return case
