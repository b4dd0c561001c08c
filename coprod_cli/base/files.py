"""Files on the disk: finds Markdown files, reads plain files, and keeps writes in a folder."""

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from coprod_cli.base.errors import CoprodError, read_error
from coprod_cli.base.message import N_, msg


def read_regular_file(path: str | Path) -> bytes:
    """Return the bytes of a plain file, also through a link.

    A pipe is not waited for, and a device that never ends is not read.

    Raises:
        OSError: the file is not there, may not be read, or is no plain file.
    """
    with open(path, "rb", buffering=0, opener=_open_at_once) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.EINVAL, N_("no plain file"), str(path))
        return stream.readall()


def read_private_file(path: Path, most: int) -> bytes | None:
    """Return the bytes of a plain file that is no link and holds at most `most` bytes, else None.

    For small files in a private folder, where somebody may have put a link or a pipe instead.

    Raises:
        OSError: the file is not there, or may not be read.
    """
    if not stat.S_ISREG(path.lstat().st_mode):
        return None
    flags = os.O_RDONLY | _AT_ONCE | getattr(os, "O_NOFOLLOW", 0)
    with open(os.open(path, flags), "rb") as stream:  # noqa: PTH123 - with flags
        data = stream.read(most + 1)
    return data if len(data) <= most else None


def _open_at_once(path: str, flags: int) -> int:
    """Open a file without waiting for a writer, where it is a pipe."""
    return os.open(path, flags | _AT_ONCE)


_AT_ONCE = getattr(os, "O_NONBLOCK", 0)


def markdown_files(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the stem and the path of each Markdown file; as strings, for there may be many."""
    waiting = [str(folder)]
    while waiting:
        current = waiting.pop()
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
                    waiting.append(entry.path)
                elif entry.name.endswith(".md"):
                    yield entry.name[:-3], entry.path


def links_outside(path: Path, folder: Path) -> bool:
    """Tell whether a path in a folder is, or goes through, a link to somewhere outside of it."""
    home, lexical = os.path.abspath(folder), os.path.abspath(path)  # noqa: PTH100 - links and all
    if not _is_inside(lexical, home):
        return False  # it was named outside: no link has led there
    return not _is_inside(os.path.realpath(path), os.path.realpath(folder))


def refuse_outside_link(path: Path, folder: Path) -> None:
    """Refuse to write where a link leads out of a folder.

    Raises:
        CoprodError: that is so.
    """
    if links_outside(path, folder):
        message = msg("this is a link that leads out of its folder, and nothing is written there.")
        raise CoprodError(message, where=str(path), hint=msg("work in the folder where it leads"))


def _is_inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
