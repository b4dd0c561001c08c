"""Connection to the file of the index: opens it with its settings and tables, and tells its errors.

Only this module and `database` use SQLite.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from coprod_cli.notebook.index.place import delete_index, make_index_file, require_own
from coprod_cli.notebook.index.rows import Unusable

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


@contextmanager
def open_connection(path: Path, *, to_forget: bool = False) -> Iterator[sqlite3.Connection]:
    """Open the database in a file, with its tables.

    Args:
        path: its path; it is made if it is not there.
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
        with errors():
            connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
        with closing(connection):
            _prepare(connection)
            yield connection
    except Unusable as error:
        if error.is_broken:
            delete_index(path)
        raise


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the settings, and the tables where there are none.

    Raises:
        Unusable: the file has other tables, as of another version of coprod.
    """
    with errors():
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
def errors() -> Iterator[None]:
    """Raise Unusable for what SQLite raises."""
    try:
        yield
    except (sqlite3.Error, UnicodeError) as error:  # SQLite quotes what is broken in its message
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & _PRIMARY_CODE
        raise Unusable(is_broken=code not in _NOT_BROKEN) from None
