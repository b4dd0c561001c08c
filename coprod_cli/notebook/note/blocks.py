"""Blocks of a note put elsewhere in it, each of their bytes as it was."""

from collections.abc import Callable, Sequence

from coprod_cli.notebook.note.edit import Edit, apply_edits, original_lines
from coprod_cli.notebook.note.markers import END
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note, read_note


def lines_of(note: Note, slot: Slot) -> range:
    """Return the lines of a block, from 0: its heading, its marker, and what stands below."""
    return range(line_at(note, slot.heading), line_at(note, slot.end))


def line_at(note: Note, offset: int) -> int:
    """Return the number of an offset's line, from 0."""
    return note.lines.place(offset)[0] - 1


def kept_apart(following: Slot) -> list[str]:
    """Return what must stand where the block above another one is taken away.

    A marker that has lost its heading would take the last line above it for one.
    """
    has_heading = following.heading < following.line or following.marker.address == END
    return [] if has_heading else [f"### {following.marker.address}"]


def with_blocks_moved(note: Note, chosen: Callable[[Slot], bool], offset: int) -> Note:
    """Return the note with some blocks before an offset at which another block starts.

    Args:
        note: the note; it has its end.
        chosen: tells which blocks; they stay in their order.
        offset: an offset in its text, which is not within one of them.
    """
    at = line_at(note, offset)
    apart = []
    for slot, following in zip(note.slots, note.slots[1:], strict=False):
        is_beside = chosen(slot) or chosen(following) or following.heading == offset
        if is_beside and (heading := kept_apart(following)):
            number = line_at(note, following.line)
            apart.append(Edit(number, number, heading))
    at += sum(edit.first < at for edit in apart)
    note = apply_edits(note, apart)
    moved = [lines_of(note, slot) for slot in note.slots if chosen(slot)]
    taken = {number for lines in moved for number in lines}
    count = len(original_lines(note))
    above = [number for number in range(at) if number not in taken]
    below = [number for number in range(at, count) if number not in taken]
    return with_lines_in_order(note, [above, *moved, below])


def with_lines_in_order(note: Note, parts: Sequence[Sequence[int]]) -> Note:
    """Return the note with its parts, which are all of its lines by number, in another order."""
    lines = original_lines(note)
    blank = lines[0][len(lines[0].rstrip("\r\n")) :] or "\n"
    result: list[str] = []
    before = -1
    for part in parts:
        if part and part[0] != before + 1 and result and result[-1].strip():
            result.append(blank)  # what stands side by side only now is kept apart by a blank line
        result += [lines[number] for number in part]
        before = part[-1] if part else before
    return read_note("".join(result).encode(), note.source)
