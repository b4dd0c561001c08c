"""Apply a change of a case to its note: the answers that differ are written in place."""

from datetime import datetime

from coprod_cli.base.clock import timestamp
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Answer, Case, answer_of
from coprod_cli.model.template import Template
from coprod_cli.model.wording import fingerprint, worded
from coprod_cli.notebook.note.edit import set_answer, set_front_matter, set_title
from coprod_cli.notebook.note.group_items import with_item, without_item_block
from coprod_cli.notebook.note.headings import confirmed_answer, under_its_wording
from coprod_cli.notebook.note.new_note import heading_of
from coprod_cli.notebook.note.reader import Note


def conflicting_answer(before: Case, after: Case, now: Case) -> Answer | None:
    """Return an answer that is new in `after`, and that also `now` has changed since `before`.

    A title counts as an answer under its own address.
    """
    if before.title not in (after.title, now.title) and after.title != now.title:
        return Answer(TITLE, after.title)
    known = frozenset(before.answers)
    for mine in after.answers:
        if mine not in known:
            theirs = answer_of(now, mine.address, mine.voice)
            if theirs not in (mine, answer_of(before, mine.address, mine.voice)):
                return mine
    return None


def with_case_changes(
    note: Note, before: Case, after: Case, template: Template, now: datetime
) -> Note:
    """Return the note with what differs between two states of its case.

    Raises:
        InvalidInput: the note is in a state in which nothing should be written to it.
    """
    result = note
    if after.title != before.title:
        result = set_title(result, after.title)
    gone = removed_items(before, after)
    for item in gone:
        result = without_item_block(result, item)
    unchanged = frozenset(before.answers)
    for answer in after.answers:
        is_anew = answer.given and answer.address.item_address in gone
        if is_anew or answer not in unchanged:
            result = _with_answer(result, answer, template, after.language)
    if after.status != before.status:
        result = set_front_matter(result, {"status": str(after.status)})
    return result if result is note else set_front_matter(result, {"updated": timestamp(now)})


def _with_answer(note: Note, answer: Answer, template: Template, language: str) -> Note:
    group = template.group_at(answer.address)
    if group is not None:
        note = with_item(note, answer.address, group, language)
    question = template.question_at(answer.address)
    heading = heading_of(answer.address, template, language)
    if question is None:
        return set_answer(note, answer, heading)
    asked = fingerprint(worded(question.text, language))
    return set_answer(under_its_wording(note, answer, heading), answer, heading, asked)


def with_answer_confirmed(note: Note, key: AnswerKey, template: Template, language: str) -> Note:
    """Return the note with an answer that was confirmed under the wording of now."""
    question = template.question_at(key.address)
    if question is None:
        return note
    asked = fingerprint(worded(question.text, language))
    return confirmed_answer(note, key, heading_of(key.address, template, language), asked)


def removed_items(before: Case, after: Case) -> list[Address]:
    """Return the addresses of items that are in one state of a case and not in another.

    One that was taken out and begun anew under its number is another item.
    """
    items = {answer.address.item_address for answer in after.answers}
    said = {answer.key for answer in after.answers}
    gone: set[Address] = set()
    for answer in before.answers:
        item = answer.address.item_address
        is_kept = not answer.given or answer.key in said
        if item is not None and not (item in items and is_kept):
            gone.add(item)
    return sorted(gone)
