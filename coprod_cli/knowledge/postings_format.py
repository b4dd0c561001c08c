"""Postings in the form in which they are stored: for each word, where in some answers it stands.

They are kept in parts: a table of the answers, the different words in three lists, and the places
of words in pieces.

An answer has slots of 256 places, mostly one slot, of which the last place stays free. A place is
the number of its slot times 256 plus an offset: so the words of a phrase have places that follow
one another, and the words of two answers never do.

In its line, a word is followed by a tab and one number if it stands there once: its place. Another
word is followed by two: where its places begin, which is the number of a piece times 32,768 plus an
offset there, and how many they are. The digits of these numbers are part of no text in UTF-8, so
that what is looked for is found in words alone. The lines are sorted. Words with other letters than
those of ASCII stand in a list of their own, and in a further one, in the same order, without rings,
dots and accents.
"""

import sys
from array import array
from binascii import a2b_base64, b2a_base64
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, count
from operator import add
from typing import NamedTuple

from coprod_cli.base.words import bare_word
from coprod_cli.notebook.index.fact import as_json, from_json

FORMAT = f"postings 2 {sys.byteorder}"
"""Names this form."""
TABLE, ASCII_WORDS, OTHER_WORDS, BARE_WORDS, FIRST_PIECE = range(5)
"""The numbers of parts; from the last on, a part with slots and one with offsets take turns."""
PIECE_BITS = 15
_PIECE = 1 << PIECE_BITS
"""The most places in a piece, except that a word with more has one of its own."""
SLOT_BITS = 8
_SLOT = 1 << SLOT_BITS
_BYTES = 1 << 8
_MOST_KEYS = _BYTES
"""The most keys of answers that are numbered by one byte."""
_BASE_64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_DIGITS = bytes(range(0x80, 0xC0))  # what goes on a character in UTF-8
_TO_DIGITS, _FROM_DIGITS = bytes.maketrans(_BASE_64, _DIGITS), bytes.maketrans(_DIGITS, _BASE_64)


class Widths(NamedTuple):
    """How numbers are stored.

    Attributes:
        slot: the type of an array of slots.
        place: the type of an array of places.
        number: how many bytes a number beside a word has.
        digits: how many digits these are.
    """

    slot: str
    place: str
    number: int
    digits: int


_NARROW, _WIDE = Widths("H", "I", 3, 4), Widths("I", "Q", 6, 8)
_MOST_SLOTS, _MOST_PLACES = 1 << 16, 1 << 23  # pieces may be half full
"""The most slots and places for which the narrow widths do."""


class NoteWords(NamedTuple):
    """The words of a note.

    Attributes:
        keys: the key of each given answer: answers with one key are searched, or not, together.
        words: the words of each given answer, a line each, as `answer_words` keeps them.
    """

    keys: Sequence[str]
    words: bytes


class AnswerTable(NamedTuple):
    """The answers of some notes.

    Attributes:
        widths: how numbers are stored.
        keys: the different keys of answers.
        starts: the first slot of each note, and the number of all slots.
        long_answers: the first slot, and that after the last, of each answer that has several.
        key_of_slot: the number of the key of each slot's answer.
    """

    widths: Widths
    keys: Sequence[str]
    starts: Sequence[int]
    long_answers: Sequence[tuple[int, int]]
    key_of_slot: "array[int]"

    @property
    def slots(self) -> int:
        """How many slots there are."""
        return self.starts[-1]

    def slots_with(self, is_wanted: Callable[[str], bool]) -> bytes:
        """Return a byte for each slot, which is 1 if the key of its answer is wanted."""
        wanted = bytes(map(is_wanted, self.keys))
        if self.key_of_slot.itemsize == 1:
            return self.key_of_slot.tobytes().translate(wanted.ljust(_BYTES, b"\0"))
        return bytes(map(wanted.__getitem__, self.key_of_slot))


def pack_postings(notes: Sequence[NoteWords]) -> list[bytes]:
    """Return the postings of some notes, in parts."""
    widths = _widths_for(notes)
    # Arrays, since lists of numbers take eight times the memory.
    places: defaultdict[bytes, array[int]] = defaultdict(partial(array, widths.place))
    keys: dict[str, int] = {}
    key_of_slot: list[int] = []
    starts = [0]
    long_answers = []
    for note in notes:
        for key, line in zip(note.keys, note.words.split(b"\n"), strict=False):
            words = line.split()
            first = len(key_of_slot)
            for word, place in zip(words, count(first << SLOT_BITS), strict=False):
                places[word].append(place)
            slots = len(words) // _SLOT + 1
            key_of_slot += [keys.setdefault(key, len(keys))] * slots
            if slots > 1:
                long_answers.append((first, first + slots))
        starts.append(len(key_of_slot))
    table = as_json([widths is _WIDE, list(keys), starts, long_answers])
    numbers = array(_key_type(keys), key_of_slot).tobytes()
    return [b"%b\n%b" % (table, numbers), *_word_parts(places, widths)]


def _widths_for(notes: Iterable[NoteWords]) -> Widths:
    """Return how numbers are stored, from the most slots and places that some notes can have."""
    words = sum(len(note.words) + 1 for note in notes) // 2
    slots = sum(len(note.keys) for note in notes) + words // _SLOT
    return _WIDE if slots > _MOST_SLOTS or words > _MOST_PLACES else _NARROW


def unpack_table(part: bytes) -> AnswerTable:
    """Return the table of answers from its part."""
    table, _line_end, numbers = part.partition(b"\n")  # JSON has no line end
    is_wide, keys, starts, long_answers = from_json(table)
    widths = _WIDE if is_wide else _NARROW
    return AnswerTable(widths, keys, starts, long_answers, array(_key_type(keys), numbers))


def _key_type(keys: Collection[str]) -> str:
    return "B" if len(keys) <= _MOST_KEYS else "I"


def _word_parts(places: Mapping[bytes, "array[int]"], widths: Widths) -> Iterator[bytes]:
    """Yield the parts of words, and two for each piece of their places: slots, and offsets."""
    once = [word for word, found in places.items() if len(found) == 1]
    often = [word for word, found in places.items() if len(found) > 1]
    often.sort(key=lambda word: len(places[word]))  # for rare words few pieces are loaded
    pieces = [array(widths.place)]
    firsts = array(widths.place)
    for word in often:
        if pieces[-1] and len(pieces[-1]) + len(places[word]) > _PIECE:
            pieces.append(array(widths.place))
        firsts.append((len(pieces) - 1 << PIECE_BITS) + len(pieces[-1]))
        pieces[-1].extend(places[word])
    times = array(widths.place, (len(places[word]) for word in often))
    only = array(widths.place, (places[word][0] for word in once))
    numbers = chain(
        _digits(only, widths), map(add, _digits(firsts, widths), _digits(times, widths))
    )
    digits = dict(zip(chain(once, often), numbers, strict=True))
    ascii_lines, other_lines, other_words = [], [], []
    for word in sorted(digits):
        line = b"%b\t%b" % (word, digits[word])
        if word.isascii():
            ascii_lines.append(line)
        else:
            other_lines.append(line)
            other_words.append(word)
    yield _text_of(ascii_lines)
    yield _text_of(other_lines)
    bare = bare_word(_text_of(other_words).decode("utf-8", "surrogatepass"))
    yield bare.encode("utf-8", "surrogatepass")
    for piece in pieces:
        yield from split_places(piece, widths)


def _text_of(lines: Iterable[bytes]) -> bytes:
    return b"\n%b\n" % b"\n".join(lines)


def _digits(numbers: "array[int]", widths: Widths) -> Iterator[bytes]:
    """Yield the digits of each of some numbers."""
    data = bytearray(widths.number * len(numbers))
    for byte, column in enumerate(_columns(numbers, widths.number)):
        data[widths.number - 1 - byte :: widths.number] = column
    digits = b2a_base64(data, newline=False).translate(_TO_DIGITS)
    return (digits[at : at + widths.digits] for at in range(0, len(digits), widths.digits))


def numbers_from(digits: bytes, widths: Widths) -> "array[int]":
    """Return the numbers that digits say, all of one width."""
    data = a2b_base64(digits.translate(_FROM_DIGITS))
    width = widths.number
    return _from_columns(widths.place, [data[width - 1 - byte :: width] for byte in range(width)])


def split_places(places: "array[int]", widths: Widths) -> tuple[bytes, bytes]:
    """Return the slots and the offsets of places: 20 times as fast by bytes as one by one."""
    offsets, *columns = _columns(places, places.itemsize)
    size = array(widths.slot).itemsize
    return _from_columns(widths.slot, columns[:size]).tobytes(), offsets


def slots_from(data: bytes, widths: Widths) -> "array[int]":
    """Return slots from their bytes."""
    return array(widths.slot, data)


def joined_places(slots: bytes, offsets: bytes, widths: Widths) -> "array[int]":
    """Return places from their slots and their offsets."""
    in_slots = slots_from(slots, widths)
    return _from_columns(widths.place, [offsets, *_columns(in_slots, in_slots.itemsize)])


def _columns(numbers: "array[int]", width: int) -> list[bytes]:
    """Return the lowest byte of each of some numbers, the next one of each, and so on."""
    data, size = numbers.tobytes(), numbers.itemsize
    return [data[_nth_byte(byte, size) :: size] for byte in range(width)]


def _from_columns(type_: str, columns: Sequence[bytes]) -> "array[int]":
    """Return numbers from the lowest byte of each, the next one of each, and so on."""
    numbers = array(type_)
    size = numbers.itemsize
    data = bytearray(size * len(columns[0]))
    for byte, column in enumerate(columns):
        data[_nth_byte(byte, size) :: size] = column
    numbers.frombytes(data)
    return numbers


def _nth_byte(byte: int, size: int) -> int:
    """Return where in the bytes of a number its nth byte from the lowest is."""
    return byte if sys.byteorder == "little" else size - 1 - byte
