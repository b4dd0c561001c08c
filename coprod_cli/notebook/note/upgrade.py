"""Upgrades a note to another version of its template, or to another template; no answer is lost.

An answer to a reworded question keeps its heading, which has the wording that was answered, until
the question is answered again. Unanswered questions get the new wording. The markers of questions
and sections that were removed and have answers say so. A choice that was answered in an earlier
wording of its label gets the label of today.
"""

import re

from coprod_cli.model.address import Address
from coprod_cli.model.template import Template
from coprod_cli.model.wording import fingerprint
from coprod_cli.notebook.note.blocks import (
    lines_of,
    with_lines_in_order,
)
from coprod_cli.notebook.note.edit import (
    Edit,
    apply_edits,
    lost_heading,
    marker_edit,
    original_lines,
    refuse_if_uncertain,
    set_front_matter,
)
from coprod_cli.notebook.note.headings import (
    heading_edit,
    heading_text,
    heading_words,
    with_earlier_headings_renewed,
)
from coprod_cli.notebook.note.markers import NEW, REMOVED
from coprod_cli.notebook.note.missing_questions import MissingQuestions
from coprod_cli.notebook.note.new_note import heading_of
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note, require_case
from coprod_cli.notebook.note.set_answers import AnswerToWrite, set_answers
from coprod_cli.notebook.note.version_diff import (
    current_address,
    has_answer,
    is_removed,
    own_heading_text,
    relabelled_text,
    renamed_addresses,
    with_answers_within,
)

_NUMBERED = re.compile(r"([0-9]{1,9})\. +(.*)\Z")


def upgrade_note(note: Note, template: Template) -> Note:
    """Return the note upgraded to a template's version; the same note if it has that version.

    Raises:
        InvalidInput: an answer in the note cannot be attributed to its question.
    """
    case = refuse_if_uncertain(note)
    if (case.template, case.template_version) == (template.id, template.version):
        return note
    words = (f"{NEW}={template.version}",) if case.template == template.id else ()
    renamed = renamed_addresses(note, template)
    note = _with_addresses(note, renamed)
    note = _without_removed(note, template)
    note = _with_sections_in_order(note, template)
    missing = MissingQuestions(template, case.language, words, frozenset(renamed.values()))
    note = missing.added_to(note)
    note = _without_removed_sections(note, template)
    note = _with_current_headings(note, template, case.language)
    note = _with_answered_wordings(note, template)
    note = _with_current_labels(note, template)
    return set_front_matter(note, {"template": template.id, "template_version": template.version})


def _with_addresses(note: Note, renamed: dict[Address, Address]) -> Note:
    edits = []
    for slot in note.slots:
        address = current_address(slot.marker.address, renamed)
        if address != slot.marker.address:
            edits.append(marker_edit(note, slot, slot.marker._replace(address=address)))
    return apply_edits(note, edits)


# --- removed questions and sections ---


def _without_removed(note: Note, template: Template) -> Note:
    """Remove questions that the template does not have; those with an answer are marked instead."""
    removed = []
    edits = []
    answered = with_answers_within(note)
    for slot in note.slots:
        address = slot.marker.address
        if not is_removed(address, template):
            edits.append(_removed_mark_edit(note, slot, "") if address.is_question else None)
        elif has_answer(note, slot) or address in answered:
            edits.append(_removed_mark_edit(note, slot, template.version))
        else:
            removed.append(slot)
    edits += _removal_edits(note, removed)
    return apply_edits(note, [edit for edit in edits if edit is not None])


def _without_removed_sections(note: Note, template: Template) -> Note:
    """Remove sections that the template does not have; those with content are marked instead."""
    sections = {section.id for section in template.sections}
    removed = []
    edits = []
    for slot, following in zip(note.slots, note.slots[1:], strict=False):
        address = slot.marker.address
        if address in sections:
            edits.append(_removed_mark_edit(note, slot, ""))
        elif address.is_question:
            continue
        elif following.marker.address.is_question or has_answer(note, slot):
            edits.append(_removed_mark_edit(note, slot, template.version))
        else:
            removed.append(slot)
    edits += _removal_edits(note, removed)
    return apply_edits(note, [edit for edit in edits if edit is not None])


def _removed_mark_edit(note: Note, slot: Slot, version: str) -> Edit | None:
    """Return the edit that sets the version that removed a marker's question; "" for none."""
    marker = slot.marker
    if bool(marker.word(REMOVED)) == bool(version):
        return None
    words = tuple(word for word in marker.words if not word.startswith((f"{REMOVED}=", f"{NEW}=")))
    words = (*words, f"{REMOVED}={version}") if version else words
    return marker_edit(note, slot, marker._replace(words=words))


def _removal_edits(note: Note, removed: list[Slot]) -> list[Edit]:
    """Return the edits that remove blocks; a marker below them that lost its heading gets one."""
    edits = []
    removed_lines = {slot.line for slot in removed}
    for slot, following in zip(note.slots, note.slots[1:], strict=False):
        if slot.line in removed_lines:
            lines = lines_of(note, slot)
            kept = [] if following.line in removed_lines else lost_heading(following)
            edits.append(Edit(lines.start, lines.stop, kept))
    return edits


# --- the order of sections ---


def _with_sections_in_order(note: Note, template: Template) -> Note:
    """Reorder the sections as in the template, if they are in the order of their numbers.

    Otherwise a person has reordered them, and their order stays.
    """
    positions = {section.id: index for index, section in enumerate(template.sections)}
    known = [slot for slot in note.slots if slot.marker.address in positions]
    numbers = [_number_of(note, slot) for slot in known]
    if not known or 0 in numbers or numbers != sorted(set(numbers)):
        return note
    starts = [note.lines.number(slot.heading) for slot in known]
    ends = [*starts[1:], note.lines.number(note.slots[-1].line)]
    parts = [range(start, end) for start, end in zip(starts, ends, strict=True)]
    order = sorted(range(len(known)), key=lambda index: positions[known[index].marker.address])
    if order == sorted(order):
        return note
    tail = range(ends[-1], len(original_lines(note)))
    return with_lines_in_order(note, [range(starts[0]), *(parts[index] for index in order), tail])


def _number_of(note: Note, slot: Slot) -> int:
    """Return the number in a section's heading; 0 if it has none."""
    match = _NUMBERED.match(heading_text(note, slot))
    return int(match[1]) if match else 0


# --- headings and markers ---


def _with_current_headings(note: Note, template: Template, language: str) -> Note:
    """Write the current wording of unanswered questions, and the current numbers of sections.

    An earlier wording that means the same is replaced where the question is answered, too.
    """
    note = with_earlier_headings_renewed(note, template, language)
    numbers = {section.id: number for number, section in enumerate(template.sections, 1)}
    edits = []
    for slot in note.slots:
        address = slot.marker.address
        text = heading_text(note, slot)
        if not address.is_question and (match := _NUMBERED.match(text)):
            number = f"{numbers[address]}. " if address in numbers else ""
            edits.append(heading_edit(note, slot, f"{number}{match[2]}"))
        question = template.question_at(address)
        if question is None or has_answer(note, slot):
            continue
        if fingerprint(text) not in question.fingerprints:
            wording = heading_words(heading_of(address, template, language))
            edits.append(heading_edit(note, slot, wording))
    return apply_edits(note, [edit for edit in edits if edit is not None])


def _with_answered_wordings(note: Note, template: Template) -> Note:
    """Write the answered wording's fingerprint into markers that lack it, from their headings."""
    edits = []
    for slot in note.slots:
        marker = slot.marker
        heading = own_heading_text(note, slot)
        is_known = marker.asked or template.question_at(marker.address) is None
        if not is_known and heading and has_answer(note, slot):
            words = marker.words_with_wording(fingerprint(heading))
            edits.append(marker_edit(note, slot, marker._replace(words=words)))
    return apply_edits(note, edits)


# --- labels of choices ---


def _with_current_labels(note: Note, template: Template) -> Note:
    """Write today's labels of choices in place of their earlier wordings."""
    case = require_case(note)
    relabelled = [
        answer._replace(text=relabelled_text(answer, template, answer.address, case.language))
        for answer in case.answers
    ]
    return set_answers(note, [AnswerToWrite(answer, heading="") for answer in relabelled])
