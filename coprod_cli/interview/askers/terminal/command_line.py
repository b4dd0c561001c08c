"""Command line below a list at the terminal, in which a person types a colon command."""

from coprod_cli.base.i18n import translated
from coprod_cli.base.screen_text import screen_text
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.commands import (
    LocalCommand,
    Place,
    Refusal,
    command_lines,
    command_words,
    read_command,
)
from coprod_cli.interview.askers.terminal.command_input import command_input, command_keys
from coprod_cli.interview.askers.terminal.frame import Frame, all_keys
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
        shown = _command_frame(frame, place, problem)
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


def _command_frame(frame: Frame, place: Place, problem: str | None) -> Frame:
    """Return the frame in which a command is typed at a list.

    Args:
        frame: the list's own frame.
        place: where the list is asked.
        problem: what is wrong with the command that was typed before.
    """
    above = list(frame[0])
    if problem:
        above.append(("class:problem", f"{screen_text(translated(problem))}\n"))
    return above, command_keys(command_words(place))


def list_help(frame: Frame, place: Place) -> list[str]:
    """Return the lines of a list's help: its keys, and the commands that work there."""
    return [*all_keys(frame).split("\n"), "", *map(translated, command_lines(place))]
