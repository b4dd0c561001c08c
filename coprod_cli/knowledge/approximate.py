"""Approximate search: the place of a text that takes the fewest changes to become a quote.

The method is Myers' (A fast bit-vector algorithm for approximate string matching based on dynamic
programming, Journal of the ACM 46:3, 1999), in Hyyrö's form, with one integer of Python as the bit
vector. A change is a character that is put in, taken out or replaced.
"""

from typing import NamedTuple

from coprod_cli.base.span import Span

MAX_QUOTE = 600
"""Of a longer quote only the two ends are looked for: the time grows with quote times text."""
MAX_TEXT = 120_000
"""Of a longer text only the beginning is looked at."""
# White space, quotes and dashes count as alike; one character stays one, so that offsets hold.
_ALIKE = str.maketrans({
    **dict.fromkeys("\n\t\u00a0", " "),
    **dict.fromkeys("\u2018\u2019\u201a\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
})  # fmt: skip


class Nearest(NamedTuple):
    """The place of a text that is nearest to a quote.

    Attributes:
        span: the place.
        score: 1 for the quote itself, down to 0 for nothing alike: 1 - changes / length.
        next_score: the score of the next best place that does not overlap this one.
    """

    span: Span
    score: float
    next_score: float


def nearest_place(quote: str, text: str) -> Nearest | None:
    """Return the place of a text that is nearest to a quote; None if nothing can be said.

    Args:
        quote: what is looked for.
        text: where; of more than `MAX_TEXT` characters, the rest is left out.
    """
    if not quote or not text:
        return None
    if len(quote) > MAX_QUOTE:
        return _nearest_ends(quote, text)
    pattern, within = quote.translate(_ALIKE), text[:MAX_TEXT].translate(_ALIKE)
    changes = _changes_at_ends(pattern, within)
    least = min(changes)
    end = changes.index(least) + 1
    size = len(pattern)
    # Backwards from the end, the best beginning: no further off than all those changes.
    behind = within[max(0, end - size - least) : end][::-1]
    backwards = _changes_at_ends(pattern[::-1], behind)
    start = end - (len(backwards) - backwards[::-1].index(min(backwards)))
    others = changes[: max(0, start)] + changes[end + size // 2 :]
    following = min(others, default=size)
    span = _whole_words(within, start, end)
    return Nearest(span, 1 - least / size, 1 - min(following, size) / size)


def _nearest_ends(quote: str, text: str) -> Nearest | None:
    """Return the place between the nearest ones of a long quote's beginning and of its end."""
    half = MAX_QUOTE // 2
    first, last = nearest_place(quote[:half], text), nearest_place(quote[-half:], text)
    if first is None or last is None:
        return None
    span = Span(first.span.start, last.span.end)
    if not len(quote) // 2 <= span.end - span.start <= 2 * len(quote):
        return None
    next_score = max(first.next_score, last.next_score)
    return Nearest(span, min(first.score, last.score), next_score)


def likeness(one: str, other: str) -> float:
    """Return how alike two short texts are: 1 if they are the same, 0 if all has to change."""
    longer = max(len(one), len(other))
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    return 1 - _distance(one, other) / longer


def _changes_at_ends(pattern: str, text: str) -> list[int]:
    """Return for each end in a text the changes from a pattern to the best place ending there."""
    return _scan(pattern, text, from_anywhere=True)


def _distance(one: str, other: str) -> int:
    return _scan(one, other, from_anywhere=False)[-1]


def _scan(pattern: str, text: str, *, from_anywhere: bool) -> list[int]:
    size = len(pattern)
    mask, last = (1 << size) - 1, 1 << (size - 1)
    places: dict[str, int] = {}
    for index, character in enumerate(pattern):
        places[character] = places.get(character, 0) | (1 << index)
    positive, negative, score = mask, 0, size
    carry = 0 if from_anywhere else 1
    scores = []
    look = places.get
    for character in text:
        equal = look(character, 0)
        diagonal = (((equal & positive) + positive) ^ positive) | equal | negative
        up = negative | (mask & ~(diagonal | positive))
        down = positive & diagonal
        if up & last:
            score += 1
        elif down & last:
            score -= 1
        up = (up << 1) | carry
        down <<= 1
        positive = (down | ~(diagonal | up)) & mask
        negative = up & diagonal & mask
        scores.append(score)
    return scores


def _whole_words(text: str, start: int, end: int) -> Span:
    """Return a place widened to whole words, without blanks at its edges."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while start > 0 and start < len(text) and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return Span(start, end)
