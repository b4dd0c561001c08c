"""Forms that a new case may have: how much each asks, without loading those that ship.

The numbers of the shipped forms are constants, because the first screen shows them: it must not
wait for the forms to be loaded. A test holds them to the forms.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.message import Message, capitalized, composed, joined, msg, nmsg
from coprod_cli.base.settings import DEFAULT_TEMPLATE, SHORT_TEMPLATE, shipped_prompts
from coprod_cli.interview.form_extents import Extent, Extents
from coprod_cli.interview.opening import Row
from coprod_cli.interview.opening_text import OPENING_HEADER, REFLECTION_HEADER, STORY_HEADER
from coprod_cli.notebook.remembered import Remembered
from coprod_cli.operations.workspace import Workspace
from coprod_cli.templates.folders import template_version

if TYPE_CHECKING:
    from coprod_cli.model.minutes import Minutes
    from coprod_cli.model.template import Template

SHIPPED_EXTENTS = Extents(
    short=Extent((4, 4), (5, 5)),
    section=Extent((3, 7), (4, 14)),
    full=Extent((46, 46), (60, 90)),
)
"""How much the shipped forms ask."""
SHIPPED_FEW = Extent((12, 12), (16, 24))
"""How much the short way of the full form asks."""
_HEADERS = {DEFAULT_TEMPLATE: OPENING_HEADER, SHORT_TEMPLATE: REFLECTION_HEADER}
SHIPPED_LANGUAGES = frozenset({"en", "sv"})
"""The languages of those forms."""


@dataclass(frozen=True)
class NewCaseForms:
    """The templates that a workspace finds, as forms of a new case."""

    workspace: Workspace
    language: str | None = None
    """The language that the user wants the questions in, if any."""
    plain_words: bool = False
    """Whether the questions are asked in plain language; the short way is offered then."""

    def extents(self) -> Extents:
        """Return how much is asked in each size; a template that cannot be loaded is not counted.

        Raises:
            CoprodError: the default template lacks the wanted language.
        """
        if self.language is not None and self.language not in SHIPPED_LANGUAGES:
            from coprod_cli.operations.choices import choose_language

            choose_language(self.workspace.library.load(DEFAULT_TEMPLATE), self.language, ())
        if self._are_shipped(SHORT_TEMPLATE, DEFAULT_TEMPLATE):
            if not self.plain_words:
                return SHIPPED_EXTENTS
            return SHIPPED_EXTENTS._replace(few=SHIPPED_FEW)
        library = self.workspace.library
        short, full = library.find(SHORT_TEMPLATE), library.find(DEFAULT_TEMPLATE)
        return Extents(
            short=whole_extent(short) if short else SHIPPED_EXTENTS.short,
            section=section_extent(full) if full else SHIPPED_EXTENTS.section,
            full=whole_extent(full) if full else SHIPPED_EXTENTS.full,
            few=short_extent(full) if full and self.plain_words else None,
        )

    def sections(self) -> Sequence[Row]:
        """Return a row for each section of the default template.

        Raises:
            CoprodError: the template cannot be loaded, or lacks the wanted language.
        """
        from coprod_cli.model.wording import worded
        from coprod_cli.operations.choices import choose_language

        template = self._worded(self.workspace.library.load(DEFAULT_TEMPLATE))
        language = choose_language(template, self.language, self.workspace.languages)
        return [
            _row(
                section.id,
                worded(section.title, language),
                section.asked_count,
                template.duration_of(section),
            )
            for section in template.sections
        ]

    def others(self) -> Sequence[Row]:
        """Return a row for each other template; those that cannot be loaded are left out."""
        names = self.workspace.library.locations().keys() - {SHORT_TEMPLATE, DEFAULT_TEMPLATE}
        rows = (self._row_of(name) for name in sorted(names))
        return [row for row in rows if row is not None]

    def header(self, template: str) -> Message:
        """Return what a new case of a template is called, as the header of its first screens."""
        if template in _HEADERS and self._are_shipped(template):
            return msg(STORY_HEADER if self.plain_words else _HEADERS[template])
        loaded = self.workspace.library.find(template)
        return capitalized(self._worded(loaded).called.new) if loaded else msg(OPENING_HEADER)

    def is_introduced(self, template: str, remembered: Remembered) -> bool:
        """Return whether the whole introduction was shown with this version of a template."""
        version = remembered.introduced.get(template)
        folder = self.workspace.library.locations().get(template)
        return bool(version) and folder is not None and template_version(folder) == version

    def _are_shipped(self, *names: str) -> bool:
        folders = self.workspace.library.locations()
        shipped = shipped_prompts()
        return all(folders.get(name) == shipped / name for name in names)

    def _worded(self, template: "Template") -> "Template":
        if not self.plain_words:
            return template
        from coprod_cli.model.plain_language import in_plain_words

        return in_plain_words(template)

    def _row_of(self, name: str) -> Row | None:
        from coprod_cli.model.wording import worded
        from coprod_cli.operations.choices import choose_language

        try:
            template = self._worded(self.workspace.library.load(name))
            language = choose_language(template, self.language, self.workspace.languages)
        except CoprodError:
            return None
        title = worded(template.title, language)
        return _row(name, title, template.asked_count, template.duration)


def whole_extent(template: "Template") -> Extent:
    """Return how much a template asks."""
    count = template.asked_count
    return Extent((count, count), template.duration)


def short_extent(template: "Template") -> Extent | None:
    """Return how much the short way of a template asks; None if it has none."""
    count = len(template.short_addresses)
    return Extent((count, count), template.short_duration) if count else None


def section_extent(template: "Template") -> Extent:
    """Return how much one section of a template asks."""
    counts = [section.asked_count for section in template.sections]
    times = [template.duration_of(section) for section in template.sections]
    known = [time for time in times if time is not None]
    minutes = None
    if known:
        minutes = (min(each.least for each in known), max(each.most for each in known))
    return Extent((min(counts), max(counts)), minutes)


def _row(value: str, title: str, count: int, minutes: "Minutes | None") -> Row:
    questions = nmsg("{count} question", "{count} questions", count)
    extent = questions if minutes is None else joined((questions, minutes.message), ", ")
    return Row(value, composed("{title} ({extent})", title=title, extent=extent))
