"""Carried places: where a part of an earlier text is in a later one, by a comparison of words."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from coprod_cli.base.span import Span

MAX_WORDS = 6_000
"""How many words of each text are compared, after equal beginnings and ends are set aside."""
_WORD = re.compile(r"\S+")


class Carried(NamedTuple):
    """A place in the later text.

    Attributes:
        span: from the first to the last word that stayed or took another's place.
        stayed: the share of the earlier place's characters that stayed, from 0 to 1.
    """

    span: Span
    stayed: float


class _Word(NamedTuple):
    text: str
    start: int
    end: int


def carried_place(earlier: str, later: str, place: Span) -> Carried | None:
    """Return where a place of an earlier text is in the later one.

    Args:
        earlier: the earlier text.
        later: the later text.
        place: the place in the earlier text.

    Returns:
        None if nothing of it stayed, or the texts differ in too many words to be compared.
    """
    old, new = _words(earlier), _words(later)
    steps = _steps([word.text for word in old], [word.text for word in new])
    if steps is None:
        return None
    total = sum(_within(word, place) for word in old)
    stayed = 0
    spans: list[Span] = []
    for is_same, first, last, new_first, new_last in steps:
        inside = [index for index in range(first, last) if _within(old[index], place)]
        if is_same:
            for index in inside:
                stayed += _within(old[index], place)
                spans.append(_moved(old[index], new[new_first + index - first], place))
        elif inside and new_last > new_first and len(inside) == last - first:
            spans.append(Span(new[new_first].start, new[new_last - 1].end))
    if not stayed or not total:
        return None
    return Carried(Span(min(spans)[0], max(span.end for span in spans)), stayed / total)


def _words(text: str) -> list[_Word]:
    return [_Word(found[0], *found.span()) for found in _WORD.finditer(text)]


def _within(word: _Word, place: Span) -> int:
    """Return how many characters of a word are in a place."""
    return max(0, min(word.end, place.end) - max(word.start, place.start))


def _moved(word: _Word, now: _Word, place: Span) -> Span:
    """Return the part of an equal word that was in a place."""
    start = max(0, place.start - word.start)
    return Span(now.start + start, now.end - max(0, word.end - place.end))


def _steps(old: Sequence[str], new: Sequence[str]) -> list[tuple[bool, int, int, int, int]] | None:
    """Return how one list of words becomes another: equal or not, and where in both."""
    shorter = min(len(old), len(new))
    head = next((index for index in range(shorter) if old[index] != new[index]), shorter)
    rest = shorter - head
    tail = next((index for index in range(rest) if old[-1 - index] != new[-1 - index]), rest)
    old_end, new_end = len(old) - tail, len(new) - tail
    if max(old_end, new_end) - head > MAX_WORDS:
        return None
    matcher = SequenceMatcher(None, old[head:old_end], new[head:new_end])
    between = [
        (tag == "equal", first + head, last + head, new_first + head, new_last + head)
        for tag, first, last, new_first, new_last in matcher.get_opcodes()
    ]
    whole = [(True, 0, head, 0, head), *between, (True, old_end, len(old), new_end, len(new))]
    return [step for step in whole if step[1] < step[2] or step[3] < step[4]]
