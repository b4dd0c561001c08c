"""What is asked: a template, and its sections in order."""

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
    """Where a template's wording comes from."""

    citation: Sentence
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    note: Wording | None = None


class TemplateFile(FormModel):
    """The file `template.yaml`, which names the sections' files in their order."""

    id: Identifier
    version: Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]
    title: Wording
    description: Wording | None = None
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("en",)
    source: Source | None = None
    names_people: bool = False
    sections: Annotated[tuple[Identifier, ...], Field(min_length=1)]


class Template(FormModel):
    """A form: what `template.yaml` says, with its sections in order."""

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
        """Every question by its address, in the order in which they are asked."""
        return {
            section.address(question): question
            for section in self.sections
            for question in section.questions
        }

    @cached_property
    def addresses(self) -> list[Address]:
        """Every address, in the order in which they are asked."""
        return list(self.questions)

    @cached_property
    def _section_of(self) -> dict[Address, Section]:
        return {
            section.address(question): section
            for section in self.sections
            for question in section.questions
        }

    def question_at(self, address: str) -> Question | None:
        """Return the question of an address, also within a group; None where there is none."""
        address = Address(address)
        if address.item is None:
            return self.questions.get(address)
        group = self.questions.get(address.outer)
        return group.find(address.part) if isinstance(group, GroupQuestion) else None

    def question_in_form(self, place: Address) -> Question | None:
        """Return the question of a place in the form, in a group `section.group.question`."""
        question = self.questions.get(place.without_part)
        if place.part and isinstance(question, GroupQuestion):
            return question.find(place.part)
        return question

    def group_at(self, address: str) -> GroupQuestion | None:
        """Return the group to which an address belongs, be it its own; None where it is in none."""
        question = self.questions.get(Address(address).outer)
        return question if isinstance(question, GroupQuestion) else None

    def section_at(self, address: str) -> Section | None:
        """Return the section in which an address is; None where the template has no such one."""
        return self._section_of.get(Address(address).outer)

    @cached_property
    def places(self) -> dict[Address, int]:
        """The place of each question and of each one within a group, from 0, without its item."""
        addresses: list[Address] = []
        for address, question in self.questions.items():
            addresses.append(address)
            if isinstance(question, GroupQuestion):
                addresses += [address.child(each.id) for each in question.questions]
        return {address: place for place, address in enumerate(addresses)}

    def order_of(self, address: str) -> tuple[int, int, int]:
        """Return what sorts addresses into the order in which they are asked; strangers come last.

        All of an item comes before the next item.
        """
        last = len(self.places)
        address = Address(address)
        if address.item is None:
            return self.places.get(address, last), 0, 0
        group = address.outer
        within = self.places.get(group.child(address.part), last) if address.part else -1
        return self.places.get(group, last), address.item, within

    def section_number(self, section: Section) -> int:
        """Return a section's place, from 1."""
        return self.sections.index(section) + 1


TemplateLookup = Callable[[str], Template | None]
"""Gives the template of a name; None where there is none that can be read."""
