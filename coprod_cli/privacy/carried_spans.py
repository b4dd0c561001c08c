"""Carries the place of words in a text over to the same text with placeholders."""

import re

_PLACEHOLDER = re.compile(r"\[(?:[A-Z]+-[0-9]+|DATE|AGE)\]")


def carry_span(text: str, replaced: str, start: int, end: int) -> tuple[int, int]:
    """Return where some words of a text stand after identifiers were replaced in it.

    A span that begins or ends within what was replaced is widened to the whole placeholder. The
    words at the returned place never have more of the text than `replaced` has.

    Args:
        text: the text.
        replaced: the same text with placeholders, as of `Placeholders.replace`.
        start: the offset of the first character, in code points.
        end: the offset after the last one.
    """
    new_start, new_end = 0, len(replaced)
    for old_from, old_to, new_from, new_to in _pieces(text, replaced):
        is_kept = text[old_from:old_to] == replaced[new_from:new_to]
        if old_from <= start < old_to:
            new_start = new_from + (start - old_from if is_kept else 0)
        if old_from < end <= old_to:
            new_end = new_to - (old_to - end if is_kept else 0)
    return new_start, max(new_start, new_end)


def _pieces(text: str, replaced: str) -> list[tuple[int, int, int, int]]:
    """Return the pieces of both texts that belong together, as offsets in each, in order.

    They alternate: words that both texts have, and a placeholder with what it stands for.
    """
    pieces: list[tuple[int, int, int, int]] = []
    old = new = 0
    marks = [match.span() for match in _PLACEHOLDER.finditer(replaced)]
    for index, (mark_from, mark_to) in enumerate(marks):
        kept = mark_from - new
        pieces.append((old, old + kept, new, mark_from))
        old += kept
        is_last = index + 1 == len(marks)
        following = replaced[mark_to : len(replaced) if is_last else marks[index + 1][0]]
        found = len(text) - len(following) if is_last else text.find(following, old)
        after = max(found, old) if following or is_last else old
        pieces.append((old, after, mark_from, mark_to))
        old, new = after, mark_to
    pieces.append((old, len(text), new, len(replaced)))
    return pieces
