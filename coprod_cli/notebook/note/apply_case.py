"""Applies the changes of a case to its note: the changed answers are written in place."""

from datetime import datetime

from coprod_cli.base.clock import timestamp
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Answer, Case, answer_of
from coprod_cli.model.template import Template
from coprod_cli.model.wording import fingerprint, worded
from coprod_cli.notebook.note.edit import set_answer, set_front_matter, set_title
from coprod_cli.notebook.note.group_items import with_item, without_item_block
from coprod_cli.notebook.note.headings import with_confirmed_wording, with_current_heading
from coprod_cli.notebook.note.new_note import heading_of
from coprod_cli.notebook.note.reader import Note


def conflicting_answer(before: Case, mine: Case, theirs: Case) -> Answer | None:
    """Return the first answer that two changed versions of a case have changed differently.

    A title counts as an answer under its own address.

    Args:
        before: the case before both changes.
        mine: the case with one change.
        theirs: the case with the other change.

    Returns:
        The answer in `mine`; None if there is no merge conflict.
    """
    if before.title not in (mine.title, theirs.title) and mine.title != theirs.title:
        return Answer(TITLE, mine.title)
    unchanged = frozenset(before.answers)
    for answer in mine.answers:
        if answer not in unchanged:
            other = answer_of(theirs, answer.address, answer.voice)
            if other not in (answer, answer_of(before, answer.address, answer.voice)):
                return answer
    return None


def with_case_changes(
    note: Note, before: Case, after: Case, template: Template, now: datetime
) -> Note:
    """Return the note with the changes between two versions of its case.

    Raises:
        InvalidInput: an answer in the note cannot be attributed to its question.
    """
    result = note
    if after.title != before.title:
        result = set_title(result, after.title)
    removed = removed_items(before, after)
    for item in removed:
        result = without_item_block(result, item)
    unchanged = frozenset(before.answers)
    for answer in after.answers:
        is_in_new_item = answer.given and answer.address.item_address in removed
        if is_in_new_item or answer not in unchanged:
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
    return set_answer(with_current_heading(note, answer, heading), answer, heading, asked)


def with_answer_confirmed(note: Note, key: AnswerKey, template: Template, language: str) -> Note:
    """Return the note with an answer marked as confirmed under the question's current wording."""
    question = template.question_at(key.address)
    if question is None:
        return note
    asked = fingerprint(worded(question.text, language))
    return with_confirmed_wording(note, key, heading_of(key.address, template, language), asked)


def removed_items(before: Case, after: Case) -> list[Address]:
    """Return the addresses of the items that a case has before a change and not after it.

    An item that was removed and begun again under the same number counts as removed.
    """
    items = {answer.address.item_address for answer in after.answers}
    keys = {answer.key for answer in after.answers}
    removed: set[Address] = set()
    for answer in before.answers:
        item = answer.address.item_address
        is_kept = not answer.given or answer.key in keys
        if item is not None and not (item in items and is_kept):
            removed.add(item)
    return sorted(removed)
