"""Edits in place: one answer's bytes change, and no other byte of the note does."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from coprod_cli.base.errors import InvalidInput
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer, Case, slot_for
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
    """Return the edit that puts another marker in a slot's place."""
    number = note.lines.number(slot.line)
    return Edit(number, number + 1, [str(marker)])


def lost_heading(following: Slot, above: Sequence[str] | None = None) -> list[str]:
    """Return the lines that must stand above a marker that has lost its heading; [] for any other.

    Without them it would take the last line above it for its heading, where that is one.

    Args:
        following: the marker's slot.
        above: the lines that are to stand above it; None where those are not known.
    """
    if not following.lacks_heading:
        return []
    heading = f"### {following.marker.address}"
    if above is None:
        return [heading]
    return ["", heading] if above and is_heading(above[-1]) else []


def refuse_if_uncertain(note: Note) -> Case:
    """Return the case of a note to which one may write: the owner of each text is sure.

    Raises:
        InvalidInput: it is not; carries the findings.
    """
    if note.case is None or note.uncertain:
        raise InvalidInput([each for each in note.findings if each.uncertain] or note.findings)
    return note.case


def set_answer(note: Note, answer: Answer, heading: str, asked: str | None = None) -> Note:
    """Return the note with an answer in its place; the same note where it already stands there.

    Args:
        note: the note.
        answer: the answer, its text canonical.
        heading: the heading that is written where the note has no place for the answer.
        asked: the fingerprint of the wording to which it was given; None leaves what is known.

    Raises:
        InvalidInput: the note is in a state in which nothing should be written to it.
    """
    held = refuse_if_uncertain(note).answers
    slots = [slot for slot in note.slots if slot.marker.address.is_question]
    index = slot_for(answer, held)
    if index is None:
        return apply_edits(note, [_new_block(note, answer, heading, slots, asked)])
    if held[index] == answer:
        return note
    slot = slots[index]
    edits = [_marker_edit(note, slot, answer, asked), _text_edit(note, slot, answer.text)]
    return apply_edits(note, [edit for edit in edits if edit is not None])


def set_front_matter(note: Note, changes: Mapping[str, str]) -> Note:
    """Return the note with some front-matter values replaced; the same note where they stand.

    Raises:
        InvalidInput: the front matter cannot be read, or not be changed with certainty.
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
    """Return the note with another title, in the front matter and in its own first heading.

    The heading is changed only where it still shows the earlier title.
    """
    case = refuse_if_uncertain(note)
    earlier = title_headings(case.title)
    note = set_front_matter(note, {"title": title})
    if title_headings(title) == earlier:
        return note
    edit = headed_by_title(note, earlier, title_heading(title, case.language))
    return apply_edits(note, [edit]) if edit else note


def headed_by_title(note: Note, known: Collection[str], heading: str) -> Edit | None:
    """Return the edit that gives a note's own first heading other words.

    None where no line in front of its first section is one of the known ones, or it is the same.
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
    """Return replacements as edits of whole lines; `first` is the number of the block's first."""
    edits = []
    lines = Lines(block)
    for start, end, text in _widened(block, replacements):
        number = first + lines.number(start)
        if start == len(block):  # lines that are added at the end
            edits.append(Edit(number, number, text.removesuffix("\n").split("\n")))
        else:
            after = first + lines.number(end) + 1
            edits.append(Edit(number, after, text.split("\n")))
    return edits


def _widened(block: str, replacements: list[Replacement]) -> list[Replacement]:
    """Return replacements as such of whole lines, without the last line's end.

    Those that share a line become one.
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
        words = slot.marker.words_asked(asked if answer.given else "")
    marker = marker_for(answer, words)
    if marker == slot.marker:
        return None
    return marker_edit(note, slot, marker)


def _text_edit(note: Note, slot: Slot, text: str) -> Edit | None:
    region = note.text[slot.start : slot.end].split("\n")
    if region[-1] == "":
        region.pop()
    said = [index for index, line in enumerate(region) if line.strip(" \t")]
    first = note.lines.number(slot.start)
    written = _written(note, slot, text)
    if not said:
        if not written:
            return None
        return Edit(first, first + len(region), ["", *written, ""])
    start, end = said[0], said[-1] + 1
    if not written and start > 0:
        end = len(region)
    if region[start:end] == written:
        return None
    return Edit(first + start, first + end, written)


def _written(note: Note, slot: Slot, text: str) -> list[str]:
    """Return the lines of a text that is to stand in a slot, or in a new one after it."""
    if not text:
        return []
    lines = escape(text).split("\n")
    index = note.slots.index(slot) + 1
    return [*lines, *lost_heading(note.slots[index], lines)] if index < len(note.slots) else lines


def _new_block(
    note: Note, answer: Answer, heading: str, slots: list[Slot], asked: str | None
) -> Edit:
    """Return the edit that adds an answer where its marker is not in the note."""
    section = answer.address.section
    same = [slot for slot in slots if slot.marker.address == answer.address]
    near = same or _within_item(answer.address, slots)
    near = near or [slot for slot in slots if slot.marker.address.is_inside(section)]
    # A note to which one writes has its end, and what comes before it.
    before = near[-1] if near else note.slots[-1]
    offset = before.end if near else before.line
    number = note.lines.number(offset)
    lead = [""] if offset and not note.text[:offset].endswith("\n\n") else []
    written = _written(note, before, answer.text)
    body = ["", *written, ""] if written else [""]
    words = (f"{ASKED}={asked}",) if asked and answer.given else ()
    return Edit(number, number, [*lead, heading, str(marker_for(answer, words)), *body])


def _within_item(address: Address, slots: list[Slot]) -> list[Slot]:
    """Return the slots of the item of a group within which an address is."""
    item = address.item_address
    return [slot for slot in slots if slot.marker.address.is_within(item)] if item else []


def insert_block(note: Note, offset: int, lines: list[str]) -> Note:
    """Return the note with lines before an offset at which a line starts, a blank one above them.

    Args:
        note: the note.
        offset: an offset in its text.
        lines: the lines, the last one blank.
    """
    lead = [] if note.text[:offset].endswith("\n\n") else [""]
    at = note.lines.number(offset)
    return apply_edits(note, [Edit(at, at, [*lead, *lines])])


def apply_edits(note: Note, edits: list[Edit]) -> Note:
    """Return the note with edits applied to its original, which must not overlap.

    Each new line has the line end of the file's first one.
    """
    if not edits:
        return note
    lines = original_lines(note)
    usual = _line_end(lines[0]) if lines else "\n"
    for edit in sorted(edits, reverse=True):
        replaced = [f"{line}{usual or chr(10)}" for line in edit.lines]
        if edit.after >= len(lines) and lines and not _line_end(lines[-1]):
            # The file's last line has no line end: what is written after it starts a new line.
            if edit.first >= len(lines):
                lines[-1] += usual or "\n"
            elif replaced:
                replaced[-1] = edit.lines[-1]
        lines[edit.first : edit.after] = replaced
    after = "".join(lines)
    return read_note(after.encode(), note.source)


def original_lines(note: Note) -> list[str]:
    """Return a note's lines as they are in its file, their ends with them."""
    lines = _LINE.findall(note.original)
    return lines[:-1] if lines and lines[-1] == "" else lines


def _line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]
