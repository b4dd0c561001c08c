"""Outlines of the notes of a block, stored column by column, which are read much faster."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from coprod_cli.model.case_outline import CaseOutline
from coprod_cli.notebook.index.block_fact import BlockFact
from coprod_cli.notebook.index.fact import Fact, as_json, from_json
from coprod_cli.notebook.outlines import NoteOutline

Item = TypeVar("Item")
Outlines = Sequence[NoteOutline | None]
"""The outline of each note of a block; None for a note that is to be looked at by itself."""
_TAGS = CaseOutline._fields.index("tags")
_PLACES = CaseOutline._fields.index("places")


def block_of_outlines(of: Fact[NoteOutline]) -> BlockFact[NoteOutline, Outlines]:
    """Return the fact that is the outlines of the notes of a block.

    Args:
        of: the fact that is the outline of a note.
    """
    return BlockFact(
        "outlines",
        of,
        lambda _paths, outlines: [each if each and each.case else None for each in outlines],
        lambda outlines: [as_json(outlines_data(outlines))],
        lambda paths, load: outlines_from(paths, from_json(load(0))),
    )


def outlines_data(outlines: Iterable[NoteOutline | None]) -> Any:
    """Return the outlines of a block as JSON data; None for those that are looked at each time."""
    all_outlines = list(outlines)
    notes = [each for each in all_outlines if each is not None]
    columns = columns_of(map(_case_in, notes))
    shared: dict[str, int] = {}
    if columns:
        columns[_PLACES] = [shared.setdefault(each, len(shared)) for each in columns[_PLACES]]
    missing = [index for index, each in enumerate(all_outlines) if each is None]
    are_notes = [note.is_note for note in notes]
    return [missing, are_notes, [note.uncertain for note in notes], list(shared), columns]


def outlines_from(paths: Sequence[str], data: Any) -> list[NoteOutline | None]:
    """Return the outlines of a block from the paths of its notes and JSON data."""
    missing, are_notes, are_uncertain, shared, columns = data
    if not columns:
        return [None] * len(paths)
    columns[_TAGS] = map(tuple, columns[_TAGS])
    columns[_PLACES] = map(shared.__getitem__, columns[_PLACES])
    cases = map(CaseOutline._make, zip(*columns, strict=True))
    own = without(paths, missing)
    notes = map(NoteOutline._make, zip(own, are_notes, cases, are_uncertain, strict=True))
    return with_missing(notes, missing, len(paths))


def _case_in(note: NoteOutline) -> CaseOutline:
    if note.case is None:
        raise ValueError(note.source)
    return note.case


def columns_of(rows: Iterable[Iterable[Any]]) -> list[list[Any]]:
    """Return rows as columns; [] for no rows."""
    return [list(column) for column in zip(*rows, strict=True)]


def without(items: Sequence[Item], missing: Sequence[int]) -> Iterable[Item]:
    """Return all items but those at some indexes."""
    if not missing:
        return items
    gone = set(missing)
    return [item for index, item in enumerate(items) if index not in gone]


def with_missing(items: Iterator[Item], missing: Sequence[int], count: int) -> "list[Item | None]":
    """Return `count` items, with None at some indexes."""
    if not missing:
        return list(items)
    gone = set(missing)
    return [None if index in gone else next(items) for index in range(count)]
