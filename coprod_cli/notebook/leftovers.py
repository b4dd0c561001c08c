"""Leftovers: what a notebook still has of cases that were removed, and of texts that were replaced.

These are notes in the trash, the history, drafts, what editors left, rescued texts, and files that
have the case's id in their name, such as conflict copies of synchronised folders and backups of
editors.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from coprod_cli.base.settings import TRASH_FOLDER
from coprod_cli.model.case_id import is_case_id
from coprod_cli.notebook.code_files import CODES
from coprod_cli.notebook.coded_answers import CodedAnswers
from coprod_cli.notebook.kept_changes import KeptChange
from coprod_cli.notebook.note_paths import stem_of
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.rescue import rescued_outside
from coprod_cli.notebook.side_files import all_files
from coprod_cli.notebook.trash import Trash

_RESCUED = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9]{6}-[0-9]{8}-[0-9a-z]{6}")
_ID_AT_START = re.compile(r"[0-9]{8}-[0-9a-z]{6}(?![0-9a-z])")


class LeftKind(StrEnum):
    """What a leftover file is."""

    REMOVED_NOTE = "removed note"
    EARLIER_TEXT = "earlier text"
    DRAFT = "half-typed text"
    OTHER = "other file"


@dataclass(frozen=True)
class Leftovers:
    """What is left of one case.

    Attributes:
        name: the case's id, or its file's stem if it has none.
        title: its title; "" if no note has it.
        in_notebook: whether the case itself is in the notebook; its note and drafts then stay.
        files: the path and the kind of each file, in the order in which they are to be deleted.
        oldest: the time of the oldest removed note or earlier text, with a time zone, if any.
        newest: the time of the newest one.
        of_codes: whether it is no case, but what is kept of changes of codes.
    """

    name: str
    title: str
    in_notebook: bool
    files: tuple[tuple[Path, LeftKind], ...]
    oldest: datetime | None = None
    newest: datetime | None = None
    of_codes: bool = False

    @property
    def paths(self) -> tuple[Path, ...]:
        """The paths of all files."""
        return tuple(path for path, _kind in self.files)

    def count(self, kind: LeftKind) -> int:
        """Return how many files of a kind there are."""
        return sum(each is kind for _path, each in self.files)


def of_code_changes(changes: Sequence[KeptChange]) -> Leftovers:
    """Return what is kept of finished changes of codes, the oldest first, as leftovers."""
    files = [(path, LeftKind.EARLIER_TEXT) for each in changes for path in each.files]
    times = [each.when for each in changes]
    oldest, newest = min(times, default=None), max(times, default=None)
    return Leftovers(
        CODES, "", in_notebook=False, files=tuple(files), oldest=oldest, newest=newest,
        of_codes=True,
    )  # fmt: skip


@dataclass(frozen=True)
class LeftoverSearch:
    """A search for leftovers in one notebook, which is listed once."""

    notebook: Notebook

    def of_case(self, name: str) -> Leftovers:
        """Return what is left of a case: all of it, or if it is in the notebook, what was removed.

        Raises:
            CoprodError: a folder of the notebook cannot be read, so that something could be missed.
        """
        note, removed = self.note_of(name), self._removed_notes(name)
        history = self.notebook.history(name).files()
        found = dict.fromkeys(removed, LeftKind.REMOVED_NOTE)
        coded = CodedAnswers(self.notebook, name).folder
        earlier = [path for _when, path in history] + all_files(coded)
        found |= dict.fromkeys(earlier, LeftKind.EARLIER_TEXT)
        if note is None:
            found |= dict.fromkeys(self._drafts(name), LeftKind.DRAFT)
        others = self._other_files(name, in_notebook=note is not None)
        found |= {path: LeftKind.OTHER for path in others if path not in found}
        times = [when for when, _path in history]
        times += [Trash(self.notebook).removed_at(path) for path in removed]
        # The notes last: as long as one of them is there, `list --removed` shows the case.
        files = sorted(found.items(), key=lambda file: (file[1] is LeftKind.REMOVED_NOTE, file[0]))
        title = self._title(note or next(reversed(removed), None))
        oldest, newest = min(times, default=None), max(times, default=None)
        return Leftovers(name, title, note is not None, tuple(files), oldest, newest)

    def older_history(self, name: str, before: datetime) -> Leftovers:
        """Return the earlier texts of a case that were replaced before a time.

        Raises:
            CoprodError: a folder of the notebook cannot be read.
        """
        old = self.old_texts(name, before)
        if not old:
            return Leftovers(name, "", in_notebook=False, files=())
        note = self.note_of(name)
        title = self._title(note or next(reversed(self._removed_notes(name)), None))
        files = tuple((path, LeftKind.EARLIER_TEXT) for _when, path in old)
        return Leftovers(name, title, note is not None, files, old[0][0], old[-1][0])

    def old_texts(self, name: str, before: datetime) -> list[tuple[datetime, Path]]:
        """Return the time and path of each text of a case that was replaced before a time.

        Raises:
            CoprodError: the folder of the history cannot be read.
        """
        return [(when, path) for when, path in self.notebook.history(name).files() if when < before]

    def names_in_trash(self) -> list[str]:
        """Return the names of the cases in the trash, in the order of their removal."""
        return list(dict.fromkeys(name for name, _path in self._trash))

    def names_with_history(self) -> list[str]:
        """Return the names of the cases that have a history.

        Raises:
            CoprodError: a folder of the notebook cannot be read.
        """
        folder = self.notebook.history("x").folder.parent
        return sorted(
            {path.relative_to(folder).parts[0] for path in self._files if folder in path.parents}
        )

    def forgotten(self) -> list[str]:
        """Return the ids of cases whose note is neither in the notebook nor in the trash.

        Another program has removed their notes, or has not brought them yet.

        Raises:
            CoprodError: a folder of the notebook cannot be read.
        """
        known = {*self.names_in_trash(), *self._notes_by_stem}
        matches = map(_ID_AT_START.match, self._names_in_state())
        names = {match[0] for match in matches if match} - known
        return sorted(name for name in names if self.note_of(name) is None)

    def rescued_of_any_case(self) -> Path | None:
        """Return the folder of rescued texts if some are there whose folder names no case.

        Until version 0.2.0 none did.
        """
        folder = self.notebook.rescued_texts_folder
        rescued = (path.relative_to(folder).parts for path in self._files if folder in path.parents)
        return folder if any(not _RESCUED.match(parts[0]) for parts in rescued) else None

    def note_of(self, name: str) -> Path | None:
        """Return the path of a case's note in the notebook; None if it has none.

        A conflict copy, whose name goes on behind the id, is not the case's note. The placeholder
        of a file that iCloud has not brought is.
        """
        if path := self._notes_by_stem.get(name) or self._notes_by_id.get(name):
            return Path(path)
        return next((path for path in self._files if path.name == f".{name}.md.icloud"), None)

    def is_note(self, path: Path) -> bool:
        """Return whether a file is among the notes of the notebook."""
        return self._notes_by_stem.get(path.stem) == str(path)

    @cached_property
    def _files(self) -> list[Path]:
        return all_files(self.notebook.folder)

    @cached_property
    def _paths(self) -> list[str]:
        return sorted(self.notebook.store.paths())  # with conflict copies

    @cached_property
    def _notes_by_stem(self) -> dict[str, str]:
        return {stem_of(path): path for path in self._paths}

    @cached_property
    def _notes_by_id(self) -> dict[str, str]:
        """The notes whose file does not begin with a case id, by the id inside."""
        others = [path for path in self._paths if not _ID_AT_START.match(stem_of(path))]
        return {self.notebook.read(path).case_id: path for path in others}

    @cached_property
    def _trash(self) -> list[tuple[str, Path]]:
        """The names of the cases in the trash, and the paths of their notes."""
        paths = map(Path, Trash(self.notebook).paths())
        return [(self.notebook.case_id_of(path), path) for path in paths]

    def _removed_notes(self, name: str) -> list[Path]:
        """Return the notes of a case in the trash, the last one removed last."""
        return [path for case_id, path in self._trash if name in (case_id, path.stem)]

    def _drafts(self, name: str) -> list[Path]:
        drafts = self.notebook.drafts(name).path
        names = re.compile(rf"{re.escape(drafts.stem)}(?:\.json|(?:\.[0-9]+)?\.damaged)")
        files = (path for path in self._files if path.parent == drafts.parent)
        return [path for path in files if names.fullmatch(path.name)]

    def _names_in_state(self) -> Iterator[str]:
        """Yield what the names of files and folders with words of a case begin with."""
        kept = self.notebook.drafts("x").path.parent, self.notebook.history("x").folder.parent
        edited = self.notebook.editor_files_folder, self.notebook.marking_files_folder
        for path in self._files:
            for folder in (*kept, *edited):
                if folder in path.parents:
                    yield path.relative_to(folder).parts[0]

    def _other_files(self, name: str, *, in_notebook: bool) -> list[Path]:
        """Return the files that have a case's id in their name, or are in a folder that has.

        Of a case in the notebook, only removed and rescued ones: the others may still be wanted.
        """
        if not is_case_id(name):
            return []
        names = re.compile(rf"(?<![0-9a-z]){re.escape(name)}(?![0-9a-z])")
        notebook = self.notebook
        removed = (notebook.rescued_texts_folder, notebook.folder / TRASH_FOLDER)
        inside = [
            path
            for path in self._files
            if names.search(str(path.relative_to(notebook.folder)))
            and (not in_notebook or any(folder in path.parents for folder in removed))
            and path.parent != notebook.state / "locks"
        ]
        return inside + [path for folder in rescued_outside(names) for path in all_files(folder)]

    def _title(self, path: Path | None) -> str:
        case = None if path is None else self.notebook.read(path).case
        return case.title if case else ""
