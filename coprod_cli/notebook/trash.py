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
        relative_path = self._relative_path(path)
        when = now.astimezone(UTC)
        while (folder := self.folder / f"{when:{_TIME}}").exists():
            when += timedelta(microseconds=1)
        target = folder / relative_path
        store = self.notebook.store
        try:
            store.move_out(path, target)
        finally:
            store.remove_empty_folders(target.parent, self.folder)
        return target

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

    def paths(self) -> list[str]:
        """Return the paths of the removed notes as strings, in the order of their removal."""
        if not self.folder.is_dir():
            return []
        return sorted(Notebook(self.folder).store.paths(), key=lambda path: Path(path).parts)

    def find(self, reference: str) -> Path:
        """Return the removed note that an id, the beginning of one, or `latest` names.

        If a note was removed more than once, the latest removal counts.

        Raises:
            NotFound: the reference names no removed note, or more than one.
        """
        removed = self.paths()
        if reference == "latest" and removed:
            return Path(removed[-1])
        matches = [Path(path) for path in removed if reference in self._names(path)]
        matches = matches or [
            Path(path)
            for path in removed
            if reference and any(name.startswith(reference) for name in self._names(path))
        ]
        if not matches:
            hint = "coprod list --removed"
            raise NotFound(msg("there is no such case in the bin."), where=reference, hint=hint)
        if len({path.stem for path in matches}) > 1:
            message = nmsg(
                "this fits {count} removed case.", "this fits {count} removed cases.", len(matches)
            )
            hint = msg("more of the id, or its file's name")
            raise NotFound(message, where=reference, hint=hint)
        return matches[-1]

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
