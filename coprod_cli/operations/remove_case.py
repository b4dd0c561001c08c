"""Move a case to the notebook's trash."""

from pathlib import Path
from typing import NamedTuple

from coprod_cli.notebook.trash import Bin
from coprod_cli.operations.hold_case import require_there
from coprod_cli.operations.workspace import Workspace


class RemovedCase(NamedTuple):
    """The name that brings a removed case back, and where its note is now."""

    name: str
    path: Path


def remove_case(workspace: Workspace, reference: str) -> RemovedCase:
    """Move a case to the trash; `restore_case` brings it back.

    Raises:
        NotFound: no case, or more than one, has that name.
        CaseHeld: somebody works on it.
        CannotSave: it could not be moved, and is where it was.
        CoprodError: the note is not a file of this notebook's own.
    """
    notebook = workspace.notebook
    path = notebook.find(reference)
    now = workspace.clock()
    with notebook.hold(path, notebook.name_of(path), now, sits=False):
        require_there(path)
        removed = Bin(notebook).put(path, now)
    return RemovedCase(path.stem, removed)
