"""Scrolling page, such as the help of a question, which says whether there is more below."""

from collections.abc import Callable, Mapping
from typing import Any

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout, UIContent, UIControl, Window

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.interview.askers.terminal.frame import wrap_words
from coprod_cli.interview.askers.terminal.list_widgets import exit_with
from coprod_cli.interview.askers.terminal.screen import STYLE

_ALL = 1_000_000
"""More lines than any page has."""
_MORE = N_("(more: arrow down, PageDown)")


def help_page(
    lines: list[str], *, start: int = 0, commands: Mapping[str, object] | None = None
) -> "Application[Any]":
    """Return the page as an application.

    Enter, Escape, Space, q and Shift+Tab close it; Ctrl+C and Ctrl+D raise KeyboardInterrupt.

    Args:
        lines: the lines of the page; longer ones are wrapped.
        start: the index of the line that is at the top at first.
        commands: by key, the result with which it closes the page; by other keys it is None.
    """
    page = _Page(lines, start)
    keys = KeyBindings()
    for key, result in (commands or {}).items():
        keys.add(key, eager=True)(exit_with(result))

    def close(event: KeyPressEvent) -> None:
        event.app.exit(result=None)

    for key in ("enter", "escape", "q", "s-tab", " "):
        keys.add(key, eager=True)(close)

    @keys.add("c-c", eager=True)
    @keys.add("c-d", eager=True)
    @keys.add(Keys.SIGINT, eager=True)
    def _stop(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt)

    for key, count in (("down", 1), ("up", -1)):
        keys.add(key, eager=True)(page.scroll_handler(lines=count))
    for key, count in (("home", -_ALL), ("end", _ALL)):
        keys.add(key, eager=True)(page.scroll_handler(lines=count))
    for key, count in (("pagedown", 1), ("pageup", -1)):
        keys.add(key, eager=True)(page.scroll_handler(pages=count))
    return Application(layout=Layout(page.window), key_bindings=keys, style=STYLE)


class _Page(UIControl):
    """Lines wrapped to the screen's current width, shown from a scroll offset on.

    While there is more below, the last row says so instead of showing a line.
    """

    def __init__(self, lines: list[str], start: int) -> None:
        self._lines = lines
        self._start: int | None = start
        self._offset = 0
        self._height = 1
        self.window = Window(self)

    def is_focusable(self) -> bool:
        """Return True: the page has the keys."""
        return True

    def create_content(self, width: int, height: int) -> UIContent:  # noqa: ARG002 - the frame's margin counts, too
        """Return the lines that fit, and the row that says that there are more."""
        lines, self._height = _wrapped_lines(self._lines), max(height, 1)
        if self._start is not None:
            self._offset, self._start = len(_wrapped_lines(self._lines[: self._start])), None
        self._offset = min(self._offset, self._last_offset(lines))
        shown = lines[self._offset : self._offset + self._height]
        rows: list[StyleAndTextTuples] = [[("", line)] for line in shown]
        if self._offset < self._last_offset(lines):
            rows[-1] = [("class:instruction", f" {_(_MORE)}")]
        return UIContent(
            get_line=lambda index: rows[index], line_count=len(rows), cursor_position=Point(0, 0)
        )

    def scroll_handler(self, *, lines: int = 0, pages: int = 0) -> Callable[[KeyPressEvent], None]:
        """Return a key handler that scrolls; consecutive pages overlap by one line."""

        def scroll(event: KeyPressEvent) -> None:  # noqa: ARG001 - a key binding's form
            # Of a page, one row says that there is more, and one line is shown again.
            step = lines + pages * max(self._height - 2, 1)
            last_offset = self._last_offset(_wrapped_lines(self._lines))
            self._offset = max(min(self._offset + step, last_offset), 0)

        return scroll

    def _last_offset(self, lines: list[str]) -> int:
        return max(len(lines) - self._height, 0)


def _wrapped_lines(lines: list[str]) -> list[str]:
    width = get_app().output.get_size().columns
    return [f" {part}".rstrip() for line in lines for part in wrap_words(line, width)]
