"""Progress of a long operation: how an operation reports it without printing."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol, TypeVar

Item = TypeVar("Item")


class Progress(Protocol):
    """Reports progress through items; the caller of an operation passes one in."""

    def __call__(
        self, items: Iterable[Item], total: int, step: int = 1
    ) -> AbstractContextManager[Iterable[Item]]:
        """Return the items; taking one from them advances the progress.

        Args:
            items: the items to work through.
            total: the number of notes in all items together.
            step: the number of notes in each item.
        """


@contextmanager
def no_progress(items: Iterable[Item], total: int, step: int = 1) -> Iterator[Iterable[Item]]:  # noqa: ARG001 - the protocol's
    """Yield the items unchanged: a Progress that reports nothing, for scripts."""
    yield items
