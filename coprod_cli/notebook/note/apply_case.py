"""Applies the changes of a case to its note: the changed answers are written in place."""

from collections.abc import Collection
from datetime import datetime

from coprod_cli.base.clock import timestamp
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Answer, Case, answer_of
from coprod_cli.model.tags import merged_tags
from coprod_cli.model.template import Template
from coprod_cli.model.wording import fingerprint, worded
from coprod_cli.notebook.note.edit import set_front_matter, set_tags, set_title
from coprod_cli.notebook.note.group_items import with_items, without_item_blocks
from coprod_cli.notebook.note.headings import (
    with_confirmed_wording,
    with_current_headings,
    with_labelled_headings,
)
from coprod_cli.notebook.note.new_note import heading_of
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note.set_answers import AnswerToWrite, set_answers


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

    Tags that another program added to the note or removed there stay so. An item in which another
    voice's answer came in meanwhile is not removed: the removed answers are emptied in it.

    Raises:
        InvalidInput: an answer in the note cannot be attributed to its question.
    """
    result = note
    if after.title != before.title:
        result = set_title(result, after.title)
    if after.tags != before.tags:
        in_note = note.case.tags if note.case else before.tags
        result = set_tags(result, merged_tags(before.tags, after.tags, in_note))
    gone = removed_items(before, after)
    removed = gone - _items_of_others(note, before, gone)
    result = without_item_blocks(result, removed)
    unchanged = frozenset(before.answers)
    changed = [
        answer
        for answer in after.answers
        if answer not in unchanged or (answer.given and answer.address.item_address in removed)
    ]
    changed += _emptied_answers(before, after, gone - removed)
    reworded = [answer for answer in changed if not _has_same_words(before, answer)]
    result = _with_answers(result, changed, {each.key for each in reworded}, template, after)
    if after.status != before.status:
        result = set_front_matter(result, {"status": str(after.status)})
    return result if result is note else set_front_matter(result, {"updated": timestamp(now)})


def _items_of_others(note: Note, before: Case, items: frozenset[Address]) -> frozenset[Address]:
    """Return the removed items in which the note has an answer of a voice that was not known."""
    known = {(answer.address.item_address, answer.voice) for answer in before.given_answers()}
    answers = note.case.given_answers() if note.case else ()
    places = {(answer.address.item_address, answer.voice) for answer in answers}
    return frozenset(item for item, _voice in places - known if item in items)


def _emptied_answers(before: Case, after: Case, items: frozenset[Address]) -> list[Answer]:
    """Return the given answers in items that a change removed, emptied."""
    kept = {answer.key for answer in after.answers}
    return [
        Answer(answer.address, voice=answer.voice)
        for answer in before.given_answers()
        if answer.address.item_address in items and answer.key not in kept
    ]


def _has_same_words(before: Case, answer: Answer) -> bool:
    """Return True if only the evidence or the sources of an answer differ from a case's."""
    earlier = answer_of(before, answer.address, answer.voice)
    return earlier.given and (earlier.text, earlier.unknown) == (answer.text, answer.unknown)


def _with_answers(
    note: Note,
    answers: list[Answer],
    reworded: Collection[AnswerKey],
    template: Template,
    case: Case,
) -> Note:
    """Return the note with answers written; it is read a few times, and not once for each.

    Args:
        note: the note.
        answers: the answers.
        reworded: which of them answer the current wording of their question; where only the
            evidence or the sources changed, the wording that was answered stays.
        template: the template.
        case: the case that has the answers.
    """
    language = case.language
    items = {
        item: group
        for answer in answers
        if (item := answer.address.item_address) and (group := template.group_at(answer.address))
    }
    note = with_items(note, items, language)
    written = [
        _as_written(answer, template, language, is_reworded=answer.key in reworded)
        for answer in answers
    ]
    known = {each.answer.key: each.heading for each in written if each.asked is not None}
    note = set_answers(with_current_headings(note, known), written)
    return with_labelled_headings(note, known)


def _as_written(
    answer: Answer, template: Template, language: str, *, is_reworded: bool
) -> AnswerToWrite:
    question = template.question_at(answer.address) if is_reworded else None
    asked = fingerprint(worded(question.text, language)) if question else None
    return AnswerToWrite(answer, heading_of(answer.address, template, language), asked)


def with_answer_confirmed(note: Note, key: AnswerKey, template: Template, language: str) -> Note:
    """Return the note with an answer marked as confirmed under the question's current wording."""
    question = template.question_at(key.address)
    if question is None:
        return note
    asked = fingerprint(worded(question.text, language))
    return with_confirmed_wording(note, key, heading_of(key.address, template, language), asked)


def removed_items(before: Case, after: Case) -> frozenset[Address]:
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
    return frozenset(removed)
