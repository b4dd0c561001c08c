"""Restores headings that another program changed, and the markers lost under such headings."""

from collections.abc import Collection, Iterator
from textwrap import dedent

from coprod_cli.model.address import Address
from coprod_cli.model.template import Template
from coprod_cli.model.voices import with_voice_label
from coprod_cli.notebook.note.definitions import code_lines
from coprod_cli.notebook.note.edit import Edit, apply_edits
from coprod_cli.notebook.note.heading_shapes import HEADING_SHAPES, Shape, plain_text
from coprod_cli.notebook.note.known_headings import (
    Block,
    heading_line,
    heading_marks,
    known_headings,
    template_address,
)
from coprod_cli.notebook.note.lost_voices import label_voice
from coprod_cli.notebook.note.markers import END, Marker
from coprod_cli.notebook.note.new_note import heading_of
from coprod_cli.notebook.note.reader import Note, require_case
from coprod_cli.notebook.note.slot_lines import SlotLines
from coprod_cli.notebook.note.stray_headings import (
    Kind,
    Stray,
    is_restorable,
    stray_headings,
)


def with_headings_restored(note: Note, template: Template, *, same_version: bool) -> Note:
    """Return the note with each changed heading above its marker again, as an ATX heading.

    Args:
        note: the note.
        template: its template.
        same_version: whether the note is of the template's version. In another one, the wording of
            a heading that is gone is not known.
    """
    if not note.may_have_stray_headings:
        return note
    place = SlotLines(note)
    strays = stray_headings(note, template)
    starts = {
        each.slot: each.block.first for each in strays if each.kind is Kind.ABOVE and each.block
    }
    edits = []
    for stray in strays:
        address = note.slots[stray.slot].marker.address
        block = stray.block
        if block is None:
            if stray.kind is Kind.NONE and same_version:
                heading = heading_of(address, template, require_case(note).language)
                voice = note.slots[stray.slot].marker.voice
                heading = with_voice_label(heading, voice, require_case(note).language)
                edits.append(_inserted(place, stray.slot, heading))
        elif stray.kind in (Kind.ABOVE, Kind.BELOW):
            wording = block.wordings[template_address(address)]
            heading = heading_line(address, wording, block.voice, template)
            edits.append(_replaced(place, stray, block, heading, starts))
        elif stray.kind is Kind.LIKELY and is_restorable(stray):
            text = plain_text(place.lines[block.first])
            edits.append(_replaced(place, stray, block, f"{heading_marks(address)} {text}", starts))
    return apply_edits(note, edits)


def _inserted(place: SlotLines, index: int, heading: str) -> Edit:
    marker = place.marker(index)
    lead = [""] if marker and place.lines[marker - 1].strip() else []
    return Edit(marker, marker, [*lead, heading])


def _replaced(
    place: SlotLines, stray: Stray, block: Block, heading: str, starts: dict[int, int]
) -> Edit:
    """Return the edit that writes a heading and its marker in place of both."""
    lines = place.lines
    marker = place.marker(stray.slot)
    first, after = min(block.first, marker), max(block.after, marker + 1)
    lead = [""] if first and lines[first - 1].strip() else []
    new = [*lead, heading, str(place.note.slots[stray.slot].marker)]
    if block.shape is Shape.BULLET and stray.kind is Kind.ABOVE:
        stop = starts.get(stray.slot + 1, place.stop(stray.slot))
        new += outdented(lines[after:stop])
        after = stop
    elif after < len(lines) and lines[after].strip():
        new.append("")
    return Edit(first, after, new)


def outdented(lines: list[str]) -> list[str]:
    """Return the lines of an answer without the indent that an outliner gave all of them."""
    plain = dedent("\n".join(lines)).split("\n") if lines else []
    is_apart = not plain or not plain[0].strip()
    return plain if is_apart else ["", *plain]


# --- lost markers ---


def with_markers_under_changed_headings(
    note: Note, template: Template, lost: Collection[Address]
) -> Note:
    """Return the note with lost markers under their changed headings, where that is certain.

    Args:
        note: the note, with some markers.
        template: its template, of the note's version.
        lost: the addresses that have no marker.
    """
    if not lost:
        return note
    place = SlotLines(note)
    blocks = _free_blocks(place, template)
    edits = []
    for address in lost:
        found = [block for block in blocks if address in block.wordings]
        if len(found) != 1 or sum(each in lost for each in found[0].wordings) != 1:
            continue
        block = found[0]
        if block.shape not in HEADING_SHAPES and not _is_in_order(note, template, address, block):
            continue
        heading = heading_line(address, block.wordings[address], block.voice, template)
        lead = [""] if place.lines[block.first - 1].strip() else []
        tail = [""] if place.lines[block.after : block.after + 1] != [""] else []
        marker = Marker(address, voice=label_voice(block))
        new = [*lead, heading, str(marker), *tail]
        edits.append(Edit(block.first, block.after, new))
    return apply_edits(note, edits)


def _free_blocks(place: SlotLines, template: Template) -> list[Block]:
    """Return the known wordings in a note that are no heading of a marker."""
    slots = place.note.slots
    has_end = slots[-1].marker.address == END
    stop = place.marker(len(slots) - 1) if has_end else len(place.lines)
    code = code_lines(place.lines, place.body, stop, only_closed=True)
    owned = {place.heading(index) for index in range(len(slots))}
    found: Iterator[Block] = known_headings(template).blocks(place.lines, place.body, stop, code)
    return [block for block in found if block.first not in owned]


def _is_in_order(note: Note, template: Template, address: Address, block: Block) -> bool:
    """Return True if a block is between the neighbours of its question in the template."""
    order = template.headed
    position = order.index(address)
    lines = {slot.marker.address: note.lines.number(slot.line) for slot in note.slots}
    before = [lines[each] for each in order[:position] if each in lines]
    behind = [lines[each] for each in order[position + 1 :] if each in lines]
    return max(before, default=-1) < block.first < min(behind, default=block.first + 1)
