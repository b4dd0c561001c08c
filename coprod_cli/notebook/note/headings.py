"""Rewrites headings of a note in another language, in plain language, or in a newer wording."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping

from coprod_cli.base.text import folded
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.template import Template
from coprod_cli.model.voices import with_voice_label, without_voice_label
from coprod_cli.model.wording import fingerprint
from coprod_cli.notebook.note.edit import Edit, apply_edits, marker_edit, title_heading_edit
from coprod_cli.notebook.note.new_note import heading_of, title_heading, title_headings
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note, require_case
from coprod_cli.notebook.note.source_list import heading_line, worded_heading

# A closing sequence of hashes is no part of the text (CommonMark 4.2).
_HEADING = re.compile(r"( {0,3}#{1,6}[ \t]+)(.*?)(?:[ \t]+#+)?[ \t]*\Z")
_NUMBER = re.compile(r"[0-9]+\. +")


def heading_text(note: Note, slot: Slot) -> str:
    """Return the text of a marker's heading, without its hashes and the label of its voice.

    "" if the marker has no heading.
    """
    if slot.heading == slot.line:
        return ""
    line = note.text[slot.heading : note.text.find("\n", slot.heading)]
    return without_voice_label(heading_words(line), slot.marker.voice)


def heading_words(line: str) -> str:
    """Return the text of a heading line, without its hashes; "" for other lines."""
    match = _HEADING.match(line)
    return match[2] if match else ""


def heading_edit(note: Note, slot: Slot, text: str, language: str | None = None) -> Edit | None:
    """Return the edit that replaces a heading's text; None if it is the same or there is none.

    Args:
        note: the note.
        slot: the marker with the heading.
        text: the text, to which the label of the marker's voice is added.
        language: the language of that label; by default the note's.
    """
    if slot.heading == slot.line:
        return None
    text = with_voice_label(text, slot.marker.voice, language or require_case(note).language)
    number = note.lines.number(slot.heading)
    line = note.text[slot.heading : note.text.find("\n", slot.heading)]
    match = _HEADING.match(line)
    if match is None or match[2] == text:
        return None
    return Edit(number, number + 1, [f"{match[1]}{text}"])


def with_headings(
    note: Note, template: Template, language: str, before: Template | None = None
) -> Note:
    """Return the note with its headings in a language, as its template words them.

    So are the headings of source lists. Headings that a person has edited stay, and so do all
    answers. The fingerprint in each marker still names the wording that was answered.

    Args:
        note: the note.
        template: its template.
        language: the language.
        before: the note's earlier template, if it changes; its section titles are replaced, too.
    """
    sections = {section.id for section in template.sections}

    def known_wordings(address: Address) -> Collection[str]:
        known = template.heading_wordings(address)
        if before is not None and address in sections:
            known += before.heading_wordings(address)
        return known

    case_title = require_case(note).title
    new_heading = title_heading(case_title, language)
    edits = [title_heading_edit(note, title_headings(case_title), new_heading)]
    edits += _heading_edits(note, template, language, known_wordings)
    edits += _source_heading_edits(note, language)
    return apply_edits(note, [edit for edit in edits if edit is not None])


def _source_heading_edits(note: Note, language: str) -> Iterator[Edit]:
    """Yield the edits that word the headings of source lists in a language."""
    for slot in note.slots:
        if not (slot.marker.sources and slot.marker.address.is_question):
            continue
        lines = note.text[slot.start : slot.end].split("\n")
        number = heading_line(lines)
        new_line = worded_heading(lines[number], language) if number >= 0 else ""
        if number >= 0 and new_line != lines[number]:
            first = note.lines.number(slot.start) + number
            yield Edit(first, first + 1, [new_line])


def with_earlier_headings_renewed(note: Note, template: Template, language: str) -> Note:
    """Return the note with today's headings in place of earlier wordings that mean the same."""
    edits = _heading_edits(note, template, language, template.earlier_wordings)
    return apply_edits(note, [edit for edit in edits if edit is not None])


def _heading_edits(
    note: Note,
    template: Template,
    language: str,
    known_wordings: Callable[[Address], Collection[str]],
) -> Iterator[Edit | None]:
    """Yield the edits that replace known wordings of headings by the template's own."""
    sections = {section.id for section in template.sections}
    for slot in note.slots:
        address = slot.marker.address
        text = heading_text(note, slot)
        title = _NUMBER.sub("", text, count=1) if address in sections else text
        if folded(title) not in map(folded, known_wordings(address)):
            continue
        wording = heading_words(heading_of(address, template, language))
        yield heading_edit(note, slot, wording, language)
        if slot.marker.asked:
            words = slot.marker.words_with_heading(fingerprint(wording))
            yield _words_edit(note, slot, words)


def with_current_headings(note: Note, headings: Mapping[AnswerKey, str]) -> Note:
    """Return the note with the headings for answers that are about to be replaced.

    The heading of an earlier wording is replaced. A heading that a person has edited stays; the
    fingerprint in the marker distinguishes the two.
    """
    edits = [
        heading_edit(note, slot, heading_words(headings[key]))
        for key, slot in _first_slots(note, headings)
        if _has_generated_heading(note, slot)
    ]
    return apply_edits(note, [edit for edit in edits if edit is not None])


def with_labelled_headings(note: Note, keys: Collection[AnswerKey]) -> Note:
    """Return the note with the voices' labels in the headings of answers that were written.

    A heading that a person has edited stays.
    """
    edits = [
        heading_edit(note, slot, heading_text(note, slot))
        for _key, slot in _first_slots(note, {key for key in keys if key.voice is not None})
        if _has_generated_heading(note, slot)
    ]
    return apply_edits(note, [edit for edit in edits if edit is not None])


def with_confirmed_wording(note: Note, key: AnswerKey, heading: str, asked: str) -> Note:
    """Return the note with an answer marked as given to the wording of a heading.

    Answers of other voices to the same question keep the wording they were given to.

    Args:
        note: the note.
        key: the answer.
        heading: the heading with the current wording.
        asked: the fingerprint of its wording.
    """
    slot = next((slot for _key, slot in _first_slots(note, {key})), None)
    if slot is None or slot.marker.asked in ("", asked):
        return note
    edits = [_words_edit(note, slot, slot.marker.words_with_wording(asked))]
    if _has_generated_heading(note, slot):
        edits.append(heading_edit(note, slot, heading_words(heading)))
    return apply_edits(note, [edit for edit in edits if edit is not None])


def _first_slots(note: Note, keys: Collection[AnswerKey]) -> Iterator[tuple[AnswerKey, Slot]]:
    """Yield the first slot of each of some answers that has one, in the order of the note."""
    remaining = set(keys)
    for slot in note.slots if remaining else ():
        key = slot.marker.key
        if key in remaining:
            remaining.remove(key)
            yield key, slot


def _has_generated_heading(note: Note, slot: Slot) -> bool:
    """Return True if an answer's heading is as coprod wrote it, and no person has edited it."""
    marker = slot.marker
    return bool(marker.asked) and marker.is_headed_by(fingerprint(heading_text(note, slot)))


def _words_edit(note: Note, slot: Slot, words: tuple[str, ...]) -> Edit | None:
    """Return the edit that replaces a marker's words; None if they are the same."""
    if words == slot.marker.words:
        return None
    return marker_edit(note, slot, slot.marker._replace(words=words))
