"""Lookalikes: lines that look like markers, whatever an editor made of them; and their escape.

One rule decides which lines these are: it says what is escaped in an answer that is written, what
is unescaped in one that is read, and which lines of a note may be damaged markers.
"""

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from coprod_cli.base.patterns import lazy_pattern
from coprod_cli.notebook.note.marker_typography import (
    AROUND,
    BEHIND,
    CLOSING,
    SPACE,
    opening_before,
    plain,
    word_pattern,
)

_BEFORE = lazy_pattern(rf"({AROUND.pattern})(#{{1,6}}[ \t].*)?\Z")
_HEADING_BEFORE = lazy_pattern(rf"({AROUND.pattern})(#{{1,6}}[ \t].*)\Z")
_MAX_HEADING_LINES = 6
_BOLD_BEFORE = lazy_pattern(rf"((?:[>+\-]|{SPACE})*+)((\*\*|__)[^*_].*\3{SPACE}*+)\Z")
_EXACT = lazy_pattern(r"^[ \t]*\\*(?=<!--[ \t]*coprod:)", re.MULTILINE)
_PREFIX = lazy_pattern(r"[ \t]*(?:>[ \t]*)*")


class Lookalike(NamedTuple):
    r"""A line that looks like a marker, or two lines.

    Attributes:
        start: the offset of its first line.
        opening: the offset of its `<`, or of what stands for that.
        end: the offset of the line after it.
        prefix: what an editor put in front of it, such as `> `.
        heading: the heading on the same line; "" if there is none.
        escapes: how many backslashes are right before its `<`.
        body: what stands behind `coprod:`.
        is_closed: whether anything closes it, such as `-->`.
        behind: the text behind it on its line; "" if there is none but punctuation.
    """

    start: int
    opening: int
    end: int
    prefix: str
    heading: str
    escapes: int
    body: str
    is_closed: bool
    behind: str


def find_lookalikes(
    text: str, start: int = 0, stop: int | None = None, intact: Container[int] = ()
) -> Iterator[Lookalike]:
    """Yield the lines of a text that look like markers, intact ones included.

    Args:
        text: the text.
        start: the offset of the line to begin with.
        stop: the offset before which a line starts; None for the end of the text.
        intact: the offsets of the lines of intact markers, which are passed over.
    """
    pattern = word_pattern(text, start)
    if pattern is None:
        return
    stop = len(text) if stop is None else stop
    line = line_end = scanned = start
    for match in pattern.finditer(text, start):
        word = match.start()
        if word < line_end:
            continue  # only the first one of a line is looked at
        line = text.rfind("\n", scanned, word) + 1 or line
        scanned = word
        if line >= stop:
            return
        if line in intact:
            line_end = _line_end(text, word)
            continue
        opened = _opening(text, start, line, word)
        if opened is None:
            continue
        first, opening = opened
        before = _before(text, start, first, opening)
        if before is None:
            continue
        first, prefix, heading = before
        body, is_closed, behind, line_end = _closed(text, match.end())
        lead = text[first:opening]
        escapes = len(lead) - len(lead.rstrip("\\"))
        yield Lookalike(first, opening, min(line_end + 1, len(text)), prefix, heading, escapes,
                        body, is_closed, behind)  # fmt: skip


def escape(text: str) -> str:
    r"""Return an answer with a `\` in its lines that would be read as markers, before their `<`."""
    offsets = _offsets(text)
    parts = []
    last = 0
    for offset in offsets:
        parts += [text[last:offset], "\\"]
        last = offset
    return "".join([*parts, text[last:]]) if offsets else text


def unescape(text: str) -> str:
    """Undo `escape`."""
    offsets = [offset for offset in _offsets(text) if text[offset - 1 : offset] == "\\"]
    parts = []
    last = 0
    for offset in offsets:
        parts.append(text[last : offset - 1])
        last = offset
    return "".join([*parts, text[last:]]) if offsets else text


def _offsets(text: str) -> list[int]:
    """Return the offset of the `<` of each line that looks like a marker."""
    pattern = word_pattern(text, 0)
    if pattern is None:
        return []
    # An exact opening may have more blanks than a changed one.
    exact = (match.end() for match in _EXACT.finditer(text))
    return sorted({*exact, *(found.opening for found in find_lookalikes(text))})


def _opening(text: str, start: int, line: int, word: int) -> tuple[int, int] | None:
    """Return the offset of the line on which a marker opens, and that of its `<`.

    It may have been wrapped right before its word.
    """
    opening = opening_before(text, line, word)
    if opening is not None:
        return line, opening
    if line <= start or AROUND.match(text, line, word).end() < word:  # type: ignore[union-attr]
        return None
    end = line - 1
    above = text.rfind("\n", start, end) + 1 or start
    opening = opening_before(text, above, end)
    return None if opening is None else (above, opening)


def _before(text: str, start: int, line: int, opening: int) -> tuple[int, str, str] | None:
    """Return where a marker's lines start, and the prefix and the heading before it.

    None if other text stands there.
    """
    match = _BEFORE.match(text, line, opening) or _BOLD_BEFORE.match(text, line, opening)
    if match is not None:
        return line, match[1], match[2] or ""
    # A formatter that fills paragraphs joins a marker to its heading, and wraps both.
    words = text[line:opening]
    for _ in range(_MAX_HEADING_LINES - 1):
        if line <= start:
            return None
        above = text.rfind("\n", start, line - 1) + 1 or start
        part = text[above : line - 1]
        if not part.strip() or ">" in part.lstrip("> "):
            return None
        line, words = above, f"{part.rstrip()} {words.lstrip()}"
        if (match := _HEADING_BEFORE.match(words)) is not None:
            return line, match[1], match[2]
    return None


def _closed(text: str, start: int) -> tuple[str, bool, str, int]:
    """Return a marker's body, whether it is closed, the text behind it, and where its line ends."""
    line_end = _line_end(text, start)
    body = text[start:line_end]
    closing = CLOSING.search(text, start, line_end)
    if closing is not None:
        body = text[start : closing.start()]
    elif line_end < len(text):
        second_end = _line_end(text, line_end + 1)
        second = _PREFIX.match(text, line_end + 1, second_end).end()  # type: ignore[union-attr]
        closing = CLOSING.search(text, second, second_end)
        joint = "" if body.rstrip().endswith("-") else " "  # at a hyphen, no blank is replaced
        if closing is not None and _goes_on(f"x{joint}{text[second : closing.start()]}"):
            body = f"{body.rstrip()}{joint}{text[second : closing.start()]}"
            line_end = second_end
        else:
            closing = None
    if closing is None:
        return body, False, "", line_end
    behind = text[closing.end() : line_end]
    return body, True, "" if BEHIND.match(behind) else behind.strip(), line_end


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _goes_on(line: str) -> bool:
    """Return True if a line up to a `>` has nothing but a marker's words, its first one aside."""
    words = plain(line).strip("-! ").split()
    return all(word.lower() == "unknown" or "=" in word for word in words[1:])
