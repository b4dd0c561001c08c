"""The question who speaks as numbered lines.

It must import nothing heavy, since it is asked before a new case, too.
"""

from collections.abc import Callable, Sequence

from coprod_cli.base.i18n import _
from coprod_cli.interview.askers.speakers import (
    NO_VOICE_NAMED,
    WHO_HELP,
    WHO_SPEAKS,
    spoken_label,
)
from coprod_cli.interview.replies import Back, ChangeVoice, Paused, Reply
from coprod_cli.model.voice_names import WITHOUT_VOICE


def voice_lines(voices: Sequence[str], current: str | None) -> list[str]:
    """Return the lines of the question who speaks, where lines are read: numbered voices."""
    named = [spoken_label(voice) for voice in voices]
    rows = named if current is None else [*named, _(NO_VOICE_NAMED)]
    numbered = [f"  {number}. {row}" for number, row in enumerate(rows, 1)]
    how = _("A number, or one word for another role, such as nurse. Enter leaves it as it is.")
    return [_(WHO_SPEAKS), _(WHO_HELP), *numbered, how]


def choose_voice(
    voices: Sequence[str],
    current: str | None,
    read_word: Callable[[], str | None],
    read_command: Callable[[str], Reply | Sequence[str] | None],
    show: Callable[[str], None],
) -> Reply:
    """Read the number of a voice or a word for one, and return the reply; Enter goes back.

    Args:
        voices: the voices that `voice_lines` has shown.
        current: the voice that speaks now; None if nobody is named.
        read_word: reads a line; returns None if the person stopped.
        read_command: returns the reply that a line asks for, the lines to show for it instead, or
            None if it is no command.
        show: prints a line.
    """
    words = voices if current is None else (*voices, WITHOUT_VOICE)
    numbered = {str(number): ChangeVoice(voice=word) for number, word in enumerate(words, 1)}
    while True:
        word = read_word()
        if not word:
            return Paused() if word is None else Back()
        command = read_command(word)
        if isinstance(command, Reply):
            return command
        if command is None and word in numbered:
            return numbered[word]
        if command is None and not word.isdecimal():
            return ChangeVoice(voice=word)
        for line in [_("That number is not in the list.")] if command is None else command:
            show(line)
