"""Coverage: which questions of a form are answered in which cases.

It counts what people wrote, and nothing else. A question without an answer is information, not a
fault, so there is no share, no target and no ranking of cases or people.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from coprod_cli.knowledge.question_states import State
from coprod_cli.model.address import Address
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
        codes: a state for each case, in the order of the cases, as bytes.
    """

    address: Address
    number: str
    question: Question
    only_in: tuple[str, ...]
    codes: bytes

    @property
    def states(self) -> tuple[State, ...]:
        """A state for each case, in the order of the cases."""
        return tuple(map(_STATES.__getitem__, self.codes))

    @property
    def tally(self) -> Count:
        """In how many cases it has which state."""
        return Count(*map(self.codes.count, (State.ANSWERED, State.UNKNOWN, State.OPEN)))


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
        days = {case.day for case in self.cases if case.day}
        return (min(days), max(days)) if days else ("", "")

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
