"""Reads regular files, finds Markdown files, and refuses links that lead out of a folder."""

import errno
import os
import stat
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import CoprodError, read_error
from coprod_cli.base.message import N_, msg
from coprod_cli.base.system_calls import binary_flags, not_following, waiting_for_no_writer

MAX_FILE_BYTES = 50_000_000
"""The largest file that is read: more than a note with a million characters at each question."""
TOO_LARGE = N_("larger than 50 million bytes, the most that is read")


def read_regular_file(path: str | Path) -> bytes:
    """Return the bytes of a regular file; follows links.

    Never blocks on a pipe, and never reads from a device, or more than MAX_FILE_BYTES.

    Raises:
        OSError: the file does not exist, may not be read, is not a regular file, or is too large.
    """
    with open(path, "rb", buffering=0, opener=_open_without_blocking) as stream:
        status = os.fstat(stream.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, N_("no plain file"), str(path))
        if status.st_size > MAX_FILE_BYTES:
            raise OSError(errno.EFBIG, TOO_LARGE, str(path))
        return stream.readall()


def read_private_file(path: Path, max_size: int) -> bytes | None:
    """Return the bytes of a small regular file; None if it is a link, no file, or too large.

    For coprod's own files, which somebody may have replaced with a link or a pipe.

    Args:
        path: the file.
        max_size: the largest size that is read, in bytes.

    Raises:
        OSError: the file does not exist, or may not be read.
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        return None
    flags = binary_flags(not_following(os.O_RDONLY))
    with open(os.open(path, flags), "rb") as stream:  # noqa: PTH123 - with flags
        data = stream.read(max_size + 1)
    return data if len(data) <= max_size else None


def _open_without_blocking(path: str, flags: int) -> int:
    """Open a file; do not wait for a writer if it is a pipe."""
    return os.open(path, binary_flags(waiting_for_no_writer(flags)))


_OF_THE_DISK = "lost+found"
"""Root's folder at the top of an ext4 disk, which others may not read and where no notes are."""


class MarkdownFiles(NamedTuple):
    """The paths of the files that were found, in no order, and those of them that are links."""

    paths: list[str]
    links: set[str]


def markdown_files(
    folder: Path, is_wanted: Callable[[str], bool] = lambda _name: False
) -> MarkdownFiles:
    """Return the paths of the Markdown files in a folder and its subfolders.

    Hidden files and folders are skipped, and linked folders are not followed. A subfolder that
    cannot be read is returned itself, since there may be notes in it: reading it fails, too.
    Strings, because a `Path` for each of 100,000 notes costs much time and memory.

    Args:
        folder: the folder.
        is_wanted: whether to return another file or folder, too, by its name; a folder's files are
            returned in any case.

    Raises:
        CoprodError: the folder itself cannot be read.
    """
    found = MarkdownFiles([], set())
    pending = [str(folder)]
    while pending:
        current = pending.pop()
        try:
            entries = os.scandir(current)
        except OSError as error:
            if current == str(folder):
                raise read_error(error, str(folder)) from error
            is_of_the_disk = os.path.basename(current) == _OF_THE_DISK  # noqa: PTH119 - as below
            if not isinstance(error, FileNotFoundError) and not is_of_the_disk:
                found.paths.append(current)
            continue
        with entries:
            _add_files(found, entries, pending, is_wanted)
    return found


def _add_files(
    found: MarkdownFiles,
    entries: Iterable["os.DirEntry[str]"],
    pending: list[str],
    is_wanted: Callable[[str], bool],
) -> None:
    """Add the files of a folder to those that were found, and its subfolders to `pending`."""
    add = found.paths.append
    for entry in entries:
        name = entry.name
        is_hidden = name.startswith(".")
        if not is_hidden and entry.is_dir(follow_symlinks=False):
            pending.append(entry.path)
            if name.endswith(".md") and is_wanted(name):
                add(entry.path)
        elif (not is_hidden and name.endswith(".md")) or is_wanted(name):
            add(entry.path)
            if entry.is_symlink():
                found.links.add(entry.path)


def unused_name(path: Path) -> Path:
    """Return a path that does not exist: the given one, or with a number after its stem."""
    number, unused = 1, path
    separator = "." if path.suffix else "-"
    while os.path.lexists(unused):
        number += 1
        unused = path.with_name(f"{path.stem}{separator}{number}{path.suffix}")
    return unused


def links_outside(path: Path, folder: Path) -> bool:
    """Return whether a path inside a folder is, or goes through, a link to outside of it."""
    root, lexical = os.path.abspath(folder), os.path.abspath(path)  # noqa: PTH100 - keeps links
    if not _is_inside(lexical, root):
        return False  # the path itself is outside: it does not depend on a link
    return not _is_inside(os.path.realpath(path), os.path.realpath(folder))


def refuse_outside_link(path: Path, folder: Path) -> None:
    """Raise an error if a path inside a folder leads out of it through a link.

    Raises:
        CoprodError: the path leads out of the folder.
    """
    if links_outside(path, folder):
        message = msg("this is a link that leads out of its folder, and nothing is written there.")
        raise CoprodError(message, where=str(path), hint=msg("work in the folder where it leads"))


def _is_inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
