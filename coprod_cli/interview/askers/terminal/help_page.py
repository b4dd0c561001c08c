"""Scrolling page with the help of a question."""

from collections.abc import Callable

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window

from coprod_cli.interview.askers.terminal.screen import STYLE, wrap_words


def help_page(lines: list[str]) -> "Application[None]":
    """Return the page as an application.

    Enter, Escape, Space, q and Shift+Tab close it; Ctrl+C and Ctrl+D raise KeyboardInterrupt.
    """
    page = _Page(lines)
    keys = KeyBindings()

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
    for key, count in (("pagedown", 1), ("pageup", -1)):
        keys.add(key, eager=True)(page.scroll_handler(pages=count))
    return Application(layout=Layout(page.window), key_bindings=keys, style=STYLE)


class _Page:
    """Lines wrapped to the screen's current width, shown from a scroll offset on."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._offset = 0
        self.window = Window(FormattedTextControl(self._shown_text, focusable=True))

    def scroll_handler(self, *, lines: int = 0, pages: int = 0) -> Callable[[KeyPressEvent], None]:
        """Return a key handler that scrolls; consecutive pages overlap by one line."""

        def scroll(event: KeyPressEvent) -> None:  # noqa: ARG001 - a key binding's form
            rendered = self.window.render_info
            height = rendered.window_height if rendered else 1
            last_offset = len(self._wrapped_lines()) - height
            step = lines + pages * max(height - 1, 1)
            self._offset = max(min(self._offset + step, last_offset), 0)

        return scroll

    def _shown_text(self) -> str:
        return "\n".join(self._wrapped_lines()[self._offset :])

    def _wrapped_lines(self) -> list[str]:
        width = get_app().output.get_size().columns
        return [part for line in self._lines for part in wrap_words(line, width) or [""]]
