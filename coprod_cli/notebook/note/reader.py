"""Reader: parses the bytes of a note into a case; problems become findings, never exceptions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import msg
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.case_id import is_case_id
from coprod_cli.notebook.note import two_versions
from coprod_cli.notebook.note.damaged_markers import (
    BROKEN,
    DAMAGED,
    DamagedMarker,
    damaged_markers,
)
from coprod_cli.notebook.note.fast_reader import read_as_written
from coprod_cli.notebook.note.front_matter import (
    FrontMatter,
    is_in_front_matter,
    read_front_matter,
)
from coprod_cli.notebook.note.front_matter_keys import (
    FORMAT,
    KNOWN_KEYS,
    is_as_written,
    line_of_key,
    name_of,
    tags_of,
    word_of,
)
from coprod_cli.notebook.note.markers import END
from coprod_cli.notebook.note.parser import Lines, Slot, finding_at, intact_slots, read_slots

_BLANKS = "\ufeff \t\r\n"
# What begins a line that looks like a heading; ATX headings are counted, which is faster.
_HEADING_HINT = re.compile(
    # The first character rules most lines out, and most others are markers.
    r"\n(?=[ \t*+<\\_=-])(?!<!--)"
    r"[ \t]*(?:[-*+] )?(?:\*\*|__|<[hH][1-6]|\\#|(?:=+|-+)[ \t]*\n|(?<=[ \t])#)"
)
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
        return intact_slots(self.text, start)

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text, to convert offsets to line numbers; computed when needed."""
        return Lines(self.text)

    @cached_property
    def damaged(self) -> tuple[DamagedMarker, ...]:
        """The damaged markers that the findings tell of, in order; computed when needed."""
        if not any(finding.kind in (BROKEN, DAMAGED) for finding in self.findings):
            return ()
        intact = {slot.line: slot.marker for slot in self.slots}
        start = self.front_matter.end if self.front_matter else 0
        return damaged_markers(self.text, start, intact)

    @cached_property
    def may_have_stray_headings(self) -> bool:
        """False if no heading can make an answer's owner uncertain; fast."""
        if self.parsed_slots is not None:
            return True
        text, start = self.text, self.front_matter.end + 1 if self.front_matter else 0
        if text.count("\n#", start) != text.count("\n<!-- coprod:", start):
            return True
        # The title and the first section's heading: a marker below the title is below another's.
        if text.count("\n#", start, text.find("\n<!-- coprod:", start)) != 2:  # noqa: PLR2004
            return True
        return _HEADING_HINT.search(text, start) is not None

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
    except UnicodeDecodeError:
        return _unreadable(data, "", source)
    findings: list[Finding] = []
    if "\0" in original or not original[:100].strip(_BLANKS):
        unreadable = _unreadable(data, original, source)
        if unreadable.findings:
            return unreadable
        findings += _zero_bytes(original, source)
    text = _LINE_END.sub("\n", original) if "\r" in original else original
    return _read_text(original, text, source, findings)


def _read_text(original: str, text: str, source: str, findings: list[Finding]) -> Note:
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
        if front.kind == "front-matter":
            front = _damaged_front_matter(front, text)
        read_slots(text, 0, source, findings)
        return Note(source, original, text, None, None, (front, *findings))
    slots = None
    answers = read_as_written(text, front.end)
    if answers is None:
        slots, answers = read_slots(text, front.end, source, findings)
    case = _read_case(front, answers, text, source, findings)
    if front.opening > 1 or (front.opening == 1 and text[0] != "\ufeff"):
        findings.append(_pushed_down(text, source, front.opening))
    if conflict is not None:
        after_end = _is_after_end(text, front.end, conflict, source)
        finding = _conflict_finding(text, source, conflict)
        findings.append(replace(finding, uncertain=not after_end))
    if two_versions.HINT in text:
        findings += two_versions.versions_findings(text, source)
    return Note(source, original, text, front, case, tuple(findings), slots)


def _unreadable(data: bytes, original: str, source: str) -> Note:
    """Return the note of bytes that are no UTF-8, or no text; without a finding if they are."""
    from coprod_cli.notebook.note.lost_bytes import nothing_left, undecoded

    if (other := undecoded(data, source)) is not None:
        # The text is for recognizing a note, and for nothing else: it is not the file's.
        text = _LINE_END.sub("\n", other.text)
        return Note(source, "", text, None, None, (other.finding,))
    finding = nothing_left(original, source)
    return Note(source, original, original, None, None, (finding,) if finding else ())


def _zero_bytes(text: str, source: str) -> list[Finding]:
    from coprod_cli.notebook.note.lost_bytes import zero_bytes

    finding = zero_bytes(text, source)
    return [finding] if finding is not None else []


def _damaged_front_matter(finding: Finding, text: str) -> Finding:
    """Return the finding of front matter that cannot be read, with what can be done about it."""
    from coprod_cli.notebook.note.front_matter_lines import damage_at_top

    is_gone = not text.lstrip(_BLANKS).startswith("---")
    if damage_at_top(text) is not None:
        message = msg("another program damaged the front matter.") if is_gone else finding.message
        return replace(finding, message=message, hint="coprod check --repair")
    if is_gone and is_case_id(name_of(finding.source)):
        hint = msg("coprod check --repair, or put back the lines between the two --- at the top")
        return replace(finding, hint=hint)
    return finding


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


def _pushed_down(text: str, source: str, opening: int) -> Finding:
    """Return the finding of lines above the front matter, where other programs do not see it."""
    message = msg("other lines stand above the front matter.")
    hint = msg("coprod check --repair, or move them below it")
    finding = finding_at("front-matter", message, text, source, opening, hint)
    return replace(finding, uncertain=False)


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
    front: FrontMatter, answers: tuple[Answer, ...], text: str, source: str, findings: list[Finding]
) -> Case | None:
    """Return the case; None if it has no id, since nothing could name it."""
    values = front.values
    if not is_as_written(values):
        values = _understood(front, text, source, findings)
    if values.get("coprod", FORMAT) != FORMAT:
        message = msg("this note has a format that this coprod does not know.")
        hint = msg("a newer version of coprod")
        findings.append(Finding("format", message, source, 2, 1, hint, uncertain=True))
    if not word_of(values.get("id")):
        return None
    return Case(
        id=word_of(values.get("id")),
        title=word_of(values.get("title")),
        template=word_of(values.get("template")),
        template_version=word_of(values.get("template_version")),
        language=word_of(values.get("language")) or "en",
        status=word_of(values.get("status")) or "draft",
        created=word_of(values.get("created")),
        updated=word_of(values.get("updated")),
        tags=tags_of(values.get("tags")),
        answers=answers,
        extra={key: value for key, value in values.items() if key not in _KNOWN},
    )


_KNOWN = frozenset(KNOWN_KEYS)
_EXAMPLES = {"id": "20261129-k7m2q9", "template": "primary-care"}
"""An example of each key that a note must have; an id is a day and six characters of one's own."""


def _understood(
    front: FrontMatter, text: str, source: str, findings: list[Finding]
) -> Mapping[str, Any]:
    """Return values of which some are not as coprod writes them; append what is wrong."""
    from coprod_cli.notebook.note.front_matter_forms import understand

    block = text[front.start : front.end]
    values, misforms = understand(front.values, block, name_of(source))
    first = text.count("\n", 0, front.start) + 1
    for misform in misforms:
        line = first + line_of_key(block, misform.spelled)
        finding = Finding("front-matter", misform.message, source, line, 1, misform.hint)
        findings.append(finding)
    for key in ("id", "template"):
        if not word_of(values.get(key)):
            message = msg('the front matter has no "{key}".', key=key)
            is_lost = key == "id"
            hint = msg("add a line {key}: {example}", key=key, example=_EXAMPLES[key])
            findings.append(Finding("front-matter", message, source, 1, 1, hint, uncertain=is_lost))
    return values
