"""A number in a text with the word before it, from which the finders recognise its kind."""

from typing import NamedTuple

_STRETCH = 24
"""How many characters before the digits are searched for the word."""


def words(*lines: str) -> frozenset[str]:
    """Return the words of some lines as a set."""
    return frozenset(word for line in lines for word in line.split())


class Number(NamedTuple):
    """A run of digits in a text, with what precedes it.

    Attributes:
        text: the whole text.
        start: the offset of the first digit.
        end: the offset after the last digit.
        before: the character before it; a space at the start of the text.
        word: the word before it, in lower case and without punctuation; "" if there is none.
        is_joined: whether it is the end of a word or of another number: "B12", "3-4", "1.5".
    """

    text: str
    start: int
    end: int
    before: str
    word: str
    is_joined: bool


def number_at(text: str, start: int, end: int) -> Number:
    """Return the run of digits `text[start:end]` with what precedes it."""
    if not start:
        return Number(text, start, end, " ", "", is_joined=False)
    before = text[start - 1]
    if before not in " :(#":
        return Number(text, start, end, before, "", _is_joined(text, start, before))
    words = text[max(0, start - _STRETCH) : start - 1].rstrip(" #").rsplit(None, 1)
    word = words[-1].strip(":.,(#").lower() if words else ""
    is_joined = before == ":" and _is_joined(text, start, before)
    return Number(text, start, end, before, word, is_joined)


def _is_joined(text: str, start: int, before: str) -> bool:
    if before in "-/.:,":
        return start > 1 and text[start - 2].isdigit()
    return before.isalnum() or before == "_"
