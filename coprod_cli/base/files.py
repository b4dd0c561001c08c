"""The files of a notebook as the disk has them: found, read fast, and kept to their folder."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from coprod_cli.base.errors import CoprodError, cannot_read
from coprod_cli.base.message import N_, msg


def read_bytes(path: Path) -> bytes | None:
    """Return a file's bytes; None where it cannot be read."""
    try:
        return read_file(path)
    except OSError:
        return None


def read_file(path: Path) -> bytes:
    """Return a file's bytes, in half the time that pathlib takes: an export opens each note.

    Raises:
        OSError: it cannot be read.
    """
    descriptor = os.open(path, _FLAGS)
    try:
        data = os.read(descriptor, _CHUNK)
        if len(data) < _CHUNK:
            return data
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, N_("no plain file"), str(path))  # it might never end
        chunks = [data]
        while chunk := os.read(descriptor, _CHUNK):
            chunks.append(chunk)
        return b"".join(chunks)
    finally:
        os.close(descriptor)


def read_plain(path: Path, most: int) -> bytes | None:
    """Return a plain file's bytes; None for a link, a pipe or a folder, and for over `most` bytes.

    Raises:
        OSError: it is not there, or may not be read.
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        return None
    flags = _FLAGS | getattr(os, "O_NOFOLLOW", 0)
    with open(os.open(path, flags), "rb") as stream:  # noqa: PTH123 - with flags
        data = stream.read(most + 1)
    return data if len(data) <= most else None


_CHUNK = 1 << 16
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)  # a pipe would be waited for


def markdown_files(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the stem and the path of each Markdown file; as strings, for there may be many."""
    waiting = [str(folder)]
    while waiting:
        current = waiting.pop()
        try:
            entries = os.scandir(current)
        except OSError as error:
            if current == str(folder):
                message, hint = cannot_read(error)
                raise CoprodError(message, where=str(folder), hint=hint) from error
            continue
        with entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.name.endswith(".md"):
                    yield entry.name[:-3], entry.path


def leads_out(path: Path, folder: Path) -> bool:
    """Tell whether a path in a folder is, or goes through, a link to somewhere outside of it."""
    home, lexical = os.path.abspath(folder), os.path.abspath(path)  # noqa: PTH100 - links and all
    if not _is_inside(lexical, home):
        return False  # it was named outside: no link has led there
    return not _is_inside(os.path.realpath(path), os.path.realpath(folder))


def refuse_way_out(path: Path, folder: Path) -> None:
    """Refuse to write where a link leads out of a folder.

    Raises:
        CoprodError: that is so.
    """
    if leads_out(path, folder):
        message = msg("this is a link that leads out of its folder, and nothing is written there.")
        raise CoprodError(message, where=str(path), hint=msg("work in the folder where it leads"))


def _is_inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
