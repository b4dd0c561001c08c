"""What stands around a number in a text: most of what tells one kind of number from another."""

from typing import NamedTuple

_STRETCH = 24


def words(*lines: str) -> frozenset[str]:
    """Return the words of some lines, to ask whether a word is one of them."""
    return frozenset(word for line in lines for word in line.split())


class Number(NamedTuple):
    """A run of digits `text[start:end]`.

    `before` is the character before it, a blank at the start of the text; `word` is the word
    before it in lower case and without the marks around it, "" where something else stands there.
    """

    text: str
    start: int
    end: int
    before: str
    word: str

    @property
    def is_joined(self) -> bool:
        """Whether it is the tail of a word or of another number: "B12", "3-4", "1.5"."""
        if self.before in "-/.:,":
            return self.start > 1 and self.text[self.start - 2].isdigit()
        return self.before.isalnum() or self.before == "_"


def number_at(text: str, start: int, end: int) -> Number:
    """Return a run of digits with what stands before it."""
    if not start:
        return Number(text, start, end, " ", "")
    before = text[start - 1]
    if before not in " :(#":
        return Number(text, start, end, before, "")
    words = text[max(0, start - _STRETCH) : start - 1].rstrip(" #").rsplit(None, 1)
    return Number(text, start, end, before, words[-1].strip(":.,(#").lower() if words else "")
