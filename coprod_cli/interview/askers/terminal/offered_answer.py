"""The remembered answer that is offered above an empty text input, until the person clears it."""

from typing import Any

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import (
    ConditionalContainer,
    FormattedTextControl,
    HSplit,
    Layout,
    Window,
)

from coprod_cli.base.i18n import _
from coprod_cli.base.screen_text import screen_text
from coprod_cli.interview.askers.terminal.frame import wrap_words
from coprod_cli.interview.opening_text import OFFERED, TAKE_OFFERED

_MARGIN = " "
_INDENT = "   "


class OfferedAnswer:
    """An answer that Enter takes while the input is empty, and that Delete clears."""

    def __init__(self, text: str, label: str = OFFERED) -> None:
        """Create the offer of a text, below its label; with "" nothing is offered."""
        self._text = text
        self._label = label

    def is_open(self, buffer: Buffer) -> bool:
        """Return whether Enter takes the answer now: it is not cleared, and nothing is typed."""
        return bool(self._text) and not buffer.text

    def add_keys(self, keys: KeyBindings) -> None:
        """Bind the keys that clear the answer."""

        @Condition
        def is_open() -> bool:
            return self.is_open(get_app().current_buffer)

        @keys.add("delete", filter=is_open, eager=True)
        @keys.add("backspace", filter=is_open, eager=True)
        def _clear(event: KeyPressEvent) -> None:  # noqa: ARG001 - a key binding's form
            self._text = ""

    def show_above(self, application: "Application[Any]") -> None:
        """Show the answer above an application's input, as long as Enter takes it."""
        if not self._text:
            return
        focused = application.layout.current_window
        buffer = application.current_buffer
        lines = FormattedTextControl(lambda: self._lines(application.output.get_size().columns))
        window = Window(lines, dont_extend_height=True)
        shown = ConditionalContainer(window, Condition(lambda: self.is_open(buffer)))
        rows = HSplit([shown, application.layout.container])
        application.layout = Layout(rows, focused_element=focused)

    def _lines(self, width: int) -> StyleAndTextTuples:
        parts: StyleAndTextTuples = []
        for style, indent, text in (
            ("class:help", _MARGIN, _(self._label)),
            ("class:offered", _INDENT, screen_text(self._text)),
            ("class:help", _MARGIN, _(TAKE_OFFERED)),
        ):
            rows = wrap_words(text, width - len(indent))
            parts += [part for row in rows for part in (("", indent), (style, f"{row}\n"))]
        last_style, last_row = parts[-1][:2]
        return [*parts[:-1], (last_style, last_row.removesuffix("\n"))]
