"""Untranslated texts of the first screen, which is drawn before any heavy module is loaded.

The asker that shows them translates them.
"""

from coprod_cli.base.message import N_, Message, msg
from coprod_cli.model.voice_names import spoken_voice

TITLE_TEXT = N_("What shall this be called?")
TITLE_HELP = N_(
    "A few words that bring it back to you, and that name nobody. Enter alone leaves it."
)
OPENING_HEADER = N_("A new case")
REFLECTION_HEADER = N_("A new reflection")
STORY_HEADER = N_("A new story")
"""The headers of what is asked before a form is loaded; a test holds them to the forms' nouns."""
_NO_RECORD = N_("This is not the medical record.")
_NAME_NOBODY = N_("This is not the medical record: let no one be recognised.")
_KEPT_NO_RECORD = N_("Every word is kept. This is not the medical record.")
_KEPT_NAME_NOBODY = N_("Every word is kept. Let no one be recognised.")
OFFERED = N_("From last time:")
TODAY = N_("Today:")
TAKE_OFFERED = N_("Enter takes it, Del clears it, and what you write takes its place.")


def opening_lines(*, names_people: bool = False, introduced: bool = False) -> list[Message]:
    """Return the introductory lines of the first screen.

    Args:
        names_people: whether the template is meant to hold people's names.
        introduced: whether all of them were shown before; then it is one line.
    """
    if introduced:
        return [msg(_KEPT_NO_RECORD if names_people else _KEPT_NAME_NOBODY)]
    return [
        msg("coprod asks, and you answer. Leave out any question."),
        msg("Ctrl+C stops at any time. Every word is kept for later."),
        msg(_NO_RECORD if names_people else _NAME_NOBODY),
    ]


WRITING_KEYS = N_(
    "Enter: next   Alt+Enter: new line   Shift+Tab: back\n"
    "?: not known   :menu  :edit  :help   Ctrl+C: stop"
)
PATTERNS = N_("! may tell who somebody is. Patterns are found, not people: read it once more.")
DUE_HEADER = N_("Steps that are due")
TICK_OFF = N_("To tick them off: coprod tasks --pick")


def usual_speaker_message(voice: str, command: str) -> Message:
    """Return the line that says who is meant to speak where no voice is written beside answers.

    Args:
        voice: who is meant.
        command: what is typed to sign the answers with a voice.
    """
    shown = spoken_voice(voice)
    return msg(
        "Speaking: {voice}, unsigned ({command} signs or changes it)", voice=shown, command=command
    )


def speaker_message(voice: str | None, command: str = ":voice") -> Message:
    """Return the line on a sitting's first screen that says who speaks.

    Args:
        voice: who speaks; None if no voice is named.
        command: what is typed to change it.
    """
    if voice is None:
        return msg("Speaking: no voice named ({command} names one)", command=command)
    shown = spoken_voice(voice)
    return msg("Speaking: {voice} ({command} changes it)", voice=shown, command=command)
