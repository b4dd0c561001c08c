"""Snippet: one line of an answer around the first word that was found in it.

Widths are in cells of a terminal, as in `base.word_wrap`.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coprod_cli.base.word_wrap import cells_of, clusters, cut_line

_CUT = "..."
_CUT_CELLS = len(_CUT) + 1
_BRACKETS = 2
_BLANKS = re.compile(r"\s+")
_CHARACTERS_A_CELL = 4
"""Characters that are looked at for each cell of a line: blanks, and marks without a width."""


class SnippetPart(NamedTuple):
    """A part of a snippet: text of the answer, and whether it is what was found."""

    text: str
    is_match: bool


class Snippet(NamedTuple):
    """A line of an answer.

    Attributes:
        parts: its text; white space of the answer is one blank.
        is_cut_before: whether the answer has more text before it.
        is_cut_after: whether the answer has more text after it.
    """

    parts: tuple[SnippetPart, ...]
    is_cut_before: bool
    is_cut_after: bool

    @property
    def marked(self) -> str:
        """The line with what was found in square brackets, and `...` where text is cut off."""
        texts = (f"[{part.text}]" if part.is_match else part.text for part in self.parts)
        before = f"{_CUT} " if self.is_cut_before else ""
        after = f" {_CUT}" if self.is_cut_after else ""
        return f"{before}{''.join(texts).strip()}{after}"


def cut_snippet(text: str, spans: Sequence[tuple[int, int]], columns: int) -> Snippet:
    """Return what stands around the first of some places, about a third of it before them.

    Args:
        text: an answer.
        spans: the start and the end of each place, in order, at least one.
        columns: the line's width in cells, brackets and `...` included; 20 or more.
    """
    start = spans[0][0]
    reach = columns * _CHARACTERS_A_CELL
    left, right = max(start - reach, 0), min(start + reach, len(text))
    before = _flat(text[left:start]).lstrip(" ")
    match, *rest = _parts(text, spans, right)
    is_whole = left == 0 and right == len(text)
    room = columns - _cells([match])
    if is_whole and cells_of(before) + _cells(rest) <= room:
        return _snippet(before, [match, *rest], is_cut_before=False, is_cut_after=False)
    if room < 2 * _CUT_CELLS:  # the place itself is longer than a line
        head = _head(match.text, columns - _BRACKETS - 2 * _CUT_CELLS)
        part = SnippetPart(head, is_match=True)
        return _snippet("", [part], is_cut_before=bool(before), is_cut_after=True)
    after = _cells(rest) if right == len(text) else room
    before_room = max(room // 3, room - after)
    is_cut_before = left > 0 or cells_of(before) > before_room
    if is_cut_before:
        before = _tail(before, before_room - _CUT_CELLS)
    room -= cells_of(before) + (_CUT_CELLS if is_cut_before else 0)
    is_cut_after = right < len(text) or _cells(rest) > room
    if is_cut_after:
        rest = _first_parts(rest, room - _CUT_CELLS)
    return _snippet(before, [match, *rest], is_cut_before=is_cut_before, is_cut_after=is_cut_after)


def _parts(text: str, spans: Sequence[tuple[int, int]], end: int) -> list[SnippetPart]:
    """Return the places and what stands between them, from the first place to an offset."""
    parts = []
    position = spans[0][0]
    for start, stop in spans:
        if start >= end:
            break
        if start > position:
            parts.append(SnippetPart(_flat(text[position:start]), is_match=False))
        parts.append(SnippetPart(_flat(text[start:stop]), is_match=True))
        position = stop
    if position < end:
        tail = _flat(text[position:end])
        parts.append(SnippetPart(tail.rstrip(" ") if end == len(text) else tail, is_match=False))
    return parts


def _snippet(
    before: str, parts: Iterable[SnippetPart], *, is_cut_before: bool, is_cut_after: bool
) -> Snippet:
    found = (SnippetPart(before, is_match=False), *parts)
    return Snippet(tuple(each for each in found if each.text), is_cut_before, is_cut_after)


def _first_parts(parts: Iterable[SnippetPart], cells: int) -> list[SnippetPart]:
    """Return the parts that fit; a text between two places is cut, a place is not."""
    kept = []
    for part in parts:
        if _cells([part]) > cells:
            if not part.is_match:
                kept.append(SnippetPart(_head(part.text, cells), is_match=False))
            break
        kept.append(part)
        cells -= _cells([part])
    if kept and not kept[-1].is_match:
        kept[-1] = SnippetPart(kept[-1].text.rstrip(" "), is_match=False)
    return kept


def _head(text: str, cells: int) -> str:
    """Return the beginning of a line, to the end of a word if there is one."""
    shorter = cut_line(text, cells, "")
    if " " in shorter[1:] and not text[len(shorter) :].startswith(" ") and shorter != text:
        return shorter[: shorter.rindex(" ", 1)]
    return shorter


def _tail(text: str, cells: int) -> str:
    """Return the end of a line, from the beginning of a word if there is one."""
    start = len(text)
    for cluster in reversed(list(clusters(text, 0, len(text)))):
        cells -= cluster.cells
        if cells < 0:
            break
        start = cluster.start
    if start == 0 or text[start - 1] == " ":
        return text[start:].lstrip(" ")
    blank = text.find(" ", start)
    is_within = 0 <= blank < len(text) - 1
    return text[blank + 1 :] if is_within else text[start:]


def _cells(parts: Iterable[SnippetPart]) -> int:
    return sum(cells_of(part.text) + _BRACKETS * part.is_match for part in parts)


def _flat(text: str) -> str:
    return _BLANKS.sub(" ", text)
