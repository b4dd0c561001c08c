"""Compares a note with a version of a template: which questions are kept, new, or removed."""

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from coprod_cli.base.text import canonical_text, one_line
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import Answer
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion
from coprod_cli.model.template import Template
from coprod_cli.model.wording import fingerprint, worded
from coprod_cli.notebook.note.headings import heading_text
from coprod_cli.notebook.note.markers import NEW, REMOVED
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note, require_case


class DiffKind(StrEnum):
    """How a question differs between a note and a template."""

    KEPT = "kept"
    RENAMED = "renamed"
    REWORDED = "reworded"
    REMOVED = "removed"
    NEW = "new"
    RELABELLED = "relabelled"


class QuestionDiff(NamedTuple):
    """The difference of one question between a note and a template.

    Attributes:
        address: its address in the template; in the note, if it is removed.
        kind: the kind of difference.
        text: its wording, in the note's language.
        was: its earlier address; "" unless it is renamed.
        before: the wording that was answered; "" unless it is reworded.
        answered: whether it has an answer.
    """

    address: Address
    kind: DiffKind
    text: str = ""
    was: str = ""
    before: str = ""
    answered: bool = False


def diff_note(note: Note, template: Template) -> list[QuestionDiff]:
    """Return the differences in the template's order, removed questions last.

    A question with more than one difference, such as renamed and reworded, has an entry for each.
    """
    language = require_case(note).language
    return [_with_text(diff, template, language) for diff in _differences(note, template)]


def _with_text(diff: QuestionDiff, template: Template, language: str) -> QuestionDiff:
    question = template.question_at(diff.address)
    if question is None:
        return diff
    return diff._replace(text=one_line(worded(question.text, language)))


def questions_to_ask(note: Note, template: Template) -> dict[AnswerKey, str]:
    """Return the questions to ask after an update: new questions, and reworded ones.

    If several voices answered a question, only the first is asked again.

    Returns:
        The key of each answer, in the template's order, with the wording that was answered; "" for
        a new question.
    """
    wordings: dict[AnswerKey, str] = {}
    for address, slot in _first_slots(note, {}).items():
        if template.question_at(address) is None:
            continue
        if _is_reworded(note, slot, template, address):
            wordings[slot.marker.key] = heading_text(note, slot)
        elif _is_new(note, slot):
            wordings[slot.marker.key] = ""
    return dict(sorted(wordings.items(), key=lambda item: template.sort_key(item[0].address)))


def reworded_answers(note: Note, template: Template) -> frozenset[AnswerKey]:
    """Return the answers of a note that were given to another wording than the current one."""
    markers = (
        slot.marker
        for slot in note.slots
        if _is_reworded(note, slot, template, slot.marker.address)
    )
    return frozenset(marker.key for marker in markers)


def _is_new(note: Note, slot: Slot) -> bool:
    """Return True if an update added a question and it has no answer; empty items do not count."""
    address = slot.marker.address
    if not slot.marker.word(NEW) or has_content(note, slot):
        return False
    item = address.item_address
    return item is None or _has_content_within(note, item)


def _first_slots(note: Note, renamed: Mapping[Address, Address]) -> dict[Address, Slot]:
    """Return the first slot of each address, by its current address."""
    slots: dict[Address, Slot] = {}
    for slot in note.slots:
        slots.setdefault(current_address(slot.marker.address, renamed), slot)
    return slots


def _differences(note: Note, template: Template) -> Iterator[QuestionDiff]:
    renamed = renamed_addresses(note, template)
    slots = _first_slots(note, renamed)
    earlier = {new: old for old, new in renamed.items()}
    relabelled = _relabelled_addresses(note, template, renamed)
    answered = with_answers_within(note)
    for address in template.questions:
        if slot := slots.get(address):
            yield from _question_diffs(
                note, slot, template, address, earlier.get(address, ""),
                is_relabelled=address in relabelled,
                answered=has_answer(note, slot) or slot.marker.address in answered,
            )  # fmt: skip
        else:
            yield QuestionDiff(address, DiffKind.NEW)
    for address in _new_in_items(slots, template):
        yield QuestionDiff(address, DiffKind.NEW)
    yield from _diffs_in_items(note, slots, template, relabelled)
    for address, slot in slots.items():
        # A removed group has one entry, and its items have none.
        is_in_removed_group = address.is_in_group and template.group_at(address) is None
        is_reported = is_in_removed_group and address.outer in slots
        is_marked = bool(slot.marker.word(REMOVED))
        if is_removed(address, template) and not is_marked and not is_reported:
            heading = own_heading_text(note, slot)
            is_answered = has_answer(note, slot) or slot.marker.address in answered
            yield QuestionDiff(address, DiffKind.REMOVED, heading, answered=is_answered)


def _diffs_in_items(
    note: Note, slots: Mapping[Address, Slot], template: Template, relabelled: Collection[Address]
) -> Iterator[QuestionDiff]:
    """Yield the differences of questions within items that are reworded or relabelled."""
    inside = {address: slot for address, slot in slots.items() if address.is_in_group}
    for address, slot in inside.items():
        if _is_reworded(note, slot, template, address):
            before = heading_text(note, slot)
            yield QuestionDiff(address, DiffKind.REWORDED, before=before, answered=True)
        if address in relabelled:
            yield QuestionDiff(address, DiffKind.RELABELLED, answered=True)


def relabelled_text(answer: Answer, template: Template, address: Address, language: str) -> str:
    """Return an answer's text in today's labels if it has an earlier wording of one.

    Args:
        answer: the answer.
        template: the template.
        address: the address of its question in the template.
        language: the language of the labels.
    """
    question = template.question_at(address)
    if not isinstance(question, ChoiceQuestion | ChoicesQuestion) or not answer.text:
        return answer.text
    return question.with_current_labels(answer.text, language)


def _relabelled_addresses(
    note: Note, template: Template, renamed: Mapping[Address, Address]
) -> frozenset[Address]:
    """Return the current addresses of answers whose labels an update writes anew."""
    case = require_case(note)
    if (case.template, case.template_version) == (template.id, template.version):
        return frozenset()
    current = ((answer, current_address(answer.address, renamed)) for answer in case.answers)
    return frozenset(
        address for answer, address in current
        if relabelled_text(answer, template, address, case.language) != answer.text
    )  # fmt: skip


def _new_in_items(slots: Collection[Address], template: Template) -> Iterator[Address]:
    """Yield the addresses of the questions that are new within the items of a note."""
    items = {item for address in slots if (item := address.item_address) is not None}
    for item in sorted(items):
        group = template.group_at(item)
        for question in group.questions if group else ():
            if item.child(question.id) not in slots:
                yield item.child(question.id)


def _question_diffs(
    note: Note, slot: Slot, template: Template, address: Address, earlier: str,
    *, is_relabelled: bool, answered: bool,
) -> Iterator[QuestionDiff]:  # fmt: skip
    is_reworded = _is_reworded(note, slot, template, address)
    if earlier:
        yield QuestionDiff(address, DiffKind.RENAMED, was=earlier, answered=answered)
    if is_reworded:
        yield QuestionDiff(
            address, DiffKind.REWORDED, before=heading_text(note, slot), answered=answered
        )
    if is_relabelled:
        yield QuestionDiff(address, DiffKind.RELABELLED, answered=True)
    if not (earlier or is_reworded or is_relabelled):
        yield QuestionDiff(address, DiffKind.KEPT, answered=answered)


def renamed_addresses(note: Note, template: Template) -> dict[Address, Address]:
    """Return the new address of each question that the note has under an earlier address."""
    present = {slot.marker.address.outer for slot in note.slots}
    renamed: dict[Address, Address] = {}
    for address, question in template.questions.items():
        if address not in present:
            # An address that the template still has cannot be the earlier one of another question.
            candidates = (
                was for was in question.was if was in present and was not in template.questions
            )
            earlier = next(candidates, None)
            if earlier is not None and earlier not in renamed:
                renamed[earlier] = address
    return renamed


def current_address(address: Address, renamed: Mapping[Address, Address]) -> Address:
    """Return the current address for an address in a note, also within a renamed group."""
    outer = address.outer
    return address.moved_to(renamed[outer]) if outer in renamed else address


def is_removed(address: Address, template: Template) -> bool:
    """Return True if a template lacks the question, or the group, of an address."""
    if not address.is_question:
        return False
    if address.item is not None and not address.part:
        return template.group_at(address) is None
    return template.question_at(address) is None


def _is_reworded(note: Note, slot: Slot, template: Template, address: Address) -> bool:
    """Return True if an answer was given to another wording than the question's current one.

    If the marker does not name the wording, the heading is compared, unless the note has the
    template's own version: then a person has edited the heading.
    """
    question = template.question_at(address)
    heading = own_heading_text(note, slot)
    if question is None or not heading or not has_answer(note, slot):
        return False
    if slot.marker.asked:
        return slot.marker.asked not in question.fingerprints
    case = require_case(note)
    if (case.template, case.template_version) == (template.id, template.version):
        return False
    return fingerprint(heading) not in question.fingerprints


def own_heading_text(note: Note, slot: Slot) -> str:
    """Return the text of a marker's heading; "" if it has none, or only its address."""
    heading = heading_text(note, slot)
    return "" if heading == slot.marker.address else heading


def has_answer(note: Note, slot: Slot) -> bool:
    """Return True if a slot has an answer, or "not known yet"."""
    return slot.marker.unknown or bool(canonical_text(note.text[slot.start : slot.end]))


def has_content(note: Note, slot: Slot) -> bool:
    """Return True if a slot, or the item or group at its address, has an answer."""
    return has_answer(note, slot) or _has_content_within(note, slot.marker.address)


def with_answers_within(note: Note) -> frozenset[Address]:
    """Return the groups and items in which any question has an answer, found in one pass."""
    found = set()
    for slot in note.slots:
        address = slot.marker.address
        if address.is_in_group and has_answer(note, slot):
            found.add(address.outer)
            if address.part and (item := address.item_address) is not None:
                found.add(item)
    return frozenset(found)


def _has_content_within(note: Note, address: Address) -> bool:
    """Return True if any question within an item or a group has an answer."""
    return any(
        has_answer(note, slot)
        for slot in note.slots
        if slot.marker.address.is_in_group and slot.marker.address.is_inside(address)
    )
