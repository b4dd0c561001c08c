"""Restores markers that another program changed, with all their words, where that is certain."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.template import Template
from coprod_cli.notebook.note.damaged_markers import DamagedMarker, find_damaged_markers, keys_of
from coprod_cli.notebook.note.edit import Edit, apply_edits
from coprod_cli.notebook.note.known_headings import known_headings, template_address
from coprod_cli.notebook.note.marker_typography import AROUND
from coprod_cli.notebook.note.markers import END, REMOVED, Marker, is_heading
from coprod_cli.notebook.note.reader import Note

_ESCAPED_HINT = re.compile(r"\\(?:[<&\uff1c\ufe64])")


def with_markers_restored(note: Note, template: Template | None) -> Note:
    """Return the note with its damaged markers as coprod writes them, where that is certain.

    It is certain where the address is the template's or inside a section of the note, and no other
    line claims the same answer. What stood on the same line stays: a heading above, words below.

    Args:
        note: the note.
        template: its template, of any version; None if there is none.
    """
    present = present_addresses(note)
    escaped = escaped_markers(note, template)
    # Below a heading of its own, a second voice's may still be words: they were typed with both.
    escaped = [each for each in escaped if each.marker and each.marker.address not in present]
    damaged = [*note.damaged, *escaped]
    if not damaged:
        return note
    lines = note.text.split("\n")
    certain = _certain(note, template, damaged)
    replaced: dict[int, list[str]] = {}
    for each in certain:
        replaced |= _restored_lines(note, lines, each, damaged)
    edits = [Edit(number, number + 1, new) for number, new in replaced.items()]
    return apply_edits(note, edits)


def escaped_markers(note: Note, template: Template | None) -> list[DamagedMarker]:
    r"""Return the markers before whose `<` a formatter put a backslash.

    A line of an answer that looks like a marker has a backslash, too. It is a marker only right
    below the heading of its question, and if the note has no other marker for that, or none of its
    voice and is beside one of another voice.
    """
    if template is None or _ESCAPED_HINT.search(note.text) is None:
        return []
    found = lines_with_backslashes(note)
    if not found:
        return []
    present = {slot.marker.key for slot in note.slots} | keys_of(note.damaged)
    addresses = {key.address for key in present}
    lines = note.text.split("\n")
    return [
        each
        for each in found
        if each.marker
        and each.marker.key not in present
        and (each.marker.address not in addresses or _is_beside_other_voice(each, note))
        and _is_under_own_heading(each, note, lines, template)
    ]


def _is_beside_other_voice(damaged: DamagedMarker, note: Note) -> bool:
    """Return True if the marker before or behind has the same address."""
    if damaged.marker is None:
        return False
    index = bisect_left(note.slots, damaged.place.start, key=lambda slot: slot.line)
    beside = note.slots[max(index - 1, 0) : index + 1]
    return any(slot.marker.address == damaged.marker.address for slot in beside)


def ends_with_escaped_end(note: Note) -> bool:
    r"""Return True if a note ends with an end marker that has a backslash.

    That may be an answer's last line in a note that was cut off below, or the end marker itself.
    """
    found = lines_with_backslashes(note)
    if not found or found[-1].marker is None or found[-1].marker.address != END:
        return False
    return not note.text[found[-1].place.end :].strip()


def lines_with_backslashes(note: Note) -> list[DamagedMarker]:
    r"""Return the lines that look like markers and have a `\` before their `<`."""
    if "\\" not in note.text:
        return []
    intact = {slot.line: slot.marker for slot in note.slots}
    start = note.front_matter.end if note.front_matter else 0
    return list(find_damaged_markers(note.text, start, intact, is_escaped=True))


def possible_heading_lines(note: Note, damaged: Sequence[DamagedMarker]) -> set[int]:
    """Return the number of each line, from 1, on which a damaged marker's heading may be."""
    lines = note.text.split("\n") if damaged else []
    numbers = set()
    for each in damaged:
        number = note.lines.number(each.place.start)
        above = None if each.place.heading else line_above(lines, number)
        numbers.add((number if above is None else above) + 1)
    return numbers


def present_addresses(note: Note) -> set[Address]:
    """Return the addresses of all markers of a note, damaged ones included."""
    damaged = {each.marker.address for each in note.damaged if each.marker}
    return {slot.marker.address for slot in note.slots} | damaged


def _certain(
    note: Note, template: Template | None, damaged: Sequence[DamagedMarker]
) -> list[DamagedMarker]:
    """Return those damaged markers that can be restored with certainty."""
    present = {slot.marker.key for slot in note.slots}
    starts = [each.place.start for each in damaged] + [slot.line for slot in note.slots]
    claims: dict[AnswerKey, list[DamagedMarker]] = {}
    for each in damaged:
        if each.marker is not None and each.marker.key not in present:
            claims.setdefault(each.marker.key, []).append(each)
    lines = note.text.split("\n")
    result = []
    for key, found in claims.items():
        under_own = [each for each in found if _is_under_own_heading(each, note, lines, template)]
        if len(found) > 1 and len(under_own) not in (1, len(found)):
            continue
        # Several under their own heading are an answer that stands twice, as intact ones would be.
        for each in found if len(found) == 1 else under_own:
            if key.address == END:
                is_known = each.place.start == max(starts)
            else:
                is_known = _is_known(each, note, template, damaged)
            if is_known and (under_own or not _is_joined_to_lines(note, each)):
                result.append(each)
    if any(each.place.escapes for each in note.damaged):
        # The lines that stay would be read as an answer's own.
        restored = {each.marker.key for each in result if each.marker}
        if not all(each.marker and each.marker.key in restored for each in damaged):
            return []
    return result


def _is_joined_to_lines(note: Note, damaged: DamagedMarker) -> bool:
    """Return True if a marker was joined to several lines, which may be no heading."""
    place = damaged.place
    return "\n" in note.text[place.start : place.opening].strip()


def _is_under_own_heading(
    damaged: DamagedMarker, note: Note, lines: Sequence[str], template: Template | None
) -> bool:
    """Return True if the lines right above a marker are a known wording of its own heading."""
    if template is None or damaged.marker is None:
        return False
    place = damaged.place
    known = known_headings(template)
    if place.heading:
        block = known.block_at([place.heading], 0, 1)
    else:
        block = known.last_block(lines, 0, note.lines.number(place.start))
    return block is not None and template_address(damaged.marker.address) in block.wordings


def _is_known(
    damaged: DamagedMarker,
    note: Note,
    template: Template | None,
    others: Iterable[DamagedMarker],
) -> bool:
    """Return True if the template has an address, or other markers of the note are beside it."""
    marker = damaged.marker
    if marker is None or _has_address(template, marker.address):
        return marker is not None
    if not damaged.place.is_closed:
        return False  # the file may have been cut off here, within the address
    if marker.word(REMOVED):
        return True
    addresses = [slot.marker.address for slot in note.slots]
    addresses += [each.marker.address for each in others if each.marker]
    section = Address(marker.address.section)
    if not marker.address.is_question:
        return any(other.is_inside(section) for other in addresses)
    return section in addresses


def _has_address(template: Template | None, address: Address) -> bool:
    if template is None:
        return False
    if address.item is not None and template.group_at(address) is None:
        return False
    if address.item is not None and not address.part:
        return True
    is_section = any(section.id == address for section in template.sections)
    return is_section or template.question_at(address) is not None


def _restored_lines(
    note: Note, lines: Sequence[str], damaged: DamagedMarker, others: Sequence[DamagedMarker]
) -> dict[int, list[str]]:
    """Return the new lines for each line that changes with a damaged marker, by line number."""
    place = damaged.place
    first, after = note.lines.number(place.start), note.lines.number(place.end - 1) + 1
    heading = [place.heading.rstrip()] if place.heading else []
    behind = ["", place.behind] if place.behind else []
    replaced: dict[int, list[str]] = {number: [] for number in range(first, after)}
    replaced[first] = [*heading, str(damaged.marker), *behind]
    if damaged.marker == Marker(END) and not note.text[place.start :].endswith("\n"):
        replaced[first].append("")  # a line end behind the last line
    is_prefixed = bool(place.prefix.strip()) and not place.heading
    if damaged.marker is None or damaged.marker.address == END or not is_prefixed:
        return replaced
    above = line_above(lines, first)
    bare = "" if above is None else _without_prefix(lines[above])
    if above is None or not is_heading(bare):
        return replaced
    if lines[above].removesuffix(bare).split() != place.prefix.split():
        return replaced
    replaced[above] = [bare]
    stops = [other.place.start for other in others if other.place.start > place.start]
    stops += [slot.heading for slot in note.slots if slot.line > place.start]
    stop = note.lines.number(min(stops, default=len(note.text)))
    return replaced | _without_prefixes(lines, range(after, stop))


def _without_prefixes(lines: Sequence[str], numbers: range) -> dict[int, list[str]]:
    """Return the lines below a marker without what was put before it and its heading, and them."""
    full = [number for number in numbers if lines[number].strip()]
    if full and all(lines[number].lstrip().startswith(">") for number in full):
        return {
            number: [lines[number].lstrip().removeprefix(">").removeprefix(" ")] for number in full
        }
    if all(_is_only_prefix(lines[number]) for number in full):
        return {number: [""] for number in full}
    return {}


def line_above(lines: Sequence[str], number: int) -> int | None:
    """Return the number of the nearest line above that is not blank, apart from quotation marks."""
    for above in range(number - 1, -1, -1):
        if lines[above].strip("> \t"):
            return above
    return None


def _without_prefix(line: str) -> str:
    match = AROUND.match(line)
    return line[match.end() :] if match else line


def _is_only_prefix(line: str) -> bool:
    return not _without_prefix(line)
