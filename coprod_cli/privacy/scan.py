"""Where a note or a case could tell who somebody is; of patterns only, and never of people."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import N_
from coprod_cli.model.address import Address
from coprod_cli.model.case import TITLE, Case
from coprod_cli.model.tasks import due_days
from coprod_cli.notebook.note.reader import Note
from coprod_cli.privacy.identifiers import (
    NO_WATCH_LIST,
    Identifier,
    WatchList,
    find_identifiers,
)
from coprod_cli.privacy.kinds import shown_kind
from coprod_cli.privacy.placeholders import Placeholders

__all__ = [
    "NO_WATCH_LIST", "PATTERNS_NOT_PEOPLE", "WatchList", "deidentified", "find_identifiers",
    "identifiers_in_answer", "identifiers_in_case", "identifiers_in_text", "identifying_findings",
    "shown_kind",
]  # fmt: skip

PATTERNS_NOT_PEOPLE = N_("coprod finds patterns, not people: read it once more yourself.")
_MARKER_LINES = re.compile(r"^[ \t]*<!--[ \t]*coprod:[^<>\n]*-->[ \t]*$", re.MULTILINE)
# What coprod itself writes at a note's top: a day there says when the note was made.
_OWN_LINES = re.compile(
    r"^(?:coprod|id|template|template_version|language|status|created|updated)[ \t]*:.*$",
    re.MULTILINE,
)
_FRONT = re.compile(r"\ufeff?---[ \t]*\n")
_FRONT_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_LONGEST_FRONT = 100_000


def identifiers_in_text(text: str, watched: WatchList) -> list[Identifier]:
    r"""Return what in a note's text (with `\n` line ends) could tell who somebody is.

    Offsets are those of the whole text; markers, and the front matter that coprod writes, do not
    count.
    """
    front = _FRONT.match(text)
    closing = _FRONT_END.search(text, front.end(), _LONGEST_FRONT) if front else None
    if closing:
        text = _OWN_LINES.sub(_blanks, text[: closing.start()]) + text[closing.start() :]
    return identifiers_in_answer(_MARKER_LINES.sub(_blanks, text), watched)


def identifiers_in_answer(text: str, watched: WatchList) -> list[Identifier]:
    """Return what in an answer could tell who somebody is.

    The day by which a next step is due tells of no person.
    """
    parts, at = [], 0
    for start, end in due_days(text):
        parts += [text[at:start], " " * (end - start)]
        at = end
    return find_identifiers("".join([*parts, text[at:]]) if parts else text, watched)


def identifying_findings(note: Note, watched: WatchList) -> list[tuple[Finding, Identifier]]:
    """Return a finding for each place in a note that could tell who somebody is, with its offsets.

    A finding has the kind, the place, why, and what to write instead; never what stands there.
    """
    return [
        (
            Finding(
                str(each.kind), each.why, note.source, *note.lines.place(each.start), each.instead
            ),
            each,
        )
        for each in identifiers_in_text(note.text, watched)
    ]


def identifiers_in_case(case: Case, watched: WatchList) -> dict[Address, list[Identifier]]:
    """Return what in the title and in each answer could tell who somebody is, by its address."""
    texts = [(TITLE, case.title), *((each.address, each.text) for each in case.answers)]
    found: dict[Address, list[Identifier]] = {}
    for address, text in texts:
        if text and (here := identifiers_in_answer(text, watched)):
            found.setdefault(address, []).extend(here)
    return found


def deidentified(case: Case, placeholders: Placeholders) -> Case:
    """Return a case with placeholders in place of what could tell who somebody is."""
    clean = placeholders.replace
    return replace(
        case,
        title=clean(case.title),
        tags=tuple(clean(tag) for tag in case.tags),
        answers=tuple(
            each._replace(text=_deidentified_answer(each.text, placeholders))
            for each in case.answers
        ),
        extra=_deidentified(case.extra, placeholders),
    )


def _deidentified_answer(text: str, placeholders: Placeholders) -> str:
    parts, at = [], 0
    for start, end in due_days(text):
        parts += [placeholders.replace(text[at:start]), text[start:end]]
        at = end
    return "".join([*parts, placeholders.replace(text[at:])])


def _deidentified(value: Any, placeholders: Placeholders) -> Any:
    """Return front matter that coprod does not know, with placeholders in all its texts."""
    if isinstance(value, str):
        return placeholders.replace(value)
    if isinstance(value, Mapping):
        return {
            placeholders.replace(str(key)): _deidentified(part, placeholders)
            for key, part in value.items()
        }
    if isinstance(value, list | tuple):
        return [_deidentified(part, placeholders) for part in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        clean = placeholders.replace(str(value))  # a number may be that of a person
        return value if clean == str(value) else clean
    return value


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])
