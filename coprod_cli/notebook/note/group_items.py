"""Items of a repeated group in a note: a block for each, put in and taken out as a whole."""

from coprod_cli.model.address import item_address, item_place
from coprod_cli.model.questions import GroupQuestion
from coprod_cli.notebook.note.blocks import lines_of
from coprod_cli.notebook.note.edit import (
    Edit,
    apply_edits,
    insert_block,
    lost_heading,
    refuse_if_uncertain,
)
from coprod_cli.notebook.note.markers import Marker
from coprod_cli.notebook.note.new_note import group_question_heading, item_heading
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note


def with_item(note: Note, address: str, group: GroupQuestion, language: str) -> Note:
    """Return the note with the block of the item within which an address is.

    The same note where the block is there. It comes after the items before it; its questions are
    all open.

    Raises:
        InvalidInput: the note is in a state in which nothing should be written to it.
    """
    place = item_place(address)
    if place is None:
        return note
    item = item_address(place.group, place.number)
    if any(slot.marker.address == item for slot in note.slots):
        return note
    refuse_if_uncertain(note)
    lines = [item_heading(group, place.number, language), str(Marker(item)), ""]
    for question in group.questions:
        heading = group_question_heading(question, language)
        lines += [heading, str(Marker(f"{item}.{question.id}")), ""]
    before = _before(note, place.group, place.number)
    offset = note.slots[-1].line if before is None else before.end
    return insert_block(note, offset, lines)


def without_item_block(note: Note, item: str) -> Note:
    """Return the note without an item's block, given by its address; the same where it has none.

    Raises:
        InvalidInput: the note is in a state in which nothing should be written to it.
    """
    refuse_if_uncertain(note)
    edits = []
    for slot, following in zip(note.slots, note.slots[1:], strict=False):
        if _is_in(slot, item):
            kept = [] if _is_in(following, item) else lost_heading(following)
            lines = lines_of(note, slot)
            edits.append(Edit(lines.start, lines.stop, kept))
    return apply_edits(note, edits)


def _is_in(slot: Slot, item: str) -> bool:
    address = slot.marker.address
    return address == item or address.startswith(f"{item}.")


def _before(note: Note, group: str, number: int) -> Slot | None:
    """Return the last slot of the group, or of its items before a number."""
    found = None
    for slot in note.slots:
        place = item_place(slot.marker.address)
        if slot.marker.address == group or (
            place and place.group == group and place.number < number
        ):
            found = slot
    return found
