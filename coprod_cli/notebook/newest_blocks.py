"""The newest notes of a block, which the index remembers: the latest case is among these few."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple

from coprod_cli.base.clock import is_moment
from coprod_cli.model.case import CaseStatus
from coprod_cli.notebook.index.block_fact import BlockFact, LoadPart
from coprod_cli.notebook.index.fact import Fact, as_json, from_json
from coprod_cli.notebook.latest import Newest, change_of, written_at
from coprod_cli.notebook.note_paths import case_id_in_name
from coprod_cli.notebook.outline_blocks import outlines_data, outlines_from
from coprod_cli.notebook.outlines import NoteOutline

Placed = tuple[int, NoteOutline]
"""The place of a note in its block, and its outline."""


class NewestInBlock(NamedTuple):
    """The newest notes of a block.

    Attributes:
        newest: the plain notes whose cases were changed last, and of these the ones whose files
            were written last; perhaps among drafts alone.
        others: the places of the other notes, which are looked at one by one: one that cannot be
            read, in a file that is not named by the id of the case, or whose "updated" does not
            tell a moment, wherever its reader is.
    """

    newest: Sequence[Placed]
    others: Sequence[int]


def newest_block_fact(
    of: Fact[NoteOutline], *, drafts: bool
) -> BlockFact[NoteOutline, NewestInBlock]:
    """Return the fact that is the newest notes of a block.

    Args:
        of: the fact that is the outline of a note.
        drafts: whether only drafts count.
    """
    name = "newestdrafts" if drafts else "newest"
    return BlockFact(name, of, partial(_merge, drafts=drafts), _pack, _unpack)


def newest_of(
    blocks: Iterable[tuple[Sequence[str], NewestInBlock]],
    outlines_of: Callable[[Sequence[str]], Sequence[NoteOutline]],
) -> Newest:
    """Return the newest notes of all blocks, and those of which that is not known.

    Args:
        blocks: the paths of each block, and its newest notes.
        outlines_of: returns the outlines of those of some files that count.
    """
    plain: list[NoteOutline] = []
    others: list[str] = []
    for paths, block in blocks:
        plain += (outline for _place, outline in block.newest)
        others += (paths[place] for place in block.others)
    return Newest(_newest_of(plain), outlines_of(others))


def _newest_of(notes: Sequence[NoteOutline]) -> list[NoteOutline]:
    """Return the newest of the newest notes of some blocks."""
    changed = [change_of(note.case, note.source).since for note in notes if note.case]
    last = max(changed, default=0)
    return [note for note, since in zip(notes, changed, strict=True) if since == last]


def _merge(
    paths: Sequence[str], outlines: Sequence[NoteOutline | None], *, drafts: bool
) -> NewestInBlock:
    plain: list[tuple[float, float, Placed]] = []
    others = []
    for place, (path, outline) in enumerate(zip(paths, outlines, strict=True)):
        change = change_of(outline.case, path) if outline and outline.case else None
        is_plain = change and change.case_id == case_id_in_name(path)
        if outline and outline.case and change and is_plain and is_moment(outline.case.updated):
            if drafts and not _is_draft(outline):
                continue
            plain.append((change.since, written_at(path), (place, outline)))
        else:
            others.append(place)
    return NewestInBlock(_newest(plain), others)


def _is_draft(note: NoteOutline) -> bool:
    return note.case is not None and note.case.status == CaseStatus.DRAFT


def _newest(rows: Sequence[tuple[float, float, Placed]]) -> list[Placed]:
    last = max((row[:2] for row in rows), default=None)
    return [row[2] for row in rows if row[:2] == last]


def _pack(block: NewestInBlock) -> list[bytes]:
    places = [place for place, _outline in block.newest]
    outlines = outlines_data(outline for _place, outline in block.newest)
    return [as_json([block.others, places, outlines])]


def _unpack(paths: Sequence[str], load: LoadPart) -> NewestInBlock:
    others, places, data = from_json(load(0))
    outlines = outlines_from([paths[place] for place in places], data)
    newest = [(place, each) for place, each in zip(places, outlines, strict=True) if each]
    return NewestInBlock(newest, others)
