"""Read and change code sets: the codes that people may give to passages, and what they mean."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from coprod_cli.api.workspaces import workspace_of
from coprod_cli.base.errors import Finding
from coprod_cli.model.code_set import CodeSets
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations import check_codes as _check
from coprod_cli.operations import edit_codes as _edit
from coprod_cli.operations import exchange_codes as _exchange
from coprod_cli.operations import move_codes as _move
from coprod_cli.operations import recode as _recode
from coprod_cli.operations import restore_codes as _restore
from coprod_cli.operations import split_code as _split
from coprod_cli.operations.code_changes import CodeChange
from coprod_cli.operations.code_fields import CODE_KEYS, SET_KEYS, Fields, fields_of_texts
from coprod_cli.operations.workspace import Workspace


def read_codes(notebook: Notebook | Workspace) -> CodeSets:
    """Return the code sets of a notebook, its own ones first, then the lenses of coprod.

    Sets that are invalid are left out; `check_codes` tells of them.
    """
    return workspace_of(notebook).code_sets.all()


def check_codes(notebook: Notebook | Workspace) -> tuple[Finding, ...]:
    """Return findings about codes: unused ones, retired ones in use, and used ones in no set.

    Raises:
        NotFound: the notebook does not exist.
    """
    return _check.check_codes(workspace_of(notebook))


def new_code(
    notebook: Notebook | Workspace,
    name: str,
    words: Mapping[str, str | Mapping[str, str]] | None = None,
    *,
    under: str = "",
    extends: str = "",
    reason: str = "",
    dry_run: bool = False,
) -> CodeChange:
    """Make a code such as `ours/waiting`, or a code set such as `ours`.

    Args:
        notebook: the notebook.
        name: the name of the code, or the id of the set.
        words: texts, or texts by language, by their keys, such as `definition`.
        under: the code that it is put below.
        extends: the id of the set that a new set extends.
        reason: why, for the log.
        dry_run: whether to return only what would be done.

    Raises:
        WrongUsage: there is one of that name, or its set is a lens.
        CoprodError: it could not be saved.
    """
    workspace, fields = workspace_of(notebook), _fields(name, words)
    if "/" not in name:
        return _edit.new_set(
            workspace, name, fields, extends=extends, reason=reason, dry_run=dry_run
        )
    return _edit.new_code(workspace, name, fields, under=under, reason=reason, dry_run=dry_run)


def edit_code(
    notebook: Notebook | Workspace,
    name: str,
    words: Mapping[str, str | Mapping[str, str]],
    *,
    reason: str = "",
    dry_run: bool = False,
) -> CodeChange:
    """Change the words of a code, or of a code set; an empty text takes a key out.

    Raises:
        NotFound: there is no such code or set.
        WrongUsage: it is in a lens, or a language is missing.
        CoprodError: it could not be saved.
    """
    edit = _edit.edit_code if "/" in name else _edit.edit_set
    return edit(workspace_of(notebook), name, _fields(name, words), reason=reason, dry_run=dry_run)


def rename_code(
    notebook: Notebook | Workspace,
    name: str,
    new: str,
    *,
    reason: str = "",
    tags: bool = False,
    dry_run: bool = False,
) -> CodeChange:
    """Give a code another name, in its set and in all passages; with `tags`, in cases' tags too.

    Raises:
        NotFound: there is no such code.
        WrongUsage: it is in a lens, or the new name is taken.
        CoprodError: it could not be saved.
    """
    return _recode.rename_code(
        workspace_of(notebook), name, new, reason=reason, tags=tags, dry_run=dry_run
    )


def merge_codes(
    notebook: Notebook | Workspace,
    names: Sequence[str],
    into: str,
    *,
    reason: str = "",
    tags: bool = False,
    dry_run: bool = False,
) -> CodeChange:
    """Merge codes into one: the others are retired, and their passages get that one.

    Raises:
        NotFound: there is no such code.
        WrongUsage: one to merge is in a lens, or there is none.
        CoprodError: it could not be saved.
    """
    return _recode.merge_codes(
        workspace_of(notebook), names, into, reason=reason, tags=tags, dry_run=dry_run
    )


def split_code(
    notebook: Notebook | Workspace,
    name: str,
    into: Sequence[str],
    passages: Iterable[_split.Assignment],
    *,
    reason: str = "",
    dry_run: bool = False,
) -> CodeChange:
    """Give passages of a code other codes in its place; those not named keep it.

    Raises:
        NotFound: there is no such code.
        InvalidInput: a passage or a code is not there; nothing is done.
        CoprodError: it could not be saved.
    """
    return _split.split_code(
        workspace_of(notebook), name, into, passages, reason=reason, dry_run=dry_run
    )


def move_code(
    notebook: Notebook | Workspace,
    name: str,
    under: str = "",
    *,
    reason: str = "",
    dry_run: bool = False,
) -> CodeChange:
    """Put a code below another one of its set, or at the top of the set; its name stays.

    Raises:
        NotFound: there is no such code.
        WrongUsage: it is in a lens, or the other one is below it or in another set.
        CoprodError: it could not be saved.
    """
    workspace = workspace_of(notebook)
    return _move.move_code(workspace, name, under, reason=reason, dry_run=dry_run)


def retire_code(
    notebook: Notebook | Workspace,
    name: str,
    instead: Iterable[str] = (),
    *,
    reason: str = "",
    dry_run: bool = False,
) -> CodeChange:
    """Retire a code, and name the ones to use instead; its passages keep it.

    Raises:
        NotFound: there is no such code.
        WrongUsage: it is in a lens, or retired already.
        CoprodError: it could not be saved.
    """
    workspace = workspace_of(notebook)
    return _move.retire_code(workspace, name, instead, reason=reason, dry_run=dry_run)


def read_code_log(notebook: Notebook | Workspace) -> tuple[_restore.LoggedChange, ...]:
    """Return the changes of codes, the oldest first.

    Raises:
        NotFound: the notebook does not exist.
    """
    return _restore.read_code_log(workspace_of(notebook))


def restore_codes(
    notebook: Notebook | Workspace,
    change: str = "",
    *,
    reason: str = "",
    dry_run: bool = False,
) -> CodeChange:
    """Undo a change of codes, by its id in the log; the last one where none is named.

    Raises:
        NotFound: there is no such change.
        WrongUsage: a code set has changed since.
        CoprodError: it could not be saved.
    """
    workspace = workspace_of(notebook)
    return _restore.restore_codes(workspace, change, reason=reason, dry_run=dry_run)


def import_codes(
    notebook: Notebook | Workspace,
    path: Path | str,
    *,
    into: str = "",
    reason: str = "",
    dry_run: bool = False,
) -> _exchange.ImportedCodes:
    """Bring codes from a REFI-QDA codebook, or from CSV, into a code set of the notebook.

    Raises:
        NotFound: there is no such file.
        InvalidInput: it cannot be read.
        CoprodError: it could not be saved.
    """
    data = _exchange.read_bytes(Path(path), str(path))
    return _exchange.import_codes(
        workspace_of(notebook), data, str(path), into=into, reason=reason, dry_run=dry_run
    )


def export_codes(
    notebook: Notebook | Workspace,
    set_id: str,
    *,
    format: str = "csv",  # noqa: A002 - as in export_cases
    language: str = "en",
) -> bytes:
    """Return a code set as `csv`, `qdc` (a REFI-QDA codebook) or `yaml`.

    Raises:
        NotFound: there is no such set.
        WrongUsage: there is no such format.
    """
    return _exchange.export_codes(workspace_of(notebook), set_id, format, language)


def _fields(name: str, words: Mapping[str, str | Mapping[str, str]] | None) -> Fields:
    return fields_of_texts(words or {}, CODE_KEYS if "/" in name else SET_KEYS)
