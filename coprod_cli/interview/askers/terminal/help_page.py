"""The help of a question as a page that scrolls."""

from collections.abc import Callable

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window

from coprod_cli.interview.askers.terminal.screen import STYLE, between_words


def help_application(lines: list[str]) -> "Application[None]":
    """Return the page; Enter, Escape, q and Shift+Tab leave it, and Ctrl+C stops the interview."""
    page = _Page(lines)
    keys = KeyBindings()

    def leave(event: KeyPressEvent) -> None:
        event.app.exit(result=None)

    for key in ("enter", "escape", "q", "s-tab", " "):
        keys.add(key, eager=True)(leave)

    @keys.add("c-c", eager=True)
    @keys.add("c-d", eager=True)
    @keys.add(Keys.SIGINT, eager=True)
    def _stop(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt)

    for key, by in (("down", 1), ("up", -1)):
        keys.add(key, eager=True)(page.moving(lines=by))
    for key, by in (("pagedown", 1), ("pageup", -1)):
        keys.add(key, eager=True)(page.moving(pages=by))
    return Application(layout=Layout(page.window), key_bindings=keys, style=STYLE)


class _Page:
    """Lines, broken between words for the screen as it is; the first ones may be passed."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._passed = 0
        self.window = Window(FormattedTextControl(self._shown, focusable=True))

    def moving(self, *, lines: int = 0, pages: int = 0) -> Callable[[KeyPressEvent], None]:
        """Return what a key does that moves the page; one line stays when it moves by a page."""

        def move(event: KeyPressEvent) -> None:  # noqa: ARG001 - a key binding's form
            shown = self.window.render_info
            height = shown.window_height if shown else 1
            most = len(self._broken()) - height
            by = lines + pages * max(height - 1, 1)
            self._passed = max(min(self._passed + by, most), 0)

        return move

    def _shown(self) -> str:
        return "\n".join(self._broken()[self._passed :])

    def _broken(self) -> list[str]:
        width = get_app().output.get_size().columns
        return [part for line in self._lines for part in between_words(line, width) or [""]]
