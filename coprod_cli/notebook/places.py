"""Places of a notebook: the folders and files in it that are no notes, and the notes kept apart."""

import os
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from coprod_cli.base.settings import STATE_FOLDER
from coprod_cli.notebook.drafts import Drafts
from coprod_cli.notebook.history import History
from coprod_cli.notebook.side_files import read_regular_file
from coprod_cli.notebook.watched_words import WatchedWords, decode_words, unreadable_words

WATCHED_WORDS = "words-to-watch.txt"
KEPT_APART = "kept-apart"
"""The folder within a notebook for the notes of templates in which people are named."""


@dataclass(frozen=True)
class NotebookPlaces:
    """Where what belongs to the notes of a folder lies.

    Attributes:
        folder: the folder.
    """

    folder: Path

    @property
    def is_made(self) -> bool:
        """Whether coprod has made this folder a notebook."""
        return (self.folder / STATE_FOLDER).is_dir()

    @property
    def state(self) -> Path:
        """The folder for everything that is not a note."""
        return self.folder / STATE_FOLDER

    def drafts(self, case_id: str) -> Drafts:
        """Return the drafts of a case."""
        return Drafts(self.state / "drafts" / f"{safe_file_name(case_id)}.json")

    def history(self, case_id: str) -> History:
        """Return the history of a case."""
        return History(self.state / "history" / safe_file_name(case_id))

    @property
    def editor_files_folder(self) -> Path:
        """The private folder for texts that are open in an editor."""
        return self.state / "editing"

    @property
    def marking_files_folder(self) -> Path:
        """The private folder for cases that are marked in an editor."""
        return self.state / "marking"

    @property
    def rescued_texts_folder(self) -> Path:
        """The private folder for texts that could not be saved in their note or draft."""
        return self.state / "rescued"

    @property
    def watched_words(self) -> str:
        """The text of the notebook's own list of words to watch; "" if it has none."""
        return self.read_watched_words().text

    def read_watched_words(self) -> WatchedWords:
        """Read the notebook's own list of words to watch, and what is wrong with its file."""
        path = self.folder / WATCHED_WORDS
        try:
            return decode_words(read_regular_file(path), str(path))
        except OSError as error:
            if isinstance(error, FileNotFoundError) and not path.is_symlink():
                return WatchedWords("")
            return unreadable_words(error, str(path))

    def is_kept_apart(self, path: str | Path) -> bool:
        """Return True if a note is kept apart from the others, or is a link to such a note."""
        if self.is_named_apart(str(path)):
            return True
        if not os.path.islink(path):  # noqa: PTH114 - for very many strings
            return False  # below, Path.resolve would raise for a link to itself
        return os.path.realpath(path).startswith(f"{os.path.realpath(self._apart)}{os.sep}")

    def is_named_apart(self, path: str) -> bool:
        """Return True if a path is in the folder of the notes that are kept apart."""
        return path.startswith(self._apart)

    @cached_property
    def _apart(self) -> str:
        return f"{self.folder / KEPT_APART}{os.sep}"


def safe_file_name(case_id: str) -> str:
    """Return an id as a file name; an id is untrusted and must not lead out of the folder."""
    return re.sub(r"[^\w-]", "-", case_id)[:50]
