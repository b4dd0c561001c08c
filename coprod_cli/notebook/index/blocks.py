"""Blocks of notes: consecutive ones, so that a value of all of them can be stored as one.

Where a block ends depends on the name of its last note, so that adding or removing a note changes
the block that it is in and no other.
"""

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from zlib import crc32

from coprod_cli.notebook.index.names import Names
from coprod_cli.notebook.index.stamps import Looked, file_stamps, look_at

_ENDS = 0x7F
"""A block ends behind a name whose checksum has none of these bits: one in 128."""
_MOST = 512
"""The most notes of a usual block, whatever their names are; of a larger one, twice as many as it
has in the mean."""
_SEPARATOR = os.fsencode(os.sep)


@dataclass(frozen=True)
class Block:
    """A block of notes, whose files were looked at.

    Attributes:
        notes: the notes, in the order of the notebook.
        names: the names by which the index knows them.
        links: the paths of all notes that are links. What a link leads to may be moved and leave
            both unchanged, so that a value of a block says nothing of links.
    """

    notes: Looked
    names: Sequence[bytes]
    links: Collection[str]

    @property
    def paths(self) -> Sequence[str]:
        """The paths of the notes."""
        return self.notes.paths

    @cached_property
    def bounds(self) -> tuple[bytes, bytes]:
        """The first and the last of the keys of its notes (see `key_of`)."""
        if _SEPARATOR in self._all_names:
            keys = list(map(key_of, self.names))
            return min(keys), max(keys)
        return key_of(min(self.names)), key_of(max(self.names))

    @cached_property
    def _all_names(self) -> bytes:
        return b"\0".join(self.names)

    @cached_property
    def stamp(self) -> bytes:
        """What identifies one state of all of its files; b"" if one cannot be looked at."""
        if not all(self.notes.stamps):
            return b""
        digest = blake2b(self._all_names, digest_size=16)
        if self.links:
            digest.update(b"\0\0" + bytes(path in self.links for path in self.paths))
        digest.update(b"\0\0" + b"".join(self.notes.stamps))
        return digest.digest()

    @property
    def is_current(self) -> bool:
        """Whether the files still have the same stamps."""
        return self.notes.stamps == file_stamps(self.paths)


def cut(
    paths: Sequence[str],
    names: Names,
    links: Collection[str],
    clock: Callable[[], int],
    size: int = 1,
) -> Iterator[Block]:
    """Yield the notes at some paths in blocks; the files of each are looked at when it is reached.

    Args:
        paths: the paths, in the order of the notebook.
        names: gives their names.
        links: the paths of the notes that are links.
        clock: returns the time, in nanoseconds since 1970.
        size: how many times as many notes as usual a block has; a power of two.
    """
    start, all_names = 0, names.of_all(paths)
    ends = (_ENDS + 1) * size - 1
    most = max(_MOST, 2 * (ends + 1))
    for stop, name in enumerate(all_names, 1):
        if not crc32(name) & ends or stop - start == most or stop == len(paths):
            yield Block(look_at(paths[start:stop], clock), all_names[start:stop], links)
            start = stop


def key_of(name: bytes) -> bytes:
    """Return the key of a note by which its block is found: its file name, then its folder.

    In the order of these keys are all notes whose file is named by the id of the case. The keys of
    a block with another note reach further: then it is forgotten more often than it must be.
    """
    folder, file = os.path.split(name)
    return b"%s\0%s" % (file, folder)
