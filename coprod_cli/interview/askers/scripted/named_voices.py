"""Voices in answers that are given as data: how they are named, and where one must be."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from coprod_cli.base.message import Message
from coprod_cli.interview.replies import Answered, Unknown
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.voice_names import WITHOUT_VOICE
from coprod_cli.model.voices import (
    answers_there,
    answers_within,
    setting_of,
    several_voices,
    voice_among,
    voices_of,
)


class UnnamedVoice(NamedTuple):
    """Why a voice must be named, and how: as a setting, and as an entry of an answers file."""

    message: Message
    setting: str
    entry: str


def parse_name(name: str, known: Collection[str] = ()) -> tuple[Address, str | None]:
    """Parse `ADDRESS` or `ADDRESS@VOICE`; the voice of `ADDRESS@` is `WITHOUT_VOICE`.

    Args:
        name: the name; the voice may be a label in any language, such as `Family` or `närstående`.
        known: the voices in use, as in `voice_among`.
    """
    address, at, voice = name.partition("@")
    return Address(address), voice_among(voice, known) if at else None


def unnamed_at(case: Case | None, address: Address) -> UnnamedVoice | None:
    """Return why an answer to a question must name its voice; None if it need not."""
    answers = answers_there(case, address) if case else ()
    if len(answers) <= 1:
        return None
    key = _example(answers)
    entry = f"{{text: ..., voice: {key.voice}}}"
    return UnnamedVoice(several_voices(address, voices_of(answers)), setting_of(key, "..."), entry)


def unnamed_in_item(case: Case | None, item: Address) -> UnnamedVoice | None:
    """Return why an item of a group cannot be removed without a voice; None if it can."""
    answers = answers_within(case, item) if case else ()
    if len(voices_of(answers)) <= 1:
        return None
    key = _example(answers)
    return UnnamedVoice(several_voices(item, voices_of(answers)), setting_of(key), f'{key}: ""')


def all_named(replies: Sequence[Answered | Unknown]) -> tuple[Answered | Unknown, ...]:
    """Return the replies to one question; among several, one that names no voice has none."""
    if len(replies) <= 1:
        return tuple(replies)
    return tuple(
        replace(reply, voice=WITHOUT_VOICE) if reply.voice is None else reply for reply in replies
    )


def has_same_voice(
    some: Iterable[Answered | Unknown], others: Iterable[Answered | Unknown]
) -> bool:
    """Return True if any voice has a reply among both."""
    return not {each.voice or None for each in some}.isdisjoint(
        each.voice or None for each in others
    )


def without_voice(
    replies: Iterable[Answered | Unknown], voice: str | None
) -> tuple[Answered | Unknown, ...]:
    """Return the replies without those of a voice; none of them if no voice is named."""
    if voice is None:
        return ()
    return tuple(reply for reply in replies if (reply.voice or None) != (voice or None))


def _example(answers: Iterable[Answer]) -> AnswerKey:
    return next(answer.key for answer in answers if answer.voice is not None)
