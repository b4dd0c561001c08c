"""Who speaks in an interview: reads the name of a voice, and changes the sitting to it."""

from dataclasses import replace
from typing import TypeVar

from coprod_cli.base.errors import InvalidAnswer
from coprod_cli.base.message import capitalized, msg
from coprod_cli.interview.positions import (
    AtFinish,
    AtMenu,
    AtQuestion,
    AtReview,
    AtTags,
    AtVoice,
    AtWithdrawal,
    Position,
)
from coprod_cli.interview.state import InterviewState
from coprod_cli.model.case import Case
from coprod_cli.model.voice_names import VOICES, WITHOUT_VOICE
from coprod_cli.model.voices import voice_among, voices_of

State = TypeVar("State", bound=InterviewState)


def read_voice(word: str, known: tuple[str, ...] = ()) -> str:
    """Return the voice that a typed word names: a label in any language, or any word for a role.

    Args:
        word: the word.
        known: the voices in use, as in `voice_among`.

    Raises:
        InvalidAnswer: it cannot be the name of a voice.
    """
    from coprod_cli.notebook.note.markers import is_word_value

    voice = voice_among(word.strip(), known)
    if not is_word_value(voice) or voice.startswith(":"):
        raise InvalidAnswer(msg("a voice is one word, such as family or nurse."))
    return voice


def voices_to_choose(case: Case, *more: str | None) -> tuple[str, ...]:
    """Return the voices to choose from: the usual ones, those of the case, and more."""
    named = (*VOICES, *voices_of(case.given_answers()), *more)
    return tuple(dict.fromkeys(voice for voice in named if voice))


def with_voice(state: State, word: str | None) -> State:
    """Return an interview in which another voice speaks, or at the question who speaks.

    The question that is asked stays the same; it is shown with that voice's own answer.

    Args:
        state: the interview.
        word: a word for a role, `WITHOUT_VOICE`, or None to ask.
    """
    then = state.position.then if isinstance(state.position, AtVoice) else state.position
    if word is None:
        return replace(state, position=AtVoice(then))
    if word == WITHOUT_VOICE:
        return replace(state, voice=WITHOUT_VOICE, position=_without_key(then))
    try:
        voice = read_voice(word, voices_to_choose(state.case, state.voice))
    except InvalidAnswer as error:
        return replace(state, position=AtVoice(then), problem=capitalized(error.message))
    return replace(state, voice=voice, position=_without_key(then))


def _without_key(position: Position) -> Position:
    """Return a position that asks for the answer of whoever speaks."""
    match position:
        case AtQuestion():
            return replace(position, answer=None)
        case AtMenu(AtQuestion() as origin) | AtReview(AtQuestion() as origin):
            return replace(position, origin=replace(origin, answer=None))
        case AtFinish(origin=AtQuestion() as origin):
            return replace(position, origin=replace(origin, answer=None))
        case AtWithdrawal(then=then):
            return _without_key(then)
        case AtTags(then):
            return replace(position, then=_without_key(then))
        case _:
            return position
