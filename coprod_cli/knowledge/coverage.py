"""Coverage: which questions of a form are answered in which cases.

It counts what people wrote, and nothing else. A question without an answer is information, not a
fault, so there is no share, no target and no ranking of cases or people.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from coprod_cli.knowledge.question_states import FormStates, State
from coprod_cli.model.address import Address
from coprod_cli.model.case import CaseStatus
from coprod_cli.model.case_id import day_begun
from coprod_cli.model.case_like import CaseLike
from coprod_cli.model.questions import Question
from coprod_cli.model.section import Section
from coprod_cli.model.template import Template

_STATES = tuple(State)


class Count(NamedTuple):
    """In how many cases a question, or how often the questions of a section, have which state.

    Those that are not asked (see `model.visibility.unasked_addresses`) count nowhere.
    """

    answered: int = 0
    unknown: int = 0
    open: int = 0

    @property
    def asked(self) -> int:
        """How many were asked."""
        return self.answered + self.unknown + self.open

    @property
    def without_answer(self) -> int:
        """How many are left open, or not known yet."""
        return self.unknown + self.open

    def plus(self, other: "Count") -> "Count":
        """Return the sum of two counts."""
        return Count(
            self.answered + other.answered, self.unknown + other.unknown, self.open + other.open
        )


class QuestionCoverage(NamedTuple):
    """A question over many cases.

    Attributes:
        address: its address.
        number: its number, such as `4.5`.
        question: the question, as the first template that has it words it.
        only_in: the ids of the templates that have it; () if all have it that are read together.
        states: a state for each case, in the order of the cases.
    """

    address: Address
    number: str
    question: Question
    only_in: tuple[str, ...]
    states: tuple[State, ...]

    @property
    def tally(self) -> Count:
        """In how many cases it has which state."""
        counted = Counter(self.states)
        return Count(counted[State.ANSWERED], counted[State.UNKNOWN], counted[State.OPEN])


class SectionCoverage(NamedTuple):
    """A section over many cases: the section, its number from 1, and its questions."""

    section: Section
    number: int
    questions: tuple[QuestionCoverage, ...]

    @property
    def tally(self) -> Count:
        """How often its questions have which state."""
        total = Count()
        for question in self.questions:
            total = total.plus(question.tally)
        return total


class CoveredCase(NamedTuple):
    """What is known of a case: its id, title, day (ISO 8601, or ""), status, tags and codes."""

    id: str
    title: str
    day: str
    is_draft: bool
    tags: tuple[str, ...]
    codes: tuple[str, ...] = ()


class GroupRow(NamedTuple):
    """A voice, a month, a tag or a code, and how much was answered with it.

    Attributes:
        name: the voice, the month such as `2026-11`, the tag, or the code; "" for none.
        cases: how many cases it has.
        answered: by the id of a section, how often its questions are answered there.
    """

    name: str
    cases: int
    answered: dict[str, int]


@dataclass(frozen=True)
class FormCoverage:
    """The cases of a template, the oldest first, and what they say to its questions.

    Templates that share addresses may be read together: `templates` are all of them.
    """

    templates: tuple[Template, ...]
    cases: tuple[CoveredCase, ...]
    sections: tuple[SectionCoverage, ...]
    groups: tuple[GroupRow, ...] = ()

    @property
    def drafts(self) -> int:
        """How many of the cases are drafts."""
        return sum(case.is_draft for case in self.cases)

    @property
    def days(self) -> tuple[str, str]:
        """The days on which the first and the last case were begun, ISO 8601; "" if not known."""
        days = sorted(case.day for case in self.cases if case.day)
        return (days[0], days[-1]) if days else ("", "")

    @property
    def questions(self) -> Iterator[QuestionCoverage]:
        """All questions, in order."""
        return (question for section in self.sections for question in section.questions)

    def often_without_answer(self, most: int) -> list[QuestionCoverage]:
        """Return the questions without an answer in most cases, those with the most first."""
        found = [each for each in self.questions if each.tally.without_answer]
        return sorted(found, key=lambda each: -each.tally.without_answer)[:most]


LENS = "lens"
GROUPINGS: dict[str, Callable[[CoveredCase], tuple[str, ...]]] = {
    "month": lambda case: (case.day[:7],),
    "tag": lambda case: case.tags or ("",),
    LENS: lambda case: case.codes or ("",),
}
"""How cases are put into groups. Voices are not of cases but of answers: see `VOICE`."""
VOICE = "voice"
GROUPING_NAMES = (VOICE, *GROUPINGS)


def no_codes(_case: CaseLike) -> tuple[str, ...]:
    """Return no code: the default of a counter."""
    return ()


@dataclass
class CoverageCounter:
    """Counts the cases of some templates, one by one; it keeps a byte for each question.

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
    _states: list[bytes] = field(default_factory=list)
    _voiced: list[frozenset[tuple[str, Address]]] = field(default_factory=list)

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

        An answer that stands in the note counts, also where its question is not asked.

        Args:
            case: the case, whole or in outline.
            not_asked: the questions that the case is not asked.
        """
        form = self._forms.get(case.template)
        if form is None:
            return
        is_draft = case.status != CaseStatus.FINAL
        facts = (case.id, case.title, day_begun(case), is_draft, case.tags, self.codes_of(case))
        self._cases.append(CoveredCase(*facts))
        self._states.append(form.states_of(case, not_asked, self.voice))
        if self.by == VOICE:
            known = (answer for answer in case.given_answers() if not answer.unknown)
            self._voiced.append(frozenset((each.voice or "", each.address.outer) for each in known))

    @cached_property
    def _forms(self) -> dict[str, FormStates]:
        return {each.id: FormStates(each, self._addresses) for each in reversed(self.templates)}

    def coverage(self) -> FormCoverage:
        """Return what was counted."""
        order = sorted(range(len(self._cases)), key=lambda index: self._cases[index].id)
        columns = zip(*(self._states[index] for index in order), strict=True)
        states = dict(zip(self._addresses, columns, strict=True)) if order else {}
        all_sections = {each.id: each for t in reversed(self.templates) for each in t.sections}
        sections = tuple(
            SectionCoverage(
                all_sections[name],
                number,
                tuple(
                    QuestionCoverage(
                        address,
                        f"{number}.{place}",
                        question,
                        self._only_in(address),
                        tuple(map(_STATES.__getitem__, states.get(address, ()))),
                    )
                    for place, (address, question) in enumerate(questions.items(), 1)
                ),
            )
            for number, (name, questions) in enumerate(self._sections.items(), 1)
        )
        cases = tuple(self._cases[index] for index in order)
        return FormCoverage(self.templates, cases, sections, tuple(self._groups()))

    def _only_in(self, address: Address) -> tuple[str, ...]:
        having = tuple(each.id for each in self.templates if address in each.questions)
        return having if len(having) < len(self.templates) else ()

    def _groups(self) -> Iterator[GroupRow]:
        """Yield the groups, named ones first: in their order, the others by name."""
        cases: Counter[str] = Counter(dict.fromkeys(self.order, 0))
        answered: dict[str, Counter[str]] = {}
        for index in range(len(self._cases) if self.by else 0):
            pairs = self._answered_in(index)
            cases.update({name for name, _ in pairs} | self._names(index))
            for name, address in pairs:
                answered.setdefault(name, Counter())[address.section] += 1
        place = {name: index for index, name in enumerate(self.order)}
        for name in sorted(cases, key=lambda name: (not name, place.get(name, len(place)), name)):
            yield GroupRow(name, cases[name], dict(answered.get(name, {})))

    def _names(self, index: int) -> set[str]:
        """Return the groups of a case; none if groups are of its answers."""
        grouping = GROUPINGS.get(self.by)
        return set(grouping(self._cases[index])) if grouping else set()

    def _answered_in(self, index: int) -> set[tuple[str, Address]]:
        """Return the group and the address of each answered question of a case."""
        if self.by == VOICE:
            return set(self._voiced[index])
        pairs = zip(self._addresses, self._states[index], strict=True)
        known = [address for address, state in pairs if state == State.ANSWERED]
        return {(name, address) for name in self._names(index) for address in known}
