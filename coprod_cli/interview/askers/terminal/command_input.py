"""The line in which a person types a colon command at a list, or at a page before a new case.

It must import nothing heavy, since it is used before a new case, too.
"""

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings

from coprod_cli.base.i18n import _
from coprod_cli.interview.askers.terminal.list_widgets import (
    ESCAPE_SECONDS,
    add_key_bindings,
    exit_with,
)
from coprod_cli.interview.askers.terminal.text_input import Exit, TextResult, text_input

_COLON = ":"


def command_input() -> "Application[TextResult]":
    """Return an input that begins with a colon.

    Escape leaves it, as does Backspace once the colon alone is there: both are `Exit.BACK`.
    """
    application = text_input(_COLON, None, multiline=False)
    application.timeoutlen = ESCAPE_SECONDS
    is_bare = Condition(lambda: get_app().current_buffer.text in ("", _COLON))
    keys = KeyBindings()
    leave = exit_with((Exit.BACK, ""))
    keys.add("escape")(leave)
    keys.add("backspace", eager=True, filter=is_bare)(leave)
    return add_key_bindings(application, keys)


def let_escape_take_out(application: "Application[TextResult]") -> None:
    """Let Escape leave a text input by `Exit.TAKE_OUT`: a line of it was just refused."""
    keys = KeyBindings()
    keys.add("escape")(exit_with((Exit.TAKE_OUT, "")))
    application.timeoutlen = ESCAPE_SECONDS
    add_key_bindings(application, keys)


def command_keys(words: str) -> str:
    """Return the line below the input: the commands that work there, and how it is left."""
    leave = _("Esc: back")
    return f"{words}   {leave}"
