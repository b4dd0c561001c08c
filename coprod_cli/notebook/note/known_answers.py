"""Compares what is known of a note's answers before and after a repair."""

import re
from collections.abc import Iterator

from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.notebook.note.lookalikes import find_lookalikes
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note

_WORD = re.compile(r"[^\W_]+")
_CUT_OFF = re.compile(r"^[ \t]*<!--[^\n]*\s*\Z", re.MULTILINE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def keeps_answers(before: Note, after: Note) -> bool:
    """Return True if a changed note has all that was known of its answers.

    Each answer must still be there, with its voice, its status, its evidence and the other words of
    its marker. Each line of its text must be in it, or in an answer that the note did not have
    before, or be a marker or its heading.
    """
    earlier, later = _first_slots(before), _first_slots(after)
    doubled = {slot.marker.key for slot in before.slots if earlier.get(slot.marker.key) != slot}
    headings = " ".join(
        f" {_plain(after.text[slot.heading : slot.start])} " for slot in after.slots
    )
    added = "".join(_text(after, slot) for key, slot in later.items() if key not in earlier)
    for key, slot in earlier.items():
        if key not in later:
            return False
        old, new = slot.marker, later[key].marker
        is_joined = key in doubled
        if old.evidence != new.evidence or (old.sources and not new.sources):
            return False
        if not set(old.words) <= set(new.words):
            return False
        if old.unknown != new.unknown and not is_joined:
            return False
        texts = (_text(after, later[key]), added, headings)
        if not all(any(line in text for text in texts) for line in _lines(before, slot)):
            return False
    return True


def _first_slots(note: Note) -> dict[AnswerKey, Slot]:
    """Return the slot of each answer; of a doubled one, the first."""
    slots: dict[AnswerKey, Slot] = {}
    for slot in note.slots:
        if slot.marker.address.is_question:
            slots.setdefault(slot.marker.key, slot)
    return slots


def _text(note: Note, slot: Slot) -> str:
    return f" {_plain(note.text[slot.start : slot.end])} "


def _lines(note: Note, slot: Slot) -> Iterator[str]:
    """Yield the words of each line of an answer that is no damaged marker, and no part of one."""
    text = note.text[slot.start : slot.end]
    if slot is note.slots[-1]:
        text = _CUT_OFF.sub("", text)
    parts = []
    last = 0
    for found in find_lookalikes(text):
        if not found.escapes:
            parts += text[last : found.start].split("\n")
            parts += [found.heading, found.behind]
            last = found.end
    for line in (*parts, *text[last:].split("\n")):
        if words := _plain(line):
            yield f" {words} "


def _plain(text: str) -> str:
    """Return the words of a text, folded, without punctuation and HTML's tags."""
    return " ".join(_WORD.findall(_TAG.sub(" ", text).casefold()))
