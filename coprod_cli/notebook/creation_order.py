"""The order in which the cases of a notebook were begun, which gives them their list numbers."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Protocol

from coprod_cli.base.clock import epoch_seconds
from coprod_cli.model.case_id import day_of_case_id
from coprod_cli.model.case_like import CaseLike
from coprod_cli.notebook.latest import NoteReader
from coprod_cli.notebook.note_paths import case_id_in_name
from coprod_cli.notebook.outlines import NoteLike

_UNKNOWN = float("inf")


def begun_at(note: NoteLike[CaseLike]) -> float:
    """Return when a case was begun, in seconds since 1970; infinity if that is unknown.

    That is its `created`, else the day in its id, so that a note which cannot be read keeps its
    place.
    """
    if note.case is None:
        return case_begun_at("", case_id_in_name(note.source))
    return case_begun_at(note.case.created, note.case.id)


def case_begun_at(created: str, case_id: str) -> float:
    """Return when a case was begun, from its `created`, or else its id; see `begun_at`."""
    return epoch_seconds(created) or epoch_seconds(day_of_case_id(case_id)) or _UNKNOWN


def numbers_of(begun: Sequence[float]) -> Sequence[int]:
    """Return the list number of each case, from 1: its place in the order of creation.

    Args:
        begun: when each case was begun, in the order of the ids, which decides between equal times.
    """
    numbers = array("L", bytes(array("L").itemsize * len(begun)))
    for number, index in enumerate(sorted(range(len(begun)), key=begun.__getitem__), 1):
        numbers[index] = number
    return numbers


class NumberedNotes(NoteReader, Protocol):
    """What the search for a list number needs of a notebook."""

    def begun(self) -> Iterable[tuple[str, float]] | None:
        """Return the path of each note, and when its case was begun; None if `outlines` tells."""


def path_of_number(notebook: NumberedNotes, number: int) -> str:
    """Return the path of the note with a list number; "" if no case has it.

    Notes that cannot be read have one, too, so that damage to a note shifts no number.
    """
    begun = array("d")
    paths: list[str] = []
    times = notebook.begun()
    if times is None:
        times = ((note.source, begun_at(note)) for note in notebook.outlines())
    for path, time in times:
        begun.append(time)
        paths.append(path)
    if number > len(paths):
        return ""
    return paths[numbers_of(begun).index(number)]
