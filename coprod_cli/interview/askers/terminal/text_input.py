"""Multi-line text input at the terminal, with paste detection and autosave of the draft."""

import time
from asyncio import TimerHandle
from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout.processors import TabsProcessor

from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.terminal.control_chars import UnsafeCharProcessor
from coprod_cli.interview.askers.terminal.screen import STYLE

if TYPE_CHECKING:  # the first screen is drawn before pydantic is loaded
    from coprod_cli.interview.protocol import KeepDraft

AUTOSAVE_DELAY = 0.3
"""Seconds after a keystroke until the draft is saved to disk."""
PASTE_INTERVAL = 0.015
"""Seconds after the last change within which a key must come from a paste, not from a finger."""
PASTE_PAUSE = 0.06
"""Seconds without a key after which a paste has ended."""


class Exit(Enum):
    """What a person asked for when they left a text input."""

    SUBMIT = auto()
    BACK = auto()
    EDIT = auto()
    PAUSE = auto()


TextResult = tuple[Exit, str]
"""How a text input was left, and its text."""


def text_input(
    text: str, keep_draft: "KeepDraft | None", *, multiline: bool = True
) -> "Application[TextResult]":
    """Return a text input as an application.

    Args:
        text: the text at the start.
        keep_draft: saves the draft while the person types; None for an input without a draft.
        multiline: whether the text may have line breaks.
    """
    controller = _TextInput(keep_draft, multiline=multiline)
    question = questionary.text(
        "",
        default=text,
        qmark=">",
        instruction="",
        multiline=multiline,
        style=STYLE,
        key_bindings=controller.bindings(),
        prompt_continuation="   ",
        validate_while_typing=False,
        enable_suspend=True,
        input_processors=[
            UnsafeCharProcessor(),
            TabsProcessor(char1=" ", char2=" "),  # else a tab is shown as ^I
        ],
    )
    application = question.application
    controller.watch(application)
    return application


class _TextInput:
    """Key handlers and draft timer of one text input."""

    def __init__(self, keep_draft: "KeepDraft | None", *, multiline: bool) -> None:
        self._keep_draft = keep_draft
        self._multiline = multiline
        self._changed_at = 0.0
        self._in_paste = False
        self._pending_enter: TimerHandle | None = None
        self._pending_draft: TimerHandle | None = None

    def watch(self, application: "Application[TextResult]") -> None:
        """Listen to the text changes and key presses of an application."""
        buffer = application.current_buffer
        buffer.on_text_changed += lambda _: self._on_change(application, buffer)
        application.key_processor.before_key_press += lambda _: self._on_key(buffer)

    def bindings(self) -> KeyBindings:
        """Return the key bindings of a text input (design section 4)."""
        keys = KeyBindings()
        is_empty = Condition(lambda: not _current_text())

        @keys.add("enter", eager=True)
        def _enter(event: KeyPressEvent) -> None:
            self._on_enter(event)

        @keys.add("tab", eager=True)
        def _tab(event: KeyPressEvent) -> None:
            if self._is_pasted(event):
                event.current_buffer.insert_text("\t")

        @keys.add("escape", "enter", eager=True)
        @keys.add("c-o", eager=True)
        def _new_line(event: KeyPressEvent) -> None:
            event.current_buffer.insert_text("\n")

        for key in ("c-r", "c-s"):  # history search: there is no history, and it hides the text
            keys.add(key, eager=True)(_nothing)
        for key, action in (("s-tab", Exit.BACK), ("c-g", Exit.EDIT), ("c-c", Exit.PAUSE)):
            keys.add(key, eager=True)(_exit_with(action))
        keys.add(Keys.SIGINT, eager=True)(_exit_with(Exit.PAUSE))
        keys.add("c-d", eager=True, filter=is_empty)(_exit_with(Exit.PAUSE))
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
            buffer.insert_text("\n")
        elif event.app.loop is not None:
            # Too fast for a finger: either the last key of a short burst, or a line break in a
            # paste that the terminal did not bracket. The latter if more keys follow at once.
            self._pending_enter = event.app.loop.call_later(
                PASTE_PAUSE, self._submit, event.app, buffer
            )

    def _is_pasted(self, event: KeyPressEvent) -> bool:
        """Return True if a key comes right after the last change, or together with more keys."""
        is_fast = time.monotonic() - self._changed_at <= PASTE_INTERVAL
        return is_fast or bool(event.key_processor.input_queue)

    def _on_key(self, buffer: Buffer) -> None:
        if self._pending_enter is not None:
            self._pending_enter.cancel()
            self._pending_enter = None
            self._in_paste = True
            buffer.insert_text("\n")

    def _submit(self, application: "Application[TextResult]", buffer: Buffer) -> None:
        self._pending_enter = None
        if not application.is_done:
            application.exit(result=(Exit.SUBMIT, buffer.text))

    # --- the draft ---

    def _on_change(self, application: "Application[TextResult]", buffer: Buffer) -> None:
        now = time.monotonic()
        if now - self._changed_at > PASTE_INTERVAL:
            self._in_paste = False
        self._changed_at = now
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


def _nothing(event: KeyPressEvent) -> None:
    pass


def _current_text() -> str:
    from prompt_toolkit.application import get_app

    return get_app().current_buffer.text
