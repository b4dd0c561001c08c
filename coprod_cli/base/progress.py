"""Progress of a long operation: how an operation reports it without printing."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Progress(Protocol):
    """Reports progress while items are worked through; whoever calls an operation passes one in."""

    def __call__(
        self, items: Iterable[Item], total: int, step: int = 1
    ) -> AbstractContextManager[Iterable[Item]]:
        """Return the items, counted as they are taken.

        Args:
            items: what is worked through.
            total: the number of notes in all of it.
            step: the number of notes in each item.
        """


@contextmanager
def no_progress(items: Iterable[Item], total: int, step: int = 1) -> Iterator[Iterable[Item]]:  # noqa: ARG001 - the protocol's
    """Return the items as they are; the progress for scripts."""
    yield items
