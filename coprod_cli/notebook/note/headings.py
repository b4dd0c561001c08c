"""Headings that follow: into another language, other words, or another version's wording."""

import re

from coprod_cli.base.text import folded
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.model.questions import GroupQuestion
from coprod_cli.model.template import Template
from coprod_cli.model.wording import Wording, every_wording, fingerprint, worded
from coprod_cli.notebook.note.edit import Edit, apply_edits, headed_by_title, marker_edit
from coprod_cli.notebook.note.new_note import title_heading, title_headings
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note, require_case

_HEADING = re.compile(r"( {0,3}#{1,6}[ \t]+)(.*?)[ \t]*\Z")
_NUMBER = re.compile(r"[0-9]+\. +")


def heading_text(note: Note, slot: Slot) -> str:
    """Return the words of a marker's heading, without its hashes; "" where it has none."""
    if slot.heading == slot.line:
        return ""
    return heading_words(note.text[slot.heading : note.text.find("\n", slot.heading)])


def heading_words(line: str) -> str:
    """Return the words of a line that is a heading, without its hashes; "" for another line."""
    found = _HEADING.match(line)
    return found[2] if found else ""


def with_heading(note: Note, slot: Slot, text: str) -> Edit | None:
    """Return the edit that gives a marker's heading other words; None where it has them already."""
    if slot.heading == slot.line:
        return None
    number = note.lines.number(slot.heading)
    line = note.text[slot.heading : note.text.find("\n", slot.heading)]
    found = _HEADING.match(line)
    if found is None or found[2] == text:
        return None
    return Edit(number, number + 1, [f"{found[1]}{text}"])


def with_headings(
    note: Note, template: Template, language: str, before: Template | None = None
) -> Note:
    """Return the note with its headings in a language, and in the template's own words.

    A heading that a person has worded stays; so do all answers. What was asked when an answer was
    given stays known by the fingerprint in its marker.

    Args:
        note: the note.
        template: its template.
        language: the language.
        before: the template that it was of until now; its sections' titles give way, too.
    """
    numbers = {section.id: number for number, section in enumerate(template.sections, 1)}
    title = require_case(note).title
    edits = [headed_by_title(note, title_headings(title), title_heading(title, language))]
    for slot in note.slots:
        address = slot.marker.address
        now = heading_text(note, slot)
        said = _NUMBER.sub("", now, count=1) if address in numbers else now
        known, wanted = _wordings(template, address, language)
        if before is not None and address in numbers:
            known |= _wordings(before, address, language)[0]
        if not wanted or folded(said) not in known:
            continue
        lead = f"{numbers[address]}. " if address in numbers else ""
        edits.append(with_heading(note, slot, f"{lead}{wanted}"))
        if slot.marker.asked:
            words = slot.marker.words_headed(fingerprint(wanted))
            edits.append(_with_words(note, slot, words))
    return apply_edits(note, [edit for edit in edits if edit is not None])


def under_its_wording(note: Note, answer: Answer, heading: str) -> Note:
    """Return the note with the heading under which an answer is about to be written anew.

    That of an earlier wording gives way. It is told from one that a person has worded by the
    fingerprint in its marker.
    """
    slot = next((each for each in note.slots if each.marker.key == answer.key), None)
    if slot is None or not _is_coprods(note, slot):
        return note
    edit = with_heading(note, slot, heading_words(heading))
    return apply_edits(note, [edit]) if edit else note


def confirmed_answer(note: Note, key: AnswerKey, heading: str, asked: str) -> Note:
    """Return the note with an answer as given to the wording of a heading.

    Where other voices have answered too, theirs were given to what they were asked.

    Args:
        note: the note.
        key: which answer.
        heading: the heading.
        asked: the fingerprint of its wording.
    """
    slot = next((each for each in note.slots if each.marker.key == key), None)
    if slot is None or slot.marker.asked in ("", asked):
        return note
    edits = [_with_words(note, slot, slot.marker.words_asked(asked))]
    if _is_coprods(note, slot):
        edits.append(with_heading(note, slot, heading_words(heading)))
    return apply_edits(note, [edit for edit in edits if edit is not None])


def _is_coprods(note: Note, slot: Slot) -> bool:
    """Tell whether an answer's heading is as coprod wrote it, and not in a person's own words."""
    marker = slot.marker
    return bool(marker.asked) and marker.is_headed_by(fingerprint(heading_text(note, slot)))


def _with_words(note: Note, slot: Slot, words: tuple[str, ...]) -> Edit | None:
    """Return the edit that gives a marker other words; None where it has them already."""
    if words == slot.marker.words:
        return None
    return marker_edit(note, slot, slot.marker._replace(words=words))


def _wordings(template: Template, address: Address, language: str) -> tuple[set[str], str]:
    """Return all that an address's heading may say in coprod's own words, and what it is to say."""
    group = template.group_at(address)
    if address.item is not None and not address.part and isinstance(group, GroupQuestion):
        names = {f"{each} {address.item}" for each in every_wording(group.item)}
        return set(map(folded, names)), " ".join(group.item_name(address.item, language).split())
    question = template.question_at(address)
    if question is not None:
        texts = (*every_wording(question.text), *every_wording(question.text_plain))
        return set(map(folded, texts)), _one_line(question.text, language)
    section = next((each for each in template.sections if each.id == address), None)
    if section is None:
        return set(), ""
    titles = (*every_wording(section.title), *every_wording(section.slide_title))
    return set(map(folded, titles)), _one_line(section.title, language)


def _one_line(wording: Wording, language: str) -> str:
    return " ".join(worded(wording, language).split())
