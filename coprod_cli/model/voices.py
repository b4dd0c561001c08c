"""Voices: whose answers a question has, and which one is written if no voice is named.

No voice's answer is changed in another's name: an answer is written only if its voice was named, or
if it is the only one that its question has.
"""

from collections.abc import Collection, Iterable, Iterator
from shlex import quote

from coprod_cli.base.message import Message, joined, msg
from coprod_cli.base.text import folded
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Answer, Case
from coprod_cli.model.case_like import AnswerLike
from coprod_cli.model.voice_names import VOICES, WITHOUT_VOICE


def answers_there(case: Case, address: str) -> tuple[Answer, ...]:
    """Return the answers at an address that are given or have a voice, in the note's order."""
    return tuple(
        answer
        for answer in case.by_address.get(address, ())
        if answer.voice is not None or answer.given
    )


def unnamed_key(case: Case, address: str) -> AnswerKey:
    """Return the key of the answer that is written if no voice is named.

    That is the only answer of the question. If several voices answered, or none did, it is the
    answer without a voice.
    """
    there = answers_there(case, address) if address != TITLE else ()
    return there[0].key if len(there) == 1 else AnswerKey(address)


def speaker_key(case: Case, address: str, voice: str | None) -> AnswerKey:
    """Return the key of the answer that a speaker writes: that of their voice, and no other.

    Args:
        case: the case.
        address: the question's address; the title has no voices.
        voice: who speaks; None if nobody said, as in `unnamed_key`; `WITHOUT_VOICE` if somebody
            said that no voice is named.
    """
    if voice is None or address == TITLE:
        return unnamed_key(case, address)
    return AnswerKey(address, voice or None)


def has_voices(case: Case) -> bool:
    """Return True if an answer of a case names its voice."""
    return any(answer.voice is not None for answer in case.given_answers())


def others_there(case: Case, key: AnswerKey) -> tuple[Answer, ...]:
    """Return the given answers to the same question by other voices."""
    there = answers_there(case, key.address) if key.address != TITLE else ()
    return tuple(answer for answer in there if answer.key != key and answer.given)


def voices_of(answers: Iterable[AnswerLike]) -> tuple[str | None, ...]:
    """Return the voices of answers, each once, in order; None for an answer without a voice."""
    return tuple(dict.fromkeys(answer.voice for answer in answers))


def answers_within(case: Case, item: Address) -> tuple[Answer, ...]:
    """Return the given answers within an item of a group."""
    answers = case.items.get(item.outer, {}).get(item.item or 0, ())
    return (*answers, *(each for each in case.malformed if each.address.is_within(item)))


def setting_of(key: AnswerKey, text: str = "") -> str:
    """Return the option that gives an answer by name, quoted for a shell.

    Args:
        key: the answer.
        text: its text, or what stands for it.
    """
    return f"--set {quote(f'{key.address}@{key.voice or WITHOUT_VOICE}={text}')}"


def named_voices(voices: Iterable[str | None]) -> Message:
    """Return voices as a list for a message, as they are typed."""
    return joined((voice or msg("one without a voice") for voice in voices), ", ")


def several_voices(address: Address, voices: Iterable[str | None]) -> Message:
    """Return the message that several voices answer a question, or speak in an item."""
    names = named_voices(voices)
    return msg('several voices answer "{address}": {voices}.', address=address, voices=names)


# --- labels ---


def voice_label(voice: str, language: str) -> str:
    """Return how a voice is called in a language; the word itself if it has no label."""
    if voice not in VOICES:
        return voice
    from coprod_cli.model.wording import worded

    return worded(VOICES[voice].labels, language)


def with_voice_label(heading: str, voice: str | None, language: str) -> str:
    """Return a heading with the voice's label in brackets at its end."""
    return heading if voice is None else f"{heading} ({voice_label(voice, language)})"


def without_voice_label(heading: str, voice: str | None) -> str:
    """Return a heading without the voice's label, in any language, at its end."""
    if voice is None or not heading.endswith(")"):
        return heading
    for label in _labels(voice):
        if heading.endswith(f" ({label})"):
            return heading[: -len(label) - 2].rstrip()
    return heading


def voice_of_label(label: str) -> str:
    """Return the voice that a label in any language names; the label itself for other voices."""
    text = folded(label)
    return next((voice for voice in VOICES if text in map(folded, _labels(voice))), label)


def voice_among(word: str, known: Collection[str]) -> str:
    """Return the voice that a word names, as it is written where it is one of those in use.

    A word that differs from one of them by capital letters or composition alone is that one. Where
    it so differs from several, it is none of them, and nobody's words are changed in its name.

    Args:
        word: a label in any language, or any word for a role.
        known: the voices in use.
    """
    if word in known:
        return word
    voice = voice_of_label(word)
    alike = [each for each in known if folded(each) == folded(voice)]
    return alike[0] if len(alike) == 1 and voice not in known else voice


def _labels(voice: str) -> Iterator[str]:
    if voice in VOICES:
        yield from VOICES[voice].labels.values()
        yield from VOICES[voice].earlier_labels
    yield voice
