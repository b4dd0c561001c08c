"""The help of a question as a page that scrolls."""

from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout
from prompt_toolkit.widgets import TextArea

from coprod_cli.asking.terminal.screen import STYLE


def help_application(text: str) -> "Application[None]":
    """Return the page; Enter, Escape, q and Shift+Tab leave it, and Ctrl+C stops the interview."""
    area = TextArea(text, read_only=True, scrollbar=False, wrap_lines=True, focus_on_click=False)
    area.buffer.cursor_position = 0
    keys = KeyBindings()

    def leave(event: KeyPressEvent) -> None:
        event.app.exit(result=None)

    for key in ("enter", "escape", "q", "s-tab", " "):
        keys.add(key, eager=True)(leave)

    @keys.add("c-c", eager=True)
    @keys.add("c-d", eager=True)
    @keys.add(Keys.SIGInt, eager=True)
    def _stop(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt)

    return Application(layout=Layout(area), key_bindings=keys, style=STYLE)
