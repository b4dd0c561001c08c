"""Multi-line text input at the terminal, with paste detection and autosave of the draft."""

import math
import re
import time
from asyncio import TimerHandle
from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import TYPE_CHECKING

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Layout

from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.terminal.frame import Frame
from coprod_cli.interview.askers.terminal.long_text import keep_last_texts_only
from coprod_cli.interview.askers.terminal.offered_answer import OfferedAnswer
from coprod_cli.interview.askers.terminal.screen import STYLE, Screen
from coprod_cli.interview.askers.terminal.text_field import TextField
from coprod_cli.interview.askers.terminal.undo import UndoSteps
from coprod_cli.interview.opening_text import OFFERED

if TYPE_CHECKING:  # the first screen is drawn before pydantic is loaded
    from coprod_cli.interview.protocol import KeepDraft

AUTOSAVE_DELAY = 0.3
"""Seconds after a keystroke until the draft is saved to disk."""
PASTE_INTERVAL = 0.015
"""Seconds after the last change within which a key must come from a paste, not from a finger."""
PASTE_PAUSE = 0.06
"""Seconds without a key after which a paste has ended."""

LONG_PASTE = 1_000
"""Characters at once after which a paste without brackets is expected to go on."""
LONG_PASTE_PAUSE = 0.2
"""Seconds without a key, after the screen is drawn, after which a long paste has ended."""

_CONTINUED_LINE = re.compile(r"(?<!\\)\\\r")
"""A line that a backslash continues; after two of them, they are text."""


class Exit(Enum):
    """What a person asked for when they left a text input."""

    SUBMIT = auto()
    BACK = auto()
    EDIT = auto()
    TAKE_OFFERED = auto()
    TAKE_OUT = auto()
    PAUSE = auto()


TextResult = tuple[Exit, str]
"""How a text input was left, and its text."""


def text_input(
    text: str,
    keep_draft: "KeepDraft | None",
    *,
    multiline: bool = True,
    offered: str = "",
    offered_label: str = OFFERED,
    ends_at_blank_line: bool = False,
) -> "Application[TextResult]":
    """Return a text input as an application.

    Args:
        text: the text at the start.
        keep_draft: saves the draft while the person types; None for an input without a draft.
        multiline: whether the text may have line breaks.
        offered: the remembered answer that Enter takes while nothing is typed; "" for none.
        offered_label: what stands before it.
        ends_at_blank_line: whether Enter begins a new line below one that has text, and submits
            only on a blank one, or on one with a command.
    """
    offer = OfferedAnswer(offered, offered_label)
    controller = _TextInput(keep_draft, offer, ends_at_blank_line=ends_at_blank_line)
    field = TextField(Buffer(document=Document(text), multiline=multiline))
    application: Application[TextResult] = Application(
        layout=Layout(field.layout()),
        key_bindings=controller.bindings(),
        style=STYLE,
        enable_page_navigation_bindings=False,  # which go by the text's own lines
    )
    application.after_render += field.drawn
    offer.show_above(application)
    controller.watch(application)
    return application


def run_text_input(
    screen: Screen, application: "Application[TextResult]", frame: Frame
) -> TextResult:
    """Run a text input on a screen; what interrupts it is `Exit.PAUSE`, with the text so far."""
    try:
        result: TextResult = screen.run(application, frame)
    except INTERRUPTIONS:
        return Exit.PAUSE, application.current_buffer.text
    return result


class _TextInput:
    """Key handlers and draft timer of one text input."""

    def __init__(
        self, keep_draft: "KeepDraft | None", offer: OfferedAnswer, *, ends_at_blank_line: bool
    ) -> None:
        self._ends_at_blank_line = ends_at_blank_line
        self._keep_draft = keep_draft
        self._offer = offer
        self._changed_at = 0.0
        self._in_paste = False
        self._long_until = 0.0  # infinite until the screen is drawn
        self._pending_enter: TimerHandle | None = None
        self._pending_draft: TimerHandle | None = None

    def watch(self, application: "Application[TextResult]") -> None:
        """Listen to the text changes and key presses of an application."""
        buffer = application.current_buffer
        UndoSteps(buffer)
        keep_last_texts_only(application)
        buffer.on_text_changed += lambda _: self._on_change(application, buffer)
        application.after_render += lambda _: self._on_render()
        application.key_processor.before_key_press += lambda _: self._on_key(buffer)

    def bindings(self) -> KeyBindings:
        """Return the key bindings of a text input (design section 4)."""
        keys = KeyBindings()
        self._offer.add_keys(keys)
        is_empty = Condition(lambda: not _current_text())

        @keys.add(Keys.Any)
        def _any(event: KeyPressEvent) -> None:
            self._insert(event, event.data)

        @keys.add("enter", eager=True)
        def _enter(event: KeyPressEvent) -> None:
            self._on_enter(event)

        @keys.add("tab", eager=True)
        def _tab(event: KeyPressEvent) -> None:
            if self._is_pasted(event):
                self._insert(event, "\t")

        @keys.add("escape", "enter", eager=True)
        @keys.add("c-o", eager=True)
        def _new_line(event: KeyPressEvent) -> None:
            event.current_buffer.insert_text("\n")

        for key, action in (("s-tab", Exit.BACK), ("c-g", Exit.EDIT), ("c-c", Exit.PAUSE)):
            keys.add(key, eager=True)(_exit_with(action))
        keys.add(Keys.SIGINT, eager=True)(_exit_with(Exit.PAUSE))
        keys.add("c-d", eager=True, filter=is_empty)(_exit_with(Exit.PAUSE))
        keys.add("c-z")(lambda event: event.app.suspend_to_background())
        return keys

    # --- Enter and pastes ---

    def _on_enter(self, event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        line = buffer.document.current_line_before_cursor
        at_line_end = not buffer.document.current_line_after_cursor
        if at_line_end and line.endswith("\\") and not line.endswith("\\\\"):
            buffer.delete_before_cursor(1)
            buffer.insert_text("\n")
        elif not self._is_pasted(event):
            self._submit(event.app, buffer)
        elif self._in_paste:
            self._insert(event, "\n")
        elif event.app.loop is not None:
            # Faster than a person types: either the last key of a short burst, or a line break in a
            # paste that the terminal did not bracket. The latter if more keys follow at once.
            self._pending_enter = event.app.loop.call_later(
                PASTE_PAUSE, self._submit, event.app, buffer
            )

    def _insert(self, event: KeyPressEvent, text: str) -> None:
        """Insert a typed text, and what has arrived behind it, as of a paste without brackets.

        Each insertion copies the whole text, so that a long paste would take too long by letters.
        """
        buffer, queue = event.current_buffer, event.key_processor.input_queue
        is_paste_before = self._is_paste_going_on()
        parts = [buffer.document.char_before_cursor, text]
        while queue and (part := _pasted_text(queue)):
            parts.append(part)
            queue.popleft()
        arrived = "".join(parts)
        is_long = len(arrived) > LONG_PASTE
        is_paste = is_long or "\r" in arrived or (self._in_paste and is_paste_before)
        if not buffer.document.current_line_after_cursor:
            arrived = _CONTINUED_LINE.sub("\n", arrived)
        buffer.insert_text(arrived[len(parts[0]) :].replace("\r", "\n"))
        self._in_paste = is_paste
        if is_long:
            self._long_until = math.inf

    def _on_render(self) -> None:
        if self._long_until == math.inf:
            self._long_until = time.monotonic() + LONG_PASTE_PAUSE

    def _is_paste_going_on(self) -> bool:
        """Return True if a change follows the last one faster than a person types."""
        now = time.monotonic()
        return now - self._changed_at <= PASTE_INTERVAL or now <= self._long_until

    def _is_pasted(self, event: KeyPressEvent) -> bool:
        """Return True if a key comes right after the last change, or together with more keys."""
        return self._is_paste_going_on() or bool(event.key_processor.input_queue)

    def _on_key(self, buffer: Buffer) -> None:
        if self._pending_enter is not None:
            self._pending_enter.cancel()
            self._pending_enter = None
            self._in_paste = True
            buffer.insert_text("\n")

    def _submit(self, application: "Application[TextResult]", buffer: Buffer) -> None:
        self._pending_enter = None
        line = buffer.document.current_line.strip()
        if self._ends_at_blank_line and line and not line.startswith(":"):
            buffer.cursor_position += buffer.document.get_end_of_line_position()
            buffer.insert_text("\n")
        elif not application.is_done:
            action = Exit.TAKE_OFFERED if self._offer.is_open(buffer) else Exit.SUBMIT
            application.exit(result=(action, buffer.text))

    # --- the draft ---

    def _on_change(self, application: "Application[TextResult]", buffer: Buffer) -> None:
        if not self._is_paste_going_on():
            self._in_paste = False
        self._changed_at = time.monotonic()
        if self._keep_draft and self._pending_draft is None and application.loop is not None:
            self._pending_draft = application.loop.call_later(
                AUTOSAVE_DELAY, self._save_draft, application, buffer
            )

    def _save_draft(self, application: "Application[TextResult]", buffer: Buffer) -> None:
        self._pending_draft = None
        if self._keep_draft and not application.is_done:
            self._keep_draft(clean_input(buffer.text))


def _exit_with(action: Exit) -> Callable[[KeyPressEvent], None]:
    def exit_input(event: KeyPressEvent) -> None:
        event.app.exit(result=(action, event.current_buffer.text))

    return exit_input


def _pasted_text(queue: Sequence[KeyPress]) -> str:
    """Return the text of the first of the keys that follow another one; "" if it is no text."""
    key, text = queue[0].key, queue[0].data
    is_line_end = key is Keys.ControlM and len(queue) > 1  # the last one may take the answer
    return text if key == text or key is Keys.ControlI or is_line_end else ""


def _current_text() -> str:
    from prompt_toolkit.application import get_app

    return get_app().current_buffer.text
