"""Database of the index: its rows, which SQLite keeps in a file.

A row is a value of a note, or a part of a value of a block of notes, with the stamp of the files
from which it was computed, and a checksum. A row that is wrong in any byte is never returned; one
that is missing is only computed again.
"""

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from coprod_cli.notebook.index.blocks import key_of
from coprod_cli.notebook.index.connection import errors, open_connection
from coprod_cli.notebook.index.rows import (
    BlockRow,
    Row,
    Unusable,
    checksum_of,
    name_of_part,
    require_right,
)


class Database:
    """The open database of an index.

    Each method raises Unusable if the database cannot be used.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take a connection to a file that has the tables."""
        self._connection = connection

    def rows(self, kind: str, paths: Sequence[bytes]) -> dict[bytes, Row]:
        """Return the rows of one kind of some notes, by their paths."""
        places = ",".join("?" * len(paths))
        query = (
            f"SELECT path, stamp, value, checksum FROM facts WHERE path IN ({places}) AND kind=?"  # noqa: S608 - question marks alone
        )
        name = kind.encode()
        found: dict[bytes, Row] = {}
        with errors():
            for path, stamp, value, checksum in self._connection.execute(query, (*paths, name)):
                require_right(checksum, name, path, stamp, value)
                found[path] = Row(path, stamp, value)
        return found

    def part(self, kind: str, bounds: tuple[bytes, bytes], number: int) -> Row | None:
        """Return a part of the value of the block with some bounds; None if it is not stored.

        The path of the row names the block and the part.
        """
        query = (
            "SELECT stamp, value, checksum FROM blocks"
            " WHERE low = ? AND high = ? AND kind = ? AND part = ?"
        )
        name = kind.encode()
        with errors():
            values = (*bounds, name, b"%d" % number)
            found = self._connection.execute(query, values).fetchone()
        if found is None:
            return None
        stamp, value, checksum = found
        path = name_of_part(*bounds, number)
        require_right(checksum, name, path, stamp, value)
        return Row(path, stamp, value)

    def count(self, kind: str) -> int:
        """Return how many notes have a row of one kind."""
        with errors():
            query = "SELECT count(*) FROM facts WHERE kind = ?"
            return int(self._connection.execute(query, (kind.encode(),)).fetchone()[0])

    def count_notes(self) -> int:
        """Return of how many notes there is a row, of whatever kind."""
        with errors():
            query = "SELECT count(DISTINCT path) FROM facts"
            return int(self._connection.execute(query).fetchone()[0])

    def has_blocks(self, kind: str) -> bool:
        """Return whether there is a value of one kind of any block."""
        with errors():
            query = "SELECT 1 FROM blocks WHERE kind = ? LIMIT 1"
            return self._connection.execute(query, (kind.encode(),)).fetchone() is not None

    def paths(self) -> set[bytes]:
        """Return the paths of all notes of which there is a row."""
        with errors():
            query = "SELECT DISTINCT path FROM facts"
            paths = {path for (path,) in self._connection.execute(query)}
        if not all(isinstance(path, bytes) for path in paths):  # a damaged one may be text
            raise Unusable(is_broken=True)
        return paths

    def put(self, kind: str, rows: Iterable[Row], is_current: Callable[[Row], bool]) -> None:
        """Store rows of one kind in the place of earlier ones.

        What was computed from earlier texts of these notes is deleted, and so are values of the
        same name that were computed in another way.

        Args:
            kind: the kind.
            rows: the rows.
            is_current: tells whether a note is still the one from which a row was computed; else
                the row is not stored, since what it says may just have been removed.
        """
        name = kind.encode()
        with self._transaction():
            current = list(filter(is_current, rows))
            self._forget(self._other_stamps(current))
            self._connection.executemany(
                "DELETE FROM facts WHERE path = ? AND kind > ? AND kind < ?",
                [(row.path, *_same_name(kind)) for row in current],
            )
            self._connection.executemany(
                "INSERT INTO facts VALUES (?, ?, ?, ?, ?)",
                [
                    (row.path, name, row.stamp, row.value, checksum_of(name, *row))
                    for row in current
                ],
            )  # fmt: skip

    def put_block(self, kind: str, row: BlockRow, is_current: Callable[[], bool]) -> None:
        """Store the value of a block in the place of an earlier one, if its notes are current."""
        name = kind.encode()
        low, high, stamp, parts = row
        with self._transaction():
            if not is_current():
                return
            self._connection.execute(
                "DELETE FROM blocks WHERE low = ? AND kind > ? AND kind < ?",
                (low, *_same_name(kind)),
            )
            self._connection.executemany(
                "INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    (
                        low, high, name, b"%d" % number, stamp, value,
                        checksum_of(name, name_of_part(low, high, number), stamp, value),
                    )
                    for number, value in enumerate(parts)
                ],
            )  # fmt: skip

    def keep_blocks(self, kind: str, bounds: Collection[tuple[bytes, bytes]]) -> None:
        """Delete the values of other blocks, and those that were computed in another way."""
        query = "SELECT DISTINCT low, high, kind FROM blocks WHERE kind > ? AND kind < ?"
        name = kind.encode()
        with errors():
            found = self._connection.execute(query, _same_name(kind)).fetchall()
        others = [each for each in found if each[2] != name or each[:2] not in bounds]
        if others:
            with self._transaction():
                self._connection.executemany(
                    "DELETE FROM blocks WHERE low = ? AND high = ? AND kind = ?", others
                )

    def forget(self, paths: Iterable[bytes]) -> None:
        """Delete all rows of some notes, and of the blocks that they are in."""
        with self._transaction():
            self._forget(paths)

    def compact(self) -> None:
        """Write the file anew, so that nothing of deleted rows is left in it.

        SQLite overwrites what it deletes, but not where that stood before it was moved within the
        file, as happens when rows beside it are added or deleted.
        """
        with errors():
            self._connection.execute("VACUUM")

    def forget_earlier(self, notes: Iterable[tuple[bytes, bytes]]) -> None:
        """Delete what was computed from earlier texts of some notes.

        Args:
            notes: the path and the present stamp of each note.
        """
        with errors():
            changed = self._other_stamps(Row(path, stamp, b"") for path, stamp in notes)
        if changed:
            self.forget(changed)

    def _other_stamps(self, rows: Iterable[Row]) -> list[bytes]:
        """Return the paths of the notes of which there is a row with another stamp."""
        query = "SELECT 1 FROM facts WHERE path = ? AND stamp != ? LIMIT 1"
        execute = self._connection.execute
        return [row.path for row in rows if execute(query, row[:2]).fetchone() is not None]

    def _forget(self, paths: Iterable[bytes]) -> None:
        names = list(paths)
        if not names:
            return
        self._connection.executemany(
            "DELETE FROM facts WHERE path = ?", [(name,) for name in names]
        )
        keys = sorted(map(key_of, names))
        found = self._connection.execute("SELECT DISTINCT low, high FROM blocks").fetchall()
        self._connection.executemany(
            "DELETE FROM blocks WHERE low = ? AND high = ?",
            [bounds for bounds in found if _is_any_within(keys, *bounds)],
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise


@contextmanager
def open_database(path: Path, *, to_forget: bool = False) -> Iterator[Database]:
    """Open the database in a file: see `open_connection`.

    Raises:
        Unusable: as there.
    """
    with open_connection(path, to_forget=to_forget) as connection:
        yield Database(connection)


def _same_name(kind: str) -> tuple[bytes, bytes]:
    """Return the ends of the range of the kinds that have the name of one kind."""
    start = kind.encode().partition(b"-")[0] + b"-"
    return start, start + b"~"


def _is_any_within(keys: Sequence[bytes], low: bytes, high: bytes) -> bool:
    """Return whether any of some sorted keys lies within bounds, which belong to them."""
    try:
        place = bisect_left(keys, low)
        return place < len(keys) and keys[place] <= high
    except TypeError:  # not even bytes
        raise Unusable(is_broken=True) from None
