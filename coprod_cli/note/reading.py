"""Bytes -> Note: a case, the place of each answer in the text, and findings; never a failure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from coprod_cli.case import Answer, Case
from coprod_cli.cleaning import canonical_text
from coprod_cli.errors import Finding
from coprod_cli.note.front_matter import KNOWN_KEYS, FrontMatter, read_front_matter
from coprod_cli.note.markers import END, MARKER_HINT, Marker, is_heading, parse_marker, unescape

FORMAT = 1
_LINE_END = re.compile(r"\r\n|\r")


class Slot(NamedTuple):
    """Where one marker and its text stand: offsets in `Note.text`.

    `heading` is where the marker's own heading starts, or `line` where it has none; the text
    stands between `start` and `end`.
    """

    marker: Marker
    heading: int
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Note:
    r"""A note as it was read.

    `original` is the file's text to the character; `text` is the same with `\n` line ends, to
    which all offsets refer. `case` is None where the front matter cannot be read.
    """

    source: str
    original: str
    text: str
    front_matter: FrontMatter | None
    slots: tuple[Slot, ...]
    case: Case | None
    findings: tuple[Finding, ...]

    @property
    def uncertain(self) -> bool:
        """Whether some answer's owner is in doubt."""
        return any(finding.uncertain for finding in self.findings)


def read_note(data: bytes, source: str) -> Note:
    """Read a note.

    Args:
        data: the file's bytes.
        source: the file's name, for findings.
    """
    try:
        original = data.decode("utf-8")
    except UnicodeDecodeError as error:
        from coprod_cli.yaml_text import undecodable

        return Note(source, "", "", None, (), None, (undecodable(data, error, source),))
    text = _LINE_END.sub("\n", original) if "\r" in original else original
    findings: list[Finding] = []
    front = read_front_matter(text, source)
    slots, answers = _read_slots(text, source, findings)
    if isinstance(front, Finding):
        return Note(source, original, text, None, slots, None, (front, *findings))
    case = _read_case(front.values, answers, source, findings)
    if (conflict := _conflict_mark(text)) is not None:
        message = "git left its conflict marks here."
        hint = "choose one of the two texts, and take the marks out"
        findings.append(_finding("conflict", message, text, source, conflict, hint))
    return Note(source, original, text, front, slots, case, tuple(findings))


def _read_slots(
    text: str, source: str, findings: list[Finding]
) -> tuple[tuple[Slot, ...], tuple[Answer, ...]]:
    marked = _markers(text, source, findings)
    slots = []
    answers = []
    seen: dict[tuple[str, str | None], int] = {}
    last = len(marked) - 1
    for index, (marker, heading, line, start) in enumerate(marked):
        end = len(text) if index == last else marked[index + 1][1]
        slots.append(Slot(marker, heading, line, start, end))
        if "." not in marker.address:
            continue
        key = (marker.address, marker.voice)
        if key in seen:
            first = text.count("\n", 0, seen[key]) + 1
            message = f'"{marker.address}" stands here again, first on line {first}.'
            hint = "leave one of the two markers out"
            findings.append(_finding("doubled", message, text, source, line, hint))
            continue
        seen[key] = line
        said = canonical_text(text[start:end])
        if "coprod:" in said:
            said = unescape(said)
        answers.append(Answer(marker[0], said, marker[1], marker[2], marker[3]))
    if not marked or marked[-1][0].address != END:
        message = "the end of this note is missing; it may be cut off."
        hint = "if all is there, write <!-- coprod:end --> as the last line"
        findings.append(_finding("no-end", message, text, source, len(text), hint))
    return tuple(slots), tuple(answers)


def _markers(
    text: str, source: str, findings: list[Finding]
) -> list[tuple[Marker, int, int, int]]:
    """Return each marker with the offsets of its heading, its line and the line after it."""
    marked = []
    floor = 0
    for found in MARKER_HINT.finditer(text):
        hint_start = found.start()
        line = text.rfind("\n", 0, hint_start) + 1
        if line != hint_start and text[line:hint_start].strip(" \t\ufeff"):
            continue
        line_end = text.find("\n", hint_start)
        if line_end < 0:
            line_end = len(text)
        marker = parse_marker(text[found.end() : line_end])
        if marker is None:
            message = "this looks like one of coprod's markers, and is not whole."
            hint = "write it as <!-- coprod:section.question -->"
            findings.append(_finding("marker", message, text, source, hint_start, hint))
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


def _conflict_mark(text: str) -> int | None:
    """Return where git's three conflict marks start, if they stand in the text in their order."""
    start = text.find("\n<<<<<<< ")
    middle = text.find("\n=======\n", start) if start >= 0 else -1
    return start + 1 if middle >= 0 and text.find("\n>>>>>>> ", middle) >= 0 else None


def _finding(
    kind: str, message: str, text: str, source: str, offset: int, hint: str = ""
) -> Finding:
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return Finding(kind, message, source, line, column, hint, uncertain=True)


def _read_case(
    values: Mapping[str, Any], answers: tuple[Answer, ...], source: str, findings: list[Finding]
) -> Case:
    for key in ("id", "template"):
        if not _word(values.get(key)):
            message = f'the front matter has no "{key}".'
            hint = f"add a line {key}: ..."
            findings.append(Finding("front-matter", message, source, 1, 1, hint))
    if values.get("coprod", FORMAT) != FORMAT:
        message = "this note has a format that this coprod does not know."
        findings.append(
            Finding("format", message, source, 2, 1, "a newer version of coprod", uncertain=True)
        )
    return Case(
        id=_word(values.get("id")),
        title=_word(values.get("title")),
        template=_word(values.get("template")),
        template_version=_word(values.get("template_version")),
        language=_word(values.get("language")) or "en",
        status=_word(values.get("status")) or "draft",
        created=_word(values.get("created")),
        updated=_word(values.get("updated")),
        tags=_tags(values.get("tags")),
        answers=answers,
        extra={key: value for key, value in values.items() if key not in _KNOWN},
    )


_KNOWN = frozenset(KNOWN_KEYS)


def _word(value: Any) -> str:
    if isinstance(value, str):
        return value
    return "" if value is None or isinstance(value, list | dict) else str(value)


def _tags(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple(_word(tag) for tag in value if _word(tag))
    return tuple(part.strip() for part in _word(value).split(",") if part.strip())
