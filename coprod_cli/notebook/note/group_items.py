"""Adds items of repeated groups to a note, and removes them; each item is a block."""

from collections.abc import Collection, Iterator, Mapping

from coprod_cli.model.address import Address
from coprod_cli.model.items import is_within_any
from coprod_cli.model.questions import GroupQuestion
from coprod_cli.notebook.note.blocks import lines_of
from coprod_cli.notebook.note.edit import (
    Edit,
    apply_edits,
    insert_blocks,
    lost_heading,
    refuse_if_uncertain,
)
from coprod_cli.notebook.note.markers import Marker
from coprod_cli.notebook.note.new_note import group_question_heading, item_heading
from coprod_cli.notebook.note.reader import Note


def with_items(note: Note, items: Mapping[Address, GroupQuestion], language: str) -> Note:
    """Return the note with blocks for items of groups, their questions unanswered.

    Each new block comes after the items with smaller numbers. The same note is returned if it
    already has all of them.

    Args:
        note: the note.
        items: the addresses of the items, each with its group.
        language: the language of the headings.

    Raises:
        InvalidInput: an answer in the note cannot be attributed to its question.
    """
    if not items:
        return note
    addresses = {slot.marker.address for slot in note.slots}
    missing: dict[Address, list[Address]] = {}
    for item in items:
        if item not in addresses:
            missing.setdefault(item.outer, []).append(item)
    if not missing:
        return note
    refuse_if_uncertain(note)
    return insert_blocks(note, [
        (offset, _unanswered_block(item, items[item], language))
        for offset, item in _placed(note, missing)
    ])  # fmt: skip


def without_item_blocks(note: Note, items: Collection[Address]) -> Note:
    """Return the note without the blocks of items; the same note if it has none of these.

    Raises:
        InvalidInput: an answer in the note cannot be attributed to its question.
    """
    if not items:
        return note
    refuse_if_uncertain(note)
    edits = []
    for slot, following in zip(note.slots, note.slots[1:], strict=False):
        if is_within_any(slot.marker.address, items):
            is_removed = is_within_any(following.marker.address, items)
            kept = [] if is_removed else lost_heading(following)
            lines = lines_of(note, slot)
            edits.append(Edit(lines.start, lines.stop, kept))
    return apply_edits(note, edits)


def _placed(note: Note, missing: Mapping[Address, list[Address]]) -> Iterator[tuple[int, Address]]:
    """Yield each missing item with the offset of its block, those of a group by their numbers.

    That is behind the last slot of the group's own answer or of the items with smaller numbers.

    Args:
        note: the note.
        missing: the missing items by group.
    """
    present: dict[Address, list[tuple[int, int]]] = {group: [] for group in missing}
    for index, slot in enumerate(note.slots):
        address = slot.marker.address
        if address.outer in present and (address.item is not None or address in present):
            present[address.outer].append((address.item or 0, index))
    for group, items in missing.items():
        numbered = sorted(present[group], reverse=True)
        last = -1
        for item in sorted(items):
            while numbered and numbered[-1][0] < (item.item or 0):
                last = max(last, numbered.pop()[1])
            yield note.slots[-1].line if last < 0 else note.slots[last].end, item


def _unanswered_block(item: Address, group: GroupQuestion, language: str) -> list[str]:
    lines = [item_heading(group, item.item or 0, language), str(Marker(item)), ""]
    for question in group.questions:
        heading = group_question_heading(question, language)
        lines += [heading, str(Marker(item.child(question.id))), ""]
    return lines
