"""Case outline: what a note says of its case, without the texts of its answers.

Lists, filters and counts need no more of a case. An outline is small, so that an index can keep the
outlines of very many notes.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer, Case
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
        states: the answers, a line each: `?` before the address if it is "not known yet", `-` if it
            is not given; then, after a blank, its voice.
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
    states: str

    @property
    def answers(self) -> tuple[AnswerOutline, ...]:
        """The answers, in the order of the note."""
        return tuple(map(_ANSWERS.__getitem__, self.states.split("\n"))) if self.states else ()

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
    states = []
    for answer in case.answers:
        outer = answer.address.outer
        addresses.add(outer)
        states.append(_state_of(answer))
        if answer.given:
            given[outer] = given.get(outer, True) and answer.unknown
            if "[" in answer.text:
                open_steps += sum(task.is_open for task in read_tasks(answer.text))
    return CaseOutline(
        case.id, case.title, case.template, case.status, case.created, case.updated, case.tags,
        len(given), sum(given.values()), len(addresses), open_steps, "\n".join(states),
    )  # fmt: skip


_UNKNOWN, _NOT_GIVEN = "?", "-"


def _state_of(answer: Answer) -> str:
    address, text, unknown, voice = answer[:4]
    mark = _UNKNOWN if unknown else "" if text else _NOT_GIVEN
    return f"{mark}{address}" if voice is None else f"{mark}{address} {voice}"


class _Answers(dict[str, AnswerOutline]):
    """The answers of all outlines by their line, since very many notes share a few lines."""

    def __missing__(self, line: str) -> AnswerOutline:
        mark = line[0] if line[0] in (_UNKNOWN, _NOT_GIVEN) else ""
        address, has_voice, voice = line.removeprefix(mark).partition(" ")
        answer = AnswerOutline(
            Address(address), voice if has_voice else None, mark == _UNKNOWN, mark != _NOT_GIVEN
        )
        if len(self) < _MOST_LINES:
            self[line] = answer
        return answer


_MOST_LINES = 20_000
_ANSWERS = _Answers()
