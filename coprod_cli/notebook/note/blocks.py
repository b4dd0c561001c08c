"""Blocks of a note put elsewhere in it, each of their bytes as it was."""

from collections.abc import Callable, Sequence

from coprod_cli.notebook.note.edit import Edit, apply_edits, lost_heading, original_lines
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note, read_note


def lines_of(note: Note, slot: Slot) -> range:
    """Return the lines of a block, from 0: its heading, its marker, and what stands below."""
    return range(note.lines.number(slot.heading), note.lines.number(slot.end))


def with_blocks_moved(note: Note, chosen: Callable[[Slot], bool], offset: int) -> Note:
    """Return the note with some blocks before an offset at which another block starts.

    Args:
        note: the note; it has its end.
        chosen: tells which blocks; they stay in their order.
        offset: an offset in its text, which is not within one of them.
    """
    at = note.lines.number(offset)
    apart = []
    for slot, following in zip(note.slots, note.slots[1:], strict=False):
        is_beside = chosen(slot) or chosen(following) or following.heading == offset
        if is_beside and (heading := lost_heading(following)):
            number = note.lines.number(following.line)
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
