"""Adds items of a repeated group to a note, and removes them; each item is a block."""

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
    """Return the note with a block for the item to which an address belongs.

    The new block comes after the items with smaller numbers, and its questions are unanswered. The
    same note is returned if it already has the block, or the address is in no item.

    Raises:
        InvalidInput: an answer in the note cannot be attributed to its question.
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
    before = _slot_before(note, item)
    offset = note.slots[-1].line if before is None else before.end
    return insert_block(note, offset, lines)


def without_item_block(note: Note, item: Address) -> Note:
    """Return the note without the block of an item; the same note if it has no such block.

    Raises:
        InvalidInput: an answer in the note cannot be attributed to its question.
    """
    refuse_if_uncertain(note)
    edits = []
    for slot, following in zip(note.slots, note.slots[1:], strict=False):
        if slot.marker.address.is_within(item):
            is_same_item = following.marker.address.is_within(item)
            kept = [] if is_same_item else lost_heading(following)
            lines = lines_of(note, slot)
            edits.append(Edit(lines.start, lines.stop, kept))
    return apply_edits(note, edits)


def _slot_before(note: Note, item: Address) -> Slot | None:
    """Return the last slot of the group's own answer or of the items with smaller numbers."""
    last = None
    for slot in note.slots:
        address = slot.marker.address
        is_earlier = address.item is not None and address.item < (item.item or 0)
        if address == item.outer or (address.outer == item.outer and is_earlier):
            last = slot
    return last
