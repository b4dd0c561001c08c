"""Names of notes in the index: their paths within the notebook, as bytes."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


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

    def path(self, name: bytes) -> bytes:
        """Return a path of the note with a name."""
        return os.path.join(os.fsencode(self.folder), name)  # noqa: PTH118
