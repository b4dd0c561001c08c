"""Temporary files of atomic writes: their names, and the removal of those of killed processes."""

import os
from collections.abc import Iterator
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path

from coprod_cli.base.permissions import TEMPORARY_SUFFIX

_ABANDONED_AFTER = 1.0
"""Seconds since its last change after which a temporary file is taken for a leftover."""


def temporary_prefix(target: Path) -> str:
    """Return how the name of each temporary file for a file begins."""
    # Cut, because a name may have the file system's full length and this one must not exceed it.
    return f".{target.name[:30]}."


class Leftovers:
    """The temporary files that killed processes left in some folders; each folder is listed once.

    A batch locks each of very many cases in one folder: to list it each time would take time in
    proportion to their square.
    """

    def __init__(self) -> None:
        self._names: dict[Path, list[str]] = {}

    def remove(self, path: Path) -> None:
        """Remove the temporary files that killed processes left beside a file.

        Only the holder of the case's lock may call this: it would remove another writer's, too.
        """
        target = Path(os.path.realpath(path))
        if target.parent not in self._names:
            self._names[target.parent] = list(_temporary_names(target.parent, "*"))
        prefix = temporary_prefix(target)
        for name in self._names[target.parent]:
            if name.startswith(prefix):
                with suppress(OSError):
                    (target.parent / name).unlink()


def remove_leftovers_in(folder: Path) -> None:
    """Remove all temporary files in a folder; only for its sole writer."""
    _remove_temporary(folder, f".*{TEMPORARY_SUFFIX}")


def remove_old_leftovers(folder: Path, name: str, now: float) -> None:
    """Remove the temporary files in a folder that are too old to be in use.

    Args:
        folder: the folder.
        name: a pattern (`fnmatch`) for the names of the files that were being written.
        now: the current time, in seconds since 1970.
    """
    _remove_temporary(folder, f".{name}.*{TEMPORARY_SUFFIX}", before=now - _ABANDONED_AFTER)


def _remove_temporary(folder: Path, pattern: str, *, before: float = float("inf")) -> None:
    """Remove the matching files that were last changed before a time; skip those that fail."""
    for name in _temporary_names(folder, pattern):
        with suppress(OSError):
            if (folder / name).stat().st_mtime < before:
                (folder / name).unlink()


def _temporary_names(folder: Path, pattern: str) -> Iterator[str]:
    """Yield the names of the temporary files in a folder that match a pattern (`fnmatch`)."""
    with suppress(OSError):
        # Most of a folder's many names are no temporary ones: the ending tells that soonest.
        names = os.listdir(folder)  # noqa: PTH208 - a third of the time of Path.iterdir
        yield from (
            name for name in names if name.endswith(TEMPORARY_SUFFIX) and fnmatchcase(name, pattern)
        )
