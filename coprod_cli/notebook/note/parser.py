"""Parser: finds each marker of a note with its text, and reports what is wrong with them."""

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
    """A marker and the offsets, in characters, of its parts in the note's text.

    Attributes:
        marker: the marker.
        heading: where the marker's heading starts; equal to `line` if it has none.
        line: where the marker's line starts.
        start: where the text below the marker starts.
        end: where that text ends.
    """

    marker: Marker
    heading: int
    line: int
    start: int
    end: int

    @property
    def lacks_heading(self) -> bool:
        """Whether a heading written above the marker would be read as the marker's own."""
        return self.heading == self.line and self.marker.address != END


class Lines:
    """Converts offsets in a text to line numbers; the line starts are computed once."""

    def __init__(self, text: str) -> None:
        """Take the text; its lines are searched at the first call."""
        self._text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self._text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both from 1."""
        line = self.number(offset)
        return line + 1, offset - self._starts[line] + 1

    def number(self, offset: int) -> int:
        """Return the number of an offset's line, from 0."""
        return bisect_right(self._starts, offset) - 1


def read_slots(
    text: str, start: int, source: str, findings: list[Finding]
) -> tuple[tuple[Slot, ...], tuple[Answer, ...]]:
    """Return the slots from an offset on, and their answers; append problems to `findings`."""
    lines = Lines(text)
    found = _markers(text, start, source, findings, lines)
    slots = []
    answers = []
    seen: dict[AnswerKey, int] = {}
    last = len(found) - 1
    for index, (marker, heading, line, body) in enumerate(found):
        end = len(text) if index == last else found[index + 1][1]
        slots.append(Slot(marker, heading, line, body, end))
        if not marker.address.is_question:
            continue
        key = marker.key
        if key in seen:
            first = lines.position(seen[key])[0]
            message = msg(
                '"{name}" stands here again, first on line {line}.', name=marker.address, line=first
            )
            hint = msg("leave one of the two markers out")
            findings.append(_finding("doubled", message, source, lines.position(line), hint))
            continue
        seen[key] = line
        answer = canonical_text(text[body:end])
        if "coprod:" in answer:
            answer = unescape(answer)
        answers.append(Answer(marker[0], answer, marker[1], marker[2], marker[3]))
    if not found or found[-1][0].address != END:
        message = msg("the end of this note is missing; it may be cut off.")
        hint = msg("if all is there, write <!-- coprod:end --> as the last line")
        findings.append(finding_at("no-end", message, text, source, len(text), hint))
    return tuple(slots), tuple(answers)


def _markers(
    text: str, start: int, source: str, findings: list[Finding], lines: Lines
) -> list[tuple[Marker, int, int, int]]:
    """Return each marker with the offsets of its heading, its line and the line after it."""
    markers = []
    floor = line_end = start
    for match in MARKER_HINT.finditer(text, start):
        hint_start = match.start()
        if hint_start < line_end:
            # Only the first hint on a line can be a marker: other text precedes the next ones.
            continue
        line = text.rfind("\n", 0, hint_start) + 1
        line_end = text.find("\n", hint_start)
        if line_end < 0:
            line_end = len(text)
        if line != hint_start and text[line:hint_start].strip(" \t"):
            continue
        marker = parse_marker(text[match.end() : line_end])
        if marker is None:
            message = msg("this looks like one of coprod's markers, and is not whole.")
            hint = msg("write it as <!-- coprod:section.question -->")
            findings.append(_finding("marker", message, source, lines.position(hint_start), hint))
            continue
        heading = line if marker.address == END else _heading_above(text, line, floor)
        floor = min(line_end + 1, len(text))
        markers.append((marker, heading, line, floor))
        if marker.address == END:
            break
    return markers


def _heading_above(text: str, line: int, floor: int) -> int:
    """Return the offset of the nearest non-blank line above if it is a heading, else `line`."""
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
    """Return a finding at an offset, because of which an answer cannot be attributed."""
    return _finding(kind, message, source, Lines(text).position(offset), hint)


def _finding(kind: str, message: str, source: str, position: tuple[int, int], hint: str) -> Finding:
    return Finding(kind, message, source, *position, hint, uncertain=True)
