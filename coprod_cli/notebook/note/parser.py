"""Parser: finds each marker of a note with its text, and reports what is wrong with them."""

import re
from array import array
from bisect import bisect_right
from functools import cached_property
from typing import NamedTuple

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import msg
from coprod_cli.base.text import canonical_text
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.damaged_markers import damaged_markers, describe, keys_of
from coprod_cli.notebook.note.lookalikes import unescape
from coprod_cli.notebook.note.markers import END, MARKER_HINT, Marker, is_heading, parse_marker
from coprod_cli.notebook.note.source_list import split_answer


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


_HINT_FOR_DOUBLED = msg("leave one of the two markers out")
_Found = tuple[Marker, int, int, int]


class Lines:
    """Converts offsets in a text to line numbers; the line starts are computed once."""

    def __init__(self, text: str) -> None:
        """Take the text; its lines are searched at the first call."""
        self._text = text

    @cached_property
    def _starts(self) -> "array[int]":
        starts = array("I", [0])  # a tenth of a list's memory
        starts.extend(match.end() for match in re.finditer("\n", self._text))
        return starts

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both from 1."""
        line = self.number(offset)
        return line + 1, offset - self._starts[line] + 1

    def number(self, offset: int) -> int:
        """Return the number of an offset's line, from 0."""
        return bisect_right(self._starts, offset) - 1


def intact_slots(text: str, start: int) -> tuple[Slot, ...]:
    """Return the slots from an offset on, without looking for what is wrong with them."""
    found = _markers(text, start)
    ends = [heading for _, heading, _, _ in found[1:]] + [len(text)]
    return tuple(Slot(*each, end) for each, end in zip(found, ends, strict=False))


def read_slots(
    text: str, start: int, source: str, findings: list[Finding]
) -> tuple[tuple[Slot, ...], tuple[Answer, ...]]:
    """Return the slots from an offset on, and their answers; append problems to `findings`."""
    lines = Lines(text)
    found = _markers(text, start)
    keys = _add_damaged(text, start, source, findings, lines, found)
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
            position = lines.position(line)
            findings.append(_finding("doubled", message, source, position, _HINT_FOR_DOUBLED))
            continue
        seen[key] = line
        answer = unescape(canonical_text(text[body:end]))
        split = split_answer(answer, is_listed=marker.sources)
        answers.append(
            Answer(marker[0], split.text, marker[1], marker[2], marker[3], split.references)
        )
    if (not found or found[-1][0].address != END) and AnswerKey(END) not in keys:
        message = msg("the end of this note is missing; it may be cut off.")
        hint = msg("if all is there, write <!-- coprod:end --> as the last line")
        findings.append(finding_at("no-end", message, text, source, len(text), hint))
    return tuple(slots), tuple(answers)


def _add_damaged(  # noqa: PLR0917 - what the caller has
    text: str, start: int, source: str, findings: list[Finding], lines: Lines, found: list[_Found]
) -> set[AnswerKey]:
    """Append the findings of damaged markers, and return the keys of these."""
    intact = {line: marker for marker, _, line, _ in found}
    damaged = damaged_markers(text, start, intact)
    line_of = {
        marker.key: lines.position(line)[0] for marker, _, line, _ in reversed(found)
    } if damaged else {}  # fmt: skip
    for each in damaged:
        message, hint = describe(each, line_of)
        position = lines.position(each.place.opening)
        findings.append(_finding(each.kind, message, source, position, hint))
    return keys_of(damaged)


def _markers(text: str, start: int) -> list[_Found]:
    """Return each intact marker with the offsets of its heading, its line and the line after it."""
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
