"""Items of a repeated group in a note: a block for each, put in and taken out as a whole."""

from coprod_cli.model.address import Address
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


def with_item(note: Note, address: Address, group: GroupQuestion, language: str) -> Note:
    """Return the note with the block of the item within which an address is.

    The same note where the block is there. It comes after the items before it; its questions are
    all open.

    Raises:
        InvalidInput: the note is in a state in which nothing should be written to it.
    """
    item, number = address.item_address, address.item
    if item is None or number is None:
        return note
    if any(slot.marker.address == item for slot in note.slots):
        return note
    refuse_if_uncertain(note)
    lines = [item_heading(group, number, language), str(Marker(item)), ""]
    for question in group.questions:
        heading = group_question_heading(question, language)
        lines += [heading, str(Marker(item.child(question.id))), ""]
    before = _before(note, item)
    offset = note.slots[-1].line if before is None else before.end
    return insert_block(note, offset, lines)


def without_item_block(note: Note, item: Address) -> Note:
    """Return the note without an item's block, given by its address; the same where it has none.

    Raises:
        InvalidInput: the note is in a state in which nothing should be written to it.
    """
    refuse_if_uncertain(note)
    edits = []
    for slot, following in zip(note.slots, note.slots[1:], strict=False):
        if slot.marker.address.is_within(item):
            is_more = following.marker.address.is_within(item)
            kept = [] if is_more else lost_heading(following)
            lines = lines_of(note, slot)
            edits.append(Edit(lines.start, lines.stop, kept))
    return apply_edits(note, edits)


def _before(note: Note, item: Address) -> Slot | None:
    """Return the last slot of an item's group, or of the items before it."""
    found = None
    for slot in note.slots:
        address = slot.marker.address
        is_earlier = address.item is not None and address.item < (item.item or 0)
        if address == item.outer or (address.outer == item.outer and is_earlier):
            found = slot
    return found
