"""Coded answers: the answers of a case as they stood when somebody marked them, by their digest.

With the earlier text, a passage is found again after its own words were edited. They are derived
and may be deleted: the history has many of them, too, and without them fewer passages are found.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.model.case import Answer
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.places import safe_file_name
from coprod_cli.notebook.side_files import (
    plain_files,
    read_regular_file,
    remove_folder,
    remove_old_leftovers,
    write_file,
)

FOLDER = "coded"
"""The folder of coded answers, within a notebook's state folder."""
_SUFFIX = ".txt"


@dataclass(frozen=True)
class CodedAnswers:
    """The earlier texts of one case's answers."""

    notebook: Notebook
    case_id: str

    @property
    def folder(self) -> Path:
        """The folder with a file for each text, named by `Answer.digest`."""
        return self.notebook.state / FOLDER / safe_file_name(self.case_id)

    def keep(self, answers: Iterable[Answer], now: datetime) -> None:
        """Write answers as they stand now. A failure is no error: marks are saved without them."""
        with suppress(CoprodError, OSError):
            refuse_outside_link(self.folder, self.notebook.folder)
            remove_old_leftovers(self.folder, "*", now.timestamp())
            for answer in answers:
                path = self.folder / f"{answer.digest}{_SUFFIX}"
                if not path.exists():
                    write_file(path, answer.text.encode(), durable=False)

    def clear(self) -> None:
        """Remove all texts.

        Raises:
            CannotSave: the folder could not be removed.
            CoprodError: a link leads out of the notebook.
        """
        refuse_outside_link(self.folder, self.notebook.folder)
        remove_folder(self.folder)

    def texts(self, digests: Collection[str]) -> Mapping[str, str]:
        """Return the texts with some digests, as far as they are known here or in the history."""
        found: dict[str, str] = {}
        for path in self._files():
            if path.stem in digests:
                with suppress(OSError, UnicodeDecodeError):
                    found[path.stem] = read_regular_file(path).decode()
        if set(digests) - set(found):
            for entry in self.notebook.history(self.case_id).entries():
                if entry.answer is not None and (digest := entry.answer.digest) in digests:
                    found.setdefault(digest, entry.answer.text)
        return found

    def _files(self) -> Iterator[Path]:
        return plain_files(self.folder, lambda name: name.endswith(_SUFFIX))
