"""The question who speaks, line by line: numbered voices, or any other word for a role."""

from coprod_cli.base.i18n import _
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
from coprod_cli.interview.askers.plain.voice_rows import voice_lines, voice_replies
from coprod_cli.interview.replies import Back, ChangeVoice, Reply
from coprod_cli.interview.steps import VoiceStep


def ask_voice(step: VoiceStep, show: ShowLines, read_line: ReadLine) -> Reply:
    """Show the voices, and read a number or a word; Enter leaves it as it is."""
    if step.problem:
        show(step.problem)
    else:
        show("", case_line(step.case), *voice_lines(step.voices, step.current))
    numbered = voice_replies(step.voices, step.current)
    while True:
        word = clean_input(read_line("> ")).strip()
        match read_command(word, Place.VOICE):
            case None if word.isdecimal() and word not in numbered:
                show(_("That number is not in the list."))
            case None:
                return (numbered.get(word) or ChangeVoice(voice=word)) if word else Back()
            case Refusal(message):
                show(message)
            case LocalCommand():
                show("", *command_lines(Place.VOICE))
            case reply:
                return reply
