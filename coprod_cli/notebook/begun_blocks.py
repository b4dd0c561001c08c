"""When the cases of a block were begun, which the index remembers as numbers: lists go by them."""

import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from coprod_cli.base.clock import is_moment
from coprod_cli.notebook.creation_order import begun_at
from coprod_cli.notebook.index.block_fact import BlockFact
from coprod_cli.notebook.index.fact import Fact, as_json, from_json
from coprod_cli.notebook.note_paths import case_id_in_name
from coprod_cli.notebook.outlines import NoteOutline


class BegunInBlock(NamedTuple):
    """When the cases of a block were begun.

    Attributes:
        times: of each note, in seconds since 1970; 0 for the others.
        others: the places of the notes that are looked at one by one: one that cannot be read, in
            a file that is not named by the id of the case, or whose "created" does not tell a
            moment, wherever its reader is.
    """

    times: Sequence[float]
    others: Sequence[int]


def begun_block_fact(of: Fact[NoteOutline]) -> BlockFact[NoteOutline, BegunInBlock]:
    """Return the fact that is when the cases of a block were begun.

    Args:
        of: the fact that is the outline of a note.
    """
    return BlockFact("begun", of, _merge, _pack, lambda _paths, load: _unpack(load(0), load(1)))


def begun_in(
    blocks: Iterable[tuple[Sequence[str], BegunInBlock]],
    outlines_of: Callable[[Sequence[str]], Iterable[NoteOutline]],
) -> Iterator[tuple[str, float]]:
    """Yield the path of each note, and when its case was begun.

    Args:
        blocks: the paths of each block, and what is known of it.
        outlines_of: returns the outlines of those of some files that count.
    """
    for paths, block in blocks:
        if not block.others:
            yield from zip(paths, block.times, strict=True)
            continue
        gone = {paths[place] for place in block.others}
        others = {each.source: begun_at(each) for each in outlines_of([*gone])}
        for path, time in zip(paths, block.times, strict=True):
            if path not in gone:
                yield path, time
            elif path in others:
                yield path, others[path]


def _merge(paths: Sequence[str], outlines: Sequence[NoteOutline | None]) -> BegunInBlock:
    plain = [
        each if _is_plain(path, each) else None for path, each in zip(paths, outlines, strict=True)
    ]
    return BegunInBlock(
        [begun_at(each) if each else 0.0 for each in plain],
        [place for place, each in enumerate(plain) if each is None],
    )


def _is_plain(path: str, outline: NoteOutline | None) -> bool:
    case = outline.case if outline else None
    return case is not None and case.id == case_id_in_name(path) and is_moment(case.created)


def _pack(block: BegunInBlock) -> list[bytes]:
    return [struct.pack(f"<{len(block.times)}d", *block.times), as_json(block.others)]


def _unpack(times: bytes, others: bytes) -> BegunInBlock:
    return BegunInBlock(struct.unpack(f"<{len(times) // 8}d", times), from_json(others))
