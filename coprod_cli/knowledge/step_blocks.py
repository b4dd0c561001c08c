"""Next steps of the notes of a block, which the index remembers as one value."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from coprod_cli.knowledge.step_facts import NoteSteps, step_from, steps_fact
from coprod_cli.notebook.copies import Listing
from coprod_cli.notebook.index.block_fact import BlockFact, LoadPart
from coprod_cli.notebook.index.fact import as_json, from_json
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.outline_blocks import outlines_data, outlines_from
from coprod_cli.templates.library import TemplateLibrary

Placed = tuple[int, NoteSteps]
"""The place of a note in its block, and its next steps."""


class StepsInBlock(NamedTuple):
    """The next steps of a block of notes.

    Attributes:
        notes: the notes in which a next step may stand.
        missing: the places of the notes that are looked at one by one.
    """

    notes: Sequence[Placed]
    missing: Sequence[int]


def find_known_steps(
    notebook: Notebook, library: TemplateLibrary, listing: Listing
) -> Iterator[NoteSteps]:
    """Yield the next steps of the notes of a notebook in which some may stand, in order.

    Args:
        notebook: the notebook.
        library: the templates.
        listing: its notes.
    """
    fact = steps_fact(notebook, library)

    def use(paths: Sequence[str], block: StepsInBlock) -> Sequence[NoteSteps]:
        others = [paths[place] for place in block.missing]
        found = [*zip(block.missing, notebook.facts_of_some(fact, others), strict=True)]
        notes = sorted([*block.notes, *found], key=_place) if found else block.notes
        return [steps for _place, steps in notes]

    block_fact = BlockFact("blocksteps", fact, _merge, _pack, _unpack)
    return chain.from_iterable(notebook.use_blocks(block_fact, listing, use))


def _place(note: Placed) -> int:
    return note[0]


def _merge(_paths: Sequence[str], notes: Sequence[NoteSteps | None]) -> StepsInBlock:
    placed = [(place, each) for place, each in enumerate(notes) if each is not None]
    return StepsInBlock(
        [row for row in placed if row[1].note.case is not None and row[1].may_be_any],
        [place for place, each in enumerate(notes) if each is None],
    )


def _pack(block: StepsInBlock) -> list[bytes]:
    notes = [steps for _place, steps in block.notes]
    places = [place for place, _steps in block.notes]
    outlines = outlines_data(steps.note for steps in notes)
    rows = [each[1:] for each in notes]
    return [as_json([block.missing, places, outlines, rows])]


def _unpack(paths: Sequence[str], load: LoadPart) -> StepsInBlock:
    missing, places, outlines, rows = from_json(load(0))
    notes = outlines_from([paths[place] for place in places], outlines)
    found = [
        (place, NoteSteps(note, is_open, is_any, is_out, tuple(map(step_from, steps))))
        for place, note, (is_open, is_any, is_out, steps) in zip(places, notes, rows, strict=True)
        if note is not None
    ]
    return StepsInBlock(found, missing)
