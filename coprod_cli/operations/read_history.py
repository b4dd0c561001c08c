"""Read or clear the earlier texts of a case."""

from typing import NamedTuple

from coprod_cli.base.files import refuse_outside_link
from coprod_cli.notebook.history import Earlier
from coprod_cli.operations.workspace import Workspace


class CaseHistory(NamedTuple):
    """The name of a case in commands, and its earlier texts, the oldest first."""

    name: str
    entries: tuple[Earlier, ...]


def read_history(workspace: Workspace, reference: str) -> CaseHistory:
    """Return the earlier texts of a case.

    Raises:
        NotFound: no case, or more than one, has that name.
    """
    notebook = workspace.notebook
    name = notebook.name_of(notebook.find(reference))
    return CaseHistory(name, tuple(notebook.history(name).entries()))


def clear_history(workspace: Workspace, reference: str) -> None:
    """Remove all earlier texts of a case for good.

    Raises:
        NotFound: no case, or more than one, has that name.
        CannotSave: they could not be removed.
        CoprodError: a link leads out of the notebook.
    """
    notebook = workspace.notebook
    history = notebook.history(notebook.name_of(notebook.find(reference)))
    refuse_outside_link(history.folder, notebook.folder)
    history.clear()
