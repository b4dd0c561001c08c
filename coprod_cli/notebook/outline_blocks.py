"""Outlines of the notes of a block, stored column by column, which are read much faster."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from coprod_cli.model.case_outline import CaseOutline
from coprod_cli.notebook.index.block_fact import BlockFact
from coprod_cli.notebook.index.fact import as_json, from_json
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.outlines import NoteOutline, outline_fact

Outlines = Sequence[NoteOutline | None]
"""The outline of each note of a block; None for a note that is to be looked at by itself."""
_TAGS = CaseOutline._fields.index("tags")
_PLACES = CaseOutline._fields.index("places")


def block_of_outlines(read: Callable[[str], Note]) -> BlockFact[NoteOutline, Outlines]:
    """Return the fact that is the outlines of the notes of a block.

    Args:
        read: reads the note at a path.
    """
    return BlockFact(
        "outlines",
        outline_fact(read),
        lambda _paths, outlines: [each if each and each.case else None for each in outlines],
        lambda outlines: [as_json(outlines_data(outlines))],
        lambda paths, load: outlines_from(paths, from_json(load(0))),
    )


def outlines_data(outlines: Outlines) -> Any:
    """Return the outlines of a block as JSON data; those without a case are as None."""
    missing = [index for index, each in enumerate(outlines) if each is None or each.case is None]
    notes = [each for each in outlines if each is not None and each.case is not None]
    columns: list[list[Any]] = list(map(list, zip(*(each.case for each in notes if each.case))))
    shared: dict[str, int] = {}
    if columns:
        columns[_PLACES] = [shared.setdefault(each, len(shared)) for each in columns[_PLACES]]
    are_notes, are_uncertain = ([each[index] for each in notes] for index in (1, 3))
    return [missing, are_notes, are_uncertain, list(shared), columns]


def outlines_from(paths: Sequence[str], data: Any) -> list[NoteOutline | None]:
    """Return the outlines of a block from the paths of its notes and JSON data."""
    missing, are_notes, are_uncertain, shared, columns = data
    if not columns:
        return [None] * len(paths)
    columns[_TAGS] = map(tuple, columns[_TAGS])
    columns[_PLACES] = map(shared.__getitem__, columns[_PLACES])
    cases = map(CaseOutline._make, zip(*columns, strict=True))
    if not missing:
        return list(map(NoteOutline._make, zip(paths, are_notes, cases, are_uncertain, strict=True)))
    gone = set(missing)
    known = (path for index, path in enumerate(paths) if index not in gone)
    found: Iterator[NoteOutline] = map(
        NoteOutline._make, zip(known, are_notes, cases, are_uncertain, strict=True)
    )
    return [None if index in gone else next(found) for index in range(len(paths))]
