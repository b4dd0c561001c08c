"""File systems: works around what some of them lack - modes, fsync of folders, locks.

FAT, exFAT and NTFS keep no modes; drivers in user space and network file systems may answer fsync
of a folder, chmod or flock with an error that says that there is no such thing.
"""

import errno
import os
import stat
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from coprod_cli.base.message import Message, msg
from coprod_cli.base.system_calls import IS_WINDOWS, change_mode, sync_descriptor

_NOT_OFFERED = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
NO_LOCKS = _NOT_OFFERED | {errno.ENOLCK}
"""The errors of flock after which there are no such locks; ENOLCK: the server of NFS has none."""
_NO_MODES = _NOT_OFFERED | {errno.EPERM}


def sync_file(descriptor: int) -> None:
    """Wait until an open file or folder is on the disk, where the file system can tell (fsync).

    Raises:
        OSError: it could not be written.
    """
    _is_offered(lambda: sync_descriptor(descriptor), _NOT_OFFERED)


def set_mode(change: Callable[[], None]) -> bool:
    """Change a mode, and return whether the file system keeps modes.

    Raises:
        OSError: it failed for another reason.
    """
    return _is_offered(change, _NO_MODES)


def file_system_limits(folder: Path) -> list[Message]:
    """Return what the file system of a folder does not offer, as sentences; mostly nothing.

    A temporary file without a name is made in it. A folder in which that is not possible has none.
    """
    limits = []
    with suppress(OSError), tempfile.TemporaryFile(dir=folder) as stream:
        descriptor = stream.fileno()
        if not IS_WINDOWS:
            set_mode(lambda: change_mode(descriptor, 0o600))
            if stat.S_IMODE(os.fstat(descriptor).st_mode) & 0o077:
                limits.append(
                    msg(
                        "this file system keeps no modes: others who can read the disk can read "
                        "the notes."
                    )
                )
            if not _syncs(folder):
                limits.append(
                    msg(
                        "this file system cannot tell when a change is on the disk: if the power "
                        "fails, the last one may be missing."
                    )
                )
        if not _locks(descriptor):
            limits.append(
                msg(
                    "this file system has no locks: coprod uses files in their place, which other "
                    "computers may see late."
                )
            )
    return limits


def _syncs(folder: Path) -> bool:
    def sync() -> None:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            sync_descriptor(descriptor)
        finally:
            os.close(descriptor)

    return _is_offered(sync, _NOT_OFFERED)


def _locks(descriptor: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows has locks of its own
        return True
    return _is_offered(lambda: fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB), NO_LOCKS)


def _is_offered(call: Callable[[], None], not_offered: frozenset[int]) -> bool:
    try:
        call()
    except OSError as error:
        if error.errno not in not_offered:
            raise
        return False
    return True
