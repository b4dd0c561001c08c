"""Read the codes that people give to cases and passages, and what they mean."""

from coprod_cli.api.workspaces import workspace_of
from coprod_cli.base.errors import Finding
from coprod_cli.model.code_set import CodeSets
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations import check_codes as _check
from coprod_cli.operations.workspace import Workspace


def read_codes(notebook: Notebook | Workspace) -> CodeSets:
    """Return the code sets of a notebook, its own ones first, then the lenses of coprod.

    Sets that are invalid are left out; `check_codes` tells of them.
    """
    return workspace_of(notebook).code_sets.all()


def check_codes(notebook: Notebook | Workspace) -> tuple[Finding, ...]:
    """Return what is to be told of codes: unused ones, retired ones in use, ones in no set.

    Raises:
        NotFound: the notebook does not exist.
    """
    return _check.check_codes(workspace_of(notebook))
