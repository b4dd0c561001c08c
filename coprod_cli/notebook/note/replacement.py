"""Replacements of parts of a text, by offset."""

from typing import NamedTuple


class Replacement(NamedTuple):
    """A text that replaces the characters between two offsets."""

    start: int
    end: int
    text: str


def apply_replacements(text: str, replacements: list[Replacement]) -> str:
    """Return a text with parts of it replaced; the parts are in order and do not overlap."""
    pieces = []
    position = 0
    for start, end, new in replacements:
        pieces += [text[position:start], new]
        position = end
    return "".join((*pieces, text[position:]))
