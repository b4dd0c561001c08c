"""The workspace of a notebook that a Python program opened."""

from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.workspace import Workspace, open_workspace


def workspace_of(notebook: Notebook | Workspace) -> Workspace:
    """Return the workspace of a notebook, or the workspace itself."""
    if isinstance(notebook, Workspace):
        return notebook
    return open_workspace(notebook.folder, notify=notebook.notify)
