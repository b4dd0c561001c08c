"""Command line below a list at the terminal, in which a person types a colon command."""

from coprod_cli.base.i18n import translated
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.commands import (
    LocalCommand,
    Place,
    Refusal,
    command_lines,
    read_command,
)
from coprod_cli.interview.askers.terminal.command_input import command_input
from coprod_cli.interview.askers.terminal.frame import Frame
from coprod_cli.interview.askers.terminal.layout import command_frame
from coprod_cli.interview.askers.terminal.screen import Screen
from coprod_cli.interview.askers.terminal.text_input import Exit, run_text_input
from coprod_cli.interview.replies import Paused, Reply


def ask_command(screen: Screen, frame: Frame, place: Place) -> Reply | LocalCommand | None:
    """Let a person type a command below a list, again if it is none.

    Args:
        screen: the screen; it must have been entered.
        frame: the list's own frame.
        place: where the list is asked.

    Returns:
        The command's reply, or the command that the asker carries out; `Paused()` if the person or
        a signal stopped it; None to go on at the list.
    """
    problem = None
    while True:
        shown = command_frame(frame, place, problem)
        action, text = run_text_input(screen, command_input(), shown)
        if action is Exit.PAUSE:
            return Paused()
        word = f":{clean_input(text).strip().removeprefix(':')}"
        if action is not Exit.SUBMIT or word == ":":
            return None
        match read_command(word, place):
            case Refusal(message):
                problem = message
            case command:
                return command


def list_help(frame: Frame, place: Place) -> list[str]:
    """Return the lines of a list's help: its keys, and the commands that work there."""
    return [*frame[1].split("\n"), "", *map(translated, command_lines(place))]
