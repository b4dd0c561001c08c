"""Names of voices: the usual ones with their labels, and the name for no voice.

It must import nothing heavy, since the first screen of an interview shows who speaks.
"""

from typing import NamedTuple

from coprod_cli.base.message import N_, msg


class UsualVoice(NamedTuple):
    """A voice that coprod has words for.

    Attributes:
        labels: its label on a page, in each language.
        spoken: its label on the screen, whose language need not be that of the note.
        earlier_labels: more labels by which it is known, as in notes of an earlier version.
    """

    labels: dict[str, str]
    spoken: str
    earlier_labels: tuple[str, ...] = ()


WITHOUT_VOICE = ""
"""The name that means the answer without a voice, where None means that no voice is named."""
VOICES = {
    "patient": UsualVoice({"en": "patient", "sv": "patient"}, N_("patient")),
    "family": UsualVoice({"en": "family", "sv": "närstående"}, N_("family"), ("familj",)),
    "professional": UsualVoice({"en": "professional", "sv": "professionell"}, N_("professional")),
}
"""The usual voices by the word for them in notes; any other word may be a voice, too."""


def spoken_voice(voice: str) -> str:
    """Return a voice's label as a message, for the screen; the word itself if it has none."""
    return msg(VOICES[voice].spoken) if voice in VOICES else voice
