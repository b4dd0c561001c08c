"""A text typed at the terminal: its keys, its pastes, and the draft that is kept as it grows."""

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
from coprod_cli.interview.askers.terminal.control_chars import UnseenProcessor
from coprod_cli.interview.askers.terminal.screen import STYLE

if TYPE_CHECKING:  # the very first screen is shown before pydantic is loaded
    from coprod_cli.interview.protocol import KeepDraft

KEEP_AFTER = 0.3
"""Seconds after a keystroke by which a draft is on the disk."""
NOT_BY_HAND = 0.015
"""Seconds after the last change within which an Enter cannot come from a finger."""
PASTE_PAUSE = 0.06
"""Seconds without a key after such an Enter, which show that no paste goes on."""


class Leave(Enum):
    """How a person left a text."""

    TAKE = auto()
    BACK = auto()
    EDIT = auto()
    PAUSE = auto()


Left = tuple[Leave, str]


def text_application(
    text: str, keep_draft: "KeepDraft | None", *, multiline: bool = True
) -> "Application[Left]":
    """Return the application in which a text is written; its result is how it was left."""
    writing = _Writing(keep_draft, multiline=multiline)
    question = questionary.text(
        "",
        default=text,
        qmark=">",
        instruction="",
        multiline=multiline,
        style=STYLE,
        key_bindings=writing.bindings(),
        prompt_continuation="   ",
        validate_while_typing=False,
        enable_suspend=True,
        input_processors=[
            UnseenProcessor(),
            TabsProcessor(char1=" ", char2=" "),  # else a tab is shown as ^I
        ],
    )
    application = question.application
    writing.watch(application)
    return application


class _Writing:
    """What happens while one text is written."""

    def __init__(self, keep_draft: "KeepDraft | None", *, multiline: bool) -> None:
        self._keep_draft = keep_draft
        self._multiline = multiline
        self._changed_at = 0.0
        self._in_paste = False
        self._pending_enter: TimerHandle | None = None
        self._pending_draft: TimerHandle | None = None

    def watch(self, application: "Application[Left]") -> None:
        """Follow the text and the keys of an application."""
        buffer = application.current_buffer
        buffer.on_text_changed += lambda _: self._on_change(application, buffer)
        application.key_processor.before_key_press += lambda _: self._on_key(buffer)

    def bindings(self) -> KeyBindings:
        """Return the keys of design section 4, for a text."""
        keys = KeyBindings()
        is_empty = Condition(lambda: not _current_text())

        @keys.add("enter", eager=True)
        def _take(event: KeyPressEvent) -> None:
            self._on_enter(event)

        @keys.add("tab", eager=True)
        def _tab(event: KeyPressEvent) -> None:
            if self._is_pasted(event):
                event.current_buffer.insert_text("\t")

        @keys.add("escape", "enter", eager=True)
        @keys.add("c-o", eager=True)
        def _new_line(event: KeyPressEvent) -> None:
            event.current_buffer.insert_text("\n")

        for key in ("c-r", "c-s"):  # a search, which finds nothing here, and hides the text
            keys.add(key, eager=True)(_nothing)
        for key, leave in (("s-tab", Leave.BACK), ("c-g", Leave.EDIT), ("c-c", Leave.PAUSE)):
            keys.add(key, eager=True)(_leaving(leave))
        keys.add(Keys.SIGINT, eager=True)(_leaving(Leave.PAUSE))
        keys.add("c-d", eager=True, filter=is_empty)(_leaving(Leave.PAUSE))
        return keys

    # --- Enter, and the pastes that look like it ---

    def _on_enter(self, event: KeyPressEvent) -> None:
        buffer = event.current_buffer
        line = buffer.document.current_line_before_cursor
        at_line_end = not buffer.document.current_line_after_cursor
        if at_line_end and line.endswith("\\") and not line.endswith("\\\\"):
            buffer.delete_before_cursor(1)
            buffer.insert_text("\n")
        elif not self._is_pasted(event):
            self._take(event.app, buffer)
        elif self._in_paste:
            buffer.insert_text("\n")
        elif event.app.loop is not None:
            # Typed by no finger: the last key of a short burst, or a line end within a paste that
            # the terminal did not bracket. If more comes at once, it was the latter.
            self._pending_enter = event.app.loop.call_later(
                PASTE_PAUSE, self._take, event.app, buffer
            )

    def _is_pasted(self, event: KeyPressEvent) -> bool:
        """Tell whether a key came too soon after the last change, or together with further ones."""
        soon = time.monotonic() - self._changed_at <= NOT_BY_HAND
        return soon or bool(event.key_processor.input_queue)

    def _on_key(self, buffer: Buffer) -> None:
        if self._pending_enter is not None:
            self._pending_enter.cancel()
            self._pending_enter = None
            self._in_paste = True
            buffer.insert_text("\n")

    def _take(self, application: "Application[Left]", buffer: Buffer) -> None:
        self._pending_enter = None
        if not application.is_done:
            application.exit(result=(Leave.TAKE, buffer.text))

    # --- the draft ---

    def _on_change(self, application: "Application[Left]", buffer: Buffer) -> None:
        now = time.monotonic()
        if now - self._changed_at > NOT_BY_HAND:
            self._in_paste = False
        self._changed_at = now
        if self._keep_draft and self._pending_draft is None and application.loop is not None:
            self._pending_draft = application.loop.call_later(
                KEEP_AFTER, self._keep, application, buffer
            )

    def _keep(self, application: "Application[Left]", buffer: Buffer) -> None:
        self._pending_draft = None
        if self._keep_draft and not application.is_done:
            self._keep_draft(clean_input(buffer.text))


def _leaving(leave: Leave) -> Callable[[KeyPressEvent], None]:
    def exit_with(event: KeyPressEvent) -> None:
        event.app.exit(result=(leave, event.current_buffer.text))

    return exit_with


def _nothing(event: KeyPressEvent) -> None:
    pass


def _current_text() -> str:
    from prompt_toolkit.application import get_app

    return get_app().current_buffer.text
