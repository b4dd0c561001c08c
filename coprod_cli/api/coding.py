"""Read codes and what they mean, and the passages that people gave them to."""

from collections.abc import Sequence

from coprod_cli.api.workspaces import workspace_of
from coprod_cli.base.errors import Finding
from coprod_cli.knowledge.passages import MarkedPassage
from coprod_cli.model.code_set import CodeSets
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations import check_codes as _check
from coprod_cli.operations import find_passages as _find
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


def find_passages(
    notebook: Notebook | Workspace,
    codes: Sequence[str] = (),
    scope: Scope | None = None,
    *,
    coders: Sequence[str] = (),
    deidentify: bool = False,
) -> tuple[MarkedPassage, ...]:
    """Return the passages that people marked, as they stand in the notes now.

    Passages whose words are not found for sure are left out.

    Args:
        notebook: the notebook.
        codes: codes, which include those below them, or code sets; () for all passages.
        scope: which cases; by default all that name nobody.
        coders: whose passages; () for everybody's.
        deidentify: whether to put placeholders for what may tell who somebody is.

    Raises:
        NotFound: the notebook does not exist.
        WrongUsage: a filter, a code or a coder names what does not exist.
    """
    wanted = _find.Wanted(tuple(codes), coders=tuple(coders), all_coders=not coders)
    found = _find.find_passages(workspace_of(notebook), wanted, scope, deidentify=deidentify)
    return found.passages
