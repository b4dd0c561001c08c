"""Counts coverage case by case, or a table of many cases at once that were counted before."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from coprod_cli.knowledge.coverage import (
    GROUPINGS,
    VOICE,
    CoveredCase,
    FormCoverage,
    GroupRow,
    QuestionCoverage,
    SectionCoverage,
)
from coprod_cli.knowledge.question_states import FormStates, State
from coprod_cli.model.address import Address
from coprod_cli.model.case import CaseStatus
from coprod_cli.model.case_id import day_begun
from coprod_cli.model.case_like import CaseLike
from coprod_cli.model.questions import Question
from coprod_cli.model.template import Template


def no_codes(_case: CaseLike) -> tuple[str, ...]:
    """Return no code: the default of a counter."""
    return ()


class VoiceCount(NamedTuple):
    """In how many cases a voice answered anything, and by section how many questions."""

    cases: int
    answered: dict[str, int]


class CoverageTable(NamedTuple):
    """What a counter has counted, so that another one may add it.

    Attributes:
        cases: the cases.
        states: the state of each question in each case, a row of bytes a case.
        voices: what each voice answered, if the counter groups by voices.
    """

    cases: list[CoveredCase]
    states: bytes
    voices: dict[str, VoiceCount]


@dataclass
class CoverageCounter:
    """Counts the cases of some templates; it keeps a byte for each question.

    Attributes:
        templates: the templates, which share addresses if they are several.
        by: one of GROUPING_NAMES; "" for no groups.
        voice: whose answers count; None for all.
        codes_of: returns the codes of a case, by which a lens groups.
        order: the groups that are there in any case, in their order, before all others.
    """

    templates: tuple[Template, ...]
    by: str = ""
    voice: str | None = None
    codes_of: Callable[[CaseLike], tuple[str, ...]] = no_codes
    order: tuple[str, ...] = ()
    _cases: list[CoveredCase] = field(default_factory=list)
    _states: bytearray = field(default_factory=bytearray)
    _voices: "Counter[str]" = field(default_factory=Counter)
    _answered: "dict[str, Counter[str]]" = field(default_factory=dict)

    @cached_property
    def _sections(self) -> dict[str, dict[Address, Question]]:
        """The questions of all templates by section and address, each in the first one's order."""
        sections: dict[str, dict[Address, Question]] = {}
        for template in self.templates:
            for section in template.sections:
                questions = sections.setdefault(section.id, {})
                for question in section.questions:
                    questions.setdefault(section.address(question), question)
        return sections

    @cached_property
    def _addresses(self) -> tuple[Address, ...]:
        return tuple(address for section in self._sections.values() for address in section)

    def add(self, case: CaseLike, not_asked: Collection[Address]) -> None:
        """Count a case of one of the templates; others are left out.

        An answer that stands in the note counts, also where a condition hides its question.

        Args:
            case: the case, whole or in outline.
            not_asked: the questions that a condition hides.
        """
        form = self._forms.get(case.template)
        if form is None:
            return
        is_draft = case.status != CaseStatus.FINAL
        facts = (case.id, case.title, day_begun(case), is_draft, case.tags, self.codes_of(case))
        self._cases.append(CoveredCase(*facts))
        self._states += form.states_of(case, not_asked, self.voice)
        if self.by == VOICE:
            known = (answer for answer in case.given_answers() if not answer.unknown)
            pairs = {(each.voice or "", each.address.outer) for each in known}
            self._voices.update({voice for voice, _address in pairs})
            for voice, address in pairs:
                self._answered.setdefault(voice, Counter())[address.section] += 1

    def table(self) -> CoverageTable:
        """Return what was counted."""
        voices = {
            voice: VoiceCount(cases, dict(self._answered[voice]))
            for voice, cases in self._voices.items()
        }
        return CoverageTable(self._cases, bytes(self._states), voices)

    def add_table(self, table: CoverageTable) -> None:
        """Add what a counter of the same one template counted, for all voices and without codes."""
        self._cases += table.cases
        self._states += table.states
        if self.by == VOICE:
            for voice, count in table.voices.items():
                self._voices[voice] += count.cases
                self._answered.setdefault(voice, Counter()).update(count.answered)

    @cached_property
    def _forms(self) -> dict[str, FormStates]:
        return {each.id: FormStates(each, self._addresses) for each in reversed(self.templates)}

    def coverage(self) -> FormCoverage:
        """Return what was counted."""
        ids = [case.id for case in self._cases]
        order = sorted(range(len(ids)), key=ids.__getitem__)
        is_sorted = order == list(range(len(ids)))
        cases = self._cases if is_sorted else [self._cases[index] for index in order]
        columns = (self._column(place) for place in range(len(self._addresses)))
        if not is_sorted:
            in_order = itemgetter(*order)
            columns = (bytes(in_order(column)) for column in columns)
        sections = self._covered_sections(dict(zip(self._addresses, columns, strict=True)))
        return FormCoverage(self.templates, tuple(cases), sections, tuple(self._groups()))

    def _column(self, place: int, rows: bytes | None = None) -> bytes:
        """Return the states of a question, by its place among the addresses."""
        return bytes((self._states if rows is None else rows)[place :: len(self._addresses)])

    def _covered_sections(self, codes: dict[Address, bytes]) -> tuple[SectionCoverage, ...]:
        all_sections = {each.id: each for t in reversed(self.templates) for each in t.sections}
        return tuple(
            SectionCoverage(
                all_sections[name],
                number,
                tuple(
                    QuestionCoverage(
                        address,
                        f"{number}.{place}",
                        question,
                        self._only_in(address),
                        codes[address],
                    )
                    for place, (address, question) in enumerate(questions.items(), 1)
                ),
            )
            for number, (name, questions) in enumerate(self._sections.items(), 1)
        )

    def _only_in(self, address: Address) -> tuple[str, ...]:
        having = tuple(each.id for each in self.templates if address in each.questions)
        return having if len(having) < len(self.templates) else ()

    def _groups(self) -> Iterator[GroupRow]:
        """Yield the groups, named ones first: in their order, the others by name."""
        if not self.by:
            return
        counted = dict(self._counted_groups())
        place = {name: index for index, name in enumerate(self.order)}
        for name in sorted(
            {*counted, *self.order}, key=lambda name: (not name, place.get(name, len(place)), name)
        ):
            count = counted.get(name, VoiceCount(0, {}))
            yield GroupRow(name, count.cases, self._in_order(count.answered))

    def _in_order(self, answered: dict[str, int]) -> dict[str, int]:
        """Return counts of sections in the order of these; others, by their ids, are the last."""
        known = {name: answered[name] for name in self._sections if name in answered}
        return known | dict(sorted(answered.items() - known.items()))

    def _counted_groups(self) -> Iterable[tuple[str, VoiceCount]]:
        if self.by == VOICE:
            return self.table().voices.items()
        members: dict[str, list[int]] = {}
        for index, case in enumerate(self._cases):
            for name in set(GROUPINGS[self.by](case)):
                members.setdefault(name, []).append(index)
        return (
            (name, VoiceCount(len(indexes), self._answered_in(indexes)))
            for name, indexes in members.items()
        )

    def _answered_in(self, indexes: Iterable[int]) -> dict[str, int]:
        """Return by section how often its questions are answered in some cases."""
        width = len(self._addresses)
        rows = b"".join(self._states[index * width : (index + 1) * width] for index in indexes)
        answered: Counter[str] = Counter()
        for place, address in enumerate(self._addresses):
            answered[address.section] += self._column(place, rows).count(State.ANSWERED)
        return {name: count for name, count in answered.items() if count}
