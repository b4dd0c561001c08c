"""A case joined with its template: the one value that exporters and layouts take.

A case alone has addresses and texts; a template alone has questions. This joins the two once, so
that no exporter and no layout walks a template itself:

    CaseAsRead                    metadata of the case
      parts                       the answers to export, in order, for formats that take a list
      sections                    the same as a tree, for pages
        questions                 each with its wording, and whether it is asked
          parts                   one for each voice that answered
          items                   of a group: each with parts and questions of its own

The tree and typed values are computed on first use: JSON Lines needs neither.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.formats.case_tree import SectionAsRead, read_sections
from coprod_cli.formats.localized_template import LocalizedTemplate
from coprod_cli.formats.rounds_as_read import RoundsAsRead, read_rounds
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.items import items_in
from coprod_cli.model.plain_language import as_worded_for
from coprod_cli.model.template import Template, TemplateLookup

CASE_FIELDS = (
    "id", "title", "template", "template_version", "language", "status",
    "created", "updated", "tags", "path", "extra",
)  # fmt: skip
"""The names of a case's fields as plain data, in order; its answers come last."""


@dataclass(frozen=True)
class CaseAsRead:
    """A case joined with its template.

    Attributes:
        id: the case's id; this and the following are its metadata as in the note.
        template: the name of its template.
        path: the note's path, as it is to be shown.
        extra: front matter that coprod does not know.
        has_template: whether the template is installed; if not, there are no sections.
        parts: the answers that have text or are unknown, in the template's order, also those that
            are not asked; answers to questions that the template lacks come last.
    """

    id: str
    title: str
    template: str
    template_version: str
    language: str
    status: str
    created: str
    updated: str
    tags: tuple[str, ...]
    path: str
    extra: Mapping[str, Any]
    has_template: bool
    parts: tuple[AnswerPart, ...]
    _case: Case = field(repr=False)
    _template: LocalizedTemplate = field(repr=False)

    @cached_property
    def sections(self) -> tuple[SectionAsRead, ...]:
        """Every section of the template with every question, answered or not, asked or not."""
        return read_sections(self._case, self._template)

    @property
    def form(self) -> Template | None:
        """The template itself, for what a layout takes from its file; None if not installed."""
        return self._template.template

    @cached_property
    def rounds(self) -> RoundsAsRead | None:
        """The rounds of questions that its template asks again; None if it has none."""
        return read_rounds(self._case, self._template)

    @cached_property
    def left_over(self) -> tuple[AnswerPart, ...]:
        """The answers to questions that the template does not have, in the note's order."""
        answers = self._case.given_answers()
        return tuple(self._part(each) for each in answers if not self._template.has(each.address))

    def parts_at(self, address: str) -> tuple[AnswerPart, ...]:
        """Return the answers of every voice at an address, also if they are hidden."""
        answers = self._case.given_answers()
        return tuple(self._part(each) for each in answers if each.address == address)

    def first_part_at(self, address: str) -> AnswerPart | None:
        """Return the first answer at an address in the note, even an empty one; None for none."""
        first = next((each for each in self._case.answers if each.address == address), None)
        return None if first is None else self._part(first)

    def _part(self, answer: Answer) -> AnswerPart:
        return self._template.part(answer, self._asked)

    @cached_property
    def _asked(self) -> frozenset[Address]:
        return self._template.asked_in(self._case)

    def item_numbers(self, group: str) -> tuple[int, ...]:
        """Return the numbers of a group's items, given the group's address."""
        return items_in(self._case, group)

    def fields(self) -> dict[str, Any]:
        """Return the metadata as plain data, with the fields of CASE_FIELDS."""
        return {name: getattr(self, name) for name in CASE_FIELDS}

    def as_data(self) -> dict[str, Any]:
        """Return all of it as plain data, the answers under `answers`."""
        return {**self.fields(), "answers": [part.as_data() for part in self.parts]}


class CaseReader:
    """Joins cases with their templates; prepares each template once for each language."""

    def __init__(self, template_of: TemplateLookup) -> None:
        """Take the function that returns the template of a name."""
        self._template_of = template_of
        self._templates: dict[tuple[str, str], LocalizedTemplate] = {}

    def read(self, case: Case, path: str) -> CaseAsRead:
        """Return a case joined with its template.

        Args:
            case: the case.
            path: the note's path, as it is to be shown.
        """
        key = (case.template, case.language)
        if key not in self._templates:
            template = self._template_of(case.template)
            self._templates[key] = LocalizedTemplate(template, case.language)
        return _joined(case, path, self._templates[key])


def read_as_asked(case: Case, template: Template, path: str = "") -> CaseAsRead:
    """Return a case joined with its template, in the words that its person was asked in.

    Those are plain words if the case was begun with them.
    """
    localized = LocalizedTemplate(as_worded_for(case, template), case.language)
    return _joined(case, path, localized)


def _joined(case: Case, path: str, template: LocalizedTemplate) -> CaseAsRead:
    return CaseAsRead(
        case.id, case.title, case.template, case.template_version, case.language, case.status,
        case.created, case.updated, case.tags, path, case.extra, template.template is not None,
        template.parts(case), case, template,
    )  # fmt: skip
