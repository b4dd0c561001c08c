"""Database of the index: the only module that uses SQLite.

A row is a value of a note, or a part of a value of a block of notes, with the stamp of the files
from which it was computed, and a checksum. A row that is wrong in any byte is never returned; one
that is missing is only computed again.
"""

import sqlite3
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from coprod_cli.notebook.index.blocks import key_of
from coprod_cli.notebook.index.place import delete_index, make_index_file, require_own
from coprod_cli.notebook.index.rows import (
    BlockRow,
    Row,
    Unusable,
    checksum_of,
    name_of_part,
    require_right,
)

_VERSION = 3
_SECONDS_TO_WAIT = 0.2
"""How long another process is waited for that uses the index; reading the notes takes longer."""
_SECONDS_TO_FORGET = 10.0
"""The same where a row must go, since its note was removed."""
_NOT_BROKEN = frozenset({
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH,
})  # fmt: skip
"""The errors after which the file itself may be right."""
_PRIMARY_CODE = 0xFF
_SETTINGS = (
    "PRAGMA page_size = 16384",  # two rows with the words of a note
    "PRAGMA secure_delete = ON",  # what is deleted is overwritten
    "PRAGMA synchronous = OFF",  # a power cut may break it: then it is made anew
    "PRAGMA journal_mode = DELETE",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
)
_SCHEMA = (
    "CREATE TABLE facts (path BLOB, kind BLOB, stamp BLOB, value BLOB, checksum BLOB)",
    "CREATE UNIQUE INDEX places ON facts (path, kind)",
    """CREATE TABLE blocks
    (low BLOB, high BLOB, kind BLOB, part BLOB, stamp BLOB, value BLOB, checksum BLOB)""",
    "CREATE UNIQUE INDEX parts ON blocks (low, high, kind, part)",
    f"PRAGMA user_version = {_VERSION}",
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
        with _errors():
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
        with _errors():
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
        with _errors():
            query = "SELECT count(*) FROM facts WHERE kind = ?"
            return int(self._connection.execute(query, (kind.encode(),)).fetchone()[0])

    def count_notes(self) -> int:
        """Return of how many notes there is a row, of whatever kind."""
        with _errors():
            query = "SELECT count(DISTINCT path) FROM facts"
            return int(self._connection.execute(query).fetchone()[0])

    def has_blocks(self, kind: str) -> bool:
        """Return whether there is a value of one kind of any block."""
        with _errors():
            query = "SELECT 1 FROM blocks WHERE kind = ? LIMIT 1"
            return self._connection.execute(query, (kind.encode(),)).fetchone() is not None

    def paths(self) -> set[bytes]:
        """Return the paths of all notes of which there is a row."""
        with _errors():
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
        with _errors():
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
        with _errors():
            self._connection.execute("VACUUM")

    def forget_earlier(self, notes: Iterable[tuple[bytes, bytes]]) -> None:
        """Delete what was computed from earlier texts of some notes.

        Args:
            notes: the path and the present stamp of each note.
        """
        with _errors():
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
        with _errors():
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
    """Open the database in a file.

    Args:
        path: the file; it is made if it is not there.
        to_forget: whether rows must be deleted: then no file is made, and a process that uses it
            is waited for.

    Raises:
        Unusable: it cannot be used; a broken file was deleted.
    """
    try:
        try:
            if to_forget:
                require_own(path)
            else:
                make_index_file(path)
        except OSError:
            raise Unusable(is_broken=False) from None
        wait = _SECONDS_TO_FORGET if to_forget else _SECONDS_TO_WAIT
        with _errors():
            connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
        with closing(connection):
            _prepare(connection)
            yield Database(connection)
    except Unusable as error:
        if error.is_broken:
            delete_index(path)
        raise


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the settings, and the tables where there are none.

    Raises:
        Unusable: the file has other tables, as of another version of coprod.
    """
    with _errors():
        for setting in _SETTINGS:
            connection.execute(setting)
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == 0 and not connection.execute("PRAGMA schema_version").fetchone()[0]:
            connection.execute("BEGIN IMMEDIATE")
            # Another process may just have made them.
            if not connection.execute("PRAGMA user_version").fetchone()[0]:
                for statement in _SCHEMA:
                    connection.execute(statement)
            connection.execute("COMMIT")
        elif version != _VERSION:
            raise Unusable(is_broken=True)


@contextmanager
def _errors() -> Iterator[None]:
    """Raise Unusable for what SQLite raises."""
    try:
        yield
    except (sqlite3.Error, UnicodeError) as error:  # SQLite quotes what is broken in its message
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & _PRIMARY_CODE
        raise Unusable(is_broken=code not in _NOT_BROKEN) from None


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
