"""Edits of a note in place: the bytes of one answer change, and no others."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from coprod_cli.base.errors import InvalidInput
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer, Case, index_for_answer
from coprod_cli.notebook.note.front_matter import Replacement, set_values
from coprod_cli.notebook.note.markers import ASKED, Marker, escape, is_heading, marker_for
from coprod_cli.notebook.note.new_note import title_heading, title_headings
from coprod_cli.notebook.note.parser import Lines, Slot
from coprod_cli.notebook.note.reader import Note, read_note

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class Edit(NamedTuple):
    r"""A replacement of whole lines of `Note.text`, numbered from 0; `lines` have no `\n`."""

    first: int
    after: int
    lines: list[str]


def marker_edit(note: Note, slot: Slot, marker: Marker) -> Edit:
    """Return the edit that replaces a slot's marker."""
    number = note.lines.number(slot.line)
    return Edit(number, number + 1, [str(marker)])


def lost_heading(following: Slot, above: Sequence[str] | None = None) -> list[str]:
    """Return the lines to put above a marker that has lost its heading; [] for other markers.

    Without them, a heading at the end of the text above would be read as the marker's own.

    Args:
        following: the marker's slot.
        above: the lines that will be above the marker; None if they are not known.
    """
    if not following.lacks_heading:
        return []
    heading = f"### {following.marker.address}"
    if above is None:
        return [heading]
    return ["", heading] if above and is_heading(above[-1]) else []


def refuse_if_uncertain(note: Note) -> Case:
    """Return the case of a note, if all its answers can be attributed to their questions.

    Raises:
        InvalidInput: an answer cannot be attributed; the error has the findings.
    """
    if note.case is None or note.uncertain:
        uncertain = [finding for finding in note.findings if finding.uncertain]
        raise InvalidInput(uncertain or note.findings)
    return note.case


def set_answer(note: Note, answer: Answer, heading: str, asked: str | None = None) -> Note:
    """Return the note with an answer written; the same note if it already has that answer.

    Args:
        note: the note.
        answer: the answer, its text canonical.
        heading: the heading to write if the note has no slot for the answer.
        asked: the fingerprint of the wording that was answered; None leaves the marker's own.

    Raises:
        InvalidInput: an answer in the note cannot be attributed to its question.
    """
    answers = refuse_if_uncertain(note).answers
    slots = [slot for slot in note.slots if slot.marker.address.is_question]
    index = index_for_answer(answer, answers)
    if index is None:
        return apply_edits(note, [_new_block(note, answer, heading, slots, asked)])
    if answers[index] == answer:
        return note
    slot = slots[index]
    edits = [_marker_edit(note, slot, answer, asked), _text_edit(note, slot, answer.text)]
    return apply_edits(note, [edit for edit in edits if edit is not None])


def set_front_matter(note: Note, changes: Mapping[str, str]) -> Note:
    """Return the note with front-matter values replaced; the same note if it already has them.

    Raises:
        InvalidInput: the front matter cannot be read, or cannot be changed safely.
    """
    refuse_if_uncertain(note)
    front = note.front_matter
    if front is None:
        raise InvalidInput(note.findings)
    changes = {key: value for key, value in changes.items() if front.values.get(key) != value}
    if not changes:
        return note
    block = note.text[front.start : front.end]
    first = note.lines.number(front.start)
    return apply_edits(note, _line_edits(block, set_values(block, changes, note.source), first))


def set_title(note: Note, title: str) -> Note:
    """Return the note with another title, in the front matter and in its first heading.

    The heading is changed only if it still shows the earlier title.
    """
    case = refuse_if_uncertain(note)
    earlier = title_headings(case.title)
    note = set_front_matter(note, {"title": title})
    if title_headings(title) == earlier:
        return note
    edit = title_heading_edit(note, earlier, title_heading(title, case.language))
    return apply_edits(note, [edit]) if edit else note


def title_heading_edit(note: Note, known: Collection[str], heading: str) -> Edit | None:
    """Return the edit that replaces the note's title heading.

    Args:
        note: the note.
        known: the lines that are recognized as its title heading.
        heading: the new heading.

    Returns:
        None if no known line is above the first section, or the heading is already there.
    """
    front = note.front_matter
    if front is None:
        return None
    first_slot = note.slots[0].heading if note.slots else len(note.text)
    number = note.lines.number(front.end) + 1
    for offset, line in enumerate(note.text[front.end : first_slot].split("\n")[1:]):
        if line in known:
            edit = Edit(number + offset, number + offset + 1, [heading])
            return edit if line != heading else None
    return None


def _line_edits(block: str, replacements: list[Replacement], first: int) -> list[Edit]:
    """Return replacements as edits of whole lines; `first` is the block's first line number."""
    edits = []
    lines = Lines(block)
    for start, end, text in _whole_line_replacements(block, replacements):
        number = first + lines.number(start)
        if start == len(block):  # lines added at the end
            edits.append(Edit(number, number, text.removesuffix("\n").split("\n")))
        else:
            after = first + lines.number(end) + 1
            edits.append(Edit(number, after, text.split("\n")))
    return edits


def _whole_line_replacements(block: str, replacements: list[Replacement]) -> list[Replacement]:
    """Return replacements extended to whole lines, without the last line end.

    Replacements that share a line become one.
    """
    widened: list[Replacement] = []
    for start, end, text in replacements:
        after = block.find("\n", end)
        after = len(block) if after < 0 else after
        if widened and start <= widened[-1].end:
            before = widened.pop()
            top = before.start
            lead = before.text[: len(before.text) - (before.end - start)]
        else:
            top = block.rfind("\n", 0, start) + 1
            lead = block[top:start]
        widened.append(Replacement(top, after, f"{lead}{text}{block[end:after]}"))
    return widened


def _marker_edit(note: Note, slot: Slot, answer: Answer, asked: str | None) -> Edit | None:
    words = slot.marker.words
    if asked is not None:
        words = slot.marker.words_with_wording(asked if answer.given else "")
    marker = marker_for(answer, words)
    if marker == slot.marker:
        return None
    return marker_edit(note, slot, marker)


def _text_edit(note: Note, slot: Slot, text: str) -> Edit | None:
    region = note.text[slot.start : slot.end].split("\n")
    if region[-1] == "":
        region.pop()
    non_blank = [index for index, line in enumerate(region) if line.strip(" \t")]
    first = note.lines.number(slot.start)
    new_lines = _lines_to_write(note, slot, text)
    if not non_blank:
        if not new_lines:
            return None
        return Edit(first, first + len(region), ["", *new_lines, ""])
    start, end = non_blank[0], non_blank[-1] + 1
    if not new_lines and start > 0:
        end = len(region)
    if region[start:end] == new_lines:
        return None
    return Edit(first + start, first + end, new_lines)


def _lines_to_write(note: Note, slot: Slot, text: str) -> list[str]:
    """Return the lines to write for a text in a slot, or in a new slot after it."""
    if not text:
        return []
    lines = escape(text).split("\n")
    index = note.slots.index(slot) + 1
    return [*lines, *lost_heading(note.slots[index], lines)] if index < len(note.slots) else lines


def _new_block(
    note: Note, answer: Answer, heading: str, slots: list[Slot], asked: str | None
) -> Edit:
    """Return the edit that adds an answer whose marker is not in the note."""
    section = answer.address.section
    same = [slot for slot in slots if slot.marker.address == answer.address]
    near = same or _slots_of_item(answer.address, slots)
    near = near or [slot for slot in slots if slot.marker.address.is_inside(section)]
    # An editable note has an end marker, so that there is a last slot.
    before = near[-1] if near else note.slots[-1]
    offset = before.end if near else before.line
    number = note.lines.number(offset)
    lead = [""] if offset and not note.text[:offset].endswith("\n\n") else []
    new_lines = _lines_to_write(note, before, answer.text)
    body = ["", *new_lines, ""] if new_lines else [""]
    words = (f"{ASKED}={asked}",) if asked and answer.given else ()
    return Edit(number, number, [*lead, heading, str(marker_for(answer, words)), *body])


def _slots_of_item(address: Address, slots: list[Slot]) -> list[Slot]:
    """Return the slots of the item to which an address belongs; [] outside of items."""
    item = address.item_address
    return [slot for slot in slots if slot.marker.address.is_within(item)] if item else []


def insert_block(note: Note, offset: int, lines: list[str]) -> Note:
    """Return the note with lines inserted at the start of a line, after a blank line.

    Args:
        note: the note.
        offset: the offset in the note's text at which a line starts.
        lines: the lines; the last one is blank.
    """
    lead = [] if note.text[:offset].endswith("\n\n") else [""]
    number = note.lines.number(offset)
    return apply_edits(note, [Edit(number, number, [*lead, *lines])])


def apply_edits(note: Note, edits: list[Edit]) -> Note:
    """Return the note with edits applied to its original text; they must not overlap.

    New lines get the line end of the file's first line.
    """
    if not edits:
        return note
    lines = original_lines(note)
    line_end = _line_end(lines[0]) if lines else "\n"
    for edit in sorted(edits, reverse=True):
        replaced = [f"{line}{line_end or chr(10)}" for line in edit.lines]
        if edit.after >= len(lines) and lines and not _line_end(lines[-1]):
            # The file's last line has no line end; text after it must start on a new line.
            if edit.first >= len(lines):
                lines[-1] += line_end or "\n"
            elif replaced:
                replaced[-1] = edit.lines[-1]
        lines[edit.first : edit.after] = replaced
    after = "".join(lines)
    return read_note(after.encode(), note.source)


def original_lines(note: Note) -> list[str]:
    """Return the lines of a note's file, with their line ends."""
    lines = _LINE.findall(note.original)
    return lines[:-1] if lines and lines[-1] == "" else lines


def _line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]
