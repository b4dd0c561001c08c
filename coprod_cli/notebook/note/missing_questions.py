"""Adds the sections, questions and items that a note lacks, in the template's order."""

from collections import defaultdict
from collections.abc import Iterable

from coprod_cli.model.address import Address
from coprod_cli.model.questions import GroupQuestion
from coprod_cli.model.template import Template
from coprod_cli.notebook.note.blocks import with_blocks_moved
from coprod_cli.notebook.note.edit import insert_blocks
from coprod_cli.notebook.note.markers import Marker
from coprod_cli.notebook.note.new_note import heading_of, item_heading, section_heading
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note


class MissingQuestions:
    """Adds the missing blocks of a template to a note, each after its predecessor in the template.

    A question that was renamed into another section is moved there, with its answers. All blocks
    are put in at once, since each change of a note reads it again.
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
        self._blocks: list[tuple[int, list[str]]] = []
        self._places = _Places(())

    def added_to(self, note: Note) -> Note:
        """Return the note with every section, question and item part of the template."""
        self._places = _Places(note.slots)
        previous_section = ""
        for number, section in enumerate(self._template.sections, 1):
            address = Address(section.id)
            if not self._places.has(address):
                heading = section_heading(section, number, self._language)
                offset = self._places.end_of_section(previous_section)
                self._insert(offset, [heading, str(Marker(address)), ""])
                self._places.add_section(address, offset)
            previous_section = previous = section.id
            for question in section.questions:
                address = section.address(question)
                note = self._with_question(note, address, section.id, previous)
                if self._places.section_of(address) == section.id:
                    previous = address
                if isinstance(question, GroupQuestion):
                    self._add_items(address, question)
        return self._with_blocks(note)

    def _insert(self, offset: int, block: list[str]) -> None:
        self._blocks.append((offset, block))

    def _with_blocks(self, note: Note) -> Note:
        """Return the note with the blocks that were found missing so far."""
        blocks, self._blocks = self._blocks, []
        return insert_blocks(note, blocks)

    def _with_question(self, note: Note, address: Address, section: str, previous: str) -> Note:
        current_section = self._places.section_of(address)
        if current_section is None:
            offset = self._places.end_of(section, previous)
            self._insert(offset, self._unanswered_block(address))
            self._places.add_question(address, section, offset)
            return note
        if address not in self._renamed or current_section == section:
            return note
        note = self._with_blocks(note)
        note = with_blocks_moved(
            note,
            lambda slot: slot.marker.address.outer == address,
            _Places(note.slots).end_of(section, previous),
        )
        self._places = _Places(note.slots)
        return note

    def _add_items(self, address: Address, group: GroupQuestion) -> None:
        for item, start in sorted(self._places.items_of(address).items()):
            number = item.item or 0
            if not self._places.has(item):
                heading = item_heading(group, number, self._language)
                self._insert(start, [heading, str(Marker(item)), ""])
                self._places.add_part(item, start)
            previous = item
            for question in group.questions:
                part = item.child(question.id)
                if not self._places.has(part):
                    offset = self._places.end_of_part(previous)
                    self._insert(offset, self._unanswered_block(part))
                    self._places.add_part(part, offset)
                previous = part

    def _unanswered_block(self, address: Address) -> list[str]:
        heading = heading_of(address, self._template, self._language)
        return [heading, str(Marker(address, words=self._words)), ""]


class _Places:
    """Where the blocks of a note are, and where those that will be put in are going to be.

    All offsets are those of the note as it is: what is put in at one offset keeps its order.
    """

    def __init__(self, slots: Iterable[Slot]) -> None:
        self._sections: dict[str, str] = {}
        self._ends: dict[tuple[str, str], int] = {}
        self._ends_of_sections: dict[str, int] = {}
        self._ends_of_parts: dict[str, int] = {}
        self._items: defaultdict[str, dict[Address, int]] = defaultdict(dict)
        section = ""
        for slot in slots:
            address = slot.marker.address
            if not self._sections:
                self._ends_of_sections[""] = slot.heading
            if not address.is_question:
                if section:
                    self._ends_of_sections[section] = slot.heading
                section = address
            self._sections.setdefault(address, section)
            self._ends[section, address.outer] = slot.end
            self._ends_of_parts[address] = slot.end
            if (number := address.item) is not None:
                self._items[address.outer].setdefault(address.outer.item_at(number), slot.heading)

    def has(self, address: str) -> bool:
        """Return whether a section, a question or a part of an item has a block."""
        return address in self._sections

    def section_of(self, address: str) -> str | None:
        """Return the section of the note that an answer is in; None if it has no such answer."""
        return self._sections.get(address)

    def end_of(self, section: str, address: str) -> int:
        """Return where a block of a section ends: the section's own, or a question's."""
        return self._ends.get((section, address), 0)

    def end_of_section(self, section: str) -> int:
        """Return where a section ends; for "", where the first one starts."""
        return self._ends_of_sections[section]

    def items_of(self, group: Address) -> dict[Address, int]:
        """Return the items of a group, and where each starts."""
        return dict(self._items.get(group, {}))

    def end_of_part(self, address: str) -> int:
        """Return where the block of an item, or of a part of it, ends."""
        return self._ends_of_parts[address]

    def add_section(self, address: Address, offset: int) -> None:
        """Record that a section is inserted."""
        self._sections[address] = address
        self._ends[address, address] = self._ends_of_sections[address] = offset

    def add_question(self, address: Address, section: str, offset: int) -> None:
        """Record that a question is inserted."""
        self._sections[address] = section
        self._ends[section, address] = offset

    def add_part(self, address: Address, offset: int) -> None:
        """Record that an item of a group, or a question of it, is inserted."""
        self._sections[address] = self._sections.get(address.outer, "")
        self._ends_of_parts[address] = offset
