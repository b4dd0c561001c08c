"""Trash: the removed notes of a notebook, which can be restored."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coprod_cli.base.errors import CoprodError, NotFound
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.base.message import msg, nmsg
from coprod_cli.base.settings import TRASH_FOLDER
from coprod_cli.model.case_id import is_case_id
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note_paths import stem_of
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.outlines import NoteOutline, outline_of_note
from coprod_cli.notebook.references import (
    AmbiguousCase,
    candidates_at,
    has_id_part,
    list_number,
)
from coprod_cli.notebook.references_to_titles import best_matches, title_words, whole_matches
from coprod_cli.notebook.side_files import changed_at
from coprod_cli.notebook.stand_ins import refuse_stand_in

_TIME = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True)
class Trash:
    """The removed notes of a notebook.

    Each removal has a folder of its own, named after its time (UTC). The note is in the same
    subfolder of it as it was in the notebook.
    """

    notebook: Notebook

    @property
    def folder(self) -> Path:
        """The trash folder."""
        return self.notebook.folder / TRASH_FOLDER

    def put(self, path: Path, now: datetime) -> Path:
        """Move a note into the trash, and return its new path.

        Raises:
            CoprodError: the note is a link, hidden, or not in this notebook.
            CannotSave: the note could not be moved; it is unchanged.
        """
        refuse_stand_in(str(path), path.name)
        target = self.new_folder(now) / self._relative_path(path)
        store = self.notebook.store
        try:
            store.move_out(path, target)
        finally:
            store.remove_empty_folders(target.parent, self.folder)
        return target

    def new_folder(self, now: datetime) -> Path:
        """Return the folder of a removal, which is not made yet."""
        when = now.astimezone(UTC)
        while (folder := self.folder / f"{when:{_TIME}}").exists():
            when += timedelta(microseconds=1)
        return folder

    def folder_of(self, path: Path) -> Path:
        """Return the folder of the removal that a file in the trash belongs to."""
        return self.folder / path.relative_to(self.folder).parts[0]

    def restore(self, path: Path) -> Path:
        """Move a note back to its path in the notebook, and return that path.

        Raises:
            CoprodError: another file has this path, or a link leads out of the notebook.
            CannotSave: the note could not be moved; it is unchanged.
        """
        relative_path = Path(*path.relative_to(self.folder).parts[1:])
        target = self.notebook.folder / relative_path
        refuse_outside_link(target, self.notebook.folder)
        # The target may be the same file, if an earlier restore was killed halfway.
        is_taken = target.is_symlink() or (target.exists() and not target.samefile(path))
        if is_taken:
            message = msg("a note of this name is in the notebook.")
            hint = msg("give that one another name first")
            raise CoprodError(message, where=str(target), hint=hint)
        self.notebook.store.move_in(path, target)
        self.notebook.store.remove_empty_folders(path.parent, self.folder)
        return target

    def notes(self) -> Iterator[Note]:
        """Read the removed notes, in the order of their removal."""
        return Notebook(self.folder).notes(self.paths())

    def outlines(self) -> Iterator[NoteOutline]:
        """Return the outlines of the removed notes, in the order of their removal."""
        return map(outline_of_note, self.notes())

    def paths(self) -> list[str]:
        """Return the paths of the removed notes as strings, in the order of their removal."""
        if not self.folder.is_dir():
            return []
        return sorted(Notebook(self.folder).store.paths(), key=lambda path: Path(path).parts)

    def removed_at(self, path: Path) -> datetime:
        """Return the time at which a note was removed: the folder is named after it."""
        try:
            name = path.relative_to(self.folder).parts[0]
            return datetime.strptime(name, _TIME).replace(tzinfo=UTC)
        except ValueError:  # another program's folder
            return datetime.fromtimestamp(changed_at(path), UTC)

    def find(self, reference: str) -> Path:
        """Return the removed note that a reference names.

        That is an id, its beginning or end, the number in the list of removed cases, words of a
        title, or `latest`. If a note was removed more than once, the latest removal counts.

        Raises:
            NotFound: the reference names no removed note.
            AmbiguousCase: it names more than one.
        """
        removed = self.paths()
        if reference == "latest" and removed:
            return Path(removed[-1])
        matches = self._matches(reference, removed)
        if not matches:
            hint: str = "coprod list --removed"
            raise NotFound(msg("there is no such case in the bin."), where=reference, hint=hint)
        if len({path.stem for path in matches}) > 1:
            message = nmsg(
                "this fits {count} removed case.", "this fits {count} removed cases.", len(matches)
            )
            hint = msg("more of the id, or its file's name")
            candidates = candidates_at(matches, self.notebook.read)
            raise AmbiguousCase(message, reference, hint, candidates)
        return matches[-1]

    def _matches(self, reference: str, removed: list[str]) -> list[Path]:
        """Return the removed notes that a reference may mean; the first rule that fits decides."""
        if matches := [Path(path) for path in removed if reference in self._names(path)]:
            return matches
        part = reference.strip().lower()
        with_part = [
            Path(path)
            for path in removed
            if part and any(has_id_part(name.lower(), part) for name in self._names(path))
        ]
        if number := list_number(reference, len(removed)):
            is_clear = len(reference) == 1 or len({path.stem for path in with_part}) != 1
            return [Path(removed[number - 1]), *(() if is_clear else with_part)]
        words = title_words(reference)
        if not words:
            return with_part
        cases = ((path, self.notebook.read(path).case) for path in removed)
        titles = ((path, case.title) for path, case in cases if case is not None)
        fits = whole_matches if with_part else best_matches
        return [Path(path) for path in fits(words, titles)] or with_part

    def _names(self, path: str) -> list[str]:
        """Return the names of a removed note: its file's stem, and the id inside the note."""
        stem = stem_of(path)
        case_id = "" if is_case_id(stem) else self.notebook.read(path).case_id
        return [stem, case_id] if case_id else [stem]

    def _relative_path(self, path: Path) -> Path:
        """Return a note's path relative to the notebook.

        Raises:
            CoprodError: the note is a link, hidden, or not in this notebook.
        """
        if path.is_symlink():
            message = msg("this is a link, and the note itself is elsewhere.")
            raise CoprodError(message, where=str(path), hint=msg("remove the link by hand"))
        folder = Path(os.path.realpath(self.notebook.folder))
        real_path = Path(os.path.realpath(path))
        if folder not in real_path.parents:
            message = msg("this note is not in this notebook.")
            raise CoprodError(message, where=str(path), hint="--notebook DIR")
        relative_path = real_path.relative_to(folder)
        if any(part.startswith(".") for part in relative_path.parts):
            message = msg("this is in a hidden folder, where no notes of this notebook are.")
            raise CoprodError(message, where=str(path), hint="coprod list, coprod list --removed")
        return relative_path
