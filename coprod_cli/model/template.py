"""Templates: the questions of an interview, in sections."""

from collections.abc import Callable
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from coprod_cli.model.address import Address
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.wording import FormModel, Identifier, Language, Sentence, Wording


class Section(FormModel):
    """A titled group of questions; one YAML file in a template's folder."""

    id: Identifier
    title: Wording
    slide_title: Wording | None = None
    intro: Wording | None = None
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]

    def address(self, question: Question) -> Address:
        """Return the permanent address of one of the section's questions."""
        return Address(self.id).child(question.id)


class Source(FormModel):
    """The source of a template's wording."""

    citation: Sentence
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    note: Wording | None = None


class TemplateFile(FormModel):
    """The content of `template.yaml`, which lists the section files in order."""

    id: Identifier
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    title: Wording
    description: Wording | None = None
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("en",)
    source: Source | None = None
    names_people: bool = False
    sections: Annotated[tuple[Identifier, ...], Field(min_length=1)]


class Template(FormModel):
    """A template: the content of `template.yaml`, with its sections loaded."""

    id: Identifier
    version: str
    title: Wording
    description: Wording | None = None
    languages: tuple[Language, ...]
    source: Source | None = None
    names_people: bool = False
    extends: Identifier | None = None
    sections: tuple[Section, ...]

    @cached_property
    def questions(self) -> dict[Address, Question]:
        """Every question by its address, in the order of asking; not those within groups."""
        return {
            section.address(question): question
            for section in self.sections
            for question in section.questions
        }

    @cached_property
    def addresses(self) -> list[Address]:
        """The address of every question, in the order of asking."""
        return list(self.questions)

    @cached_property
    def _section_of(self) -> dict[Address, Section]:
        return {
            section.address(question): section
            for section in self.sections
            for question in section.questions
        }

    def question_at(self, address: str) -> Question | None:
        """Return the question at an address, also within an item; None if there is none."""
        address = Address(address)
        if address.item is None:
            return self.questions.get(address)
        group = self.questions.get(address.outer)
        return group.find(address.part) if isinstance(group, GroupQuestion) else None

    def question_without_item(self, address: Address) -> Question | None:
        """Return the question at an address without an item, such as `section.group.part`."""
        question = self.questions.get(address.without_part)
        if address.part and isinstance(question, GroupQuestion):
            return question.find(address.part)
        return question

    def group_at(self, address: str) -> GroupQuestion | None:
        """Return the group at an address or around it; None if there is none."""
        question = self.questions.get(Address(address).outer)
        return question if isinstance(question, GroupQuestion) else None

    def section_at(self, address: str) -> Section | None:
        """Return the section that contains an address; None if there is none."""
        return self._section_of.get(Address(address).outer)

    @cached_property
    def positions(self) -> dict[Address, int]:
        """The position, from 0, of each question and each question within a group (no items)."""
        addresses: list[Address] = []
        for address, question in self.questions.items():
            addresses.append(address)
            if isinstance(question, GroupQuestion):
                addresses += [address.child(part.id) for part in question.questions]
        return {address: position for position, address in enumerate(addresses)}

    def sort_key(self, address: str) -> tuple[int, int, int]:
        """Return the key that sorts addresses in the order of asking; unknown ones come last.

        All questions of an item come before the next item.
        """
        last = len(self.positions)
        address = Address(address)
        if address.item is None:
            return self.positions.get(address, last), 0, 0
        group = address.outer
        within = self.positions.get(group.child(address.part), last) if address.part else -1
        return self.positions.get(group, last), address.item, within

    def section_number(self, section: Section) -> int:
        """Return a section's number, from 1."""
        return self.sections.index(section) + 1


TemplateLookup = Callable[[str], Template | None]
"""Returns the template with a name; None if there is none, or it cannot be read."""
