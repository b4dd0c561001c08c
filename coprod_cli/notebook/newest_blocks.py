"""The newest notes of a block, which the index remembers: the latest case is among these few."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, Protocol

from coprod_cli.base.clock import is_moment
from coprod_cli.model.case import CaseStatus
from coprod_cli.model.case_like import CaseLike
from coprod_cli.notebook.copies import Copy, Listing
from coprod_cli.notebook.index.block_fact import BlockFact, LoadPart, Merged, Result, Use
from coprod_cli.notebook.index.fact import Fact, Value, as_json, from_json
from coprod_cli.notebook.latest import Newest, change_of, written_at
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note_paths import case_id_in_name
from coprod_cli.notebook.outline_blocks import outlines_data, outlines_from
from coprod_cli.notebook.outlines import NoteLike, NoteOutline, outline_fact

Placed = tuple[int, NoteOutline]
"""The place of a note in its block, and its outline."""


class NewestInBlock(NamedTuple):
    """The newest notes of a block.

    Attributes:
        all: the plain notes whose cases were changed last, and of these the ones whose files were
            written last.
        drafts: the same among drafts.
        others: the places of the other notes, which are looked at one by one: one that cannot be
            read, in a file that is not named by the id of the case, or whose "updated" does not
            tell a moment, wherever its reader is.
    """

    all: Sequence[Placed]
    drafts: Sequence[Placed]
    others: Sequence[int]


def newest_block_fact(read: Callable[[str], Note]) -> BlockFact[NoteOutline, NewestInBlock]:
    """Return the fact that is the newest notes of a block.

    Args:
        read: reads the note at a path.
    """
    return BlockFact("newest", outline_fact(read), _merge, _pack, _unpack)


class BlockReader(Protocol):
    """What the search for the newest notes needs of a notebook."""

    def use_blocks(
        self, fact: BlockFact[Value, Merged], listing: Listing, use: Use[Merged, Result]
    ) -> Iterator[Result]:
        """Yield what is made of the value of each block of the notes."""

    def facts_of_some(self, fact: Fact[Value], paths: Sequence[str]) -> Iterator[Value]:
        """Yield a fact of some notes."""

    def read(self, path: str) -> Note:
        """Read the note at a path."""

    def renamed_copy(self, note: NoteLike[CaseLike]) -> Copy | None:
        """Return the copy that a note is."""


def find_newest(notebook: BlockReader, listing: Listing, *, drafts: bool) -> Newest:
    """Return the newest notes of a notebook, and those of which that is not known.

    Args:
        notebook: the notebook.
        listing: its notes.
        drafts: whether only drafts count.
    """

    def use(paths: Sequence[str], block: NewestInBlock) -> tuple[Sequence[Placed], Sequence[str]]:
        return block.drafts if drafts else block.all, [paths[place] for place in block.others]

    plain: list[NoteOutline] = []
    others: list[str] = []
    for placed, paths in notebook.use_blocks(newest_block_fact(notebook.read), listing, use):
        plain += (outline for _place, outline in placed)
        others += paths
    found = notebook.facts_of_some(outline_fact(notebook.read), others)
    notes = [each for each in found if each.is_note and notebook.renamed_copy(each) is None]
    return Newest(_newest_of(plain), notes)


def _newest_of(notes: Sequence[NoteOutline]) -> list[NoteOutline]:
    """Return the newest of the newest notes of some blocks."""
    changed = [change_of(note.case, note.source).since for note in notes if note.case]
    last = max(changed, default=0)
    return [note for note, since in zip(notes, changed, strict=True) if since == last]


def _merge(paths: Sequence[str], outlines: Sequence[NoteOutline | None]) -> NewestInBlock:
    plain: list[tuple[float, float, Placed]] = []
    others = []
    for place, (path, outline) in enumerate(zip(paths, outlines, strict=True)):
        change = change_of(outline.case, path) if outline and outline.case else None
        is_plain = change and change.case_id == case_id_in_name(path)
        if outline and outline.case and change and is_plain and is_moment(outline.case.updated):
            plain.append((change.since, written_at(path), (place, outline)))
        else:
            others.append(place)
    drafts = [row for row in plain if is_draft(row[2][1])]
    return NewestInBlock(_newest(plain), _newest(drafts), others)


def is_draft(note: NoteOutline) -> bool:
    """Return whether a note is of a draft."""
    return note.case is not None and note.case.status == CaseStatus.DRAFT


def _newest(rows: Sequence[tuple[float, float, Placed]]) -> list[Placed]:
    last = max((row[:2] for row in rows), default=None)
    return [row[2] for row in rows if row[:2] == last]


def _pack(block: NewestInBlock) -> list[bytes]:
    return [as_json([block.others, *map(_data_of, (block.all, block.drafts))])]


def _data_of(notes: Sequence[Placed]) -> Any:
    return [place for place, _ in notes], outlines_data(outline for _, outline in notes)


def _unpack(paths: Sequence[str], load: LoadPart) -> NewestInBlock:
    others, newest, drafts = from_json(load(0))
    return NewestInBlock(_placed(paths, *newest), _placed(paths, *drafts), others)


def _placed(paths: Sequence[str], places: Sequence[int], data: Any) -> list[Placed]:
    outlines = outlines_from([paths[place] for place in places], data)
    return [(place, each) for place, each in zip(places, outlines, strict=True) if each]
