"""Reader: parses the bytes of a note into a case; problems become findings, never exceptions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import msg
from coprod_cli.model.case import Answer, Case
from coprod_cli.notebook.note.fast_reader import read_as_written
from coprod_cli.notebook.note.front_matter import (
    KNOWN_KEYS,
    FrontMatter,
    is_in_front_matter,
    read_front_matter,
)
from coprod_cli.notebook.note.markers import END
from coprod_cli.notebook.note.parser import Lines, Slot, finding_at, read_slots

FORMAT = 1
_LINE_END = re.compile(r"\r\n|\r")


@dataclass(frozen=True)
class Note:
    r"""A parsed note.

    Attributes:
        source: the file's name, for findings.
        original: the file's text, unchanged.
        text: the same with `\n` line ends; all offsets are in characters of this text.
        front_matter: the front matter; None if it cannot be read.
        case: the case; None if the front matter cannot be read.
        findings: the problems in the note.
        parsed_slots: the slots, if the parser and not the fast reader read the note.
    """

    source: str
    original: str
    text: str
    front_matter: FrontMatter | None
    case: Case | None
    findings: tuple[Finding, ...]
    parsed_slots: tuple[Slot, ...] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The slot of each marker; computed when an edit or a check needs it."""
        if self.parsed_slots is not None:
            return self.parsed_slots
        start = self.front_matter.end if self.front_matter else 0
        return read_slots(self.text, start, self.source, [])[0]

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text, to convert offsets to line numbers; computed when needed."""
        return Lines(self.text)

    @property
    def case_id(self) -> str:
        """The case's id; "" if the note has none, or its front matter cannot be read."""
        return self.case.id if self.case else ""

    @property
    def uncertain(self) -> bool:
        """Whether any answer cannot be attributed to its question."""
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
        from coprod_cli.base.utf8 import encoding_finding

        return Note(source, "", "", None, None, (encoding_finding(data, error, source),))
    text = _LINE_END.sub("\n", original) if "\r" in original else original
    findings: list[Finding] = []
    conflict = conflict_mark(text)
    front: FrontMatter | Finding
    # Marks make the YAML invalid or, worse, part of a value: they are the finding, not the YAML.
    if conflict is not None and is_in_front_matter(text, conflict):
        front, conflict = _conflict_finding(text, source, conflict), None
    else:
        front = read_front_matter(text, source)
    if isinstance(front, Finding):
        if conflict is not None:
            findings.append(_conflict_finding(text, source, conflict))
        read_slots(text, 0, source, findings)
        return Note(source, original, text, None, None, (front, *findings))
    slots = None
    answers = read_as_written(text, front.end)
    if answers is None:
        slots, answers = read_slots(text, front.end, source, findings)
    case = _read_case(front.values, answers, source, findings)
    if conflict is not None:
        after_end = _is_after_end(text, front.end, conflict, source)
        finding = _conflict_finding(text, source, conflict)
        findings.append(replace(finding, uncertain=not after_end))
    return Note(source, original, text, front, case, tuple(findings), slots)


def require_case(note: Note) -> Case:
    """Return the case of a note.

    Raises:
        InvalidInput: the case cannot be read; the error has the findings.
    """
    if note.case is None:
        raise InvalidInput(note.findings)
    return note.case


def _conflict_finding(text: str, source: str, start: int) -> Finding:
    """Return the finding of git's conflict marks: it is not known which of the texts is right."""
    message = msg("git left its conflict marks here.")
    hint = msg("choose one of the two texts, and take the marks out")
    return finding_at("conflict", message, text, source, start, hint)


def _is_after_end(text: str, start: int, offset: int, source: str) -> bool:
    """Return whether an offset is after the end marker, where no answers are."""
    last = read_slots(text, start, source, [])[0][-1:]
    return bool(last) and last[0].marker.address == END and offset > last[0].line


def conflict_mark(text: str) -> int | None:
    """Return the offset of git's conflict marks, if all three are in the text in order."""
    start = 0 if text.startswith("<<<<<<< ") else text.find("\n<<<<<<< ") + 1
    if start == 0 and not text.startswith("<<<<<<< "):
        return None
    middle = text.find("\n=======\n", start)
    return start if middle >= 0 and text.find("\n>>>>>>> ", middle) >= 0 else None


def _read_case(
    values: Mapping[str, Any], answers: tuple[Answer, ...], source: str, findings: list[Finding]
) -> Case:
    for key in ("id", "template"):
        if not _word(values.get(key)):
            message = msg('the front matter has no "{key}".', key=key)
            hint = msg("add a line {key}: ...", key=key)
            findings.append(Finding("front-matter", message, source, 1, 1, hint))
    if values.get("coprod", FORMAT) != FORMAT:
        message = msg("this note has a format that this coprod does not know.")
        hint = msg("a newer version of coprod")
        findings.append(Finding("format", message, source, 2, 1, hint, uncertain=True))
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
