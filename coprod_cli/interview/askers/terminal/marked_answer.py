"""Full-screen view of one answer: its sentences by number, what is marked in it, and the pointer.

The pointer is a sign in front of sentences, and shows words in reverse; no colour tells anything.
"""

from collections.abc import Callable
from enum import Enum, auto
from typing import Any, NamedTuple

from prompt_toolkit.application import Application
from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import Layout, UIContent, UIControl, Window

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.base.span import Span
from coprod_cli.base.word_wrap import MOST_COLUMNS, next_line_start
from coprod_cli.interview.askers.marked_text import MarkedText
from coprod_cli.interview.askers.passage_pointer import PassagePointer, Pointed
from coprod_cli.interview.askers.terminal.frame import wrap_words
from coprod_cli.interview.askers.terminal.key_codes import SHIFTED
from coprod_cli.interview.askers.terminal.list_widgets import (
    ESCAPE_SECONDS,
    MORE_BELOW,
    add_key_bindings,
    add_list_keys,
    exit_with,
)
from coprod_cli.interview.askers.terminal.screen import STYLE

_MORE_ABOVE = N_("(more: arrow up)")
_SIGNS = 2
"""Rows that may say that there is more, above and below."""
_WORDS_STYLE = "class:pointed-words"


class Act(Enum):
    """What a person wants to do with an answer, or with what they point at."""

    ENTER = auto()
    NEXT = auto()
    BACK = auto()
    MEMO = auto()
    CODES = auto()
    REMOVE = auto()
    ACCEPT = auto()
    UNDO = auto()
    HELP = auto()
    LEAVE = auto()


_ACTS = {
    "enter": Act.ENTER, "n": Act.NEXT, "b": Act.BACK, "m": Act.MEMO, "c": Act.CODES,
    "d": Act.REMOVE, "delete": Act.REMOVE, "o": Act.ACCEPT, "u": Act.UNDO, "?": Act.HELP,
}  # fmt: skip


class _Row(NamedTuple):
    """A line of the screen, and whether the end of the pointer that moves is in it."""

    parts: StyleAndTextTuples
    has_head: bool = False


class AnswerView(UIControl):
    """An answer on the screen, with a pointer that keys move.

    Attributes:
        pointer: what is pointed at.
    """

    def __init__(self, shown: MarkedText, pointer: PassagePointer) -> None:
        """Show an answer, with the pointer as it is at first."""
        self.pointer = pointer
        self._shown = shown
        self._digits = ""
        self._offset = 0
        self._height = 1
        self._follows = True
        self._plain_rows: dict[tuple[int, int], list[_Row]] = {}  # a long answer has many
        self._hides_above = self._hides_below = False

    def application(self) -> "Application[Any]":
        """Return the view as an application: its result is an act, a reply or COMMAND."""
        application: Application[Any] = Application(
            layout=Layout(Window(self)), key_bindings=self._bindings(), style=STYLE
        )
        application.timeoutlen = ESCAPE_SECONDS
        keys = KeyBindings()
        for key, act in _ACTS.items():
            keys.add(key, eager=True)(exit_with(act))
        add_list_keys(application, is_question=False)
        return add_key_bindings(application, keys)

    def is_focusable(self) -> bool:
        """Return True: the view has the keys."""
        return True

    # --- drawing ---

    def create_content(self, width: int, height: int) -> UIContent:
        """Return the rows that fit, the first and the last of which may say that there are more."""
        rows = self._rows(min(width, MOST_COLUMNS))
        self._height = max(height, 1)
        self._scroll(rows)
        shown = [row.parts for row in rows[self._offset : self._offset + self._height]]
        if self._says_above:
            shown[0] = [("class:instruction", f" {_(_MORE_ABOVE)}")]
        if self._says_below(len(rows)):
            shown[-1] = [("class:instruction", f" {_(MORE_BELOW)}")]
        heads = [at for at, row in enumerate(rows) if row.has_head]
        cursor = min(max((heads or [0])[0] - self._offset, 0), len(shown) - 1)
        return UIContent(
            get_line=lambda index: shown[index],
            line_count=len(shown),
            cursor_position=Point(0, max(cursor, 0)),
        )

    def _scroll(self, rows: list[_Row]) -> None:
        """Set the first row that is shown, so that the pointer is seen if it was moved."""
        last = max(len(rows) - self._height, 0)
        heads = [at for at, row in enumerate(rows) if row.has_head]
        if heads and self._follows:
            top = 0 if self.pointer.sentence <= 0 and not self._is_by_words else heads[0] - 1
            is_at_end = self.pointer.sentence == len(self._shown.sentences) - 1
            bottom = len(rows) - 1 if is_at_end and not self._is_by_words else heads[-1] + 1
            if bottom >= self._offset + self._height:
                self._offset = bottom - self._height + 1
            self._offset = min(self._offset, top)
        self._follows = False
        self._offset = min(max(self._offset, 0), last)
        first_seen = self._offset + self._says_above
        last_seen = self._offset + self._height - 1 - self._says_below(len(rows))
        self._hides_above = bool(heads) and heads[0] < first_seen
        self._hides_below = bool(heads) and heads[-1] > last_seen

    @property
    def _says_above(self) -> bool:
        return self._offset > 0 and self._height > _SIGNS

    def _says_below(self, count: int) -> bool:
        return self._height > 1 and self._offset + self._height < count

    @property
    def _is_by_words(self) -> bool:
        return self.pointer.kind is Pointed.WORDS

    def _rows(self, width: int) -> list[_Row]:
        rows = [
            _Row([("", f" {line}")])
            for each in self._shown.above
            for line in wrap_words(each, width)
        ]
        for index in range(len(self._shown.sentences)):
            rows += self._sentence_rows(index, width)
        for each in self._shown.below:
            rows += [_Row([("", f" {line}")]) for line in wrap_words(each, width)]
        return rows

    def _sentence_rows(self, index: int, width: int) -> list[_Row]:
        """Return the rows of a sentence, with its number, and of the notes below it."""
        sentence = self._shown.sentences[index]
        digits = len(str(len(self._shown.sentences)))
        indent = " " * (digits + 4)
        columns = max(width - len(indent) - 1, 1)
        is_pointed, head = self._is_pointed(sentence), self._head(index)
        is_plain = not is_pointed and head is None
        if is_plain and (index, width) in self._plain_rows:
            return self._plain_rows[index, width]
        rows: list[_Row] = []
        for parts, has_head in self._lines(index, columns, head):
            sign = ">" if is_pointed else " "
            number = f" {sign} {index + 1:>{digits}} " if not rows else f" {sign} {' ' * digits} "
            style = "class:pointer" if is_pointed else ""
            rows.append(_Row([(style, number), *parts], has_head))
        for note in self._shown.notes(index):
            rows += [_Row([("", f"{indent}  {line}")]) for line in wrap_words(note, columns - 2)]
        if is_plain:
            self._plain_rows[index, width] = rows
        return rows

    def _is_pointed(self, sentence: Span) -> bool:
        if self.pointer.kind is Pointed.WHOLE:
            return True
        span = self.pointer.span
        return span is not None and span.start < sentence.end and sentence.start < span.end

    def _head(self, index: int) -> Span | None:
        """Return the place that is to be seen: of nothing, the sentence pointed at last."""
        if self._is_by_words:
            return self.pointer.head
        return self._shown.sentences[index] if index == self.pointer.sentence else None

    def _lines(
        self, index: int, columns: int, head: Span | None
    ) -> list[tuple[StyleAndTextTuples, bool]]:
        """Return the lines of a sentence, wrapped, and whether something of `head` is in each."""
        span = self.pointer.span
        cuts = (*(span or ()), *(head or ())) if self._is_by_words else ()
        pieces = list(self._shown.pieces(index, cuts))
        text = "".join(piece.text for piece in pieces)
        lines = []
        start: int | None = 0
        while start is not None:
            following = next_line_start(text, start, columns)
            end = len(text) if following is None else following
            parts: StyleAndTextTuples = []
            has_head = False
            begin = 0
            for piece in pieces:
                part = piece.text[max(start - begin, 0) : max(end - begin, 0)]
                begin += len(piece.text)
                if part:
                    is_head = head is not None and head.start <= piece.start < head.end
                    has_head = has_head or is_head
                    parts.append((self._style(piece.start), part))
            lines.append((parts, has_head))
            start = following
        return lines

    def _style(self, offset: int) -> str:
        span = self.pointer.span
        if span is None or not span.start <= offset < span.end:
            return ""
        return _WORDS_STYLE if self._is_by_words else "class:pointer"

    # --- keys ---

    def _bindings(self) -> KeyBindings:
        keys = KeyBindings()

        def bind(key: str, act: Callable[[KeyPressEvent], None]) -> None:
            def run(event: KeyPressEvent) -> None:
                if not event.data.isdecimal():
                    self._digits = ""
                act(event)

            keys.add(key, eager=key != "escape")(run)

        bind("down", lambda event: self._arrow(event, 1))
        bind("up", lambda event: self._arrow(event, -1))
        bind("right", lambda event: self._sideways(event, 1))
        bind("left", lambda event: self._sideways(event, -1))
        bind("pagedown", lambda _event: self._turn_page(1))
        bind("pageup", lambda _event: self._turn_page(-1))
        bind("home", lambda _event: self._point(self.pointer.at_edge(is_end=False)))
        bind("end", lambda _event: self._point(self.pointer.at_edge(is_end=True)))
        bind("e", lambda _event: self._point(self.pointer.extended(1)))
        bind("E", lambda _event: self._point(self.pointer.extended(-1)))
        bind("w", lambda _event: self._point(self.pointer.by_words()))
        bind("*", lambda _event: self._point(self.pointer.at_whole()))
        bind("escape", self._escape)
        for digit in "0123456789":
            bind(digit, lambda event: self._type_digit(event.data))
        return keys

    def _point(self, pointer: PassagePointer) -> None:
        self.pointer = pointer
        self._follows = True

    def _arrow(self, event: KeyPressEvent, count: int) -> None:
        if event.data == SHIFTED:
            self._point(self.pointer.extended(count))
        elif self._hides_below if count > 0 else self._hides_above:
            self._turn_page(count)
        else:
            self._point(self.pointer.moved(count))

    def _sideways(self, event: KeyPressEvent, count: int) -> None:
        if event.data == SHIFTED and self._is_by_words:
            self._point(self.pointer.extended(count))
        else:
            self._point(self.pointer.moved_by_words(count))

    def _turn_page(self, count: int) -> None:
        self._offset += count * max(self._height - _SIGNS, 1)

    def _escape(self, event: KeyPressEvent) -> None:
        if self._is_by_words:
            self._point(self.pointer.by_words())
        elif self.pointer.kind is Pointed.NOTHING:
            event.app.exit(result=Act.LEAVE)
        else:
            self._point(self.pointer.at_nothing())

    def _type_digit(self, digit: str) -> None:
        """Point at the sentence of the number that the digits make so far, or of the last digit."""
        for typed in (self._digits + digit, digit):
            if 1 <= int(typed) <= len(self.pointer.sentences):
                self._digits = typed
                self._point(self.pointer.jumped(int(typed)))
                return
