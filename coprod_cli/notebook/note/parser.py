"""The careful way to read a note: the place of each marker and its text, and what is wrong."""

import re
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import msg
from coprod_cli.base.text import canonical_text
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.markers import (
    END,
    MARKER_HINT,
    Marker,
    is_heading,
    parse_marker,
    unescape,
)


class Slot(NamedTuple):
    """Where one marker and its text stand: offsets in the note's text.

    `heading` is where the marker's own heading starts, or `line` where it has none; the text
    stands between `start` and `end`.
    """

    marker: Marker
    heading: int
    line: int
    start: int
    end: int

    @property
    def lacks_heading(self) -> bool:
        """Whether a heading that comes to stand above the marker would be taken for its own."""
        return self.heading == self.line and self.marker.address != END


class Lines:
    """On which line of a text an offset is, counted from the top once and not for each offset."""

    def __init__(self, text: str) -> None:
        """Take the text; its lines are looked for when a place is first asked for."""
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self._text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both from 1."""
        line = self.number(offset)
        return line + 1, offset - self._starts[line] + 1

    def number(self, offset: int) -> int:
        """Return the number of an offset's line, from 0."""
        return bisect_right(self._starts, offset) - 1


def read_slots(
    text: str, start: int, source: str, findings: list[Finding]
) -> tuple[tuple[Slot, ...], tuple[Answer, ...]]:
    """Return every slot from `start` on, and its answers; what is wrong is added to `findings`."""
    lines = Lines(text)
    marked = _markers(text, start, source, findings, lines)
    slots = []
    answers = []
    seen: dict[AnswerKey, int] = {}
    last = len(marked) - 1
    for index, (marker, heading, line, body) in enumerate(marked):
        end = len(text) if index == last else marked[index + 1][1]
        slots.append(Slot(marker, heading, line, body, end))
        if not marker.address.is_question:
            continue
        key = marker.key
        if key in seen:
            first = lines.place(seen[key])[0]
            message = msg(
                '"{name}" stands here again, first on line {line}.', name=marker.address, line=first
            )
            hint = msg("leave one of the two markers out")
            findings.append(_finding("doubled", message, source, lines.place(line), hint))
            continue
        seen[key] = line
        said = canonical_text(text[body:end])
        if "coprod:" in said:
            said = unescape(said)
        answers.append(Answer(marker[0], said, marker[1], marker[2], marker[3]))
    if not marked or marked[-1][0].address != END:
        message = msg("the end of this note is missing; it may be cut off.")
        hint = msg("if all is there, write <!-- coprod:end --> as the last line")
        findings.append(finding_at("no-end", message, text, source, len(text), hint))
    return tuple(slots), tuple(answers)


def _markers(
    text: str, start: int, source: str, findings: list[Finding], lines: Lines
) -> list[tuple[Marker, int, int, int]]:
    """Return each marker with the offsets of its heading, its line and the line after it."""
    marked = []
    floor = line_end = start
    for found in MARKER_HINT.finditer(text, start):
        hint_start = found.start()
        if hint_start < line_end:
            # Of one line only the first can be a marker: what is before the others is no blank.
            continue
        line = text.rfind("\n", 0, hint_start) + 1
        line_end = text.find("\n", hint_start)
        if line_end < 0:
            line_end = len(text)
        if line != hint_start and text[line:hint_start].strip(" \t"):
            continue
        marker = parse_marker(text[found.end() : line_end])
        if marker is None:
            message = msg("this looks like one of coprod's markers, and is not whole.")
            hint = msg("write it as <!-- coprod:section.question -->")
            findings.append(_finding("marker", message, source, lines.place(hint_start), hint))
            continue
        heading = line if marker.address == END else _heading_above(text, line, floor)
        floor = min(line_end + 1, len(text))
        marked.append((marker, heading, line, floor))
        if marker.address == END:
            break
    return marked


def _heading_above(text: str, line: int, floor: int) -> int:
    """Return where the nearest non-blank line above starts if it is a heading, else `line`."""
    end = line - 1
    while end >= floor:
        start = text.rfind("\n", 0, end) + 1
        above = text[start:end]
        if above.strip(" \t"):
            return start if start >= floor and is_heading(above) else line
        end = start - 1
    return line


def finding_at(  # noqa: PLR0917 - a finding's own fields
    kind: str, message: str, text: str, source: str, offset: int, hint: str = ""
) -> Finding:
    """Make a finding about an offset in a text, which leaves an answer's owner in doubt."""
    return _finding(kind, message, source, Lines(text).place(offset), hint)


def _finding(kind: str, message: str, source: str, place: tuple[int, int], hint: str) -> Finding:
    return Finding(kind, message, source, *place, hint, uncertain=True)
