"""Span: a part of a text, by the offsets of its characters."""

from typing import NamedTuple


class Span(NamedTuple):
    """A part of a text: offsets in code points, the end not included."""

    start: int
    end: int
