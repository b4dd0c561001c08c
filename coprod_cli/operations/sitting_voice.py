"""Chooses who speaks at the start of a sitting: by an option, the drafts, or the notebook."""

from coprod_cli.base.errors import InvalidAnswer, WrongUsage
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.opening_text import speaker_message
from coprod_cli.interview.speaking import read_voice, voices_to_choose
from coprod_cli.model.case import Case
from coprod_cli.model.voice_names import WITHOUT_VOICE
from coprod_cli.model.voices import has_voices
from coprod_cli.notebook.drafts import DraftState


def choose_voice(word: str | None, case: Case | None = None) -> str | None:
    """Return the voice that an option names: a label in any language, or any word for a role.

    Args:
        word: the option's value; None if it is not given, `WITHOUT_VOICE` for nobody.
        case: the case; a word that differs from one of its voices by capital letters alone is that
            voice.

    Raises:
        WrongUsage: it cannot be the name of a voice.
    """
    if word is None or word == WITHOUT_VOICE:
        return word
    try:
        return read_voice(word, voices_to_choose(case) if case else ())
    except InvalidAnswer as error:
        raise WrongUsage(error.message, hint="--voice family") from None


def voice_in(case: Case, kept: DraftState, chosen: str | None, remembered: str) -> str | None:
    """Return who speaks when a case is opened again, as in `InterviewState`.

    That is who was chosen, else who spoke when the case was left, else who spoke last in the
    notebook. In a case in which no voice is named, nobody is until somebody says so.

    Args:
        case: the case.
        kept: its drafts.
        chosen: the voice that was chosen for this sitting; None if none was, `WITHOUT_VOICE` for
            nobody.
        remembered: who spoke last in the notebook; "" if nobody said.
    """
    if chosen is not None:
        return chosen
    if kept.voice is not None:
        return kept.voice
    is_named = has_voices(case) or any(key.voice is not None for key in kept.texts)
    return remembered or None if is_named else None


def with_speaker_said(interview: Interview, remembered: str) -> Interview:
    """Return an interview whose first screen says who speaks, where voices are in use."""
    is_used = interview.voice is not None or bool(remembered) or has_voices(interview.case)
    return interview.with_notice(speaker_message(interview.own_voice)) if is_used else interview
