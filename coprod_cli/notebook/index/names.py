"""Names of notes in the index: their paths within the notebook, as bytes."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_BETWEEN = "\0"
"""Is in no path."""


@dataclass(frozen=True)
class Names:
    """The names of the notes of the notebook in a folder."""

    folder: Path

    @cached_property
    def _prefix(self) -> str:
        return f"{self.folder}{os.sep}"

    def of(self, path: str) -> bytes:
        """Return the name of the note at a path."""
        if path.startswith(self._prefix):
            return os.fsencode(path[len(self._prefix) :])
        if not os.path.isabs(path) and str(self.folder) == ".":  # noqa: PTH117 - very many strings
            return os.fsencode(path)
        real = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))  # noqa: PTH118, PTH119, PTH120
        return os.fsencode(os.path.relpath(real, os.path.realpath(self.folder)))

    def of_all(self, paths: Sequence[str]) -> Sequence[bytes]:
        """Return the names of the notes at some paths; faster than one by one."""
        prefix = os.fsencode(self._prefix)
        encoded = os.fsencode(_BETWEEN.join(paths)).split(b"\0")
        if paths and all(path.startswith(prefix) for path in encoded):
            size = len(prefix)
            return [path[size:] for path in encoded]
        return list(map(self.of, paths))

    def path(self, name: bytes) -> bytes:
        """Return a path of the note with a name."""
        return os.path.join(os.fsencode(self.folder), name)  # noqa: PTH118
