"""The quick way to read a note that is laid out as coprod writes it."""

import re
from functools import lru_cache

from coprod_cli.base.text import canonical_text
from coprod_cli.model.case import Answer
from coprod_cli.notebook.note.markers import END, Marker, parse_marker


def cut_as_written(text: str, start: int) -> tuple[list[str], list[str]] | None:
    """Cut a note that is laid out as coprod writes it; None for any other note.

    Half of an export's time would go into finding each marker's place by itself. Here one regular
    expression cuts the text. A line that the expression did not take for a marker, but which might
    be one, is one too many in the count, and the note is then read the careful way. A property
    test holds the two ways equal.

    Returns:
        What stands in each marker behind `coprod:`, and the canonical text that follows each. The
        markers are yet to be parsed; one of them may be none.
    """
    parts = _AS_WRITTEN.split(text[start:])
    markers, bodies = parts[1::2], parts[2::2]
    if not bodies or not bodies[-1].endswith(_END_LINE):
        return None
    if text.count("coprod:", start) != len(markers) + 1:
        return None
    bodies[-1] = bodies[-1].removesuffix(_END_LINE)
    if _BLANK_AT_START.search(text):
        return markers, [_trimmed(body) for body in bodies]
    return markers, [body.strip("\n") for body in bodies]


def read_as_written(text: str, start: int) -> tuple[Answer, ...] | None:
    """Read the answers of a note that is laid out as coprod writes it; None for any other note."""
    cut = cut_as_written(text, start)
    if cut is None:
        return None
    shape = (_known_shape if len(cut[0]) < _MOST_KNOWN else _shape)(tuple(cut[0]))
    if shape is None:
        return None
    return tuple([
        _new_tuple(Answer, (marker[0], cut[1][place], marker[1], marker[2], marker[3]))
        for place, marker in shape
    ])  # fmt: skip


def _shape(bodies: tuple[str, ...]) -> tuple[tuple[int, Marker], ...] | None:
    """Parse all markers of a note: the place of each answer, and its marker.

    None where one is no marker, is `end`, or an address stands twice. Notes of the same form have
    the same markers until somebody writes a voice into one.
    """
    markers = [_known_marker(body) for body in bodies]
    if None in markers:
        return None
    answers = [
        (place, marker) for place, marker in enumerate(markers) if marker and marker[0].is_question
    ]
    return tuple(answers) if len({marker[0] for _, marker in answers}) == len(answers) else None


_known_shape = lru_cache(maxsize=128)(_shape)
_MOST_KNOWN = 1_000
"""A note of more markers is not remembered, so that odd notes do not fill the memory."""


@lru_cache(maxsize=4096)
def _known_marker(body: str) -> Marker | None:
    """Parse a marker that is not `end`; the same few dozen stand in every note."""
    marker = parse_marker(f"{body} -->")
    return None if marker is None or marker.address == END else marker


def _trimmed(body: str) -> str:
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
