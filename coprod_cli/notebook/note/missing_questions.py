"""Adds the sections, questions and items that a note lacks, in the template's order."""

from coprod_cli.model.address import Address
from coprod_cli.model.questions import GroupQuestion
from coprod_cli.model.template import Template
from coprod_cli.notebook.note.blocks import with_blocks_moved
from coprod_cli.notebook.note.edit import insert_block
from coprod_cli.notebook.note.markers import Marker
from coprod_cli.notebook.note.new_note import heading_of, item_heading, section_heading
from coprod_cli.notebook.note.reader import Note


class MissingQuestions:
    """Adds the missing blocks of a template to a note, each after its predecessor in the template.

    A question that was renamed into another section is moved there, with its answers.
    """

    def __init__(
        self, template: Template, language: str, words: tuple[str, ...], renamed: frozenset[Address]
    ) -> None:
        """Take what the blocks are made of.

        Args:
            template: the template.
            language: the note's language.
            words: the words in the markers of new questions.
            renamed: the addresses of questions that the note had under another address.
        """
        self._template = template
        self._language = language
        self._words = words
        self._renamed = renamed

    def added_to(self, note: Note) -> Note:
        """Return the note with every section, question and item part of the template."""
        previous_section = ""
        for number, section in enumerate(self._template.sections, 1):
            address = Address(section.id)
            if not _has_slot(note, address):
                heading = section_heading(section, number, self._language)
                offset = _end_of_section(note, previous_section)
                note = insert_block(note, offset, [heading, str(Marker(address)), ""])
            previous_section = previous = section.id
            for question in section.questions:
                address = section.address(question)
                note = self._with_question(note, address, section.id, previous)
                if _section_of(note, address) == section.id:
                    previous = address
                if isinstance(question, GroupQuestion):
                    note = self._with_items(note, address, question)
        return note

    def _with_question(self, note: Note, address: Address, section: str, previous: str) -> Note:
        current_section = _section_of(note, address)
        if current_section is None:
            offset = _end_of(note, section, previous)
            return insert_block(note, offset, self._unanswered_block(address))
        if address not in self._renamed or current_section == section:
            return note
        return with_blocks_moved(
            note,
            lambda slot: slot.marker.address.outer == address,
            _end_of(note, section, previous),
        )

    def _with_items(self, note: Note, address: Address, group: GroupQuestion) -> Note:
        addresses = [slot.marker.address for slot in note.slots]
        numbers = {
            number
            for other in addresses
            if (number := other.item) is not None and other.outer == address
        }
        for number in sorted(numbers):
            item = address.item_at(number)
            if not _has_slot(note, item):
                heading = item_heading(group, number, self._language)
                inside = (slot for slot in note.slots if slot.marker.address.is_inside(item))
                block = [heading, str(Marker(item)), ""]
                note = insert_block(note, next(inside).heading, block)
            previous = item
            for question in group.questions:
                part = item.child(question.id)
                if not _has_slot(note, part):
                    ends = [slot.end for slot in note.slots if slot.marker.address == previous]
                    note = insert_block(note, ends[-1], self._unanswered_block(part))
                previous = part
        return note

    def _unanswered_block(self, address: Address) -> list[str]:
        heading = heading_of(address, self._template, self._language)
        return [heading, str(Marker(address, words=self._words)), ""]


def _has_slot(note: Note, address: str) -> bool:
    return any(slot.marker.address == address for slot in note.slots)


def _section_of(note: Note, address: str) -> str | None:
    """Return the section of the note that an answer is in; None if the note has no such answer."""
    section = ""
    for slot in note.slots:
        if slot.marker.address == address:
            return section
        if not slot.marker.address.is_question:
            section = slot.marker.address
    return None


def _end_of(note: Note, section: str, address: str) -> int:
    """Return the offset at which a block of a section ends: the section's own, or a question's."""
    end = 0
    current_section = ""
    for slot in note.slots:
        slot_address = slot.marker.address
        if not slot_address.is_question:
            current_section = slot_address
        if current_section == section and slot_address.outer == address:
            end = slot.end
    return end


def _end_of_section(note: Note, section: str) -> int:
    """Return the offset at which a section ends; for "", at which the first one starts."""
    indices = [index for index, slot in enumerate(note.slots) if slot.marker.address == section]
    if not indices:
        return note.slots[0].heading
    following = note.slots[indices[-1] + 1 :]
    return next(slot.heading for slot in following if not slot.marker.address.is_question)
