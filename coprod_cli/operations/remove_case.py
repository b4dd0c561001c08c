"""Move a case to the notebook's trash."""

from pathlib import Path
from typing import NamedTuple

from coprod_cli.notebook.references import require_exists
from coprod_cli.notebook.trash import Trash
from coprod_cli.operations.workspace import Workspace


class RemovedCase(NamedTuple):
    """The name that `restore_case` takes for a removed case, and the note's path in the trash."""

    name: str
    path: Path


def remove_case(workspace: Workspace, reference: str) -> RemovedCase:
    """Move a case to the trash; `restore_case` moves it back.

    Raises:
        NotFound: no case, or more than one, has that name.
        CaseHeld: another process has locked it.
        CannotSave: the note could not be moved; it is still in the notebook.
        CoprodError: the note is not a file in this notebook's folder; or `latest` is not certain.
    """
    notebook = workspace.notebook
    path = notebook.find_to_change(reference)
    now = workspace.clock()
    with notebook.lock_case(path, notebook.case_id_of(path), now, interactive=False):
        require_exists(path)
        removed = Trash(notebook).put(path, now)
    return RemovedCase(path.stem, removed)
