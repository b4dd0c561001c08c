"""Reads regular files, finds Markdown files, and refuses links that lead out of a folder."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from coprod_cli.base.errors import CoprodError, read_error
from coprod_cli.base.message import N_, msg


def read_regular_file(path: str | Path) -> bytes:
    """Return the bytes of a regular file; follows links.

    Never blocks on a pipe, and never reads from a device.

    Raises:
        OSError: the file does not exist, may not be read, or is not a regular file.
    """
    with open(path, "rb", buffering=0, opener=_open_without_blocking) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.EINVAL, N_("no plain file"), str(path))
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
    flags = os.O_RDONLY | _NONBLOCK | getattr(os, "O_NOFOLLOW", 0)
    with open(os.open(path, flags), "rb") as stream:  # noqa: PTH123 - with flags
        data = stream.read(max_size + 1)
    return data if len(data) <= max_size else None


def _open_without_blocking(path: str, flags: int) -> int:
    """Open a file; do not wait for a writer if it is a pipe."""
    return os.open(path, flags | _NONBLOCK)


_NONBLOCK = getattr(os, "O_NONBLOCK", 0)


def markdown_files(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the stem and the path of each Markdown file in a folder and its subfolders.

    Hidden files and folders are skipped, and linked folders are not followed. Strings, because a
    `Path` for each of 100,000 notes costs much time and memory.

    Raises:
        CoprodError: the folder itself cannot be read.
    """
    pending = [str(folder)]
    while pending:
        current = pending.pop()
        try:
            entries = os.scandir(current)
        except OSError as error:
            if current == str(folder):
                raise read_error(error, str(folder)) from error
            continue
        with entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending.append(entry.path)
                elif entry.name.endswith(".md"):
                    yield entry.name[:-3], entry.path


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
