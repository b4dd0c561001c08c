"""Facts of a notebook's notes: computed each time, or of very many notes taken from the index.

SQLite is loaded only where the index is used.
"""

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from coprod_cli.base.message import Notify, nmsg
from coprod_cli.base.settings import is_index_wanted
from coprod_cli.notebook.index.block_fact import BlockFact, Merged, Result, Use, merged
from coprod_cli.notebook.index.fact import Fact, Value
from coprod_cli.notebook.index.place import delete_index, index_file

if TYPE_CHECKING:
    from coprod_cli.notebook.index.index import Index

_BLOCK = 200
_FEW = 8
"""So many notes are read as fast as the index is opened."""


@dataclass(frozen=True)
class IndexedFacts:
    """The facts of the notes in a notebook.

    Attributes:
        folder: the notebook's folder.
        notify: is called with what a person should know, such as that many notes are read.
    """

    folder: Path
    notify: Notify
    min_notes: ClassVar[int] = 1_000
    """The number of notes from which they are indexed: fewer are read in a tenth of a second."""

    def is_indexed(self, count: int) -> bool:
        """Return whether so many notes are looked up in the index."""
        return count >= self.min_notes and is_index_wanted() and self._index is not None

    def values(self, fact: Fact[Value], paths: Sequence[str]) -> Iterator[Value]:
        """Yield a fact of each note at some paths, in order.

        Notes are read, except that of very many only those are that have changed.
        """
        if not self.is_indexed(len(paths)) or self._index is None:
            return iter(fact.values_of(paths))
        return self._index.values(fact, paths)

    def values_of_some(self, fact: Fact[Value], paths: Sequence[str]) -> Iterator[Value]:
        """Yield a fact of each note at some paths, which are not all of a notebook, in order.

        A few notes are read, and more are looked up in the index.
        """
        if self._index is None or len(paths) <= _FEW or not is_index_wanted():
            return iter(fact.values_of(paths))
        return self._index.values(fact, paths, are_all=False)

    def use_blocks(
        self,
        fact: BlockFact[Value, Merged],
        paths: Sequence[str],
        use: Use[Merged, Result],
        links: Collection[str] = (),
    ) -> Iterator[Result]:
        """Yield what is made of the value of each block of very many notes, in order.

        Args:
            fact: the fact.
            paths: the paths of all notes of the notebook, in its order.
            use: is called with the paths of a block and its value, once or again.
            links: those of the paths that are links.
        """
        if self._index is not None and self.is_indexed(len(paths)):
            return self._index.use_blocks(fact, paths, use, links)
        return _used_each_time(fact, paths, use, links)

    def forget(self, path: str = "", *, for_good: bool = False) -> None:
        """Delete what the index knows of a note that was changed or removed.

        That is also done where a person does without the index by now. If it cannot be done, as by
        a Python without SQLite, the whole index is deleted.

        Args:
            path: the path of the note; "" for none, so that only what is left is deleted.
            for_good: see `Index.forget`.
        """
        if self._file is None or not os.path.lexists(self._file):
            return
        if self._index is None:
            delete_index(self._file)
        else:
            self._index.forget(path, for_good=for_good)

    @cached_property
    def _file(self) -> Path | None:
        return index_file(self.folder)

    @cached_property
    def _index(self) -> "Index | None":
        """The index; None where there is no place for it, or Python has no SQLite."""
        if self._file is None:
            return None
        try:
            from coprod_cli.notebook.index.index import Index
        except ImportError:
            return None
        return Index(self.folder, self._file, self._notify_of_reading)

    def _notify_of_reading(self, count: int) -> None:
        message = nmsg(
            "Reading {count} note; the next time is faster ...",
            "Reading {count} notes; the next time is faster ...",
            count,
        )
        self.notify(message)


def _used_each_time(
    fact: BlockFact[Value, Merged],
    paths: Sequence[str],
    use: Use[Merged, Result],
    links: Collection[str],
) -> Iterator[Result]:
    """Yield what is made of the value of each block; all notes are read."""
    remaining = iter(paths)
    while block := list(islice(remaining, _BLOCK)):
        values = fact.of.values_of([path for path in block if path not in links])
        kept = ((value, fact.of.pack(value) is not None) for value in values)
        yield use(block, merged(fact, block, links, kept))
