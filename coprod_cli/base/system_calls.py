"""System calls that Windows or macOS lack, or do otherwise: one function for each difference."""

import errno
import os
import time
from pathlib import Path

IS_WINDOWS = os.name == "nt"
_ATTEMPTS = 20
_PAUSE_SECONDS = 0.05
"""Together a second, in which a virus scanner or a search index lets go of a file."""


def binary_flags(flags: int) -> int:
    """Return flags for `os.open` with which no byte of a file is translated.

    Windows writes a carriage return before each line feed unless told not to.
    """
    return flags | getattr(os, "O_BINARY", 0)


def not_following(flags: int) -> int:
    """Return flags for `os.open` that refuse a link and do not wait for the writer of a pipe.

    Windows has neither flag; links are rare there, and pipes are no files.
    """
    return flags | getattr(os, "O_NOFOLLOW", 0) | waiting_for_no_writer(0)


def waiting_for_no_writer(flags: int) -> int:
    """Return flags for `os.open` that do not wait for the writer of a pipe; not on Windows."""
    return flags | getattr(os, "O_NONBLOCK", 0)


def change_mode(descriptor: int, mode: int) -> None:
    """Change the mode of an open file.

    Windows has no modes, and Python has `os.fchmod` there only from 3.13 on.

    Raises:
        OSError: the mode could not be changed.
    """
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, mode)


def change_owner(descriptor: int, *, owner: int = -1, group: int = -1) -> None:
    """Change the owner or the group of an open file.

    Raises:
        OSError: it could not be changed; on Windows always, where files have no such numbers.
    """
    if not hasattr(os, "fchown"):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    os.fchown(descriptor, owner, group)


def user_number() -> int | None:
    """Return the number of the user as whom this process acts; None on Windows."""
    return os.geteuid() if hasattr(os, "geteuid") else None


def group_number() -> int | None:
    """Return the number of the group as which this process acts; None on Windows."""
    return os.getegid() if hasattr(os, "getegid") else None


def replace_file(source: str | Path, target: str | Path) -> None:
    """Rename a file to a name, in place of a file that has it.

    On Windows this fails while another program has one of the two open, so it is tried for a
    second.

    Raises:
        OSError: it could not be renamed; both files are unchanged.
    """
    for _attempt in range(_ATTEMPTS if IS_WINDOWS else 0):
        try:
            os.replace(source, target)  # noqa: PTH105 - as below
        except PermissionError:
            time.sleep(_PAUSE_SECONDS)
        else:
            return
    os.replace(source, target)  # noqa: PTH105 - tests replace os.replace


def sync_descriptor(descriptor: int) -> None:
    """Wait until an open file or folder is on the disk.

    On macOS fsync leaves the bytes in the disk's own memory; F_FULLFSYNC does not. Some file
    systems there have only fsync.

    Raises:
        OSError: it could not be written.
    """
    full_sync = None
    try:
        import fcntl

        full_sync = getattr(fcntl, "F_FULLFSYNC", None)
    except ImportError:  # Windows
        pass
    if full_sync is not None:
        try:
            fcntl.fcntl(descriptor, full_sync)
        except OSError:
            pass  # fsync tells what is wrong
        else:
            return
    os.fsync(descriptor)
