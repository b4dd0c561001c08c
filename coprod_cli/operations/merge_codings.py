"""Merge three versions of a coding by the ids of its passages, as git's merge driver does."""

from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import InvalidInput, read_error
from coprod_cli.notebook.coding_merge import merge_texts
from coprod_cli.notebook.side_files import read_regular_file, write_file
from coprod_cli.operations.merge_notes import merge_by_lines


class MergedCodingFile(NamedTuple):
    """The result of a merge of three files.

    Attributes:
        changed_twice: the ids of the passages that both sides changed; what both did is there.
        is_open: whether git merged line by line, and left conflict marks, or could not merge.
        by_lines: whether git merged line by line, since a version is damaged.
    """

    changed_twice: tuple[str, ...]
    is_open: bool = False
    by_lines: bool = False


def merge_coding_files(base: Path, ours: Path, theirs: Path) -> MergedCodingFile:
    """Merge three versions of a coding, and write the result in place of `ours`.

    Args:
        base: the version before both changes; an empty file if there was none.
        ours: one version, which is replaced.
        theirs: the other version.

    Raises:
        CannotSave: the result could not be written; `ours` is unchanged.
        CoprodError: a file cannot be read.
    """
    try:
        before, one, other = (_read(path) for path in (base, ours, theirs))
        merged = merge_texts(before, one, other, str(ours))
    except (UnicodeDecodeError, InvalidInput):
        return MergedCodingFile((), merge_by_lines(base, ours, theirs), by_lines=True)
    write_file(ours, merged.text.encode())
    return MergedCodingFile(merged.changed_twice)


def _read(path: Path) -> str:
    try:
        return read_regular_file(path).decode()
    except OSError as error:
        raise read_error(error, str(path)) from error
