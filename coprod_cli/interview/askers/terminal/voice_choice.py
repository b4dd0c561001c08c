"""Terminal list from which a person chooses who speaks, or types another role.

It must import nothing heavy, since it is used before a new case, too.
"""

from collections.abc import Callable, Sequence
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.speakers import (
    ANOTHER_ROLE,
    NO_VOICE_NAMED,
    ROLE_HELP,
    spoken_label,
)
from coprod_cli.interview.askers.terminal.frame import Frame
from coprod_cli.interview.askers.terminal.list_widgets import (
    add_list_keys,
    select_list,
    truncated_line,
)
from coprod_cli.interview.askers.terminal.screen import COMMAND, Screen
from coprod_cli.interview.askers.terminal.text_input import Exit, run_text_input, text_input
from coprod_cli.interview.askers.terminal.typed_labels import add_choice_keys
from coprod_cli.interview.replies import ChangeVoice, Paused, Reply
from coprod_cli.model.voice_names import WITHOUT_VOICE

_ANOTHER = "another"
_MAX_DIGIT = 9
_ROLE_KEYS = N_("Enter: take it   Shift+Tab: back   Ctrl+C: stop")


def voice_keys(voices: Sequence[str], current: str | None) -> str:
    """Return the line of keys below the list of voices; the arguments are `ask_voice`'s."""
    keys = _("Arrows or 1-{count}, Enter: choose   Shift+Tab: back   Ctrl+C: stop")
    return keys.format(count=min(len(voices) + 1 + (current is not None), _MAX_DIGIT))


def ask_voice(
    screen: Screen,
    voices: Sequence[str],
    current: str | None,
    frame: Frame,
    ask_command: Callable[[], Reply | None],
) -> Reply:
    """Let a person choose who speaks, and return the reply; Shift+Tab leaves it as it is.

    Args:
        screen: the screen; it must have been entered.
        voices: the voices to choose from.
        current: the voice that speaks now, as in `InterviewState`.
        frame: the list's frame.
        ask_command: reads a colon command; returns None to go on at the list.
    """
    while True:
        reply: Reply | None
        try:
            result = screen.run(_voice_list(voices, current, screen.width), frame)
        except INTERRUPTIONS:
            return Paused()
        if result == COMMAND:
            reply = ask_command()
        else:
            reply = _ask_role(screen, frame) if result == _ANOTHER else result
        if reply is not None:
            return reply


def _voice_list(voices: Sequence[str], current: str | None, width: int) -> "Application[Any]":
    choices = [
        questionary.Choice(truncated_line(spoken_label(voice), width), ChangeVoice(voice=voice))
        for voice in voices
    ]
    choices.append(questionary.Choice(_(ANOTHER_ROLE), _ANOTHER))
    if current is not None:
        choices.append(questionary.Choice(_(NO_VOICE_NAMED), ChangeVoice(voice=WITHOUT_VOICE)))
    default = None if current is None else ChangeVoice(voice=current)
    application = add_list_keys(select_list(choices, default), is_question=False)
    application.erase_when_done = True  # the next screen may take a moment
    return add_choice_keys(application, has_numbers=True)


def _ask_role(screen: Screen, frame: Frame) -> Reply | None:
    """Let a person type a word for a role; return None to go back to the list."""
    top: StyleAndTextTuples = [*frame[0], ("class:help", f"{_(ROLE_HELP)}\n")]
    application = text_input("", None, multiline=False)
    action, text = run_text_input(screen, application, (top, _(_ROLE_KEYS)))
    word = clean_input(text).strip()
    if action is Exit.PAUSE:
        return Paused()
    return ChangeVoice(voice=word) if action is Exit.SUBMIT and word else None
