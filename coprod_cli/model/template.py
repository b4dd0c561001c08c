"""Templates: the questions of an interview, in sections."""

import re
from collections.abc import Callable
from functools import cached_property
from typing import Annotated, ClassVar

from pydantic import Field, StringConstraints

from coprod_cli.model.address import Address
from coprod_cli.model.case_noun import CaseNoun, Nouns, case_noun
from coprod_cli.model.consent import Consent
from coprod_cli.model.coproduction import Place
from coprod_cli.model.minutes import Minutes, WrittenMinutes, parse_minutes
from coprod_cli.model.questions import DateQuestion, GroupQuestion, Question
from coprod_cli.model.section import Section
from coprod_cli.model.timeline import CaseTable, Timeline
from coprod_cli.model.wording import (
    FormModel,
    Identifier,
    Language,
    Sentence,
    Wording,
    worded,
)


class Source(FormModel):
    """The source of a template's wording."""

    citation: Sentence
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    note: Wording | None = None


Version = Annotated[str, StringConstraints(pattern=r"^[0-9]+\.[0-9]+\.[0-9]+$")]


class TemplateFile(FormModel):
    """The content of `template.yaml`, which lists the section files in order."""

    id: Identifier
    version: Version
    same_questions_since: Version | None = None
    title: Wording
    title_plain: Wording | None = None
    noun: Nouns | None = None
    noun_plain: Nouns | None = None
    description: Wording | None = None
    description_plain: Wording | None = None
    answered_by: Wording | None = None
    minutes: WrittenMinutes | None = None
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("en",)
    source: Source | None = None
    names_people: bool = False
    plain: bool = False
    timeline: Timeline | None = None
    tables: tuple[CaseTable, ...] = ()
    consent: Consent | None = None
    sections: Annotated[tuple[Identifier, ...], Field(min_length=1)]


class Template(FormModel):
    """A template: the content of `template.yaml`, with its sections loaded."""

    is_of_notes: ClassVar[bool] = True
    """Whether its answers go into notes, which have tags, voices and sources, too."""

    id: Identifier
    version: str
    same_questions_since: str | None = None
    title: Wording
    title_plain: Wording | None = None
    noun: Nouns | None = None
    noun_plain: Nouns | None = None
    description: Wording | None = None
    description_plain: Wording | None = None
    answered_by: Wording | None = None
    minutes: WrittenMinutes | None = None
    languages: tuple[Language, ...]
    source: Source | None = None
    names_people: bool = False
    plain: bool = False
    timeline: Timeline | None = None
    tables: tuple[CaseTable, ...] = ()
    consent: Consent | None = None
    extends: Identifier | None = None
    sections: tuple[Section, ...]

    def asks_the_same_as(self, version: str) -> bool:
        """Return True if a version of the template has this one's questions, whatever their words.

        A note of such a version lacks a question only if its marker was lost.
        """
        since = self.same_questions_since
        if version == self.version or since is None:
            return version == self.version
        return version_key(since) <= version_key(version) <= version_key(self.version)

    @cached_property
    def questions(self) -> dict[Address, Question]:
        """Every question by its address, in the order of asking; not those within groups."""
        return {
            section.address(question): question
            for section in self.sections
            for question in section.questions
        }

    @cached_property
    def renamed(self) -> dict[Address, Address]:
        """The address of each question that had another one, by that earlier address."""
        return {
            Address(earlier): address
            for address, question in self.questions.items()
            for earlier in question.was
            if earlier not in self.questions
        }

    @cached_property
    def places(self) -> dict[Address, Place]:
        """Where each question stands in the coproduction model; those in no place are left out."""
        return {
            section.address(question): place
            for section in self.sections
            for question in section.questions
            if (place := section.place_of(question))
        }

    @cached_property
    def duration(self) -> Minutes | None:
        """How long the whole form takes; None if its author does not say."""
        return parse_minutes(self.minutes)

    def duration_of(self, section: Section) -> Minutes | None:
        """Return how long a section takes: its share of the whole, by its number of questions."""
        return self._share(section.asked_count)

    @property
    def short_duration(self) -> Minutes | None:
        """How long the short way takes: its share of the whole, by its number of questions."""
        return self._share(len(self.short_addresses))

    def _share(self, count: int) -> Minutes | None:
        return self.duration.share(count, self.asked_count) if self.duration else None

    @property
    def asked_count(self) -> int:
        """How many questions a new case is asked, as of a section; a group is one."""
        return sum(section.asked_count for section in self.sections)

    @cached_property
    def called(self) -> CaseNoun:
        """What a case of this template is called, as phrases that messages are made of."""
        return case_noun(self.noun or {})

    @cached_property
    def short_addresses(self) -> tuple[Address, ...]:
        """The addresses of the questions of its short way, in the order of asking."""
        return tuple(address for address, question in self.questions.items() if question.short)

    @cached_property
    def addresses(self) -> list[Address]:
        """The address of every question, in the order of asking."""
        return list(self.questions)

    @cached_property
    def headed(self) -> list[Address]:
        """The addresses of all sections and questions, each section before its questions."""
        return [
            address
            for section in self.sections
            for address in (Address(section.id), *map(section.address, section.questions))
        ]

    def heading_wordings(self, address: Address) -> list[str]:
        """Return every wording of the heading of a section, a question or an item; [] for none.

        An item's have its number behind its name.
        """
        group = self.group_at(address)
        if group is not None and address.item is not None and not address.part:
            return [f"{name} {address.item}" for name in group.item_names]
        if (question := self.question_at(address)) is not None:
            return list(question.wordings)
        section = next((section for section in self.sections if section.id == address), None)
        return list(section.titles) if section else []

    def earlier_wordings(self, address: Address) -> tuple[str, ...]:
        """Return the earlier wordings of the heading of a section, a question or an item.

        Those of a section or an item include its name in the other words, plain or not: the notes
        of versions that had no plain ones have that.
        """
        group = self.group_at(address)
        if group is not None and address.item is not None and not address.part:
            return tuple(f"{name} {address.item}" for name in group.other_item_names)
        if (question := self.question_at(address)) is not None:
            return question.earlier_text
        found = (section for section in self.sections if section.id == address)
        return next((section.other_titles for section in found), ())

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

    def wording_with_item(self, address: Address, language: str) -> str | None:
        """Return the wording of a question, behind the name of the item that it is asked about.

        Such as `Part 1: What is to be done?`; None if there is no such question.
        """
        question = self.question_at(address)
        if question is None:
            return None
        group = self.group_at(address) if address.item else None
        item = f"{group.item_name(address.item, language)}: " if group and address.item else ""
        return f"{item}{worded(question.text, language)}"

    def is_day_question(self, address: str) -> bool:
        """Return True if the answer at an address may be a day without its year, such as "fri".

        That is when an item, as a next step, is due, and the day of a round.
        """
        group, part = self.group_at(address), Address(address).part
        if group is None:
            return False
        is_due = group.tasks is not None and group.tasks.when == part
        return is_due or (group.is_asked_again and isinstance(group.find(part), DateQuestion))

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

    @cached_property
    def _section_numbers(self) -> dict[str, int]:
        return {section.id: number for number, section in enumerate(self.sections, 1)}

    def section_number(self, section: Section) -> int:
        """Return a section's number, from 1."""
        return self._section_numbers[section.id]


def version_key(version: str) -> tuple[int, ...]:
    """Return the numbers of a version, by which versions are compared: 1.10.0 is after 1.9.0."""
    return tuple(map(int, re.findall("[0-9]+", version)))


TemplateLookup = Callable[[str], Template | None]
"""Returns the template with a name; None if there is none, or it cannot be read."""
