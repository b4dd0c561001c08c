"""Database of the index: the only module that uses SQLite.

A row is a value of a note, with the stamp of the file from which it was computed, and a checksum.
A row that is wrong in any byte is never returned; one that is missing is only computed again.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from struct import Struct
from typing import NamedTuple
from zlib import adler32, crc32

from coprod_cli.notebook.index.place import delete_index, make_index_file, require_own

_VERSION = 2
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
_CHECKSUMS = Struct("<LL")
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
    f"PRAGMA user_version = {_VERSION}",
)


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
                try:
                    is_right = checksum == _checksum(name, path, stamp, value)
                except TypeError:  # not even bytes
                    is_right = False
                if not is_right:
                    raise Unusable(is_broken=True)
                found[path] = Row(path, stamp, value)
        return found

    def count(self, kind: str) -> int:
        """Return how many rows of one kind there are."""
        with _errors():
            query = "SELECT count(*) FROM facts WHERE kind = ?"
            return int(self._connection.execute(query, (kind.encode(),)).fetchone()[0])

    def paths(self) -> set[bytes]:
        """Return the paths of all notes of which there is a row."""
        with _errors():
            query = "SELECT DISTINCT path FROM facts"
            return {path for (path,) in self._connection.execute(query)}

    def put(self, kind: str, rows: Collection[Row]) -> None:
        """Store rows of one kind in the place of earlier ones.

        What was computed from earlier texts of these notes is deleted, and so are values of the
        same name that were computed in another way.
        """
        name = kind.encode()
        start = name.partition(b"-")[0] + b"-"
        with self._transaction():
            execute = self._connection.executemany
            execute(
                "DELETE FROM facts WHERE path = ? AND (stamp != ? OR kind > ? AND kind < ?)",
                [(row.path, row.stamp, start, start + b"~") for row in rows],
            )
            execute(
                "INSERT INTO facts VALUES (?, ?, ?, ?, ?)",
                [
                    (row.path, name, row.stamp, row.value, _checksum(name, *row))
                    for row in rows
                ],
            )  # fmt: skip

    def forget(self, paths: Iterable[bytes]) -> None:
        """Delete all rows of some notes."""
        with self._transaction():
            query = "DELETE FROM facts WHERE path = ?"
            self._connection.executemany(query, [(path,) for path in paths])

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


def _checksum(kind: bytes, path: bytes, stamp: bytes, value: bytes) -> bytes:
    """Return two checksums of a row in one: any one damaged byte changes the first of them."""
    head = b"%d %d %d %s%s%s" % (len(kind), len(path), len(stamp), kind, path, stamp)
    return _CHECKSUMS.pack(crc32(value, crc32(head)), adler32(value, adler32(head)))
