"""Rows of the index, their checksums, and the error of an index that cannot be used."""

from collections.abc import Sequence
from struct import Struct
from typing import NamedTuple
from zlib import adler32, crc32

_CHECKSUMS = Struct("<LL")


class Unusable(Exception):
    """The index cannot be used; `is_broken` tells that its file is wrong, and not only locked."""

    def __init__(self, *, is_broken: bool) -> None:
        super().__init__()
        self.is_broken = is_broken


class Row(NamedTuple):
    """A stored value: the note's path within the notebook, the file's stamp, and the value."""

    path: bytes
    stamp: bytes
    value: bytes


class BlockRow(NamedTuple):
    """A stored value of a block: the bounds of its notes' keys, their stamp, and the parts."""

    low: bytes
    high: bytes
    stamp: bytes
    parts: Sequence[bytes]


def require_right(checksum: bytes, kind: bytes, path: bytes, stamp: bytes, value: bytes) -> None:
    """Raise Unusable for a row that is wrong in any byte."""
    try:
        is_right = checksum == checksum_of(kind, path, stamp, value)
    except TypeError:  # not even bytes
        is_right = False
    if not is_right:
        raise Unusable(is_broken=True)


def name_of_part(low: bytes, high: bytes, number: int) -> bytes:
    """Return what names a part of the value of a block, in the place of a note's path."""
    return b"%d %d %s%s" % (number, len(low), low, high)


def checksum_of(kind: bytes, path: bytes, stamp: bytes, value: bytes) -> bytes:
    """Return two checksums of a row in one: any one damaged byte changes the first of them."""
    head = b"%d %d %d %s%s%s" % (len(kind), len(path), len(stamp), kind, path, stamp)
    return _CHECKSUMS.pack(crc32(value, crc32(head)), adler32(value, adler32(head)))
