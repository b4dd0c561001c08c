"""Index of a notebook: gives the facts of its notes, and reads only notes that have changed."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import compress, islice
from pathlib import Path

from coprod_cli.base.clock import nanoseconds_since_1970
from coprod_cli.notebook.index.block_fact import BlockFact, Merged, PartLost, Result, Use, merged
from coprod_cli.notebook.index.blocks import Block, cut
from coprod_cli.notebook.index.database import open_database
from coprod_cli.notebook.index.fact import Fact, Value
from coprod_cli.notebook.index.names import Names
from coprod_cli.notebook.index.place import delete_index
from coprod_cli.notebook.index.rows import Unusable
from coprod_cli.notebook.index.stamps import Looked, is_settled, look_at
from coprod_cli.notebook.index.use import IndexUse

_BATCH = 200
_MANY = 2_000
"""The notes whose values are computed together, where there is a way to do that."""


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
    def _names(self) -> Names:
        return Names(self.folder)

    def values(
        self, fact: Fact[Value], paths: Sequence[str], *, are_all: bool = True
    ) -> Iterator[Value]:
        """Yield the fact of each note at some paths, in order.

        A note that has changed is read, and so is every note as soon as the index is unusable.

        Args:
            fact: the fact.
            paths: the paths.
            are_all: whether these are all notes, so that others that are known may be gone.
        """
        with self._use(fact.kind) as use:
            if are_all:
                self._tell_of_building(use, paths)
            remaining = iter(paths)
            size = _BATCH if fact.compute_many is None else _MANY
            while batch := list(islice(remaining, size)):
                looked = look_at(batch, nanoseconds_since_1970)
                yield from (value for value, _may_be_kept in _values(use, fact, looked))
            use.save()
            if are_all and use.may_know_removed:
                use.forget_removed(paths)

    def use_blocks(
        self,
        fact: BlockFact[Value, Merged],
        paths: Sequence[str],
        use: Use[Merged, Result],
        links: Collection[str] = (),
    ) -> Iterator[Result]:
        """Yield what is made of the value of each block of notes, in order.

        A block in which a note has changed is merged anew, from the facts of its notes.

        Args:
            fact: the fact.
            paths: the paths of all notes of the notebook, in its order.
            use: is called with the paths of a block and its value; it is called again if a part of
                the value turns out to be lost meanwhile, so that only its result may be kept.
            links: those of the paths that are links.
        """
        kind, bounds = fact.kind, set[tuple[bytes, bytes]]()
        with self._use(fact.of.kind) as index:
            if not index.has_blocks(kind):
                self._tell_of_building(index, paths)
            are_known = True
            clock = nanoseconds_since_1970
            for block in cut(paths, self._names, links, clock, fact.size):
                bounds.add(block.bounds)
                try:
                    value = fact.unpack(block.paths, partial(index.part, kind, block))
                    result = use(block.paths, value)
                except PartLost:
                    if are_known:
                        index.forget_removed(paths)
                    are_known = False
                    result = use(block.paths, _merged(index, fact, block))
                yield result
            if not are_known:
                index.save()
                index.keep_blocks(kind, bounds)
            elif index.knows_more_than(len(paths)):
                index.forget_removed(paths)

    def forget(self, path: str = "", *, for_good: bool = False) -> None:
        """Delete what is known of a note, which was changed or removed.

        If that cannot be done, the whole index is deleted.

        Args:
            path: the path of the note; "" for none, so that only what is left is deleted.
            for_good: whether to delete also what is left in the file of what was deleted before;
                with 10,000 notes that takes a quarter of a second.
        """
        try:
            with open_database(self.file, to_forget=True) as database:
                if path:
                    database.forget([self._names.of(path)])
                if for_good:
                    database.compact()
        except Unusable:
            delete_index(self.file)

    @contextmanager
    def _use(self, kind: str) -> Iterator[IndexUse]:
        use = IndexUse(self.file, self._names, kind)
        with ExitStack() as stack:
            with suppress(Unusable):
                use.database = stack.enter_context(open_database(self.file))
            yield use

    def _tell_of_building(self, use: IndexUse, paths: Sequence[str]) -> None:
        if use.count() < len(paths) // 2:
            self.on_build(len(paths))


def _values(use: IndexUse, fact: Fact[Value], notes: Looked) -> Iterator[tuple[Value, bool]]:
    """Yield the fact of each note, and whether it may be remembered.

    Args:
        use: what the index knows; it keeps what it does not know yet.
        fact: the fact.
        notes: the notes, whose files were looked at before any of them is read.
    """
    names = use.names.of_all(notes.paths)
    rows = use.rows(names)
    known = [
        name in rows and rows[name].stamp == stamp
        for name, stamp in zip(names, notes.stamps, strict=True)
    ]
    use.add_stored(sum(known))
    unknown = [path for path, is_known in zip(notes.paths, known, strict=True) if not is_known]
    computed = iter(fact.values_of(unknown))
    for path, name, stamp, is_known in zip(notes.paths, names, notes.stamps, known, strict=True):
        if is_known:
            yield fact.unpack(path, rows[name].value), True
            continue
        value = next(computed)
        packed = fact.pack(value)
        use.keep(name, stamp, packed if is_settled(stamp, notes.time) else None)
        yield value, packed is not None


def _merged(use: IndexUse, fact: BlockFact[Value, Merged], block: Block) -> Merged:
    """Return the value of a block, merged from the facts of its notes, and let it be stored."""
    paths, stamps, time = block.notes
    is_own = [path not in block.links for path in paths]
    own = Looked(list(compress(paths, is_own)), list(compress(stamps, is_own)), time)
    value = merged(fact, paths, block.links, _values(use, fact.of, own))
    if block.notes.are_settled:
        use.put_block(fact.kind, block, fact.pack(value))
    return value
