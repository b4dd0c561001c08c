"""Names of voices: the usual ones with their labels, and the name for no voice.

It must import nothing heavy, since the first screen of an interview shows who speaks.
"""

from coprod_cli.base.message import N_, msg

WITHOUT_VOICE = ""
"""The name that means the answer without a voice, where None means that no voice is named."""
VOICES = {
    "patient": {"en": "patient", "sv": "patient"},
    "family": {"en": "family", "sv": "närstående"},
    "professional": {"en": "professional", "sv": "professionell"},
}
"""The voices that have a label in each language; any other word may be a voice, too."""
_SPOKEN = {
    "patient": N_("patient"),
    "family": N_("family"),
    "professional": N_("professional"),
}
"""Their labels for the screen, whose language need not be the note's."""


def spoken_voice(voice: str) -> str:
    """Return a voice's label as a message, for the screen; the word itself if it has none."""
    return msg(_SPOKEN[voice]) if voice in _SPOKEN else voice
