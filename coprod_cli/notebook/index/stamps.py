"""Stamps of files: what tells, without reading a file, that it has not changed."""

import os
from collections.abc import Callable, Iterable, Sequence
from struct import Struct
from typing import NamedTuple

_UNSETTLED = 2_000_000_000
"""Nanoseconds for which a file may change again and have the same times (git's "racy" rule)."""
_STAMP = Struct("<QQqq")


def file_stamp(path: str | bytes) -> bytes:
    """Return what identifies one state of a file; b"" for one that cannot be looked at.

    The time of the last change of its entry (ctime) is part of it: a program may put the other
    time, that of its content, back.
    """
    return file_stamps([path])[0]


def file_stamps(paths: Iterable[str | bytes]) -> list[bytes]:
    """Return the stamps of the files at some paths; faster than one by one."""
    look, pack = os.stat, _STAMP.pack
    stamps = []
    for path in paths:
        try:
            status = look(path)
        except OSError:
            stamps.append(b"")
        else:
            stamps.append(
                pack(status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
            )
    return stamps


def is_settled(stamp: bytes, looked_at: int) -> bool:
    """Return False if a file may change again and have the same stamp, or has none.

    Args:
        stamp: the stamp.
        looked_at: when it was taken, in nanoseconds since 1970.
    """
    if not stamp:
        return False
    _inode, _size, modified, changed = _STAMP.unpack(stamp)
    return int(max(modified, changed)) <= looked_at - _UNSETTLED


class Looked(NamedTuple):
    """Notes whose files were looked at: their paths, their stamps, and when that was.

    The time is in nanoseconds since 1970.
    """

    paths: Sequence[str]
    stamps: Sequence[bytes]
    time: int

    @property
    def are_settled(self) -> bool:
        """Whether no file may change again and have the same stamp."""
        return all(is_settled(stamp, self.time) for stamp in self.stamps)


def look_at(paths: Sequence[str], clock: Callable[[], int]) -> Looked:
    """Return the stamps of the notes at some paths; `clock` returns the time."""
    time = clock()  # before any of them changes again
    return Looked(paths, file_stamps(paths), time)
