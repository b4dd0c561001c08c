"""Word wrap: where the lines of a text end on a terminal of some width.

Text is measured as `screen_text` shows it, in cells: an ideograph or an emoji takes two, a
combining mark none. It is wrapped after white space, and between ideographs, which have none
between words (Unicode UAX 14, classes SP and ID). White space at the end of a line may go beyond
its edge.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from coprod_cli.base.patterns import lazy_pattern
from coprod_cli.base.screen_text import unsafe_parts

MOST_COLUMNS = 100
"""The greatest width of prose in columns: longer lines are hard to read."""
PAGE_COLUMNS = 80
"""The greatest width of coprod's own pages, such as the manual, which are laid out for it."""
TAB_CELLS = 4
_DOTS = " ..."

# Characters of one cell each; no control, no combining mark, no line end.
_NARROW = lazy_pattern("[ -~\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u2052]*")
_SPACES = lazy_pattern(r"[ \t]*")
_WORD = lazy_pattern(r"[^ \t\n]*[ \t]*")
# White space, but for the no-break spaces U+00A0, U+2007 and U+202F.
_WHITE_SPACE = frozenset(" \t\u1680\u205f\u3000") | set(map(chr, range(0x2000, 0x200B))) - {
    "\u2007"
}
IDEOGRAPH = (
    "[\u3001-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]"
)
"""A regular expression of a character that is a word, or a part of one, without white space."""
_IDEOGRAPH = lazy_pattern(IDEOGRAPH)
_NEVER_FIRST = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】〟…‥"  # noqa: RUF001 - East Asian punctuation
    "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ"
)
_NEVER_LAST = frozenset("‘“（〔［｛〈《「『【〝")  # noqa: RUF001 - East Asian punctuation
_JOINER = "\u200d"
_SKIN_TONES = lazy_pattern("[\U0001f3fb-\U0001f3ff]")
_FLAG_LETTERS = lazy_pattern("[\U0001f1e6-\U0001f1ff]")
_LOOK_BEHIND = 16
"""Characters before a text on which it depends how its first character is shown."""


class Cluster(NamedTuple):
    """One or more characters that are shown together, and stay together on a line.

    Attributes:
        start: the offset of the first character.
        end: the offset after the last character.
        shown: the text as shown.
        cells: how many cells it takes.
        is_unsafe: whether `shown` is a sign in place of what is unsafe to show.
    """

    start: int
    end: int
    shown: str
    cells: int
    is_unsafe: bool = False


def clusters(text: str, start: int, end: int) -> Iterator[Cluster]:
    """Yield the clusters of a part of a line; tab stops count from the part's beginning."""
    cells = 0
    for cluster in _clusters(text, start, end):
        if cluster.shown == "\t":
            width = TAB_CELLS - cells % TAB_CELLS
            yield cluster._replace(shown=" " * width, cells=width)
            cells += width
        else:
            yield cluster
            cells += cluster.cells


def is_narrow(text: str) -> bool:
    """Return True if each character of a text is shown as it is, and takes one cell."""
    return _NARROW.fullmatch(text) is not None


def cells_of(text: str) -> int:
    """Return how many cells a line takes."""
    if is_narrow(text):
        return len(text)
    return sum(cluster.cells for cluster in clusters(text, 0, len(text)))


def next_line_start(
    text: str, start: int, columns: int, *, breaks_words: bool = True
) -> int | None:
    r"""Return the offset at which the line below begins; None if the text ends on this line.

    Args:
        text: the text, with `\n` as its line ends.
        start: the offset at which this line begins.
        columns: the line's width in cells, 1 or more.
        breaks_words: whether a word that is longer than a line is broken at the edge, or goes
            beyond it.
    """
    line_end = text.find("\n", start, start + columns + 1)
    part = text[start : start + columns + 1] if line_end < 0 else text[start:line_end]
    if not is_narrow(part):
        return _next_wide_line_start(text, start, columns, breaks_words=breaks_words)
    if line_end >= 0:
        return line_end + 1
    if len(part) <= columns:
        return None
    space = part.rfind(" ")
    if space >= 0:
        return _after(text, _skipped(_SPACES, text, start + space))
    return start + columns if breaks_words else _after(text, _skipped(_WORD, text, start))


def wrapped(line: str, columns: int, *, indent: str = "", breaks_words: bool = True) -> list[str]:
    """Return a line wrapped to a width, without the white space at which it is wrapped.

    Args:
        line: the text, without line ends.
        columns: the width in cells, the indent's included.
        indent: what stands before each line but the first.
        breaks_words: as for `next_line_start`.
    """
    lines: list[str] = []
    start: int | None = 0
    while start is not None:
        before = indent if lines else ""
        width = max(columns - len(before), 1)
        following = next_line_start(line, start, width, breaks_words=breaks_words)
        lines.append((before + line[start:following]).rstrip(" \t"))
        start = following
    return lines


def cut_line(line: str, columns: int, dots: str = "...") -> str:
    """Return a line, cut with dots at its end if it takes more cells than there are.

    Args:
        line: the text, without line ends.
        columns: the cells that there are, as many as the dots take or more.
        dots: what tells that the line goes on; "" for nothing.
    """
    if cells_of(line) <= columns:
        return line
    room = columns - cells_of(dots)
    return f"{line[: _end_within(line, max(room, 0))].rstrip()}{dots}"


def _end_within(line: str, columns: int) -> int:
    """Return the offset at which the beginning of a line ends that takes at most some cells."""
    if is_narrow(line[: columns + 1]):  # no mark follows that belongs to the last character
        return columns
    cells = 0
    for cluster in clusters(line, 0, len(line)):
        cells += cluster.cells
        if cells > columns:
            return cluster.start
    return len(line)


def cut_after_word(line: str, columns: int) -> str:
    """Return a line, cut with ` ...` after a word if it takes more cells than there are."""
    if cells_of(line) <= columns:
        return line
    shorter = cut_line(line, columns - len(_DOTS), "")
    if " " in shorter and not line[len(shorter) :].startswith(" "):
        shorter = shorter.rpartition(" ")[0]
    return f"{shorter}{_DOTS}"


def padded(line: str, columns: int, *, to_right: bool = False) -> str:
    """Return a line filled with blanks to a number of cells: behind it, or in front of it."""
    blanks = " " * (columns - cells_of(line))
    return blanks + line if to_right else line + blanks


def fitted(
    line: str, columns: int, dots: str = "\N{HORIZONTAL ELLIPSIS}", *, to_right: bool = False
) -> str:
    """Return a line of exactly some cells: cut with dots, as by `cut_line`, or filled."""
    return padded(cut_line(line, columns, dots), columns, to_right=to_right)


def _next_wide_line_start(text: str, start: int, columns: int, *, breaks_words: bool) -> int | None:
    """Return `next_line_start` of a line in which a character takes no cell, or more than one."""
    length = 8 * columns
    while True:
        end = text.find("\n", start, start + length)
        is_whole = end >= 0 or start + length >= len(text)
        end = end if end >= 0 else min(start + length, len(text))
        found = _overflow(text, start, end, columns, breaks_words=breaks_words)
        if found is not None:
            return _after(text, found)
        if is_whole:
            return end + 1 if end < len(text) else None
        length *= 2


def _overflow(text: str, start: int, end: int, columns: int, *, breaks_words: bool) -> int | None:
    """Return the offset of what no longer fits on a line; None if all of it up to `end` does."""
    cells = 0
    breakable = start  # the last place before which the line may end
    before = ""
    for cluster in clusters(text, start, end):
        cells += cluster.cells
        if cluster.end == cluster.start + 1 and text[cluster.start] in _WHITE_SPACE:
            if cells > columns:
                return _skipped(_SPACES, text, cluster.end)
            before = " "
            continue
        first = text[cluster.start]
        if _may_break(before, first):
            breakable = cluster.start
        before = first
        if cells <= columns:
            continue
        if breakable > start:
            return breakable
        if breaks_words:
            return cluster.start if cluster.start > start else cluster.end
    return None


def _may_break(before: str, after: str) -> bool:
    if before in {"", " "}:
        return before == " "
    ideographs = _IDEOGRAPH.match(before) or _IDEOGRAPH.match(after)
    return bool(ideographs) and before not in _NEVER_LAST and after not in _NEVER_FIRST


def _after(text: str, end: int) -> int | None:
    """Return where the line below begins if this one ends at an offset; None if the text does."""
    if text[end : end + 1] == "\n":
        return end + 1
    return end if end < len(text) else None


def _skipped(pattern: re.Pattern[str], text: str, start: int) -> int:
    """Return the offset behind what a pattern matches."""
    found = pattern.match(text, start)
    return found.end() if found else start


def _clusters(text: str, start: int, end: int) -> Iterator[Cluster]:
    first = max(start - _LOOK_BEHIND, 0)
    position = start
    for unsafe_start, unsafe_end, sign in unsafe_parts(text[first:end]):
        if unsafe_end + first <= position:
            continue
        yield from _safe_clusters(text, position, unsafe_start + first)
        position = unsafe_end + first
        yield Cluster(unsafe_start + first, position, sign, sum(map(_cells, sign)), is_unsafe=True)
    yield from _safe_clusters(text, position, end)


def _safe_clusters(text: str, start: int, end: int) -> Iterator[Cluster]:
    while start < end:
        cells = _cells(text[start])
        last = start + 1
        if text[start] != "\t" and last < end and not text[last].isascii():
            if _FLAG_LETTERS.match(text[start]) and _FLAG_LETTERS.match(text[last]):
                cells += _cells(text[last])
                last += 1
            while last < end and _continues(text, last):
                cells += _cells(text[last])
                last += 1
        yield Cluster(start, last, text[start:last], cells)
        start = last


def _continues(text: str, position: int) -> bool:
    """Return True if a character is shown together with the one before it."""
    character = text[position]
    if text[position - 1] == _JOINER or _SKIN_TONES.match(character):
        return True
    return not character.isascii() and not _cells(character)


@cache
def _cells(character: str) -> int:
    from wcwidth import wcwidth

    return max(wcwidth(character), 0)
