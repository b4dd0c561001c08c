"""Rewrites headings of a note in another language, in plain language, or in a newer wording."""

import re

from coprod_cli.base.text import folded
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.model.questions import GroupQuestion
from coprod_cli.model.template import Template
from coprod_cli.model.wording import Wording, every_wording, fingerprint, worded
from coprod_cli.notebook.note.edit import Edit, apply_edits, marker_edit, title_heading_edit
from coprod_cli.notebook.note.new_note import title_heading, title_headings
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note, require_case

_HEADING = re.compile(r"( {0,3}#{1,6}[ \t]+)(.*?)[ \t]*\Z")
_NUMBER = re.compile(r"[0-9]+\. +")


def heading_text(note: Note, slot: Slot) -> str:
    """Return the text of a marker's heading, without its hashes; "" if it has no heading."""
    if slot.heading == slot.line:
        return ""
    return heading_words(note.text[slot.heading : note.text.find("\n", slot.heading)])


def heading_words(line: str) -> str:
    """Return the text of a heading line, without its hashes; "" for other lines."""
    match = _HEADING.match(line)
    return match[2] if match else ""


def heading_edit(note: Note, slot: Slot, text: str) -> Edit | None:
    """Return the edit that replaces a heading's text; None if it is the same or there is none."""
    if slot.heading == slot.line:
        return None
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

    Headings that a person has edited stay, and so do all answers. The fingerprint in each marker
    still names the wording that was answered.

    Args:
        note: the note.
        template: its template.
        language: the language.
        before: the note's earlier template, if it changes; its section titles are replaced, too.
    """
    numbers = {section.id: number for number, section in enumerate(template.sections, 1)}
    case_title = require_case(note).title
    new_heading = title_heading(case_title, language)
    edits = [title_heading_edit(note, title_headings(case_title), new_heading)]
    for slot in note.slots:
        address = slot.marker.address
        text = heading_text(note, slot)
        title = _NUMBER.sub("", text, count=1) if address in numbers else text
        known, wording = _wordings(template, address, language)
        if before is not None and address in numbers:
            known |= _wordings(before, address, language)[0]
        if not wording or folded(title) not in known:
            continue
        number = f"{numbers[address]}. " if address in numbers else ""
        edits.append(heading_edit(note, slot, f"{number}{wording}"))
        if slot.marker.asked:
            words = slot.marker.words_with_heading(fingerprint(wording))
            edits.append(_words_edit(note, slot, words))
    return apply_edits(note, [edit for edit in edits if edit is not None])


def with_current_heading(note: Note, answer: Answer, heading: str) -> Note:
    """Return the note with the heading for an answer that is about to be replaced.

    The heading of an earlier wording is replaced. A heading that a person has edited stays; the
    fingerprint in the marker distinguishes the two.
    """
    slot = next((slot for slot in note.slots if slot.marker.key == answer.key), None)
    if slot is None or not _has_generated_heading(note, slot):
        return note
    edit = heading_edit(note, slot, heading_words(heading))
    return apply_edits(note, [edit]) if edit else note


def with_confirmed_wording(note: Note, key: AnswerKey, heading: str, asked: str) -> Note:
    """Return the note with an answer marked as given to the wording of a heading.

    Answers of other voices to the same question keep the wording they were given to.

    Args:
        note: the note.
        key: the answer.
        heading: the heading with the current wording.
        asked: the fingerprint of its wording.
    """
    slot = next((slot for slot in note.slots if slot.marker.key == key), None)
    if slot is None or slot.marker.asked in ("", asked):
        return note
    edits = [_words_edit(note, slot, slot.marker.words_with_wording(asked))]
    if _has_generated_heading(note, slot):
        edits.append(heading_edit(note, slot, heading_words(heading)))
    return apply_edits(note, [edit for edit in edits if edit is not None])


def _has_generated_heading(note: Note, slot: Slot) -> bool:
    """Return True if an answer's heading is as coprod wrote it, and no person has edited it."""
    marker = slot.marker
    return bool(marker.asked) and marker.is_headed_by(fingerprint(heading_text(note, slot)))


def _words_edit(note: Note, slot: Slot, words: tuple[str, ...]) -> Edit | None:
    """Return the edit that replaces a marker's words; None if they are the same."""
    if words == slot.marker.words:
        return None
    return marker_edit(note, slot, slot.marker._replace(words=words))


def _wordings(template: Template, address: Address, language: str) -> tuple[set[str], str]:
    """Return the known texts of an address's heading, folded, and its text in a language."""
    group = template.group_at(address)
    if address.item is not None and not address.part and isinstance(group, GroupQuestion):
        names = {f"{name} {address.item}" for name in every_wording(group.item)}
        return set(map(folded, names)), " ".join(group.item_name(address.item, language).split())
    question = template.question_at(address)
    if question is not None:
        texts = (*every_wording(question.text), *every_wording(question.text_plain))
        return set(map(folded, texts)), _one_line(question.text, language)
    section = next((section for section in template.sections if section.id == address), None)
    if section is None:
        return set(), ""
    titles = (*every_wording(section.title), *every_wording(section.slide_title))
    return set(map(folded, titles)), _one_line(section.title, language)


def _one_line(wording: Wording, language: str) -> str:
    return " ".join(worded(wording, language).split())
