"""Writes answers into a note: their own lines change, and no others."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from coprod_cli.model.case import Answer, AnswerList
from coprod_cli.model.voices import with_voice_label
from coprod_cli.notebook.note.edit import (
    Edit,
    apply_edits,
    insert_blocks,
    lost_heading,
    marker_edit,
    refuse_if_uncertain,
)
from coprod_cli.notebook.note.lookalikes import escape
from coprod_cli.notebook.note.markers import ASKED, marker_for
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note, require_case
from coprod_cli.notebook.note.source_list import joined_answer


class AnswerToWrite(NamedTuple):
    """An answer to be written into a note.

    Attributes:
        answer: the answer, its text canonical.
        heading: the heading to write if the note has no slot for the answer, without the label of
            its voice.
        asked: the fingerprint of the wording that was answered; None leaves the marker's own.
    """

    answer: Answer
    heading: str
    asked: str | None = None


def set_answer(note: Note, answer: Answer, heading: str, asked: str | None = None) -> Note:
    """Return the note with one answer written: see `AnswerToWrite` and `set_answers`."""
    return set_answers(note, [AnswerToWrite(answer, heading, asked)])


def set_answers(note: Note, answers: Iterable[AnswerToWrite]) -> Note:
    """Return the note with answers written; the same note if it already has all of them.

    The note is read again twice at most, however many answers there are.

    Raises:
        InvalidInput: an answer in the note cannot be attributed to its question.
    """
    known = AnswerList(refuse_if_uncertain(note).answers)
    changed = {}
    for each in answers:
        found = known.find(each.answer)
        if found is None or found[1] != each.answer:
            changed[known.put(each.answer)] = each
    # The answers of a note are numbered as its questions' slots are.
    slots = [(slot, following) for slot, following in _with_following(note)
             if slot.marker.address.is_question]  # fmt: skip
    edits: list[Edit] = []
    for number, each in changed.items():
        if number < len(slots):
            edits += _slot_edits(note, *slots[number], each)
    added = [each for number, each in changed.items() if number >= len(slots)]
    return _with_new_blocks(apply_edits(note, edits), added)


def _with_following(note: Note) -> Iterator[tuple[Slot, Slot | None]]:
    """Yield each slot with the one after it; None after the last one."""
    return zip(note.slots, (*note.slots[1:], None), strict=False)


# --- answers that have a slot ---


def _slot_edits(
    note: Note, slot: Slot, following: Slot | None, written: AnswerToWrite
) -> Iterator[Edit]:
    answer, asked = written.answer, written.asked
    words = slot.marker.words
    if asked is not None:
        words = slot.marker.words_with_wording(asked if answer.given else "")
    marker = marker_for(answer, words)
    if marker != slot.marker:
        yield marker_edit(note, slot, marker)
    language = require_case(note).language
    text = _text_edit(note, slot, _lines_to_write(answer, language, following))
    if text is not None:
        yield text


def _text_edit(note: Note, slot: Slot, new_lines: list[str]) -> Edit | None:
    region = note.text[slot.start : slot.end].split("\n")
    if region[-1] == "":
        region.pop()
    non_blank = [index for index, line in enumerate(region) if line.strip(" \t")]
    first = note.lines.number(slot.start)
    if not non_blank:
        if not new_lines:
            return None
        return Edit(first, first + len(region), ["", *new_lines, ""])
    start, end = non_blank[0], non_blank[-1] + 1
    if not new_lines and start > 0:
        end = len(region)
    if region[start:end] == new_lines:
        return None
    return Edit(first + start, first + end, new_lines)


def _lines_to_write(answer: Answer, language: str, following: Slot | None) -> list[str]:
    """Return the lines to write for an answer above a slot; None is the end of the note."""
    text = joined_answer(answer.text, answer.sources, language)
    if not text:
        return []
    lines = escape(text).split("\n")
    return lines if following is None else [*lines, *lost_heading(following, lines)]


# --- answers that have none ---


class _Place(NamedTuple):
    """Where a new block goes, sorted as the blocks are to stand.

    At one offset, the voices of a question come first, then the other questions of its item, those
    of its section, and those of other sections; what belongs together stays together.
    """

    offset: int
    distance: int
    section: int
    item: int
    question: int
    number: int


def _with_new_blocks(note: Note, added: Sequence[AnswerToWrite]) -> Note:
    """Return the note with blocks for answers whose markers are not in it."""
    if not added:
        return note
    language = require_case(note).language
    slot_at = {slot.heading: slot for slot in note.slots}
    places = sorted(_places(note, [each.answer for each in added]))
    blocks = []
    for place, next_place in zip(places, (*places[1:], None), strict=True):
        answer, heading, asked = added[place.number]
        is_last = next_place is None or next_place.offset != place.offset
        following = slot_at.get(place.offset) if is_last else None
        new_lines = _lines_to_write(answer, language, following)
        body = ["", *new_lines, ""] if new_lines else [""]
        words = (f"{ASKED}={asked}",) if asked and answer.given else ()
        labelled = with_voice_label(heading, answer.voice, language)
        blocks.append((place.offset, [labelled, str(marker_for(answer, words)), *body]))
    return insert_blocks(note, blocks)


def _places(note: Note, answers: Sequence[Answer]) -> Iterator[_Place]:
    """Yield the place of each new answer: behind its question, else its item, else its section."""
    end_of: dict[str, int] = {}
    for slot in note.slots:
        address = slot.marker.address
        if address.is_question:
            names = (address, address.item_address, address.section)
            end_of |= {name: slot.end for name in names if name}
    first: dict[str, int] = {}
    for number, answer in enumerate(answers):
        address = answer.address
        names = (address, address.item_address or address, address.section)
        distances = [distance for distance, name in enumerate(names) if name in end_of]
        # An editable note has an end marker, so that there is a last slot.
        offset = end_of[names[distances[0]]] if distances else note.slots[-1].line
        distance = distances[0] if distances else len(names)
        question, item, section = (first.setdefault(name, number) for name in names)
        yield _Place(offset, distance, section, item, question, number)
