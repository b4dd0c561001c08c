"""What is asked: a template, and its sections in order."""

from collections.abc import Callable
from functools import cached_property
from typing import Annotated

from pydantic import Field, StringConstraints

from coprod_cli.model.address import item_place, outer_address
from coprod_cli.model.questions import GroupQuestion, Question
from coprod_cli.model.wording import FormModel, Identifier, Language, Sentence, Wording


class Section(FormModel):
    """A titled group of questions; one YAML file in a template's folder."""

    id: Identifier
    title: Wording
    slide_title: Wording | None = None
    intro: Wording | None = None
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]

    def address(self, question: Question) -> str:
        """Return the permanent address of one of the section's questions."""
        return f"{self.id}.{question.id}"


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
    def questions(self) -> dict[str, Question]:
        """Every question by its address, in the order in which they are asked."""
        return {
            section.address(question): question
            for section in self.sections
            for question in section.questions
        }

    @cached_property
    def addresses(self) -> list[str]:
        """Every address, in the order in which they are asked."""
        return list(self.questions)

    @cached_property
    def _section_of(self) -> dict[str, Section]:
        return {
            section.address(question): section
            for section in self.sections
            for question in section.questions
        }

    def question_at(self, address: str) -> Question | None:
        """Return the question of an address, also within a group; None where there is none."""
        place = item_place(address)
        if place is None:
            return self.questions.get(address)
        group = self.questions.get(place.group)
        return group.find(place.question) if isinstance(group, GroupQuestion) else None

    def group_at(self, address: str) -> GroupQuestion | None:
        """Return the group to which an address belongs, be it its own; None where it is in none."""
        question = self.questions.get(outer_address(address))
        return question if isinstance(question, GroupQuestion) else None

    def section_at(self, address: str) -> Section | None:
        """Return the section in which an address is; None where the template has no such one."""
        return self._section_of.get(outer_address(address))

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each question and of each one within a group, from 0, without its item."""
        addresses: list[str] = []
        for address, question in self.questions.items():
            addresses.append(address)
            if isinstance(question, GroupQuestion):
                addresses += [f"{address}.{each.id}" for each in question.questions]
        return {address: place for place, address in enumerate(addresses)}

    def order_of(self, address: str) -> tuple[int, int, int]:
        """Return what sorts addresses into the order in which they are asked; strangers come last.

        All of an item comes before the next item.
        """
        last = len(self.places)
        place = item_place(address)
        if place is None:
            return self.places.get(address, last), 0, 0
        within = self.places.get(f"{place.group}.{place.question}", last) if place.question else -1
        return self.places.get(place.group, last), place.number, within

    def section_number(self, section: Section) -> int:
        """Return a section's place, from 1."""
        return self.sections.index(section) + 1


TemplateLookup = Callable[[str], Template | None]
"""Gives the template of a name; None where there is none that can be read."""
