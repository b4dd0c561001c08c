"""The question who speaks as numbered lines.

It must import nothing heavy, since it is asked before a new case, too.
"""

from collections.abc import Sequence

from coprod_cli.base.i18n import _
from coprod_cli.interview.askers.speakers import (
    NO_VOICE_NAMED,
    WHO_HELP,
    WHO_SPEAKS,
    spoken_label,
)
from coprod_cli.interview.replies import ChangeVoice
from coprod_cli.model.voice_names import WITHOUT_VOICE


def voice_lines(voices: Sequence[str], current: str | None) -> list[str]:
    """Return the lines of the question who speaks, where lines are read: numbered voices."""
    named = [spoken_label(voice) for voice in voices]
    rows = named if current is None else [*named, _(NO_VOICE_NAMED)]
    numbered = [f"  {number}. {row}" for number, row in enumerate(rows, 1)]
    how = _("A number, or one word for another role, such as nurse. Enter leaves it as it is.")
    return [_(WHO_SPEAKS), _(WHO_HELP), *numbered, how]


def voice_replies(voices: Sequence[str], current: str | None) -> dict[str, ChangeVoice]:
    """Return the reply for each number in `voice_lines`."""
    words = voices if current is None else (*voices, WITHOUT_VOICE)
    return {str(number): ChangeVoice(voice=word) for number, word in enumerate(words, 1)}
