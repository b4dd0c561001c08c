"""Read or clear the history of a case: the earlier texts of its answers."""

from typing import NamedTuple

from coprod_cli.base.files import refuse_outside_link
from coprod_cli.notebook.coded_answers import CodedAnswers
from coprod_cli.notebook.history import HistoryEntry
from coprod_cli.notebook.withdrawn import refuse_withdrawn
from coprod_cli.operations.old_quotes import OldQuotes, old_quotes
from coprod_cli.operations.workspace import Workspace


class CaseHistory(NamedTuple):
    """The name by which commands take a case, and its history entries, the oldest first."""

    name: str
    entries: tuple[HistoryEntry, ...]


def read_history(workspace: Workspace, reference: str) -> CaseHistory:
    """Return the history of a case.

    Raises:
        NotFound: no case, or more than one, has that name, or it was withdrawn.
    """
    notebook = workspace.notebook
    path = notebook.find(reference)
    name = notebook.case_id_of(path)
    if (case := notebook.read(path).case) is not None:
        refuse_withdrawn(case, workspace.library.find(case.template), name)
    return CaseHistory(name, tuple(notebook.history(name).entries()))


def clear_history(workspace: Workspace, reference: str) -> tuple[OldQuotes, ...]:
    """Delete the history of a case, and return whose passages still have words of earlier texts.

    Raises:
        NotFound: no case, or more than one, has that name.
        CannotSave: it could not be deleted.
        CoprodError: the history's folder is a link to a folder outside the notebook.
    """
    notebook = workspace.notebook
    path = notebook.find_to_change(reference)
    name = notebook.case_id_of(path)
    history = notebook.history(name)
    refuse_outside_link(history.folder, notebook.folder)
    history.clear()
    CodedAnswers(notebook, name).clear()
    return old_quotes(workspace, path)
