"""Scans notes and cases for identifiers, and replaces the identifiers in a case."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import N_
from coprod_cli.model.address import Address
from coprod_cli.model.case import TITLE, Case
from coprod_cli.model.tasks import due_day_spans
from coprod_cli.notebook.note.reader import Note
from coprod_cli.privacy.identifiers import (
    NO_WATCH_LIST,
    Identifier,
    WatchList,
    find_identifiers,
)
from coprod_cli.privacy.kinds import kind_label
from coprod_cli.privacy.placeholders import Placeholders

__all__ = [
    "NO_WATCH_LIST",
    "SCAN_DISCLAIMER",
    "WatchList",
    "deidentify_case",
    "find_identifiers",
    "identifiers_in_answer",
    "identifiers_in_case",
    "identifiers_in_text",
    "kind_label",
    "note_findings",
]  # fmt: skip

SCAN_DISCLAIMER = N_("coprod finds patterns, not people: read it once more yourself.")
_MARKER_LINES = re.compile(r"^[ \t]*<!--[ \t]*coprod:[^<>\n]*-->[ \t]*$", re.MULTILINE)
# Front matter that coprod itself writes: its dates are those of the note, not of a person.
_OWN_LINES = re.compile(
    r"^(?:coprod|id|template|template_version|language|status|created|updated)[ \t]*:.*$",
    re.MULTILINE,
)
_FRONT = re.compile(r"\ufeff?---[ \t]*\n")
_FRONT_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_MAX_FRONT_LENGTH = 100_000
"""The most characters in which the end of the front matter is looked for."""


def identifiers_in_text(text: str, watched: WatchList) -> list[Identifier]:
    r"""Return the identifiers in a note's text, which has `\n` line ends.

    Offsets refer to the whole text. Markers and the front matter that coprod writes are skipped.
    """
    front = _FRONT.match(text)
    closing = _FRONT_END.search(text, front.end(), _MAX_FRONT_LENGTH) if front else None
    if closing:
        text = _OWN_LINES.sub(_spaces, text[: closing.start()]) + text[closing.start() :]
    return identifiers_in_answer(_MARKER_LINES.sub(_spaces, text), watched)


def identifiers_in_answer(text: str, watched: WatchList) -> list[Identifier]:
    """Return the identifiers in an answer, without the due dates of next steps."""
    parts, position = [], 0
    for start, end in due_day_spans(text):
        parts += [text[position:start], " " * (end - start)]
        position = end
    return find_identifiers("".join([*parts, text[position:]]) if parts else text, watched)


def note_findings(note: Note, watched: WatchList) -> list[tuple[Finding, Identifier]]:
    """Return a finding for each identifier in a note, with the identifier.

    A finding holds the kind, the position, the reason and the advice, but not the text itself.
    """
    return [
        (
            Finding(
                str(each.kind),
                each.why,
                note.source,
                *note.lines.position(each.start),
                each.instead,
            ),
            each,
        )
        for each in identifiers_in_text(note.text, watched)
    ]


def identifiers_in_case(case: Case, watched: WatchList) -> dict[Address, list[Identifier]]:
    """Return the identifiers in the title and in the answers, by their addresses."""
    texts = [(TITLE, case.title), *((answer.address, answer.text) for answer in case.answers)]
    by_address: dict[Address, list[Identifier]] = {}
    for address, text in texts:
        if text and (identifiers := identifiers_in_answer(text, watched)):
            by_address.setdefault(address, []).extend(identifiers)
    return by_address


def deidentify_case(case: Case, placeholders: Placeholders) -> Case:
    """Return a copy of a case with placeholders for all identifiers."""
    clean = placeholders.replace
    return replace(
        case,
        title=clean(case.title),
        tags=tuple(clean(tag) for tag in case.tags),
        answers=tuple(
            each._replace(text=_deidentify_answer(each.text, placeholders)) for each in case.answers
        ),
        extra=_deidentify_value(case.extra, placeholders),
    )


def _deidentify_answer(text: str, placeholders: Placeholders) -> str:
    """Return an answer with placeholders; the due dates of next steps stay."""
    parts, position = [], 0
    for start, end in due_day_spans(text):
        parts += [placeholders.replace(text[position:start]), text[start:end]]
        position = end
    return "".join([*parts, placeholders.replace(text[position:])])


def _deidentify_value(value: Any, placeholders: Placeholders) -> Any:
    """Return front matter of other programs with placeholders in all its texts and numbers."""
    if isinstance(value, str):
        return placeholders.replace(value)
    if isinstance(value, Mapping):
        return {
            placeholders.replace(str(key)): _deidentify_value(part, placeholders)
            for key, part in value.items()
        }
    if isinstance(value, list | tuple):
        return [_deidentify_value(part, placeholders) for part in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        clean = placeholders.replace(str(value))  # a number may identify a person
        return value if clean == str(value) else clean
    return value


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])
