"""What only tests with the marker `slow` may start, so that the fast set stays fast.

`pytest -m "not slow"` is the fast set. A test that opens a pseudo-terminal or starts npm without
the marker fails, and says so, instead of making the fast set slower unnoticed.
"""

import heapq
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any

NEEDED_BY_FIXTURES = {"server"}
"""Fixtures whose tests are marked as slow without saying so: the editor's language server."""
_LONGEST = "test_pages.py"
allowed = True
"""Whether slow things may start; `conftest.py` sets it before each test."""


def starts(what: str) -> None:
    """Refuse to start something slow in a test that is not marked as slow."""
    assert allowed, f"mark this test with @pytest.mark.slow: it starts {what}"


def spread(items: list[Any]) -> list[Any]:
    """Return the tests file by file, the files with slow tests spread evenly among the others.

    Slow tests mostly wait, and the others never do: a processor is idle while all processes wait.
    The pages come first, as one of their tests takes longest and all would wait for it at the end.
    """
    files: dict[Path, list[Any]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    slow = [file for file in files.values() if any(map(_is_slow, file))]
    slow.sort(key=lambda file: file[0].path.name != _LONGEST)
    others = [file for file in files.values() if not any(map(_is_slow, file))]
    return [
        item
        for _, file in heapq.merge(_placed(slow), _placed(others), key=itemgetter(0))
        for item in file
    ]


def _placed(files: list[list[Any]]) -> Iterator[tuple[float, list[Any]]]:
    """Yield each file with its place among its like: from 0, of the first one, to 1."""
    before, whole = 0, sum(map(len, files))
    for file in files:
        yield before / whole, file
        before += len(file)


def _is_slow(item: Any) -> bool:
    return item.get_closest_marker("slow") is not None
