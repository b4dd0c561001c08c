"""Reads the answers to a question in many cases, one case below the other."""

from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.formats.case_as_read import CaseAsRead
from coprod_cli.knowledge.coverage import Count
from coprod_cli.knowledge.question_states import State
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.notebook.filter_values import is_address_at


class Which(StrEnum):
    """Which cases are read: those with an answer, those that do not know, or those without a word.

    Only `ANSWERED` also reads what stands beside "not known yet".
    """

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    OPEN = "open"


class ReadCase(NamedTuple):
    """What one case says to the questions that are read.

    Attributes:
        id: its id; this and the next two are its metadata.
        title: its title.
        path: the path of its note, as it is to be shown.
        parts: what each voice said to the first question and to those beside it, in order.
        reworded: the answers that were given when their question had other words.
    """

    id: str
    title: str
    path: str
    parts: tuple[AnswerPart, ...]
    reworded: frozenset[AnswerKey] = frozenset()


class ReadQuestion(NamedTuple):
    """A question, or several beside each other, and what the cases say to it.

    Attributes:
        addresses: the address of the question, and of those beside it.
        texts: their wordings.
        tally: how many cases answer the first one, do not know, and leave it open.
        cases: the cases that are read, the newest first.
    """

    addresses: tuple[Address, ...]
    texts: tuple[str, ...]
    tally: Count
    cases: tuple[ReadCase, ...]


def read_answers(questions: Iterable[ReadQuestion]) -> Iterator[tuple[ReadCase, AnswerPart]]:
    """Yield each answer that was read, with its case, once; those without words are left out."""
    seen: set[tuple[str, AnswerKey]] = set()
    for question in questions:
        for case in question.cases:
            for part in case.parts:
                place = (case.id, AnswerKey(part.address, part.voice))
                if part.text and place not in seen:
                    seen.add(place)
                    yield case, part


class Reading:
    """Gathers what cases say to one question, and to those that are read beside it."""

    def __init__(self, addresses: tuple[Address, ...], which: Which, voice: str | None) -> None:
        """Take the addresses, which cases to keep, and whose answers; None for everybody's."""
        self._addresses, self._which, self._voice = addresses, which, voice
        self._cases: list[ReadCase] = []
        self._states: list[State] = []

    def add(self, case: CaseAsRead, reworded: Collection[AnswerKey]) -> None:
        """Add a case whose form asks the first question, or that answers it."""
        parts = tuple(self._parts(case))
        state = _state([each for each in parts if is_address_at(each.address, self._addresses[0])])
        self._states.append(state)
        if not _is_read(state, self._which, parts, self._addresses[0]):
            return
        if self._which is Which.UNKNOWN:
            parts = tuple(each for each in parts if each.is_unknown)
        other = frozenset(reworded) & {AnswerKey(each.address, each.voice) for each in parts}
        self._cases.append(ReadCase(case.id, case.title, case.path, parts, other))

    def question(self, texts: tuple[str, ...]) -> ReadQuestion:
        """Return what was gathered, with the wordings of the questions."""
        states = self._states
        tally = Count(*(states.count(state) for state in list(State)[:3]))
        cases = sorted(self._cases, key=lambda case: case.id, reverse=True)
        return ReadQuestion(self._addresses, texts, tally, tuple(cases))

    def _parts(self, case: CaseAsRead) -> Iterator[AnswerPart]:
        for address in self._addresses:
            for part in case.parts:
                if is_address_at(part.address, address) and self._voice in (None, part.voice):
                    yield part


def _is_read(state: State, which: Which, parts: Iterable[AnswerPart], first: Address) -> bool:
    match which:
        case Which.UNKNOWN:
            return any(each.is_unknown and is_address_at(each.address, first) for each in parts)
        case Which.OPEN:
            return state is State.OPEN
        case _:
            return any(each.text and is_address_at(each.address, first) for each in parts)


def _state(parts: Collection[AnswerPart]) -> State:
    if not parts:
        return State.OPEN
    return State.UNKNOWN if all(each.is_unknown for each in parts) else State.ANSWERED
