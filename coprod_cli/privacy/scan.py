"""Scans notes and cases for identifiers, and replaces the identifiers in a case."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from coprod_cli.base.errors import Finding
from coprod_cli.model.address import Address
from coprod_cli.model.case import TITLE, Case
from coprod_cli.model.sources import clean_references
from coprod_cli.model.tasks import due_day_spans
from coprod_cli.notebook.note.reader import Note
from coprod_cli.privacy.identifiers import (
    NO_WATCH_LIST,
    Identifier,
    WatchList,
    find_identifiers,
    with_mentions,
)
from coprod_cli.privacy.kinds import Kind
from coprod_cli.privacy.mentions import NO_NAMES, KnownNames
from coprod_cli.privacy.placeholders import Placeholders
from coprod_cli.privacy.references import identifiers_in_references, source_list_spans

__all__ = [
    "NO_WATCH_LIST",
    "WatchList",
    "deidentify_case",
    "deidentify_with_texts",
    "find_identifiers",
    "identifiers_in_answer",
    "identifiers_in_case",
    "identifiers_in_text",
    "note_findings",
]  # fmt: skip

_MARKER_LINES = re.compile(r"^[ \t]*<!--[ \t]*coprod:[^<>\n]*-->[ \t]*$", re.MULTILINE)
# Front matter that coprod itself writes: its dates are those of the note, not of a person.
_OWN_LINES = re.compile(
    r"^(?:coprod|id|template|template_version|language|status|created|updated)[ \t]*:.*$",
    re.MULTILINE,
)
_LETTERS = re.compile("[^\n]")
_FRONT = re.compile(r"\ufeff?---[ \t]*\n")
_FRONT_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_MAX_FRONT_LENGTH = 100_000
"""The most characters in which the end of the front matter is looked for."""


def identifiers_in_text(text: str, watched: WatchList) -> list[Identifier]:
    r"""Return the identifiers in a note's text, which has `\n` line ends.

    Offsets refer to the whole text. Markers and the front matter that coprod writes are skipped. In
    source lists, what is usual in references does not count.
    """
    front = _FRONT.match(text)
    closing = _FRONT_END.search(text, front.end(), _MAX_FRONT_LENGTH) if front else None
    if closing:
        text = _OWN_LINES.sub(_spaces, text[: closing.start()]) + text[closing.start() :]
    spans = source_list_spans(text)
    references = [text[start:end] for start, end in spans]
    text = _MARKER_LINES.sub(_spaces, text)
    for start, end in spans:
        text = f"{text[:start]}{_LETTERS.sub(' ', text[start:end])}{text[end:]}"
    found = identifiers_in_answer(text, watched)
    if not spans:
        return found
    known = _names_of([(text, found)])
    for (start, _end), reference in zip(spans, references, strict=True):
        found += [
            each._replace(start=each.start + start, end=each.end + start)
            for each in identifiers_in_references(reference, watched, known)
        ]
    return sorted(found, key=lambda each: each.start)


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
    """Return the identifiers in the title, the answers and their references, by their addresses.

    A name that is found in an answer, or in a tag, is found in all of them. The places are those in
    the title, in an answer's text, or in one of its references.
    """
    texts = [(TITLE, case.title), *((answer.address, answer.text) for answer in case.answers)]
    found = [identifiers_in_answer(text, watched) if text else [] for _, text in texts]
    known = _names_of(
        [
            *zip((text for _, text in texts), found, strict=True),
            *((tag, find_identifiers(tag, watched)) for tag in case.tags),
        ]
    )
    by_address: dict[Address, list[Identifier]] = {}
    for (address, text), identifiers in zip(texts, found, strict=True):
        if identifiers or known.names:
            identifiers = with_mentions(text, identifiers, known)  # noqa: PLW2901
        if identifiers:
            by_address.setdefault(address, []).extend(identifiers)
    for answer in case.answers:
        for reference in answer.sources:
            if identifiers := identifiers_in_references(reference, watched, known):
                by_address.setdefault(answer.address, []).extend(identifiers)
    return by_address


def deidentify_case(case: Case, placeholders: Placeholders) -> Case:
    """Return a copy of a case with placeholders for all identifiers.

    A name that is found once in the case is replaced everywhere in it. References are cleaned as
    answers are: nobody can tell the name of an author from that of a person in the case.
    """
    return deidentify_with_texts(case, (), placeholders)[0]


def deidentify_with_texts(
    case: Case, more: Sequence[str], placeholders: Placeholders
) -> tuple[Case, tuple[str, ...]]:
    """Return `deidentify_case`, and texts about the case in which its names are replaced, too.

    Args:
        case: the case.
        more: what was written about the case elsewhere, such as memos.
        placeholders: the placeholders.
    """
    texts = dict.fromkeys([*_texts_of(case), *more])
    found = {text: placeholders.find(text) for text in texts}
    known = _names_of(found.items())

    def clean(text: str) -> str:
        return placeholders.replace(text, known, found.get(text))

    shared = replace(
        case,
        title=clean(case.title),
        tags=tuple(clean(tag) for tag in case.tags),
        answers=tuple(
            each._replace(
                text=_with_due_days(each.text, clean),
                sources=clean_references(map(clean, each.sources)),
            )
            for each in case.answers
        ),
        extra=_deidentify_value(case.extra, clean),
    )
    return shared, tuple(map(clean, more))


def _names_of(found: Iterable[tuple[str, list[Identifier]]]) -> KnownNames:
    """Return the names in some texts, of which the identifiers are given."""
    names = [
        text[each.start : each.end]
        for text, all_found in found
        for each in all_found
        if each.kind is Kind.NAME
    ]
    return KnownNames(frozenset(names)) if names else NO_NAMES


def _texts_of(case: Case) -> Iterator[str]:
    """Yield each text of a case in which identifiers are replaced."""
    yield case.title
    yield from case.tags
    for answer in case.answers:
        yield from (part for part, is_due_day in _parts_of(answer.text) if not is_due_day)
        yield from answer.sources
    yield from _texts_in(case.extra)


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from map(str, value)
        for part in value.values():
            yield from _texts_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _texts_in(part)


def _with_due_days(text: str, clean: Callable[[str], str]) -> str:
    """Return an answer with placeholders; the due dates of next steps stay."""
    return "".join(part if is_due_day else clean(part) for part, is_due_day in _parts_of(text))


def _parts_of(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of an answer, each with whether it is the due date of a next step."""
    position = 0
    for start, end in due_day_spans(text):
        yield text[position:start], False
        yield text[start:end], True
        position = end
    yield text[position:], False


def _deidentify_value(value: Any, clean: Callable[[str], str]) -> Any:
    """Return front matter of other programs with placeholders in all its texts and numbers."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {clean(str(key)): _deidentify_value(part, clean) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_deidentify_value(part, clean) for part in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        text = clean(str(value))  # a number may identify a person
        return value if text == str(value) else text
    return value


def _spaces(found: re.Match[str]) -> str:
    return " " * len(found[0])
