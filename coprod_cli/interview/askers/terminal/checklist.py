"""Full-screen checklist in which a person ticks next steps as done."""

from collections.abc import Sequence
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.interview.askers.terminal.list_widgets import (
    add_key_bindings,
    checkbox_list,
    ignore_key,
    wrapped_label,
)
from coprod_cli.interview.askers.terminal.screen import Screen

_KEYS = N_("Arrows   Space: tick   Enter: save   Ctrl+C: stop, and change nothing")


def tick_on_screen(labels: Sequence[str], ticks: Sequence[bool]) -> list[bool] | None:
    """Let a person tick lines on the screen.

    Args:
        labels: the lines.
        ticks: whether each line is ticked at first.

    Returns:
        Whether each line is ticked at the end; None if the person stopped.
    """
    title: StyleAndTextTuples = [("class:question", _("Next steps: tick what is done.") + "\n")]
    with Screen() as screen:
        application = _checklist(labels, ticks, screen.width)
        try:
            ticked = screen.run(application, (title, _(_KEYS)))
        except (KeyboardInterrupt, EOFError, OSError):
            return None
    if not isinstance(ticked, list):
        return None
    return [index in ticked for index in range(len(labels))]


def _checklist(labels: Sequence[str], ticks: Sequence[bool], width: int) -> "Application[Any]":
    choices = [
        questionary.Choice(wrapped_label(label, width), index, checked=is_ticked)
        for index, (label, is_ticked) in enumerate(zip(labels, ticks, strict=True))
    ]
    keys = KeyBindings()
    for key in ("s-tab", ":"):  # there is nothing to go back to, and no command
        keys.add(key, eager=True)(ignore_key)
    return add_key_bindings(checkbox_list(choices, is_question=False), keys)
