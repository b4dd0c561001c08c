"""Index of a notebook: gives the facts of its notes, and reads only notes that have changed."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from struct import Struct

from coprod_cli.base.clock import nanoseconds_since_1970
from coprod_cli.notebook.index.database import Database, Row, Unusable, open_database
from coprod_cli.notebook.index.fact import Fact, Value
from coprod_cli.notebook.index.place import delete_index

_BATCH = 200
_MANY = 2_000
"""The notes whose values are computed together, where there is a way to do that."""
_MOST_UNSAVED = 1_000
_UNSETTLED = 2_000_000_000
"""Nanoseconds for which a file may change again and have the same times (git's "racy" rule)."""
_STAMP = Struct("<QQqq")


@dataclass
class Index:
    """The index of the notebook in a folder.

    Attributes:
        folder: the notebook's folder.
        file: the file of the index.
        on_build: is called with the number of notes before most of them are read.
    """

    folder: Path
    file: Path
    on_build: Callable[[int], object] = lambda _count: None

    @cached_property
    def _prefix(self) -> str:
        return f"{self.folder}{os.sep}"

    def values(self, fact: Fact[Value], paths: Sequence[str]) -> Iterator[Value]:
        """Yield the fact of each note at some paths, in order.

        A note that has changed is read, and so is every note as soon as the index is unusable.
        """
        with ExitStack() as stack:
            use = _Use(self, fact.kind)
            try:
                use.database = stack.enter_context(open_database(self.file))
                if use.database.count(fact.kind) < len(paths) // 2:
                    self.on_build(len(paths))
            except Unusable:
                use.database = None
            remaining = iter(paths)
            size = _BATCH if fact.compute_many is None else _MANY
            while batch := list(islice(remaining, size)):
                yield from self._batch(use, fact, batch)
            use.save()
            use.forget_removed(paths)

    def _batch(self, use: "_Use", fact: Fact[Value], paths: Sequence[str]) -> Iterator[Value]:
        names = list(map(self.name_of, paths))
        looked_at = nanoseconds_since_1970()  # before the notes are read
        stamps = list(map(_stamp, paths))
        rows = use.rows(names)
        known = [
            name in rows and rows[name].stamp == stamp
            for name, stamp in zip(names, stamps, strict=True)
        ]
        unknown = [path for path, is_known in zip(paths, known, strict=True) if not is_known]
        computed = iter(fact.values_of(unknown))
        for path, name, stamp, is_known in zip(paths, names, stamps, known, strict=True):
            if is_known:
                yield fact.unpack(path, rows[name].value)
                continue
            value = next(computed)
            packed = fact.pack(value) if _is_settled(stamp, looked_at) else None
            use.keep(name, stamp, packed, is_known=name in rows)
            yield value

    def forget(self, path: str) -> None:
        """Delete what is known of a note, which was changed or removed.

        If that cannot be done, the whole index is deleted.
        """
        try:
            with open_database(self.file, to_forget=True) as database:
                database.forget([self.name_of(path)])
        except Unusable:
            delete_index(self.file)

    def name_of(self, path: str) -> bytes:
        """Return the name by which the index knows a note: its path within the notebook."""
        if path.startswith(self._prefix):
            return os.fsencode(path[len(self._prefix) :])
        if not os.path.isabs(path) and str(self.folder) == ".":  # noqa: PTH117 - very many strings
            return os.fsencode(path)
        real = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))  # noqa: PTH118, PTH119, PTH120
        return os.fsencode(os.path.relpath(real, os.path.realpath(self.folder)))


@dataclass
class _Use:
    """One use of an index, until it is found unusable: then it has no rows, and keeps none."""

    index: Index
    kind: str
    database: Database | None = None
    _unsaved: list[Row] = field(default_factory=list)
    _outdated: list[bytes] = field(default_factory=list)

    def rows(self, names: Sequence[bytes]) -> dict[bytes, Row]:
        if self.database is None:
            return {}
        found: dict[bytes, Row] = {}
        try:
            for start in range(0, len(names), _BATCH):
                found |= self.database.rows(self.kind, names[start : start + _BATCH])
        except Unusable as error:
            self._give_up(error)
        return found

    def keep(self, name: bytes, stamp: bytes, value: bytes | None, *, is_known: bool) -> None:
        """Keep a value to store; None is not kept.

        `is_known` tells that an earlier value is stored, which must go in any case.
        """
        if self.database is None:
            return
        if value is None:
            if is_known:
                self._outdated.append(name)
            return
        self._unsaved.append(Row(name, stamp, value))
        if len(self._unsaved) >= _MOST_UNSAVED:
            self.save()

    def save(self) -> None:
        """Store what was kept; another process may be doing the same, and then it is enough."""
        if self.database is None:
            return
        try:
            if self._unsaved:
                self.database.put(self.kind, self._unsaved)
            if self._outdated:
                self.database.forget(self._outdated)
        except Unusable as error:
            self._give_up(error)
        self._unsaved, self._outdated = [], []

    def forget_removed(self, paths: Sequence[str]) -> None:
        """Delete what is known of notes that another program has removed."""
        if self.database is None:
            return
        try:
            if self.database.count(self.kind) <= len(paths):
                return
            others = self.database.paths() - {self.index.name_of(path) for path in paths}
            folder = os.fsencode(self.index.folder)
            gone = [each for each in others if not os.path.lexists(os.path.join(folder, each))]  # noqa: PTH118
            if gone:
                self.database.forget(gone)
        except Unusable as error:
            self._give_up(error)

    def _give_up(self, error: Unusable) -> None:
        self.database = None
        if error.is_broken:
            delete_index(self.index.file)


def _is_settled(stamp: bytes, looked_at: int) -> bool:
    """Return False if a file may change again and have the same stamp, or has none.

    Args:
        stamp: the stamp.
        looked_at: when it was taken, in nanoseconds since 1970.
    """
    if not stamp:
        return False
    _inode, _size, modified, changed = _STAMP.unpack(stamp)
    return int(max(modified, changed)) <= looked_at - _UNSETTLED


def _stamp(path: str) -> bytes:
    """Return what identifies one state of a file; b"" for one that cannot be looked at.

    The time of the last change of its entry (ctime) is part of it: a program may put the other
    time, that of its content, back.
    """
    try:
        status = os.stat(path)  # noqa: PTH116 - for very many strings
    except OSError:
        return b""
    return _STAMP.pack(status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
