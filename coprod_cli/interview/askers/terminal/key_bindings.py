"""Default keys of all applications: those that edit a text as in a shell, and nothing else.

They take the place of prompt_toolkit's 600 bindings, most of which are for Vi mode. The others have
modes that a person enters by mistake and cannot see: selections (Ctrl+Space, Shift+arrow), quoted
insert (Ctrl+Q), macros (Ctrl+X), arguments (Alt+digit), history. One set is shared, since building
it for each application would take time at each question.
"""

import os
from collections.abc import Callable
from functools import cache

from prompt_toolkit.application import application
from prompt_toolkit.filters import buffer_has_focus
from prompt_toolkit.key_binding import (
    ConditionalKeyBindings,
    KeyBindings,
    KeyBindingsBase,
    KeyPressEvent,
)
from prompt_toolkit.key_binding.bindings.named_commands import get_by_name
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys

from coprod_cli.interview.askers.terminal.text_field import TextField

_MOVES = {
    "left": "backward-char", "s-left": "backward-char", "c-b": "backward-char",
    "right": "forward-char", "s-right": "forward-char", "c-f": "forward-char",
    "c-a": "beginning-of-line", "c-e": "end-of-line",
    "c-home": "beginning-of-buffer", "c-end": "end-of-buffer",
    "c-l": "clear-screen",
}  # fmt: skip
_EDITS = {
    "backspace": "backward-delete-char", "delete": "delete-char", "c-d": "delete-char",
    "c-w": "unix-word-rubout", "c-k": "kill-line",
    "c-u": "unix-line-discard", "c-y": "yank", "c-_": "undo",
}  # fmt: skip
_FIELD_KEYS: dict[str, Callable[[TextField], None]] = {
    "up": lambda field: field.move_lines(-1), "down": lambda field: field.move_lines(1),
    "pageup": lambda field: field.move_pages(-1), "pagedown": lambda field: field.move_pages(1),
    "home": TextField.move_to_line_start, "end": TextField.move_to_line_end,
    "c-left": TextField.move_to_word_start, "c-right": TextField.move_to_word_end,
    "c-delete": TextField.delete_to_word_end,
}  # fmt: skip
"""Keys that go by what the screen shows, or by words."""
_SAME_KEYS = {
    "s-up": "up", "c-p": "up", "s-down": "down", "c-n": "down", "s-home": "home", "s-end": "end",
}  # fmt: skip
_ON_WINDOWS = {"b": "c-left", "f": "c-right", "d": "c-delete"}
"""Letters with Alt; elsewhere, `key_codes` makes other keys of them."""
_NOT_IGNORED = {Keys.Any, Keys.BracketedPaste, Keys.ControlM}


def share_key_bindings() -> None:
    """Patch prompt_toolkit so that all later applications share these default bindings."""
    application.load_key_bindings = _key_bindings  # type: ignore[attr-defined]


@cache
def _key_bindings() -> KeyBindingsBase:
    keys = KeyBindings()
    for key in Keys:  # a key without a binding would be inserted as text
        if key not in _NOT_IGNORED:
            keys.add(key)(_ignore)
    for name, command in (*_MOVES.items(), *_EDITS.items()):
        keys.add(name)(get_by_name(command))
    for name, act in _FIELD_KEYS.items():
        keys.add(name)(_on_field(act))
    for name, same in _SAME_KEYS.items():
        keys.add(name)(_on_field(_FIELD_KEYS[same]))
    for letter, same in _ON_WINDOWS.items() if os.name == "nt" else ():
        keys.add("escape", letter)(_on_field(_FIELD_KEYS[same]))
    keys.add(Keys.Any)(get_by_name("self-insert"))
    keys.add("c-j")(_press_enter)  # some terminals send it for Enter
    keys.add(Keys.BracketedPaste)(_paste)
    return ConditionalKeyBindings(keys, buffer_has_focus)


def _ignore(event: KeyPressEvent) -> None:
    pass


def _on_field(act: Callable[[TextField], None]) -> Callable[[KeyPressEvent], None]:
    def act_on_field(event: KeyPressEvent) -> None:
        control = event.app.layout.current_control
        if isinstance(control, TextField):
            act(control)

    return act_on_field


def _press_enter(event: KeyPressEvent) -> None:
    event.key_processor.feed(KeyPress(Keys.ControlM, "\r"), first=True)


def _paste(event: KeyPressEvent) -> None:
    text = event.data.replace("\r\n", "\n").replace("\r", "\n")
    event.current_buffer.insert_text(text)
