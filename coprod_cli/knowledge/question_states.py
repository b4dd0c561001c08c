"""States of questions: what a case says to each question of its template."""

from collections.abc import Collection, Sequence
from enum import IntEnum

from coprod_cli.model.address import Address
from coprod_cli.model.case_like import CaseLike
from coprod_cli.model.template import Template


class State(IntEnum):
    """What a case says to a question; a group counts as one question."""

    ANSWERED = 0
    UNKNOWN = 1
    OPEN = 2
    NOT_ASKED = 3


_ANSWERED = int(State.ANSWERED)


class FormStates:
    """Reads off a case which state each question of its template has.

    Attributes:
        places: the index of the question or group of each address; -1 for addresses of others.
    """

    def __init__(self, template: Template, addresses: Sequence[Address]) -> None:
        """Take a template, and the addresses of all questions that are counted."""
        own = {each: index for index, each in enumerate(addresses) if each in template.questions}
        self.places = _Places(own)
        self._open = bytes(
            State.OPEN if address in own else State.NOT_ASKED for address in addresses
        )

    def states_of(self, case: CaseLike, not_asked: Collection[Address], voice: str | None) -> bytes:
        """Return the state of each question; a group counts once.

        Args:
            case: a case of the template.
            not_asked: the questions that the case is not asked.
            voice: whose answers count; None for all.
        """
        places, states = self.places, bytearray(self._open)
        for address in not_asked:
            states[places[address]] = State.NOT_ASKED
        unknown = []
        for answer in case.answers:
            if not answer.given or (voice is not None and answer.voice != voice):
                continue
            place = places[answer.address]
            if place < 0:
                continue
            if answer.unknown:
                unknown.append(place)
            else:
                states[place] = _ANSWERED
        for place in unknown:
            if states[place] != _ANSWERED:
                states[place] = State.UNKNOWN
        return bytes(states)


class _Places(dict[Address, int]):
    """The index of a question by its address, and by the addresses within it if it is a group."""

    def __missing__(self, address: Address) -> int:
        outer = address.outer
        self[address] = -1 if outer == address else self[outer]
        return self[address]
