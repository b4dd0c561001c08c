"""The question who speaks, line by line: numbered voices, or any other word for a role."""

from collections.abc import Sequence

from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.case_name import case_line
from coprod_cli.interview.askers.commands import (
    LocalCommand,
    Place,
    Refusal,
    command_lines,
    read_command,
)
from coprod_cli.interview.askers.plain.lists import ReadLine, ShowLines
from coprod_cli.interview.askers.plain.voice_rows import choose_voice, voice_lines
from coprod_cli.interview.replies import Reply
from coprod_cli.interview.steps import VoiceStep


def ask_voice(step: VoiceStep, show: ShowLines, read_line: ReadLine) -> Reply:
    """Show the voices, and read a number or a word; Enter leaves it as it is."""
    if step.problem:
        show(step.problem)
    else:
        show("", case_line(step.case), *voice_lines(step.voices, step.current))
    return choose_voice(
        step.voices, step.current, lambda: clean_input(read_line("> ")).strip(), _command, show
    )


def _command(word: str) -> Reply | Sequence[str] | None:
    """Return the reply that a command gives, or what is shown for it; None for other words."""
    match read_command(word, Place.VOICE):
        case Refusal(message):
            return [message]
        case LocalCommand():
            return ["", *command_lines(Place.VOICE)]
        case reply:
            return reply
