"""Stray headings: headings that another program changed, so that they stand in an answer.

A marker's heading is the ATX heading above it. A heading that was underlined, made bold or a
bullet, or put below its marker, is read as words of an answer. What is certain is restored by
`heading_repair`.
"""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from coprod_cli.model.template import Template
from coprod_cli.model.voices import voice_of_label
from coprod_cli.notebook.note.heading_shapes import HEADING_SHAPES, Shape, shape_of
from coprod_cli.notebook.note.known_headings import (
    Block,
    KnownHeadings,
    known_headings,
    template_address,
)
from coprod_cli.notebook.note.markers import is_heading
from coprod_cli.notebook.note.new_note import title_headings
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note.slot_lines import SlotLines

_MIN_QUOTED_WORDS = 4
"""A shorter wording, such as "So what?", may be anybody's last line."""
_MAX_LIKELY = 120


class Kind(Enum):
    """What is wrong with a heading."""

    ABOVE = "its heading is above its marker, and is no ATX heading"
    BELOW = "its heading is below its marker"
    LIKELY = "it has no heading, and the line above it looks like one"
    NONE = "it has no heading"
    OTHERS = "it has the heading of another question"
    BEGINS = "its answer begins with a known wording"
    ENDS = "its answer ends with a known wording"


class Stray(NamedTuple):
    """A heading that is not where or what it should be.

    Attributes:
        kind: what is wrong.
        slot: the index of the slot of which it is wrong.
        block: the lines of the heading; None if there are none.
        uncertain: whether an answer has lines that may not be its own.
    """

    kind: Kind
    slot: int
    block: Block | None
    uncertain: bool


def _may_have_known_edges(note: Note, known: KnownHeadings) -> bool:
    """Return False if no answer begins or ends with a known wording on a plain line; fast."""
    for answer in note.case.answers if note.case else ():
        text = answer.text
        is_likely = known.may_begin(text.partition("\n")[0])
        if text and (is_likely or known.may_end(text.rpartition("\n")[2])):
            lines = text.split("\n")
            if known.first_block(lines, 0, len(lines)) or known.last_block(lines, 0, len(lines)):
                return True
    return False


def stray_headings(note: Note, template: Template) -> list[Stray]:
    """Return the headings of a note that are not where or what they should be, in order."""
    known = known_headings(template)
    if not note.may_have_stray_headings and not _may_have_known_edges(note, known):
        return []
    place = SlotLines(note)
    headless = {
        index: _headless(place, known, index)
        for index, slot in place.searched.items()
        if slot.lacks_heading and known.has(slot.marker.address)
    }
    strays = [*headless.values(), *_headless_unknown(place, known)]
    others = [index for index in place.searched if index not in headless]
    below = {index: _own_heading_below(place, known, index) for index in others}
    # Where one marker is above its heading, all may be: a heading above is then an answer's.
    is_usual = any(each.kind is Kind.BELOW for each in strays) or any(
        found is not None and found[1] for found in below.values()
    )
    strays += [
        Stray(Kind.BELOW, index, found[0], note.slots[index].marker.address.is_question)
        for index, found in below.items()
        if found is not None and (found[1] or is_usual)
    ]
    claimed = {each.block.first for each in strays if each.block}
    voices = {slot.marker.voice for slot in note.slots}
    for index, slot in place.searched.items():
        if slot.marker.address.is_question:
            strays += _at_the_edges(place, known, index, claimed, voices)
    if any(each.uncertain or each.kind is Kind.NONE for each in strays):
        done = {each.slot for each in strays if each.kind is Kind.BELOW}
        strays += _under_others(place, known, done)
    return sorted(strays, key=lambda each: (each.slot, each.block.first if each.block else 0))


def _headless(place: SlotLines, known: KnownHeadings, index: int) -> Stray:
    """Return what is wrong with a marker that has no heading."""
    address = place.note.slots[index].marker.address
    own = template_address(address)
    marker, floor = place.marker(index), place.top(index - 1)
    is_after_answer = index > 0 and place.note.slots[index - 1].marker.address.is_question
    block = known.last_block(place.lines, floor, marker)
    if block is not None and own in block.wordings:
        return Stray(Kind.ABOVE, index, block, is_after_answer)
    block = known.first_block(place.lines, marker + 1, place.marker(index + 1))
    voice = place.note.slots[index].marker.voice
    if block is not None and own in block.wordings and _may_be_of(block, voice):
        return Stray(Kind.BELOW, index, block, address.is_question)
    if marker + 1 < place.stop(index) and is_heading(place.lines[marker + 1]):
        # coprod writes a blank line below a marker.
        block = Block(marker + 1, marker + 2, Shape.ATX, {}, "")
        return Stray(Kind.LIKELY, index, block, address.is_question)
    moved = known.blocks(place.lines, floor, place.stop(index), set())
    is_own = (each for each in moved if own in each.wordings and each.shape in HEADING_SHAPES)
    block = next(is_own, None) or _likely_heading(place.lines, floor, marker)
    if block is not None:
        return Stray(Kind.LIKELY, index, block, is_after_answer)
    return Stray(Kind.NONE, index, None, uncertain=False)


def _may_be_of(block: Block, voice: str | None) -> bool:
    """Return False if a heading names another voice."""
    return not block.voice or voice_of_label(block.voice[1:-1]) == voice


def _headless_unknown(place: SlotLines, known: KnownHeadings) -> Iterator[Stray]:
    """Yield the markers without a heading whose questions the template does not have."""
    for index, slot in place.searched.items():
        if slot.lacks_heading and not known.has(slot.marker.address):
            stray = _headless(place, known, index)
            if stray.kind is Kind.LIKELY:
                yield stray


def _own_heading_below(
    place: SlotLines, known: KnownHeadings, index: int
) -> tuple[Block, bool] | None:
    """Return the heading below a marker, and whether the one above is certainly not its own.

    None if there is no heading below, or the marker's own is above.
    """
    slot = place.note.slots[index]
    heading = place.heading(index)
    if heading is None or not known.has(slot.marker.address):
        return None
    block = known.first_block(place.lines, place.marker(index) + 1, place.marker(index + 1))
    own = template_address(slot.marker.address)
    if block is None or own not in block.wordings or block.shape not in HEADING_SHAPES:
        return None
    above = known.block_at(place.lines, heading, heading + 1)
    if above is not None:
        return None if own in above.wordings else (block, True)
    case = place.note.case
    is_title = case is not None and place.lines[heading] in title_headings(case.title)
    return block, is_title or (index == 0 and place.lines[heading].startswith("# "))


def _likely_heading(lines: list[str], floor: int, marker: int) -> Block | None:
    """Return the line above a marker if it stands right there, or has the form of a heading."""
    stop = marker
    while stop > floor and not lines[stop - 1].strip():
        stop -= 1
    if stop == floor:
        return None
    first = stop - 1
    if first > floor and lines[first - 1].strip():
        first -= shape_of(lines[first - 1 : stop]) is Shape.UNDERLINED
    line = lines[first].strip()
    shape = shape_of(lines[first:stop])
    # An answer ends in a blank line, so a line right above the marker is no part of one.
    is_adjacent = stop == marker
    if first > floor and lines[first - 1].strip():
        return Block(stop - 1, stop, Shape.PLAIN, {}, "") if is_adjacent else None
    is_question = shape is Shape.PLAIN and line.endswith("?")
    is_likely = shape in HEADING_SHAPES or is_question or is_adjacent
    if not is_likely or len(line) > _MAX_LIKELY:
        return None
    return Block(first, stop, shape, {}, "")


def _at_the_edges(
    place: SlotLines, known: KnownHeadings, index: int, claimed: set[int], voices: set[str | None]
) -> Iterator[Stray]:
    """Yield the known wordings with which an answer begins or ends."""
    first, stop = place.text(index)
    if first == stop:
        return
    end = None
    begin = known.first_block(place.lines, first, stop)
    is_underlined = stop - 1 > first and shape_of(place.lines[stop - 2 : stop]) is Shape.UNDERLINED
    if known.may_end(place.lines[stop - 2 if is_underlined else stop - 1]):
        end = known.last_block(place.lines, first, stop)
    if (cut_off := _cut_off_heading(place, index, stop - 1)) is not None:
        yield Stray(Kind.ENDS, index, cut_off, uncertain=True)
    own = template_address(place.note.slots[index].marker.address)
    for kind, block in ((Kind.BEGINS, begin), (Kind.ENDS, None if end == begin else end)):
        if block is None or block.first in claimed or block.has_remark(voices):
            continue
        is_heading = block.shape in HEADING_SHAPES
        is_whole = block.first == first and block.after == stop
        words = next(iter(block.wordings.values())).split()
        is_long = own not in block.wordings and len(words) >= _MIN_QUOTED_WORDS
        if is_heading or is_long or (own in block.wordings and is_whole):
            yield Stray(kind, index, block, uncertain=is_heading)


def _cut_off_heading(place: SlotLines, index: int, last: int) -> Block | None:
    """Return the last line of an answer if it is the beginning of the heading that follows."""
    if index + 1 >= len(place.note.slots) or (number := place.heading(index + 1)) is None:
        return None
    line, heading = place.lines[last].strip(), place.lines[number].strip()
    # The heading that was put back has no voice, of which the cut may have left the beginning.
    is_part = heading.startswith(line) or line.startswith(f"{heading} (")
    if not is_heading(line) or " " not in line or line == heading or not is_part:
        return None
    address = template_address(place.note.slots[index + 1].marker.address)
    return Block(last, last + 1, Shape.ATX, {address: heading}, "")


def _under_others(place: SlotLines, known: KnownHeadings, done: set[int]) -> Iterator[Stray]:
    """Yield the markers that stand under the heading of another question."""
    for index, slot in place.searched.items():
        heading = place.heading(index)
        address = slot.marker.address
        if heading is None or index in done or not known.has(address):
            continue
        block = known.block_at(place.lines, heading, heading + 1)
        if block is not None and template_address(address) not in block.wordings:
            yield Stray(Kind.OTHERS, index, block, uncertain=True)


def has_uncertain_headings(note: Note, template: Template) -> bool:
    """Return True if an answer has lines that are a heading, or may be."""
    return note.may_have_stray_headings and any(
        each.uncertain for each in stray_headings(note, template)
    )


def is_restorable(stray: Stray) -> bool:
    """Return True if a likely heading is a heading by its form alone (CommonMark 4.3, 4.6)."""
    return stray.block is not None and stray.block.shape in (Shape.UNDERLINED, Shape.HTML)
