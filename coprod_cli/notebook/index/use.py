"""One use of the index: what it knows of the notes, and what is to be stored of them.

As soon as the index is found unusable, it has no rows, and nothing is kept.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from coprod_cli.notebook.index.block_fact import PartLost
from coprod_cli.notebook.index.blocks import Block
from coprod_cli.notebook.index.database import Database
from coprod_cli.notebook.index.names import Names
from coprod_cli.notebook.index.place import delete_index
from coprod_cli.notebook.index.rows import BlockRow, Row, Unusable
from coprod_cli.notebook.index.stamps import file_stamp

_BATCH = 200
_MOST_UNSAVED = 1_000
_UNKNOWN = sys.maxsize


@dataclass
class IndexUse:
    """One use of an index, by one fact of notes and perhaps by one of blocks.

    Attributes:
        file: the file of the index.
        names: gives the names of notes.
        kind: the kind of the fact of notes.
        database: the open database; None once the index is unusable.
    """

    file: Path
    names: Names
    kind: str
    database: Database | None = None
    _stored: int = 0
    _has_changed: bool = False
    _unsaved: list[Row] = field(default_factory=list)
    _outdated: list[tuple[bytes, bytes]] = field(default_factory=list)

    def rows(self, names: Sequence[bytes]) -> dict[bytes, Row]:
        """Return the rows of some notes, by their names."""
        if self.database is None:
            return {}
        found: dict[bytes, Row] = {}
        remaining = iter(names)
        try:
            while batch := list(islice(remaining, _BATCH)):
                found |= self.database.rows(self.kind, batch)
        except Unusable as error:
            self._give_up(error)
        return found

    def part(self, kind: str, block: Block, number: int) -> bytes:
        """Return a part of the value of a block.

        Raises:
            PartLost: there is none of the present state of its notes.
        """
        if self.database is None:
            raise PartLost
        try:
            row = self.database.part(kind, block.bounds, number)
        except Unusable as error:
            self._give_up(error)
            raise PartLost from None
        if row is None or row.stamp != block.stamp:
            raise PartLost
        return row.value

    def count(self) -> int:
        """Return how many notes have a row; very many if that cannot be told."""
        try:
            return self.database.count(self.kind) if self.database else _UNKNOWN
        except Unusable as error:
            self._give_up(error)
        return _UNKNOWN

    def has_blocks(self, kind: str) -> bool:
        """Return whether there is a value of any block."""
        try:
            return self.database is not None and self.database.has_blocks(kind)
        except Unusable as error:
            self._give_up(error)
        return False

    def add_stored(self, count: int) -> None:
        """Note that the index knows so many notes as they are."""
        self._stored += count

    def keep(self, name: bytes, stamp: bytes, value: bytes | None) -> None:
        """Keep the value of a note to store.

        None is not stored; then what is known of an earlier state of the note is deleted alone.
        """
        if self.database is None:
            return
        self._has_changed = True
        if value is None:
            self._outdated.append((name, stamp))
            return
        self._stored += 1
        self._unsaved.append(Row(name, stamp, value))
        if len(self._unsaved) >= _MOST_UNSAVED:
            self.save()

    def put_block(self, kind: str, block: Block, parts: Sequence[bytes]) -> None:
        """Store the value of a block, after those of its notes."""
        self.save()
        if self.database is None:
            return
        try:
            row = BlockRow(*block.bounds, block.stamp, parts)
            self.database.put_block(kind, row, lambda: block.is_current)
        except Unusable as error:
            self._give_up(error)

    def keep_blocks(self, kind: str, bounds: set[tuple[bytes, bytes]]) -> None:
        """Delete the values of blocks that are no longer there."""
        if self.database is None:
            return
        try:
            self.database.keep_blocks(kind, bounds)
        except Unusable as error:
            self._give_up(error)

    def save(self) -> None:
        """Store what was kept; another process may be doing the same, and then it is enough."""
        if self.database is None:
            return
        try:
            if self._unsaved:
                self.database.put(self.kind, self._unsaved, self._is_current)
            if self._outdated:
                self.database.forget_earlier(self._outdated)
        except Unusable as error:
            self._give_up(error)
        self._unsaved, self._outdated = [], []

    @property
    def may_know_removed(self) -> bool:
        """Whether any note may be known that is gone: as soon as there are other notes than were.

        It is asked at the end of a use.
        """
        return self._has_changed or self.count() != self._stored

    def knows_more_than(self, notes: int) -> bool:
        """Return whether more notes are known than a number, so that one may be gone.

        Another command may have met it, and stored it as a fact of another kind.
        """
        if self.database is None:
            return False
        try:
            return self.database.count_notes() > notes
        except Unusable as error:
            self._give_up(error)
            return False

    def forget_removed(self, paths: Sequence[str]) -> None:
        """Delete what is known of notes that another program has removed.

        Args:
            paths: the paths of all notes of this use.
        """
        if self.database is None:
            return
        try:
            gone = list(self._gone(self.database.paths().difference(map(self.names.of, paths))))
            if gone:
                self.database.forget(gone)
                self.database.compact()
        except Unusable as error:
            self._give_up(error)

    def _gone(self, names: set[bytes]) -> Iterator[bytes]:
        return (name for name in names if not os.path.lexists(self.names.path(name)))

    def _is_current(self, row: Row) -> bool:
        return file_stamp(self.names.path(row.path)) == row.stamp

    def _give_up(self, error: Unusable) -> None:
        self.database = None
        if error.is_broken:
            delete_index(self.file)
