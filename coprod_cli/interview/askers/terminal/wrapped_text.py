"""The screen lines of a text input: where a text wraps, kept up to date while a person types."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from coprod_cli.base.word_wrap import Cluster, clusters, is_narrow, next_line_start

_BLANKS = " \t\n"
_NEAR = 2_000
"""Characters before a change in which a break is looked for, before all of the text is."""
_LINES_BEFORE = 2
"""Lines above a change that are wrapped anew: the start of a word may now fit there."""
_OFFSETS = "I"
"""Array type of the lines' offsets: a tenth of a list's memory, where a text is line ends only."""
_SETTLED = 16
"""Characters behind a change on which it can no longer depend how a line is shown."""


@dataclass(frozen=True)
class WrappedText:
    """A text and its screen lines.

    Attributes:
        text: the text.
        columns: the width in cells.
        starts: the offsets at which the lines begin, in order; the first is 0.
    """

    text: str
    columns: int
    starts: "array[int]"  # subscripted at run time from Python 3.12 on only

    @classmethod
    def of(cls, text: str, columns: int) -> "WrappedText":
        """Wrap a text to a width in cells."""
        return cls(text, columns, array(_OFFSETS, _line_starts(text, 0, columns)))

    def changed(self, text: str, columns: int) -> "WrappedText":
        """Return another text wrapped; only what differs from this one is wrapped anew."""
        if columns != self.columns or not self.text:
            return self if (text, columns) == (self.text, self.columns) else self.of(text, columns)
        if text == self.text:
            return self
        same = _common_start(self.text, text)
        same_end = _common_end(self.text, text, same)
        shift = len(text) - len(self.text)
        unsettled = len(text) - same_end + _SETTLED
        first = max(self.line_of(_word_start(self.text, same)) - _LINES_BEFORE, 0)
        starts = self.starts[:first]
        for start in _line_starts(text, self.starts[first], columns):
            if start > unsettled:
                earlier = bisect_left(self.starts, start - shift)
                if earlier < len(self.starts) and self.starts[earlier] == start - shift:
                    starts.extend(each + shift for each in self.starts[earlier:])
                    break
            starts.append(start)
        return WrappedText(text, columns, starts)

    def line_of(self, offset: int) -> int:
        """Return the number of the line in which an offset is, from 0."""
        return bisect_right(self.starts, offset) - 1

    def end_of(self, line: int) -> int:
        """Return the last offset at which a line shows the cursor.

        It is the end of the text's own line, or before the last cluster of a line that is wrapped.
        """
        following = self._start_below(line)
        if following is None:
            return len(self.text)
        if self.text[following - 1] == "\n":
            return following - 1
        shown = list(self.shown(line))
        return shown[-1].start if shown else self.starts[line]

    def shown(self, line: int) -> Iterator[Cluster]:
        """Yield what a line shows: its clusters, but no white space beyond its edge."""
        following = self._start_below(line)
        end = len(self.text) if following is None else following
        if following is not None and self.text[following - 1] == "\n":
            end -= 1
        cells = 0
        for cluster in _shown_clusters(self.text, self.starts[line], end, self.columns):
            cells += cluster.cells
            if cells > self.columns and cluster.shown.isspace():
                return
            yield cluster

    def _start_below(self, line: int) -> int | None:
        return self.starts[line + 1] if line + 1 < len(self.starts) else None

    def cells_before(self, offset: int) -> int:
        """Return how many cells an offset is from the beginning of its line."""
        line = self.line_of(offset)
        return sum(each.cells for each in self.shown(line) if each.end <= offset)

    def offset_at(self, line: int, cells: int) -> int:
        """Return the offset in a line that is nearest to a number of cells, from its left."""
        end = self.end_of(line)
        reached = 0
        for cluster in self.shown(line):
            if reached + cluster.cells > cells or cluster.start >= end:
                return min(cluster.start, end)
            reached += cluster.cells
        return end

    def text_line_start(self, offset: int) -> int:
        """Return the offset at which the text's own line begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def text_line_end(self, offset: int) -> int:
        """Return the offset at which the text's own line ends."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end


def _shown_clusters(text: str, start: int, end: int, columns: int) -> Iterator[Cluster]:
    part = text[start : min(end, start + columns + 1)]
    if is_narrow(part):
        return (
            Cluster(start + at, start + at + 1, each, 1) for at, each in enumerate(part[:columns])
        )
    return clusters(text, start, end)


def _line_starts(text: str, start: int, columns: int) -> Iterator[int]:
    line: int | None = start
    while line is not None:
        yield line
        line = next_line_start(text, line, columns)


def _word_start(text: str, offset: int) -> int:
    """Return an offset at which a word begins that is not behind another offset."""
    near = max(offset - _NEAR, 0)
    found = max(text.rfind(blank, near, offset) for blank in _BLANKS)
    if found < 0 and near:
        found = max(text.rfind(blank, 0, offset) for blank in _BLANKS)
    return found + 1


def _common_start(one: str, other: str) -> int:
    """Return how many characters two texts have in common at their beginning."""
    same, end = 0, min(len(one), len(other))
    while same < end:
        middle = (same + end + 1) // 2
        if one[same:middle] == other[same:middle]:
            same = middle
        else:
            end = middle - 1
    return same


def _common_end(one: str, other: str, start: int) -> int:
    """Return how many characters two texts have in common at their end, behind a common start."""
    same, end = 0, min(len(one), len(other)) - start
    while same < end:
        middle = (same + end + 1) // 2
        parts = (each[len(each) - middle : len(each) - same] for each in (one, other))
        if len(set(parts)) == 1:
            same = middle
        else:
            end = middle - 1
    return same
