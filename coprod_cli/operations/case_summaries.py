"""Summaries of cases: what a list shows of each, kept small, and the order of a list."""

import marshal
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, overload

from coprod_cli.base.clock import epoch_seconds
from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import joined, msg
from coprod_cli.base.text import folded
from coprod_cli.model.case_outline import CaseOutline
from coprod_cli.notebook.note_paths import path_in_notebook


class CaseSummary(NamedTuple):
    """A case in the list.

    `answered`, `unknown` and `questions` count top-level questions: a group is one question. Those
    that the case is not asked only count if they are answered.
    `answered` includes those that are "not known yet", of which `unknown` is the number.
    `open_steps` counts the open next steps in all answers; the template, which says which answers
    are next steps, is not read. `created` and `updated` are ISO 8601. `path` is relative to the
    notebook's folder. `number` is the list number, which does not depend on filters.
    """

    id: str
    title: str
    template: str
    status: str
    created: str
    updated: str
    tags: tuple[str, ...]
    answered: int
    questions: int
    path: str
    number: int = 0
    unknown: int = 0
    open_steps: int = 0


class CaseSummaries(Sequence[CaseSummary]):
    """Summaries in the order of a list, each packed into some 200 bytes until it is looked at."""

    def __init__(self, packed: Sequence[bytes], numbers: Sequence[int]) -> None:
        """Take the packed summaries, as `packed_summary` returns them, and their list numbers."""
        self._packed = packed
        self._numbers = numbers

    def __len__(self) -> int:
        """Return how many cases there are."""
        return len(self._packed)

    @overload
    def __getitem__(self, index: int) -> CaseSummary: ...
    @overload
    def __getitem__(self, index: slice) -> "CaseSummaries": ...
    def __getitem__(self, index: int | slice) -> "CaseSummary | CaseSummaries":
        """Return the summary at an index, or those of a slice."""
        if isinstance(index, slice):
            return CaseSummaries(self._packed[index], self._numbers[index])
        return _unpacked(self._packed[index], self._numbers[index])

    def __iter__(self) -> Iterator[CaseSummary]:
        """Return the summaries, each made when it is reached."""
        return map(_unpacked, self._packed, self._numbers)

    def __eq__(self, other: object) -> bool:
        """Return whether another sequence has equal summaries."""
        if not isinstance(other, CaseSummaries | tuple | list):
            return NotImplemented
        return len(self) == len(other) and all(map(CaseSummary.__eq__, self, other))

    __hash__ = None  # type: ignore[assignment] # as of a list

    def sorted_by(self, key: Callable[[CaseSummary], Any]) -> "CaseSummaries":
        """Return the summaries sorted by a key; those with equal keys stay in their order."""
        keys = [key(case) for case in self]
        return self._taken(sorted(range(len(keys)), key=keys.__getitem__))

    def backwards(self) -> "CaseSummaries":
        """Return the summaries in the opposite order."""
        return self._taken(range(len(self) - 1, -1, -1))

    def _taken(self, indexes: Sequence[int]) -> "CaseSummaries":
        packed = [self._packed[index] for index in indexes]
        return CaseSummaries(packed, array("L", (self._numbers[index] for index in indexes)))


_KEYS: dict[str, Callable[[CaseSummary], Any]] = {
    "created": lambda case: case.number,
    "updated": lambda case: epoch_seconds(case.updated),
    "title": lambda case: (not case.title, folded(case.title)),
    "template": lambda case: case.template,
    "status": lambda case: case.status,
    "answered": lambda case: case.answered - case.unknown,
    "steps": lambda case: case.open_steps,
}
ORDERS = tuple(_KEYS)
"""The names of the orders of a list."""
_NEWEST_LAST = ("created", "updated")


@dataclass(frozen=True)
class Order:
    """The order of a list, and how many cases it has.

    Attributes:
        key: one of ORDERS.
        backwards: whether the order is turned round.
        limit: the most cases; None for all. Of an order by time it keeps the newest, at whichever
            end they are; of another one, the first.

    Raises:
        WrongUsage: there is no such order, or the limit is less than 1.
    """

    key: str = "created"
    backwards: bool = False
    limit: int | None = None

    def __post_init__(self) -> None:
        """Refuse values that mean nothing."""
        if self.key not in _KEYS:
            message = msg("--sort takes one of these words.")
            raise WrongUsage(message, hint=joined(ORDERS, ", "))
        if self.limit is not None and self.limit < 1:
            raise WrongUsage(msg("--limit takes a number from 1 on."), hint="--limit 20")

    def apply(self, cases: CaseSummaries) -> CaseSummaries:
        """Return cases, which come by their list numbers, in this order."""
        ordered = cases if self.key == "created" else cases.sorted_by(_KEYS[self.key])
        if self.backwards:
            ordered = ordered.backwards()
        if self.limit is None:
            return ordered
        are_last = self.key in _NEWEST_LAST and not self.backwards
        return ordered[-self.limit :] if are_last else ordered[: self.limit]


def packed_summary(case: CaseOutline, source: str, folder: Path) -> bytes:
    """Return the summary of a case, packed; `source` is its note's path."""
    path = path_in_notebook(source, folder)
    fields = (
        case.id, case.title, case.template, case.status, case.created, case.updated, case.tags,
        case.answered, case.questions, "" if path == f"{case.id}.md" else path, case.unknown,
        case.open_steps,
    )  # fmt: skip
    return marshal.dumps(fields)


def _unpacked(packed: bytes, number: int) -> CaseSummary:
    values = marshal.loads(packed)  # noqa: S302 - packed in this process
    *first, path, unknown, open_steps = values
    return CaseSummary._make((*first, path or f"{first[0]}.md", number, unknown, open_steps))
