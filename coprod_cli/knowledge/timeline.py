"""Timelines: when something took place in each case, and on which levels."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from coprod_cli.formats.case_as_read import CaseAsRead
from coprod_cli.formats.period import Period, read_period
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion
from coprod_cli.model.template import Template
from coprod_cli.model.timeline import Timeline
from coprod_cli.model.wording import worded


class Level(NamedTuple):
    """A level on which something may take place: its value, its name, and its first letters."""

    value: str
    name: str
    letters: str


class TimelineEntry(NamedTuple):
    """One case of a timeline.

    Attributes:
        id: the case's id.
        title: its title.
        template: its template.
        name: what its bar is called.
        period: from when to when it took place.
        levels: the values of the levels on which it takes place.
        path: the path of its note, relative to the notebook's folder.
    """

    id: str
    title: str
    template: str
    name: str
    period: Period
    levels: tuple[str, ...]
    path: str

    @property
    def sort_key(self) -> tuple[int, str]:
        """The order of a timeline: by the first year; those without one come last."""
        return self.period.start or 9999, self.name.casefold()

    def as_data(self) -> dict[str, Any]:
        """Return the object that `coprod timeline --json` prints."""
        period = self.period
        return {
            "id": self.id,
            "title": self.title,
            "template": self.template,
            "name": self.name,
            "from": period.start,
            "from_is_about": period.is_start_about,
            "to": period.end,
            "to_is_about": period.is_end_about,
            "ongoing": period.is_ongoing,
            "levels": list(self.levels),
            "path": self.path,
        }


def read_entry(case: CaseAsRead, timeline: Timeline) -> TimelineEntry:
    """Return the entry of a case whose template has a timeline."""
    name = _first_text(case, timeline) or case.title
    return TimelineEntry(
        case.id, case.title, case.template, name, read_period(case, timeline),
        _levels(case, timeline), case.path,
    )  # fmt: skip


def _first_text(case: CaseAsRead, timeline: Timeline) -> str:
    parts = case.parts_at(timeline.name) if timeline.name else ()
    return next((" ".join(part.text.split()) for part in parts if part.text), "")


def _levels(case: CaseAsRead, timeline: Timeline) -> tuple[str, ...]:
    """Return the levels that any voice names, each once."""
    parts = case.parts_at(timeline.levels) if timeline.levels else ()
    found: list[str] = []
    for part in parts:
        question = part.facts.asked_by
        if isinstance(question, ChoicesQuestion | ChoiceQuestion):
            value = question.value(part.text)
            found += value if isinstance(value, tuple) else [str(value)] if value else []
    return tuple(dict.fromkeys(found))


def level_names(templates: Sequence[Template], language: str) -> tuple[Level, ...]:
    """Return the levels of templates in a language, in the order of their choices.

    A name is a choice's label up to a colon; its letters are the fewest that no other name has.
    """
    names: dict[str, str] = {}
    for template in templates:
        address = template.timeline.levels if template.timeline else None
        question = template.questions.get(address) if address else None
        if isinstance(question, ChoiceQuestion | ChoicesQuestion):
            for choice in question.choices:
                label = worded(choice.label, language)
                names.setdefault(choice.value, label.partition(":")[0].strip())
    length = next(
        (
            count
            for count in range(1, 20)
            if len({name[:count] for name in names.values()}) == len(names)
        ),
        20,
    )
    return tuple(Level(value, name, name[:length]) for value, name in names.items())
