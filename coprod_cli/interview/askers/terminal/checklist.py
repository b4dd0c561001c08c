"""Next steps at the terminal: a list to tick."""

from collections.abc import Sequence
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.interview.askers.terminal.lists import ticking_list, whole_label, with_more_keys
from coprod_cli.interview.askers.terminal.screen import Screen

_KEYS = N_("Arrows   Space: tick   Enter: save   Ctrl+C: stop, and change nothing")


def tick_on_screen(labels: Sequence[str], ticks: Sequence[bool]) -> list[bool] | None:
    """Let a person tick lines, and return what is ticked; None where they stopped.

    Args:
        labels: the lines.
        ticks: which of them are ticked at first.
    """
    head: StyleAndTextTuples = [("class:question", _("Next steps: tick what is done.") + "\n")]
    with Screen() as screen:
        application = _list(labels, ticks, screen.width)
        try:
            chosen = screen.run(application, (head, _(_KEYS)))
        except (KeyboardInterrupt, EOFError, OSError):
            return None
    if not isinstance(chosen, list):
        return None
    return [place in chosen for place in range(len(labels))]


def _list(labels: Sequence[str], ticks: Sequence[bool], width: int) -> "Application[Any]":
    choices = [
        questionary.Choice(whole_label(label, width), place, checked=ticked)
        for place, (label, ticked) in enumerate(zip(labels, ticks, strict=True))
    ]
    keys = KeyBindings()
    for key in ("s-tab", ":"):  # there is nothing to go back to, and no command
        keys.add(key, eager=True)(_nothing)
    return with_more_keys(ticking_list(choices, asks=False), keys)


def _nothing(event: KeyPressEvent) -> None:
    pass
