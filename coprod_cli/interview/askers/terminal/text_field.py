"""Text field that wraps between words, and moves its cursor by the lines on the screen.

prompt_toolkit wraps at any character (its issue 1648), and moves by the text's own lines.
"""

import re
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Point
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import (
    BufferControl,
    ConditionalContainer,
    Container,
    FormattedTextControl,
    HSplit,
    UIContent,
    Window,
)
from prompt_toolkit.layout.controls import GetLinePrefixCallable

from coprod_cli.base.i18n import _
from coprod_cli.base.word_wrap import MOST_COLUMNS
from coprod_cli.interview.askers.terminal.wrapped_text import WrappedText

PROMPT = ">  "
_CURSOR_CELL = 1
"""Cells right of the text, so that the cursor may stand behind a full line."""
_LETTER = re.compile(r"[\w\u0300-\u036f]")
_TO_WORD_END = re.compile(r"[^\w]*[\w\u0300-\u036f]*")


class TextField(BufferControl):
    """Control that shows a buffer as screen lines, and moves its cursor."""

    def __init__(self, buffer: Buffer) -> None:
        """Create a field for a buffer."""
        super().__init__(buffer, input_processors=[], include_default_input_processors=False)
        self._wrapped = WrappedText.of("", 1)
        self._columns = MOST_COLUMNS
        self._goal: tuple[int, int] | None = None  # the offset moved to, and the cells wanted
        self._is_long = False
        self.window = Window(self, get_line_prefix=_line_prefix)

    @property
    def wrapped(self) -> WrappedText:
        """The current text, wrapped to the width at which the field was last drawn."""
        self._wrapped = self._wrapped.changed(self.buffer.text, self._columns)
        return self._wrapped

    # --- drawing ---

    def create_content(
        self,
        width: int,
        height: int,  # noqa: ARG002 - as in prompt_toolkit
        preview_search: bool = False,  # noqa: ARG002, FBT001, FBT002 - as in prompt_toolkit
    ) -> UIContent:
        """Return the screen lines for a width in columns, and the cursor's place in them."""
        self._columns = max(min(width, MOST_COLUMNS) - len(PROMPT) - _CURSOR_CELL, 1)
        wrapped, cursor = self.wrapped, self.buffer.cursor_position
        line = wrapped.line_of(cursor)
        column = sum(len(each.shown) for each in wrapped.shown(line) if each.end <= cursor)

        def shown_line(number: int) -> StyleAndTextTuples:
            shown = wrapped.shown(number)
            parts = [("class:unsafe" if each.is_unsafe else "", each.shown) for each in shown]
            return [*parts, ("", " ")]

        return UIContent(
            get_line=shown_line,
            line_count=len(wrapped.starts),
            cursor_position=Point(x=column, y=line),
        )

    def preferred_height(
        self,
        width: int,
        max_available_height: int,
        wrap_lines: bool,  # noqa: ARG002, FBT001 - as in prompt_toolkit
        get_line_prefix: GetLinePrefixCallable | None,  # noqa: ARG002 - as in prompt_toolkit
    ) -> int:
        """Return the number of screen lines, or the height that is available."""
        return min(self.create_content(width, 1).line_count, max_available_height)

    def layout(self) -> Container:
        """Return the field, and below it the cursor's line if the field is too low for the text."""
        position = Window(
            FormattedTextControl(self._position_text), height=1, dont_extend_height=True
        )
        is_long = Condition(lambda: self._is_long)
        return HSplit([self.window, ConditionalContainer(position, is_long)])

    def drawn(self, application: "Application[Any]") -> None:
        """Take note that the field was drawn: draw again if it proved too low for the text."""
        rendered = self.window.render_info
        is_long = rendered is not None and len(self.wrapped.starts) > rendered.window_height
        if is_long is not self._is_long:
            self._is_long = is_long
            application.invalidate()

    def _position_text(self) -> StyleAndTextTuples:
        line = self.wrapped.line_of(self.buffer.cursor_position) + 1
        text = _("line {line} of {lines}").format(line=line, lines=len(self.wrapped.starts))
        return [("class:position", f"{' ' * len(PROMPT)}{text}")]

    # --- moving ---

    def move_lines(self, count: int) -> None:
        """Move down by screen lines, or up; not beyond the last line, or the first."""
        wrapped, cursor = self.wrapped, self.buffer.cursor_position
        keeps_goal = self._goal is not None and self._goal[0] == cursor
        cells = self._goal[1] if self._goal and keeps_goal else wrapped.cells_before(cursor)
        line = min(max(wrapped.line_of(cursor) + count, 0), len(wrapped.starts) - 1)
        cursor = wrapped.offset_at(line, cells)
        self.buffer.cursor_position = cursor
        self._goal = cursor, cells

    def move_pages(self, count: int) -> None:
        """Move down by the field's height, or up; pages overlap by one line."""
        drawn = self.window.render_info
        height = drawn.window_height if drawn else 1
        self.move_lines(count * max(height - 1, 1))

    def move_to_line_start(self) -> None:
        """Move to the beginning of the screen line; from there, to that of the text's own line."""
        wrapped, cursor = self.wrapped, self.buffer.cursor_position
        start = wrapped.starts[wrapped.line_of(cursor)]
        self.buffer.cursor_position = wrapped.text_line_start(cursor) if start == cursor else start

    def move_to_line_end(self) -> None:
        """Move to the end of the screen line; from there, to that of the text's own line."""
        wrapped, cursor = self.wrapped, self.buffer.cursor_position
        end = wrapped.end_of(wrapped.line_of(cursor))
        self.buffer.cursor_position = wrapped.text_line_end(cursor) if end <= cursor else end

    def move_to_word_start(self) -> None:
        """Move to the beginning of the word, or of the one before it; å is a letter, too."""
        text, cursor = self.buffer.text, self.buffer.cursor_position
        while cursor and not _LETTER.match(text, cursor - 1):
            cursor -= 1
        while cursor and _LETTER.match(text, cursor - 1):
            cursor -= 1
        self.buffer.cursor_position = cursor

    def move_to_word_end(self) -> None:
        """Move behind the word, or behind the next one."""
        self.buffer.cursor_position = self._word_end()

    def delete_to_word_end(self) -> None:
        """Delete the rest of the word, or up to the end of the next one."""
        self.buffer.delete(self._word_end() - self.buffer.cursor_position)

    def _word_end(self) -> int:
        found = _TO_WORD_END.match(self.buffer.text, self.buffer.cursor_position)
        return found.end() if found else self.buffer.cursor_position


def _line_prefix(line: int, wrap_count: int) -> StyleAndTextTuples:
    is_first = not line and not wrap_count
    return [("class:qmark" if is_first else "", PROMPT if is_first else " " * len(PROMPT))]
