"""What is left of a case that was just withdrawn: its earlier texts, and half-typed ones."""

from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.files import refuse_outside_link
from coprod_cli.notebook.withdrawn import is_withdrawn
from coprod_cli.operations.workspace import Workspace


class Withdrawal(NamedTuple):
    """A withdrawn case: the name by which commands take it, and how many earlier texts it has."""

    name: str
    earlier_texts: int


def read_withdrawal(workspace: Workspace, path: Path) -> Withdrawal | None:
    """Return what is left of a case if it is withdrawn; None if it is not."""
    notebook = workspace.notebook
    note = notebook.read(path)
    if note.case is None:
        return None
    if not is_withdrawn(note.case, workspace.library.find(note.case.template)):
        return None
    name = notebook.case_id_of(path)
    return Withdrawal(name, sum(1 for _each in notebook.history(name).entries()))


def forget_withdrawn(workspace: Workspace, withdrawal: Withdrawal) -> None:
    """Delete the earlier and the half-typed texts of a withdrawn case for good.

    Raises:
        CannotSave: they could not be deleted.
        CoprodError: a folder of them is a link to a folder outside the notebook.
    """
    notebook = workspace.notebook
    history, drafts = notebook.history(withdrawal.name), notebook.drafts(withdrawal.name)
    for path in (history.folder, drafts.path):
        refuse_outside_link(path, notebook.folder)
    history.clear()
    drafts.remove()
