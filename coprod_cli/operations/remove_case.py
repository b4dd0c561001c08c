"""Move a case to the notebook's trash."""

from pathlib import Path
from typing import NamedTuple

from coprod_cli.notebook.codings import Codings
from coprod_cli.notebook.references import require_exists
from coprod_cli.notebook.removed_codings import take_codings_along
from coprod_cli.notebook.trash import Trash
from coprod_cli.operations.workspace import Workspace


class RemovedCase(NamedTuple):
    """A removed case.

    Attributes:
        name: the name that `restore_case` takes for it.
        path: the note's path in the trash.
        codings: how many codings of it went into the trash, too; they have its words.
    """

    name: str
    path: Path
    codings: int = 0


def remove_case(workspace: Workspace, reference: str) -> RemovedCase:
    """Move a case to the trash, with its codings; `restore_case` moves them back.

    Raises:
        NotFound: no case, or more than one, has that name.
        CaseHeld: another process has locked it.
        CannotSave: the note could not be moved; it is still in the notebook.
        CoprodError: the note is not a file in this notebook's folder; or `latest` is not certain.
    """
    notebook = workspace.notebook
    path = notebook.find_to_change(reference)
    now = workspace.clock()
    case_id = notebook.case_id_of(path)
    with notebook.lock_case(path, case_id, now, interactive=False):
        require_exists(path)
        removed = Trash(notebook).put(path, now)
        codings = take_codings_along(Codings(notebook), case_id, removed)
    return RemovedCase(path.stem, removed, codings)
