"""What becomes of each question of a note in another version of its template, or in another one."""

from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from coprod_cli.base.text import canonical_text
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.template import Template
from coprod_cli.model.wording import fingerprint, worded
from coprod_cli.notebook.note.headings import heading_text
from coprod_cli.notebook.note.markers import NEW, REMOVED
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note, require_case


class DiffKind(StrEnum):
    """What becomes of a question."""

    KEPT = "kept"
    RENAMED = "renamed"
    REWORDED = "reworded"
    REMOVED = "removed"
    NEW = "new"


class QuestionDiff(NamedTuple):
    """What becomes of one question.

    `text` is how it is worded, in the note's language; `was` is its earlier address, and `before`
    how it was worded when it was answered.
    """

    address: Address
    kind: DiffKind
    text: str = ""
    was: str = ""
    before: str = ""
    answered: bool = False


def diff_note(note: Note, template: Template) -> list[QuestionDiff]:
    """Return what becomes of each question of a note, in the template's order, removed ones last.

    A question may be both renamed and reworded; then there are two entries for it.
    """
    language = require_case(note).language
    return [_with_text(each, template, language) for each in _changes(note, template)]


def _with_text(change: QuestionDiff, template: Template, language: str) -> QuestionDiff:
    question = template.question_at(change.address)
    if question is None:
        return change
    return change._replace(text=" ".join(worded(question.text, language).split()))


def questions_to_ask(note: Note, template: Template) -> dict[AnswerKey, str]:
    """Return the questions to ask after an update: the new ones, and the reworded ones.

    Of several voices at one question, the first is asked again; what was asked of the others stays.

    Returns:
        Each answer, in order, with how it was worded when it was given; "" for a new question.
    """
    asked: dict[AnswerKey, str] = {}
    for address, slot in _first_slots(note, {}).items():
        if template.question_at(address) is None:
            continue
        if _is_reworded(note, slot, template, address):
            asked[slot.marker.key] = heading_text(note, slot)
        elif _is_new(note, slot):
            asked[slot.marker.key] = ""
    return dict(sorted(asked.items(), key=lambda item: template.order_of(item[0].address)))


def _is_new(note: Note, slot: Slot) -> bool:
    """Tell whether a question came with an update and is open; an empty item's does not count."""
    address = slot.marker.address
    if not slot.marker.word(NEW) or is_given_in(note, slot):
        return False
    item = address.item_address
    return item is None or _is_given_within(note, item)


def _first_slots(note: Note, renamed: Mapping[Address, Address]) -> dict[Address, Slot]:
    """Return the first slot of each address, as it is now."""
    slots: dict[Address, Slot] = {}
    for slot in note.slots:
        slots.setdefault(current_address(slot.marker.address, renamed), slot)
    return slots


def _changes(note: Note, template: Template) -> Iterator[QuestionDiff]:
    renamed = renamed_addresses(note, template)
    slots = _first_slots(note, renamed)
    earlier = {new: old for old, new in renamed.items()}
    for address in template.questions:
        if address in slots:
            yield from _fates(note, slots[address], template, address, earlier.get(address, ""))
        else:
            yield QuestionDiff(address, DiffKind.NEW)
    for address in _new_in_items(slots, template):
        yield QuestionDiff(address, DiffKind.NEW)
    for address, slot in slots.items():
        if address.is_in_group and _is_reworded(note, slot, template, address):
            before = heading_text(note, slot)
            yield QuestionDiff(address, DiffKind.REWORDED, before=before, answered=True)
    for address, slot in slots.items():
        # Of a group that is gone, it alone is told, and not each of its items.
        is_told = address.is_in_group and template.group_at(address) is None
        is_known = bool(slot.marker.word(REMOVED)) or (is_told and address.outer in slots)
        if is_removed(address, template) and not is_known:
            heading = known_heading(note, slot)
            yield QuestionDiff(address, DiffKind.REMOVED, heading, answered=is_given_in(note, slot))


def _new_in_items(slots: Collection[Address], template: Template) -> Iterator[Address]:
    """Give the questions that are new within the items that a note has."""
    items = {item for each in slots if (item := each.item_address) is not None}
    for item in sorted(items):
        group = template.group_at(item)
        for each in group.questions if group else ():
            if item.child(each.id) not in slots:
                yield item.child(each.id)


def _fates(
    note: Note, slot: Slot, template: Template, address: Address, earlier: str
) -> Iterator[QuestionDiff]:
    given = is_given_in(note, slot)
    if earlier:
        yield QuestionDiff(address, DiffKind.RENAMED, was=earlier, answered=given)
    if _is_reworded(note, slot, template, address):
        yield QuestionDiff(
            address, DiffKind.REWORDED, before=heading_text(note, slot), answered=given
        )
    elif not earlier:
        yield QuestionDiff(address, DiffKind.KEPT, answered=given)


def renamed_addresses(note: Note, template: Template) -> dict[Address, Address]:
    """Return the new address of each question that the note has under an earlier one."""
    there = {slot.marker.address.outer for slot in note.slots}
    renamed: dict[Address, Address] = {}
    for address, question in template.questions.items():
        if address not in there:
            # An address that is asked at still is no earlier one of another question.
            gone = (was for was in question.was if was in there and was not in template.questions)
            earlier = next(gone, None)
            if earlier is not None and earlier not in renamed:
                renamed[earlier] = address
    return renamed


def current_address(address: Address, renamed: Mapping[Address, Address]) -> Address:
    """Return where an address is now, also one within a group that was renamed."""
    outer = address.outer
    return address.moved_to(renamed[outer]) if outer in renamed else address


def is_removed(address: Address, template: Template) -> bool:
    """Tell whether a template does not have the question, or the group, of an address."""
    if not address.is_question:
        return False
    if address.item is not None and not address.part:
        return template.group_at(address) is None
    return template.question_at(address) is None


def _is_reworded(note: Note, slot: Slot, template: Template, address: Address) -> bool:
    """Tell whether an answer was given to another wording than the question has now.

    Where the note does not say to which it was given, its heading tells, unless the note is of the
    template's own version: then a person has worded that heading.
    """
    question = template.question_at(address)
    heading = known_heading(note, slot)
    if question is None or not heading or not is_given(note, slot):
        return False
    if slot.marker.asked:
        return slot.marker.asked not in question.fingerprints
    case = require_case(note)
    if (case.template, case.template_version) == (template.id, template.version):
        return False
    return fingerprint(heading) not in question.fingerprints


def known_heading(note: Note, slot: Slot) -> str:
    """Return the words of a marker's heading; "" where it has none, or only its address."""
    heading = heading_text(note, slot)
    return "" if heading == slot.marker.address else heading


def is_given(note: Note, slot: Slot) -> bool:
    """Tell whether something was said in a slot, be it "not known yet"."""
    return slot.marker.unknown or bool(canonical_text(note.text[slot.start : slot.end]))


def is_given_in(note: Note, slot: Slot) -> bool:
    """Tell whether something was said in a slot, or within the item or the group at its address."""
    return is_given(note, slot) or _is_given_within(note, slot.marker.address)


def _is_given_within(note: Note, address: Address) -> bool:
    """Tell whether something was said within an item or a group."""
    return any(
        is_given(note, each)
        for each in note.slots
        if each.marker.address.is_in_group and each.marker.address.is_inside(address)
    )
