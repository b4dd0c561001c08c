"""Check, search and repair notes."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from coprod_cli.api.workspaces import workspace_of
from coprod_cli.notebook.filters import NO_FILTERS, Filters
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import Query
from coprod_cli.operations import check as _check
from coprod_cli.operations import merge_codings as _merge_codings
from coprod_cli.operations import merge_notes as _merge
from coprod_cli.operations import repair as _repair
from coprod_cli.operations.workspace import Workspace


def check_cases(
    notebook: Notebook | Workspace, cases: Sequence[str] = (), filters: Filters = NO_FILTERS
) -> Iterator[_check.CheckedNote]:
    """Check notes one by one, and yield the findings of each.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, or more than one.
    """
    return _check.check_notes(workspace_of(notebook), Query(tuple(cases), filters))


def scan_cases(
    notebook: Notebook | Workspace, cases: Sequence[str] = (), filters: Filters = NO_FILTERS
) -> Iterator[_check.ScannedNote]:
    """Search notes one by one for text that could identify a person.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, or more than one.
    """
    return _check.scan_notes(workspace_of(notebook), Query(tuple(cases), filters))


def repair_cases(
    notebook: Notebook | Workspace,
    cases: Sequence[str] = (),
    filters: Filters = NO_FILTERS,
    *,
    dry_run: bool = False,
    rebuild: bool = False,
) -> Iterator[_repair.RepairedNote]:
    """Repair damaged notes one by one, and join copies; with `dry_run`, only plan the repairs.

    With `rebuild`, notes of which all of coprod's comments are gone get them back under the
    headings that are known.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, or more than one.
    """
    query = Query(tuple(cases), filters)
    return _repair.repair_notes(workspace_of(notebook), query, dry_run=dry_run, rebuild=rebuild)


def merge_codings(
    base: str | Path, ours: str | Path, theirs: str | Path
) -> _merge_codings.MergedCodingFile:
    """Merge three versions of a coding by passage, and write the result in place of `ours`.

    Args:
        base: the version before both changes; an empty file if there was none.
        ours: one version, which is replaced.
        theirs: the other version.

    Raises:
        CannotSave: the result could not be written; `ours` is unchanged.
        CoprodError: a file cannot be read.
    """
    return _merge_codings.merge_coding_files(Path(base), Path(ours), Path(theirs))


def merge_notes(base: str | Path, ours: str | Path, theirs: str | Path) -> _merge.MergedFile:
    """Merge three versions of a note by answer, and write the result in place of `ours`.

    Args:
        base: the version before both changes; an empty file if there was none.
        ours: one version, which is replaced.
        theirs: the other version.

    Raises:
        CannotSave: the result could not be written; `ours` is unchanged.
        CoprodError: a file cannot be read.
    """
    return _merge.merge_files(Path(base), Path(ours), Path(theirs))
