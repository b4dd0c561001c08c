"""Postings: for each word, where in some answers it stands, so that no note is read to find it.

They hold the words of some hundred notes, in the form that `postings_format` describes. Their parts
are loaded when they are needed: most words need few of them.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain, repeat
from typing import NamedTuple

from coprod_cli.knowledge.postings_format import (
    ASCII_WORDS,
    BARE_WORDS,
    FIRST_PIECE,
    OTHER_WORDS,
    PIECE_BITS,
    TABLE,
    AnswerTable,
    joined_places,
    numbers_from,
    slots_from,
    split_places,
    unpack_table,
)
from coprod_cli.knowledge.word_query import Place, WordPattern

_UTF_8 = ("utf-8", "surrogatepass")
_SLOTS, _OFFSETS = 0, 1
_TAB = ord("\t")
_AT_START, _AT_END = {Place.WHOLE, Place.START}, {Place.WHOLE, Place.END}
_IN_PIECE = (1 << PIECE_BITS) - 1


class PostedWords(NamedTuple):
    """Some words, and where they stand.

    Attributes:
        words: the words, in UTF-8: first those that stand in the answers once.
        only: the places of these.
        firsts: the number of the first place of each of the others.
        times: how often each of the others stands in the answers.
    """

    words: Sequence[bytes]
    only: "array[int]"
    firsts: "array[int]"
    times: "array[int]"

    @property
    def all_times(self) -> Iterator[int]:
        """How often each of the words stands in the answers."""
        return chain(repeat(1, len(self.only)), self.times)


class Postings:
    """The postings of some notes."""

    def __init__(self, load_part: Callable[[int], bytes]) -> None:
        """Take what loads a part by its number, from 0."""
        self._parts = _Loaded(load_part)
        self._pieces = [
            _Loaded(lambda piece: load_part(FIRST_PIECE + 2 * piece)),
            _Loaded(lambda piece: load_part(FIRST_PIECE + 2 * piece + 1)),
        ]

    @cached_property
    def table(self) -> AnswerTable:
        """The answers."""
        return unpack_table(self._parts[TABLE])

    def words(self, pattern: WordPattern) -> PostedWords | None:
        """Return the words that a pattern finds; None if there are none."""
        word = pattern.word.encode(*_UTF_8)
        parts = (ASCII_WORDS, OTHER_WORDS) if word.isascii() else (OTHER_WORDS,)
        lines = [
            line
            for text in map(self._parts.__getitem__, parts)
            for line in _lines_of(word, pattern.place, text)
        ]
        if pattern.is_bare:
            lines += self._bare_lines(word, pattern.place)
            lines = list(dict.fromkeys(lines))
        return self._posted(lines) if lines else None

    def _bare_lines(self, word: bytes, place: Place) -> Iterator[bytes]:
        """Yield the lines of the words in which a word stands without rings, dots and accents."""
        text = self._parts[BARE_WORDS]
        key = b"\n" * (place in _AT_START) + word + b"\n" * (place in _AT_END)
        number = counted_to = 0
        at = text.find(key)
        while at >= 0:
            number += text.count(b"\n", counted_to, at + 1)
            counted_to = text.find(b"\n", at + 1)
            yield self._other_lines[number]
            at = text.find(key, counted_to)

    @cached_property
    def _other_lines(self) -> list[bytes]:
        return self._parts[OTHER_WORDS].split(b"\n")

    def _posted(self, lines: Sequence[bytes]) -> PostedWords:
        widths = self.table.widths
        digits, end = widths.digits, -widths.digits - 1
        once = [line for line in lines if line[end] == _TAB]
        often = [line for line in lines if line[end] != _TAB] if len(once) < len(lines) else []
        twice = 2 * digits
        return PostedWords(
            [*(line[:end] for line in once), *(line[: -twice - 1] for line in often)],
            numbers_from(b"".join([line[-digits:] for line in once]), widths),
            numbers_from(b"".join([line[-twice:-digits] for line in often]), widths),
            numbers_from(b"".join([line[-digits:] for line in often]), widths),
        )

    def slots(self, words: PostedWords) -> Sequence[int]:
        """Return the slots of all places of some words, word by word."""
        return slots_from(self._all(_SLOTS, words), self.table.widths)

    def places(self, words: PostedWords) -> Sequence[int]:
        """Return all places of some words, word by word."""
        slots, offsets = self._all(_SLOTS, words), self._all(_OFFSETS, words)
        return joined_places(slots, offsets, self.table.widths)

    def _all(self, which: int, words: PostedWords) -> bytes:
        """Return the slots, or the offsets, of all places of some words."""
        found = [split_places(words.only, self.table.widths)[which]]
        size = self._slot_size if which == _SLOTS else 1
        pieces = self._pieces[which]
        for first, times in zip(words.firsts, words.times, strict=True):
            start = (first & _IN_PIECE) * size
            found.append(pieces[first >> PIECE_BITS][start : start + times * size])
        return b"".join(found)

    @cached_property
    def _slot_size(self) -> int:
        return slots_from(b"", self.table.widths).itemsize


class _Loaded(dict[int, bytes]):
    """Parts that are loaded when they are first asked for."""

    def __init__(self, load: Callable[[int], bytes]) -> None:
        super().__init__()
        self._load = load

    def __missing__(self, number: int) -> bytes:
        part = self[number] = self._load(number)
        return part


def _lines_of(word: bytes, place: Place, text: bytes) -> list[bytes]:
    """Return the lines of a text of the words in which a word stands."""
    key = word + b"\t" * (place in _AT_END)
    if place not in _AT_START:
        return _lines_with(key, text)
    # They are one after another, since lines are sorted; no byte of a text in UTF-8 is 255.
    start, end = _first_line(key, text), _first_line(key + b"\xff", text)
    return text[start : end - 1].split(b"\n") if start < end else []


def _lines_with(key: bytes, text: bytes) -> list[bytes]:
    """Return the lines of a text in which some bytes stand."""
    lines = []
    at = text.find(key)
    while at >= 0:
        end = text.find(b"\n", at)
        lines.append(text[text.rfind(b"\n", 0, at) + 1 : end])
        at = text.find(key, end)
    return lines


def _first_line(key: bytes, text: bytes) -> int:
    """Return where the first line of a text starts that is not before some bytes in order."""
    low, high = 1, len(text)
    while low < high:
        start = text.rfind(b"\n", 0, (low + high) // 2) + 1
        if text[start : start + len(key)] < key:
            low = text.find(b"\n", start) + 1
        else:
            high = start
    return low
