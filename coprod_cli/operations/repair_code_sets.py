"""Join the versions of code sets that git and synchronised folders leave, by the ids of codes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from coprod_cli.base.atomic import save_error
from coprod_cli.base.errors import CoprodError, Finding, InvalidInput, read_error
from coprod_cli.base.message import msg
from coprod_cli.base.utf8 import decode_utf8
from coprod_cli.notebook.code_files import CodeFiles
from coprod_cli.notebook.code_set_versions import CodeSetVersions, code_set_versions, sides_of
from coprod_cli.notebook.query import Selection
from coprod_cli.notebook.side_files import make_folder, move_file, read_regular_file
from coprod_cli.notebook.trash import Trash
from coprod_cli.operations.code_changes import PlannedChange, change_codes
from coprod_cli.operations.workspace import Workspace
from coprod_cli.templates.code_set_library import CodeSetLibrary
from coprod_cli.templates.code_set_merge import ChangedTwice, merge_code_sets


@dataclass(frozen=True)
class RepairedCodeSet:
    """The result for one code set.

    Attributes:
        path: its file.
        joined: whether several versions of it were joined, or would be.
        changed_twice: what two versions changed; see `merge_code_sets`.
        removed: its copies, which are in the trash now.
        error: why it could not be joined, if it could not.
    """

    path: Path
    joined: bool = False
    changed_twice: tuple[ChangedTwice, ...] = ()
    removed: tuple[Path, ...] = ()
    error: CoprodError | None = None


def has_all_code_sets(selection: Selection) -> bool:
    """Return whether code sets belong to what is looked at: no case is named or filtered out."""
    return not selection.query.named and not selection.query.filters.is_set


def check_code_sets(workspace: Workspace) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Yield the file of each set of the notebook's own that cannot be used, with what is wrong."""
    folder = CodeFiles(workspace.notebook).folder
    for set_id, path in workspace.code_sets.files().items():
        if path.parent != folder:
            continue
        try:
            workspace.code_sets.load(set_id)
        except InvalidInput as error:
            yield str(path), tuple(error.findings)


def repair_code_sets(workspace: Workspace, *, dry_run: bool = False) -> Iterator[RepairedCodeSet]:
    """Join the versions of each code set of the notebook that has several.

    It is a change of codes: the log tells of it, and what the file was is kept. Copies go into the
    trash.
    """
    files = CodeFiles(workspace.notebook)
    for versions in list(code_set_versions(files)):
        twice: list[ChangedTwice] = []
        try:
            plan = partial(_plan, files, versions.set_id, twice)
            change_codes(workspace, plan, dry_run=dry_run)
            removed = () if dry_run else _put_copies_away(workspace, versions)
        except CoprodError as error:
            yield RepairedCodeSet(versions.path, error=error)
        else:
            told = tuple(dict.fromkeys(twice))
            yield RepairedCodeSet(versions.path, joined=True, changed_twice=told, removed=removed)


def _plan(
    files: CodeFiles, set_id: str, twice: list[ChangedTwice], library: CodeSetLibrary
) -> PlannedChange:
    """Return the plan to join a set's versions; `twice` is what two of them changed.

    Raises:
        InvalidInput: a version is damaged, so that nothing is certain.
    """
    twice.clear()
    found = [each for each in code_set_versions(files) if each.set_id == set_id]
    if not found:  # somebody else has joined it
        return PlannedChange("join", (set_id,))
    text = ""
    for path in (found[0].path, *found[0].copies):
        sides = sides_of(_read(path))
        if sides is None:
            message = msg("git left its conflict marks here, and they cannot be joined.")
            hint = msg("choose the lines to keep, and take out the marks")
            raise InvalidInput([Finding("conflict", message, str(path), 1, 1, hint)])
        for base, version in ((None, sides.ours), (sides.base, sides.theirs)):
            if not text:
                text = version
            elif version != text:
                merged = merge_code_sets(base, text, version, str(path), set_id, library.extended)
                text = merged.text
                twice += merged.changed_twice
    return PlannedChange("join", (set_id,), texts={set_id: text})


def _read(path: Path) -> str:
    try:
        return decode_utf8(read_regular_file(path), str(path))
    except OSError as error:
        raise read_error(error, str(path)) from error


def _put_copies_away(workspace: Workspace, versions: CodeSetVersions) -> tuple[Path, ...]:
    """Move the copies of a set into the trash; return where they are.

    Raises:
        CannotSave: one could not be moved; it is unchanged.
    """
    notebook = workspace.notebook
    moved = []
    for copy in versions.copies:
        target = Trash(notebook).new_folder(workspace.clock()) / copy.relative_to(notebook.folder)
        try:
            make_folder(target.parent)
            move_file(copy, target)
        except OSError as error:
            raise save_error(copy, error) from error
        moved.append(target)
    workspace.__dict__.pop("code_sets", None)
    return tuple(moved)
