"""Fast reader: reads a note whose layout is exactly the one that coprod writes."""

import re
from functools import lru_cache

from coprod_cli.base.text import canonical_text
from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.marker_typography import has_only_words
from coprod_cli.notebook.note.markers import END, Marker, parse_marker
from coprod_cli.notebook.note.source_list import split_answer


def split_as_written(text: str, start: int) -> tuple[list[str], list[str]] | None:
    """Split a note at its markers; return None if its layout is not the one that coprod writes.

    Finding each marker separately would take half of an export's time, so one regular expression
    splits the text. If the text has more possible markers than the expression found, the result is
    None and the note is read by `parser`. A property test checks that both readers agree.

    Args:
        text: the note's text.
        start: the offset at which the front matter ends.

    Returns:
        The body of each marker behind `coprod:`, not parsed and perhaps invalid, and the canonical
        text below each marker.
    """
    parts = _AS_WRITTEN.split(text[start:])
    markers, bodies = parts[1::2], parts[2::2]
    if not bodies or not bodies[-1].endswith(_END_LINE):
        return None
    if not has_only_words(text, start, len(markers) + 1):
        return None
    bodies[-1] = bodies[-1].removesuffix(_END_LINE)
    if _BLANK_AT_START.search(text):
        return markers, [_canonical(body) for body in bodies]
    return markers, [body.strip("\n") for body in bodies]


def read_as_written(text: str, start: int) -> tuple[Answer, ...] | None:
    """Read the answers of a note; return None if its layout is not the one that coprod writes."""
    parts = split_as_written(text, start)
    if parts is None:
        return None
    bodies, texts = parts
    parse = _cached_answer_markers if len(bodies) < _MAX_CACHED_MARKERS else _answer_markers
    answer_markers = parse(tuple(bodies))
    if answer_markers is None:
        return None
    return tuple([
        _with_sources(marker, texts[index]) if marker[5]
        else _new_tuple(Answer, (marker[0], texts[index], marker[1], marker[2], marker[3], ()))
        for index, marker in answer_markers
    ])  # fmt: skip


def _with_sources(marker: Marker, body: str) -> Answer:
    split = split_answer(body, is_listed=True)
    return Answer(marker[0], split.text, marker[1], marker[2], marker[3], split.references)


def _answer_markers(bodies: tuple[str, ...]) -> tuple[tuple[int, Marker], ...] | None:
    """Parse all markers of a note, and return the index and the marker of each answer.

    None if a marker is invalid or `end`, or an address occurs twice. The result is cached, since
    most notes of a template have the same markers.
    """
    markers = [_parse_cached(body) for body in bodies]
    if None in markers:
        return None
    answers = [
        (index, marker) for index, marker in enumerate(markers) if marker and marker[0].is_question
    ]
    return tuple(answers) if len({marker[0] for _, marker in answers}) == len(answers) else None


_cached_answer_markers = lru_cache(maxsize=128)(_answer_markers)
_MAX_CACHED_MARKERS = 1_000
"""Notes with more markers are not cached, so that odd notes do not fill the memory."""


@lru_cache(maxsize=4096)
def _parse_cached(body: str) -> Marker | None:
    """Parse a marker other than `end`; cached, since notes share the same few dozen markers."""
    marker = parse_marker(f"{body} -->")
    return None if marker is None or marker.address == END else marker


def _canonical(body: str) -> str:
    trimmed = body.strip("\n")
    if trimmed[:1] in _BLANKS or trimmed[-1:] in _BLANKS:
        return canonical_text(body)
    return trimmed


_new_tuple = tuple.__new__
_BLANKS = frozenset(" \t")
_END_LINE = f"\n<!-- coprod:{END} -->\n"
# Faster than `"\\n " in text`, which stops at every blank between two words.
_BLANK_AT_START = re.compile(r"\n[ \t]")
_AS_WRITTEN = re.compile(r"\n#{1,6} .*\n<!-- coprod:(.*) -->\n")
