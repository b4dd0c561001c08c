"""A case as plain data, for scripts: the same record in JSON Lines, in CSV and in `show --json`."""

from collections.abc import Callable
from typing import Any, NamedTuple

from coprod_cli.case import Answer, Case
from coprod_cli.errors import CoprodError
from coprod_cli.relevance import relevant_addresses
from coprod_cli.template import Template, worded

TemplateLookup = Callable[[str], Template | None]
"""Gives the template of a name; None where there is none that can be read."""

ANSWER_FIELDS = (
    "address", "section", "question", "text", "status", "voice", "evidence",
)  # fmt: skip
CASE_FIELDS = (
    "id", "title", "template", "template_version", "language", "status",
    "created", "updated", "tags", "path", "extra",
)  # fmt: skip


class About:
    """All of an answer's record but its text: one object for the same answer in every case."""

    __slots__ = ANSWER_FIELDS[:3] + ANSWER_FIELDS[4:]

    def __init__(
        self, address: str, section: str, question: str, status: str,
        voice: str | None, evidence: str | None,
    ) -> None:  # fmt: skip
        """Take the fields in their order."""
        self.address = address
        self.section = section
        self.question = question
        self.status = status
        self.voice = voice
        self.evidence = evidence

    def with_text(self, text: str | int) -> dict[str, Any]:
        """Return the answer as data."""
        return {name: text if name == "text" else getattr(self, name) for name in ANSWER_FIELDS}


class CaseRecord(NamedTuple):
    """A case as data: its fields by name, and its answers."""

    fields: dict[str, Any]
    answers: list[tuple[About, str]]

    def as_data(self) -> dict[str, Any]:
        """Return all of it as one object, the answers under `answers`."""
        return {**self.fields, "answers": [about.with_text(text) for about, text in self.answers]}


class Recorder:
    """Turns cases into records; knows the wording of each template once."""

    def __init__(self, template_of: TemplateLookup) -> None:
        """Take what gives the template of a name."""
        self._template_of = template_of
        self._orders: dict[tuple[str, str], _Order] = {}

    def record(self, case: Case, path: str) -> CaseRecord:
        """Return a case as data.

        Args:
            case: the case.
            path: the note's path, as it is to be shown.
        """
        fields = {
            "id": case.id,
            "title": case.title,
            "template": case.template,
            "template_version": case.template_version,
            "language": case.language,
            "status": case.status,
            "created": case.created,
            "updated": case.updated,
            "tags": case.tags,
            "path": path,
            "extra": case.extra,
        }
        key = (case.template, case.language)
        if key not in self._orders:
            self._orders[key] = _Order(self._template_of(case.template), case.language)
        return CaseRecord(fields, self._orders[key].records(case))


class _Order:
    """The order and the wording of a template's questions in one language."""

    def __init__(self, template: Template | None, language: str) -> None:
        self.template = template
        questions = template.questions if template else {}
        sections = template.section_of if template else {}
        self.places = {address: place for place, address in enumerate(questions)}
        self.wordings = {
            address: (
                worded(sections[address].title, language),
                worded(question.text, language),
            )
            for address, question in questions.items()
        }
        self._abouts: dict[tuple[str, bool, str | None, str | None], About] = {}
        self.hides = any(question.when for question in questions.values())

    def records(self, case: Case) -> list[tuple[About, str]]:
        """Return the answered and the unknown answers in order, without those that are hidden."""
        given = [answer for answer in case.answers if answer[1] or answer[2]]
        if self.hides and self.template:
            relevant = relevant_addresses(self.template, case)
            given = [each for each in given if each[0] in relevant or each[0] not in self.places]
        last = len(self.places)
        places = [self.places.get(answer[0], last) for answer in given]
        if places != sorted(places):
            given.sort(key=lambda answer: self.places.get(answer.address, last))
        abouts = self._abouts
        return [
            (abouts.get((address, unknown, voice, evidence)) or self._about(answer), answer[1])
            for answer in given
            for address, _, unknown, voice, evidence in (answer,)
        ]

    def _about(self, answer: Answer) -> About:
        section, question = self.wordings.get(answer.address) or (
            answer.address.partition(".")[0],
            "",
        )
        about = About(
            answer.address, section, question, str(answer.status), answer.voice, answer.evidence
        )
        if len(self._abouts) < _MOST:
            self._abouts[(answer.address, answer.unknown, answer.voice, answer.evidence)] = about
        return about


_MOST = 10_000
"""How many different answers are remembered, so that odd notes do not fill the memory."""


def template_lookup(load: Callable[[str], Template]) -> TemplateLookup:
    """Turn a loader that raises into a look-up that gives None."""

    def look_up(name: str) -> Template | None:
        try:
            return load(name)
        except CoprodError:
            return None

    return look_up
