"""Case outline: what a note says of its case, without the texts of its answers.

Lists, filters and counts need no more of a case. An outline is small, so that an index can keep the
outlines of very many notes.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import getitem
from typing import NamedTuple

from coprod_cli.model.address import Address
from coprod_cli.model.case import Case
from coprod_cli.model.tasks import read_tasks


class AnswerOutline(NamedTuple):
    """An answer without its text."""

    address: Address
    voice: str | None
    unknown: bool
    given: bool


class CaseOutline(NamedTuple):
    """A case without the texts of its answers.

    Attributes:
        id: the case's id, and so on as in `Case`.
        answered: to how many top-level questions there is an answer, or "not known yet".
        unknown: how many of these are "not known yet".
        questions: how many top-level questions stand in the note; a group is one.
        open_steps: how many open next steps stand in all answers; the template, which says which
            answers are next steps, is not read.
        places: the address of each answer, a line each, and after a blank its voice; very many
            cases have the same.
        marks: a sign for each answer: `?` if it is "not known yet", `-` if it is not given, else
            `+`.
    """

    id: str
    title: str
    template: str
    status: str
    created: str
    updated: str
    tags: tuple[str, ...]
    answered: int
    unknown: int
    questions: int
    open_steps: int
    places: str
    marks: str

    @property
    def answers(self) -> tuple[AnswerOutline, ...]:
        """The answers, in the order of the note."""
        return tuple(map(getitem, _by_mark(self.places), self.marks))

    def given_answers(self) -> Iterator[AnswerOutline]:
        """Return the answers that are given."""
        return (answer for answer in self.answers if answer.given)

    def without_questions(self, addresses: Iterable[Address]) -> "CaseOutline":
        """Return the outline with some questions not counted, but for those that are answered."""
        given = {answer.address.outer for answer in self.given_answers()}
        there = {answer.address.outer for answer in self.answers}
        left_out = there.intersection(addresses) - given
        return self._replace(questions=self.questions - len(left_out))


def outline_of(case: Case) -> CaseOutline:
    """Return the outline of a case."""
    given: dict[str, bool] = {}  # whether all that is given at a question is "not known yet"
    addresses = set()
    open_steps = 0
    places, marks = list[str](), list[str]()
    for answer in case.answers:
        outer = answer.address.outer
        addresses.add(outer)
        places.append(
            answer.address if answer.voice is None else f"{answer.address} {answer.voice}"
        )
        marks.append(_UNKNOWN if answer.unknown else _GIVEN if answer.text else _NOT_GIVEN)
        if answer.given:
            given[outer] = given.get(outer, True) and answer.unknown
            if "[" in answer.text:
                open_steps += sum(task.is_open for task in read_tasks(answer.text))
    return CaseOutline(
        case.id, case.title, case.template, case.status, case.created, case.updated, case.tags,
        len(given), sum(given.values()), len(addresses), open_steps, "\n".join(places),
        "".join(marks),
    )  # fmt: skip


_UNKNOWN, _NOT_GIVEN, _GIVEN = "?", "-", "+"


@lru_cache(maxsize=1000)
def _by_mark(places: str) -> tuple[dict[str, AnswerOutline], ...]:
    """Return what each answer is by its mark; cached: very many cases have the same places."""
    if not places:
        return ()
    found = []
    for line in places.split("\n"):
        text, has_voice, voice = line.partition(" ")
        key = (Address(text), voice if has_voice else None)
        found.append({
            _UNKNOWN: AnswerOutline(*key, unknown=True, given=True),
            _NOT_GIVEN: AnswerOutline(*key, unknown=False, given=False),
            _GIVEN: AnswerOutline(*key, unknown=False, given=True),
        })  # fmt: skip
    return tuple(found)
