"""Draws the coproduction model as lines of text: a 2 x 2 of boxes with what matters most between.

    +------------------+------------------+
    | patient-person   | as is system     |
    +------------------+------------------+
    |         what matters most           |
    +------------------+------------------+
    | science-informed | professional-    |
    | practices        | person           |
    +------------------+------------------+

Where the lines are limited, a box shows as many first sentences as have room, and how many more
there are.
"""

from collections.abc import Sequence
from typing import NamedTuple

from coprod_cli.base.word_wrap import cells_of, cut_after_word, padded, wrapped
from coprod_cli.formats.markdown.page_words import page_word
from coprod_cli.formats.markdown.render import label_of
from coprod_cli.formats.model_picture import ModelPicture, Quote
from coprod_cli.model.coproduction import MIDDLE, PLACE_TITLES, PLACE_WORDS, Place
from coprod_cli.model.sources import evidence_label
from coprod_cli.model.wording import worded

LEAST_COLUMNS = 50
"""The least width of a picture; below it, the quotes are easier to read as a list."""
_LEAST_LINES = 4
_LEAST_MIDDLE = 3
_BORDERS = 4
_TOP: tuple[Place, Place] = ("patient-person", "as-is-system")
_BOTTOM: tuple[Place, Place] = ("science-informed-practice", "professional-person")


class Strokes(NamedTuple):
    """The characters of the boxes; a border has a left, a middle and a right corner.

    `above` and `below` are the borders of the box in the middle.
    """

    across: str
    down: str
    top: tuple[str, str, str]
    above: tuple[str, str, str]
    below: tuple[str, str, str]
    bottom: tuple[str, str, str]

    @property
    def characters(self) -> str:
        """All characters, to check whether the encoding of a terminal has them."""
        return "".join(map("".join, self))


_CROSSES = ("+", "+", "+")
LINES = Strokes("─", "│", ("┌", "┬", "┐"), ("├", "┴", "┤"), ("├", "┬", "┤"), ("└", "┴", "┘"))
ASCII = Strokes("-", "|", _CROSSES, _CROSSES, _CROSSES, _CROSSES)


class Drawing(NamedTuple):
    """A drawn picture: its lines, and whether some quotes are cut or left out."""

    lines: list[str]
    is_cut: bool


def draw_model(
    picture: ModelPicture, columns: int, *, rows: int | None = None, strokes: Strokes = LINES
) -> Drawing:
    """Return a case in the coproduction model, drawn.

    Args:
        picture: the case.
        columns: the width in cells, LEAST_COLUMNS or more.
        rows: the most lines; None for no limit. Each box has a title and a sentence in any case.
        strokes: the characters of the boxes.
    """
    return _Drawer(picture, columns, strokes).draw(rows)


def source_of(quote: Quote, language: str) -> str:
    """Return whose words a quote has, its address, and how it is known."""
    voice = [label_of(quote.voice, language)] if quote.voice else []
    remarks = [] if quote.is_asked else [page_word("not-asked-now", language)]
    if quote.evidence:
        remarks.append(evidence_label(quote.evidence, language))
    return ", ".join([*voice, quote.address, *remarks])


def quoted(text: str, language: str) -> str:
    """Return a text in the quotation marks of a language."""
    return page_word("quoted", language, text=text)


class _Lines(NamedTuple):
    """The lines of a quote, and those of its source, if they stand apart."""

    text: list[str]
    source: list[str]

    @property
    def all(self) -> list[str]:
        """All lines."""
        return self.text + self.source


class _Box:
    """One place: its lines at a width, and with a limited number of lines."""

    def __init__(self, picture: ModelPicture, place: Place, width: int) -> None:
        self._language = picture.case.language
        self._width = width
        self._is_wide = place == MIDDLE
        self._title = worded(PLACE_TITLES[place], self._language)
        self._words = worded(PLACE_WORDS.get(place), self._language)
        self._quotes = list(map(self._quote, picture.places[place]))

    def _quote(self, quote: Quote) -> "_Lines":
        """Return the lines of a quote, with its source below it or, in a wide box, beside it."""
        text = quoted(quote.text, self._language)
        if self._is_wide:
            source = source_of(quote, self._language)
            return _Lines(wrapped(f"{text} - {source}", self._width, indent="  "), [])
        return _Lines(wrapped(text, self._width), self._source(quote))

    def _source(self, quote: Quote) -> list[str]:
        """Return whose words they are and their address, indented where there is room for it."""
        source = source_of(quote, self._language)
        lines = [source]
        if cells_of(source) > self._width - 2:
            is_long = cells_of(quote.address) > self._width
            address = quote.address.in_two if is_long else (quote.address,)
            before, _address, after = source.partition(quote.address)
            lines = [each.strip(" ,") for each in (before, *address, after)]
        indented = (f"  {each}" if cells_of(each) <= self._width - 2 else each for each in lines)
        return [part for each in indented if each.strip() for part in wrapped(each, self._width)]

    @property
    def height(self) -> int:
        """How many lines it takes without a limit."""
        return len(self._heading(whole=True)) + max(sum(len(each.all) for each in self._quotes), 1)

    def lines(self, room: int) -> tuple[list[str], bool]:
        """Return its lines, and whether quotes are cut or left out, where `room` lines are free."""
        whole = self.height <= room
        heading = self._heading(whole=whole)
        if not self._quotes:
            return [*heading, page_word("no-words", self._language)], False
        if whole:
            return [*heading, *(line for each in self._quotes for line in each.all)], False
        shown: list[str] = []
        used = 0
        for quote in self._quotes:
            if len(heading) + len(shown) + len(quote.all) > room:
                break
            shown += quote.all
            used += 1
        if not used:
            shown, used = self._cut(self._quotes[0], room - len(heading)), 1
        if more := len(self._quotes) - used:
            heading[-1] = self._with_count(heading[-1], more)
        return [*heading, *shown], True

    def _with_count(self, line: str, more: int) -> str:
        """Return a title's line with how many quotes are left out at its end, if it has room."""
        for told in (page_word("more", self._language, count=str(more)), f"+{more}"):
            rest = self._width - cells_of(told) - 1
            if cells_of(line) <= rest:
                return f"{padded(line, rest)} {told}"
        return line

    def _heading(self, *, whole: bool) -> list[str]:
        """Return the title, with what the model says of it if there is room for the whole box."""
        words = wrapped(f"({self._words})", self._width) if whole and self._words else []
        return [*wrapped(self._title, self._width), *words]

    def _cut(self, quote: "_Lines", room: int) -> list[str]:
        """Return the beginning of a quote, which ends with dots, and its source."""
        source = quote.source[-max(room - 1, 1) :]
        text = quote.text[: max(room - len(source), 1)]
        if len(text) < len(quote.text):
            text[-1] = cut_after_word(f"{text[-1]} {quote.text[len(text)]}", self._width)
        return [*text, *source]


class _Drawer:
    """Draws one picture."""

    def __init__(self, picture: ModelPicture, columns: int, strokes: Strokes) -> None:
        self._strokes = strokes
        self._left = (columns - 3) // 2
        self._right = columns - 3 - self._left
        self._top = self._pair(picture, _TOP)
        self._bottom = self._pair(picture, _BOTTOM)
        self._middle = _Box(picture, MIDDLE, columns - 4)

    def _pair(self, picture: ModelPicture, places: tuple[Place, Place]) -> tuple[_Box, _Box]:
        left, right = places
        return _Box(picture, left, self._left - 2), _Box(picture, right, self._right - 2)

    def draw(self, rows: int | None) -> Drawing:
        middle, top, bottom = self._heights(rows)
        middle_lines, is_cut = self._middle.lines(middle)
        top_lines, top_is_cut = self._beside(self._top, top)
        bottom_lines, bottom_is_cut = self._beside(self._bottom, bottom)
        width = self._left + self._right + 1
        strokes = self._strokes
        lines = [
            self._border(strokes.top), *top_lines, self._border(strokes.above),
            *(self._row([(line, width)]) for line in middle_lines),
            self._border(strokes.below), *bottom_lines, self._border(strokes.bottom),
        ]  # fmt: skip
        return Drawing(lines, is_cut or top_is_cut or bottom_is_cut)

    def _heights(self, rows: int | None) -> tuple[int, int, int]:
        """Return the heights of the middle, the upper and the lower boxes."""
        middle = self._middle.height
        top, bottom = (max(box.height for box in pair) for pair in (self._top, self._bottom))
        if rows is None:
            return middle, top, bottom
        room = rows - _BORDERS
        middle = min(middle, max(_LEAST_MIDDLE, room - top - bottom, room // 4))
        room -= middle
        half = max(room // 2, _LEAST_LINES)
        if top + bottom > room:
            top, bottom = (
                min(top, max(half, room - bottom)), min(bottom, max(half, room - top))
            )  # fmt: skip
        return middle, top, bottom

    def _beside(self, pair: tuple[_Box, _Box], height: int) -> tuple[list[str], bool]:
        (left, left_is_cut), (right, right_is_cut) = (box.lines(height) for box in pair)
        tallest = max(len(left), len(right))
        rows = zip(_with_blank_lines(left, tallest), _with_blank_lines(right, tallest), strict=True)
        lines = [self._row([(one, self._left), (other, self._right)]) for one, other in rows]
        return lines, left_is_cut or right_is_cut

    def _row(self, cells: Sequence[tuple[str, int]]) -> str:
        """Return a line of cells, given the width of each."""
        down = self._strokes.down
        return down + down.join(f" {padded(text, width - 2)} " for text, width in cells) + down

    def _border(self, corners: tuple[str, str, str]) -> str:
        left, middle, right = corners
        across = self._strokes.across
        return f"{left}{across * self._left}{middle}{across * self._right}{right}"


def _with_blank_lines(lines: list[str], count: int) -> list[str]:
    return lines + [""] * (count - len(lines))
