"""Moves blocks of a note (a heading, its marker and its text) without changing their bytes."""

from collections.abc import Callable, Sequence

from coprod_cli.notebook.note.edit import Edit, apply_edits, lost_heading, original_lines
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note, read_note


def lines_of(note: Note, slot: Slot) -> range:
    """Return the line numbers of a block, from 0: its heading, its marker and its text."""
    return range(note.lines.number(slot.heading), note.lines.number(slot.end))


def with_blocks_moved(note: Note, is_moved: Callable[[Slot], bool], offset: int) -> Note:
    """Return the note with some blocks moved to an offset at which another block starts.

    Args:
        note: the note, with its end marker.
        is_moved: returns whether a block is moved; the moved blocks keep their order.
        offset: an offset in the note's text, which is not inside a moved block.
    """
    target = note.lines.number(offset)
    headings = []
    for slot, following in zip(note.slots, note.slots[1:], strict=False):
        gets_neighbour = is_moved(slot) or is_moved(following) or following.heading == offset
        if gets_neighbour and (heading := lost_heading(following)):
            number = note.lines.number(following.line)
            headings.append(Edit(number, number, heading))
    target += sum(edit.first < target for edit in headings)
    note = apply_edits(note, headings)
    moved = [lines_of(note, slot) for slot in note.slots if is_moved(slot)]
    moved_numbers = {number for lines in moved for number in lines}
    count = len(original_lines(note))
    above = [number for number in range(target) if number not in moved_numbers]
    below = [number for number in range(target, count) if number not in moved_numbers]
    return with_lines_in_order(note, [above, *moved, below])


def with_lines_in_order(note: Note, parts: Sequence[Sequence[int]]) -> Note:
    """Return the note with its lines in another order; `parts` has every line number once."""
    lines = original_lines(note)
    blank_line = lines[0][len(lines[0].rstrip("\r\n")) :] or "\n"
    result: list[str] = []
    last = -1
    for part in parts:
        if part and part[0] != last + 1 and result and result[-1].strip():
            result.append(blank_line)  # separates parts that were not adjacent before
        result += [lines[number] for number in part]
        last = part[-1] if part else last
    return read_note("".join(result).encode(), note.source)
