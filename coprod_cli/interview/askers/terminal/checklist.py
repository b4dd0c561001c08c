"""Full-screen checklist in which a person ticks lines, such as next steps that are done."""

from collections.abc import Sequence
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings

from coprod_cli.base.i18n import _
from coprod_cli.interview.askers.checklists import Checklist
from coprod_cli.interview.askers.commands import (
    LocalCommand,
    Place,
)
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.terminal.command_line import ask_command, list_help
from coprod_cli.interview.askers.terminal.frame import Frame
from coprod_cli.interview.askers.terminal.help_page import help_page
from coprod_cli.interview.askers.terminal.layout import commands_frame
from coprod_cli.interview.askers.terminal.list_widgets import (
    add_key_bindings,
    checkbox_list,
    ignore_key,
    list_control,
    wrapped_label,
)
from coprod_cli.interview.askers.terminal.screen import COMMAND, Screen
from coprod_cli.interview.askers.terminal.typed_labels import add_choice_keys


def tick_on_screen(
    what: Checklist, labels: Sequence[str], ticks: Sequence[bool]
) -> list[bool] | None:
    """Let a person tick lines on the screen.

    Args:
        what: how the list is worded.
        labels: the lines.
        ticks: whether each line is ticked at first.

    Returns:
        Whether each line is ticked at the end; None if the person stopped.
    """
    title: StyleAndTextTuples = [("class:question", f"{_(what.title)}\n")]
    frame = (title, _(what.keys))
    with Screen() as screen:
        while True:
            application = _checklist(labels, ticks, screen.width)
            result = _run(screen, application, frame)
            ticked = list_control(application).selected_options
            ticks = [index in ticked for index in range(len(labels))]
            if isinstance(result, list):
                return ticks
            if result != COMMAND or _stops(screen, frame):
                return None


def _run(screen: Screen, application: "Application[Any]", frame: Frame) -> Any:
    """Run an application; return its result, or None if the person or a signal stopped it."""
    try:
        return screen.run(application, frame)
    except INTERRUPTIONS:
        return None


def _stops(screen: Screen, frame: Frame) -> bool:
    """Read a command at the checklist; return whether it stops there without a change."""
    command = ask_command(screen, frame, Place.CHECKLIST)
    if isinstance(command, LocalCommand):
        _run(screen, help_page(list_help(frame, Place.CHECKLIST)), commands_frame())
        return False
    return command is not None


def _checklist(labels: Sequence[str], ticks: Sequence[bool], width: int) -> "Application[Any]":
    choices = [
        questionary.Choice(wrapped_label(label, width), index, checked=is_ticked)
        for index, (label, is_ticked) in enumerate(zip(labels, ticks, strict=True))
    ]
    keys = KeyBindings()
    keys.add("s-tab", eager=True)(ignore_key)  # there is nothing to go back to
    application = add_key_bindings(checkbox_list(choices, is_question=False), keys)
    return add_choice_keys(application)
