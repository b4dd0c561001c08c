"""The notes of a notebook as they were listed once, and what is looked up among all of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Protocol, cast

from coprod_cli.base.message import Message
from coprod_cli.model.case_like import CaseLike
from coprod_cli.notebook.copies import Copy, Listing, copies_among
from coprod_cli.notebook.index.block_fact import BlockFact, Merged, Result, Use
from coprod_cli.notebook.index.fact import Fact, Value
from coprod_cli.notebook.latest import Newest
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.outlines import NoteLike, NoteOutline, outline_fact
from coprod_cli.notebook.references import find_note


class NotesReader(Protocol):
    """What is needed of a notebook: it reads notes, or looks up in the index what they say."""

    @property
    def folder(self) -> Path:
        """The notebook's folder."""

    @property
    def notify(self) -> Callable[[Message], object]:
        """Is called with what a person should know."""

    def read(self, path: str | Path) -> Note:
        """Read the note at a path."""

    def renamed_copy(self, note: NoteLike[CaseLike]) -> Copy | None:
        """Return the copy that a note is."""

    def is_indexed(self, count: int) -> bool:
        """Return whether so many notes are looked up in the index."""

    def facts(self, fact: Fact[Value], paths: Sequence[str]) -> Iterator[Value]:
        """Yield a fact of each note at some paths."""

    def facts_of_some(self, fact: Fact[Value], paths: Sequence[str]) -> Iterator[Value]:
        """Yield a fact of some notes, whose others are looked at in blocks."""

    def use_blocks(
        self, fact: BlockFact[Value, Merged], listing: Listing, use: Use[Merged, Result]
    ) -> Iterator[Result]:
        """Yield what is made of the value of each block of the notes."""


@dataclass(frozen=True)
class ListedNotes:
    """The notes of a notebook as they were listed once.

    Attributes:
        notebook: the notebook.
        listing: the listing.
    """

    notebook: NotesReader
    listing: Listing

    @property
    def folder(self) -> Path:
        """The notebook's folder."""
        return self.notebook.folder

    @property
    def notify(self) -> Callable[[Message], object]:
        """Is called with what a person should know."""
        return self.notebook.notify

    def read(self, path: str | Path) -> Note:
        """Read the note at a path."""
        return self.notebook.read(path)

    def paths(self) -> list[str]:
        """Return the paths of the notes."""
        return self.listing.paths

    def find(self, reference: str, *, to_change: bool = False) -> Path:
        """Return the path of the note that an id, the beginning of one, a path or `latest` names.

        Args:
            reference: the reference.
            to_change: whether the note will be changed or removed.

        Raises:
            NotFound: the reference names no case, or more than one.
            CoprodError: the reference is `latest`, the note will be changed, and a note that cannot
                be read may be it.
        """
        return find_note(self, reference, to_change=to_change)

    def copies_of(self, path: str | Path) -> tuple[Copy, ...]:
        """Return the copies of a note; for a copy, that copy itself."""
        copies = self.listing.copies
        return copies_among(copies, [str(path)]) if copies else ()

    def outlines(self) -> Iterator[NoteOutline]:
        """Yield the outlines of the notes, but not of files that are none, and of copies."""
        return filter(self._counts, self.all_outlines())

    def all_outlines(self) -> Iterator[NoteOutline]:
        """Yield the outlines of all files that were listed; the index may know them by blocks."""
        fact = outline_fact(self.notebook.read)
        if not self._is_indexed:
            return self.notebook.facts(fact, self.listing.paths)
        from coprod_cli.notebook.outline_blocks import block_of_outlines

        blocks = self.notebook.use_blocks(block_of_outlines(fact), self.listing, self._whole_block)
        return chain.from_iterable(blocks)

    def newest(self, *, drafts: bool) -> Newest | None:
        """Return the newest notes, and those of which that is not known; None for few notes.

        Args:
            drafts: whether only drafts count.
        """
        if not self._is_indexed:
            return None
        from coprod_cli.notebook.newest_blocks import newest_block_fact, newest_of

        blocks = newest_block_fact(outline_fact(self.notebook.read), drafts=drafts)
        return newest_of(self.notebook.use_blocks(blocks, self.listing, _with_paths), self._noted)

    def begun(self) -> Iterator[tuple[str, float]] | None:
        """Yield the path of each note, and when its case was begun; None for few notes."""
        if not self._is_indexed:
            return None
        from coprod_cli.notebook.begun_blocks import begun_block_fact, begun_in

        blocks = begun_block_fact(outline_fact(self.notebook.read))
        return begun_in(self.notebook.use_blocks(blocks, self.listing, _with_paths), self._noted)

    @property
    def _is_indexed(self) -> bool:
        return self.notebook.is_indexed(len(self.listing.paths))

    def _counts(self, note: NoteOutline) -> bool:
        return note.is_note and self.notebook.renamed_copy(note) is None

    def _noted(self, paths: Sequence[str]) -> Sequence[NoteOutline]:
        """Return the outlines of those of some files that are notes and no copies."""
        if not paths:
            return []
        outlines = self.notebook.facts_of_some(outline_fact(self.notebook.read), paths)
        return list(filter(self._counts, outlines))

    def _whole_block(
        self, paths: Sequence[str], outlines: Sequence[NoteOutline | None]
    ) -> Sequence[NoteOutline]:
        """Return the outlines of a block, with those that are looked at one by one."""
        missing = [path for path, each in zip(paths, outlines, strict=True) if each is None]
        if not missing:
            return cast("Sequence[NoteOutline]", outlines)
        others = self.notebook.facts_of_some(outline_fact(self.notebook.read), missing)
        return [next(others) if each is None else each for each in outlines]


def _with_paths(paths: Sequence[str], value: Merged) -> tuple[Sequence[str], Merged]:
    return paths, value
