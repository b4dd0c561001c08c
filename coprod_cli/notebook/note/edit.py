"""Edits of a note in place: the lines that change are replaced, and no other byte."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from coprod_cli.base.errors import InvalidInput
from coprod_cli.model.case import Case
from coprod_cli.notebook.note.front_matter import set_values
from coprod_cli.notebook.note.markers import Marker, is_heading
from coprod_cli.notebook.note.new_note import title_heading, title_headings
from coprod_cli.notebook.note.parser import Lines, Slot
from coprod_cli.notebook.note.reader import Note, read_note
from coprod_cli.notebook.note.replacement import Replacement

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


def set_front_matter(note: Note, changes: Mapping[str, str | tuple[str, ...]]) -> Note:
    """Return the note with front-matter values replaced; the same note if it already has them.

    Raises:
        InvalidInput: the front matter cannot be read, or cannot be changed safely.
    """
    refuse_if_uncertain(note)
    front = note.front_matter
    if front is None:
        raise InvalidInput(note.findings)
    if not changes.keys() <= front.values.keys():
        changes = _as_spelled(changes, front.values)
    changes = {key: value for key, value in changes.items() if front.values.get(key) != value}
    if not changes:
        return note
    block = note.text[front.start : front.end]
    first = note.lines.number(front.start)
    return apply_edits(note, _line_edits(block, set_values(block, changes, note.source), first))


def _as_spelled(
    changes: Mapping[str, str | tuple[str, ...]], values: Mapping[str, Any]
) -> dict[str, str | tuple[str, ...]]:
    """Return changes by the keys as they are spelled in the note, such as `Updated`."""
    from coprod_cli.notebook.note.front_matter_forms import spelled_keys

    spelled = spelled_keys(values)
    return {spelled.get(key, key): value for key, value in changes.items()}


def set_tags(note: Note, tags: tuple[str, ...]) -> Note:
    """Return the note with other tags; the same note if it already has them.

    Raises:
        InvalidInput: the front matter cannot be read, or cannot be changed safely.
    """
    if refuse_if_uncertain(note).tags == tags:
        return note
    return set_front_matter(note, {"tags": tags})


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


def insert_blocks(note: Note, blocks: Iterable[tuple[int, list[str]]]) -> Note:
    """Return the note with blocks inserted, each after a blank line.

    Args:
        note: the note.
        blocks: the offset in the note's text at which a block is inserted, where a line starts, and
            the block's lines, the last of which is blank. Blocks at one offset keep their order.
    """
    lines_at: dict[int, list[str]] = {}
    for offset, lines in blocks:
        if offset not in lines_at:
            lines_at[offset] = [] if note.text.endswith("\n\n", 0, offset) else [""]
        lines_at[offset] += lines
    numbered = ((note.lines.number(offset), lines) for offset, lines in lines_at.items())
    return apply_edits(note, [Edit(number, number, lines) for number, lines in numbered])


def apply_edits(note: Note, edits: Iterable[Edit]) -> Note:
    """Return the note with edits applied to its original text; they must not overlap.

    New lines get the line end of the file's first line.
    """
    in_order = sorted(edits)
    if not in_order:
        return note
    lines = original_lines(note)
    line_end = (_line_end(lines[0]) if lines else "") or "\n"
    # The file's last line may have no line end; text after it must start on a new line.
    lacks_end = bool(lines) and not _line_end(lines[-1]) and in_order[-1].after >= len(lines)
    is_after_last = in_order[-1].first >= len(lines)
    if lacks_end and is_after_last:
        lines[-1] += line_end
    result: list[str] = []
    position = 0
    for edit in in_order:
        result += lines[position : edit.first]
        if edit.lines:  # one string: a million lines would take 50 bytes each
            result.append(line_end.join(edit.lines) + line_end)
        position = edit.after
    if lacks_end and not is_after_last and in_order[-1].lines:
        result[-1] = result[-1].removesuffix(line_end)
    result += lines[position:]
    return read_note("".join(result).encode(), note.source)


def original_lines(note: Note) -> list[str]:
    """Return the lines of a note's file, with their line ends."""
    lines = _LINE.findall(note.original)
    return lines[:-1] if lines and lines[-1] == "" else lines


def _line_end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]
