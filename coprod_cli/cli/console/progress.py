"""Progress bar of long commands, on standard error."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

from coprod_cli.base.progress import Progress
from coprod_cli.base.threads import may_start
from coprod_cli.cli.console.output import is_stderr_terminal
from coprod_cli.cli.console.rich_console import rich_console

Item = TypeVar("Item")

_LONG = 200
"""The least number of items for which a bar is shown."""


def progress_bar(label: str) -> Progress:
    """Return a progress bar that is shown if standard error is a terminal and the work is long.

    Args:
        label: what is being done, such as "Reading".
    """

    def progress(
        items: Iterable[Item], total: int, step: int = 1
    ) -> AbstractContextManager[Iterable[Item]]:
        return _progress(items, total, step, label)

    return progress


@contextmanager
def _progress(items: Iterable[Item], total: int, step: int, label: str) -> Iterator[Iterable[Item]]:
    if total < _LONG or not is_stderr_terminal() or not may_start(1):
        yield items
        return
    from rich.progress import Progress

    with Progress(console=rich_console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)

        def counted() -> Iterator[Item]:
            for item in items:
                bar.advance(task, step)
                yield item

        yield counted()
