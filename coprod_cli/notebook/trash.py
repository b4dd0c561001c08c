"""The notebook's bin: notes that were removed, each where it can be brought back from."""

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

    Each removal has a folder of its own, called after its moment (UTC); in it a note lies as it lay
    in the notebook, in its subfolder if it had one.
    """

    notebook: Notebook

    @property
    def folder(self) -> Path:
        """Where the bin is."""
        return self.notebook.folder / TRASH_FOLDER

    def put(self, path: Path, now: datetime) -> Path:
        """Move a note here, and return where it is now.

        Raises:
            CoprodError: the note is not a file of this notebook's own.
            CannotSave: it could not be moved, and is where it was.
        """
        place = self._place_of(path)
        when = now.astimezone(UTC)
        while (folder := self.folder / f"{when:{_TIME}}").exists():
            when += timedelta(microseconds=1)
        target = folder / place
        store = self.notebook.store
        try:
            store.move_out(path, target)
        finally:
            store.remove_empty_folders(target.parent, self.folder)
        return target

    def restore(self, path: Path) -> Path:
        """Move a note from here to where it was, and return where that is.

        Raises:
            CoprodError: another file is there now, or a link that leads out of the notebook.
            CannotSave: it could not be moved, and is where it was.
        """
        place = Path(*path.relative_to(self.folder).parts[1:])
        target = self.notebook.folder / place
        refuse_outside_link(target, self.notebook.folder)
        # A process that was killed may have brought it half of the way.
        is_there = target.is_symlink() or (target.exists() and not target.samefile(path))
        if is_there:
            message = msg("a note of this name is in the notebook.")
            hint = msg("give that one another name first")
            raise CoprodError(message, where=str(target), hint=hint)
        self.notebook.store.move_in(path, target)
        self.notebook.store.remove_empty_folders(path.parent, self.folder)
        return target

    def notes(self) -> Iterator[Note]:
        """Read the removed notes, in the order in which they were removed."""
        book = Notebook(self.folder)
        return book.notes(self.paths())

    def paths(self) -> list[str]:
        """Return the paths of the removed notes as strings, in the order of their removal."""
        if not self.folder.is_dir():
            return []
        return sorted(Notebook(self.folder).store.paths(), key=lambda path: Path(path).parts)

    def find(self, reference: str) -> Path:
        """Return the removed note that an id, a beginning of one, or `latest` names.

        Of one that was removed more than once, it is the one that was removed last.

        Raises:
            NotFound: it names none, or more than one.
        """
        removed = self.paths()
        if reference == "latest" and removed:
            return Path(removed[-1])
        named = [Path(each) for each in removed if reference in self._known_as(each)]
        named = named or [
            Path(each)
            for each in removed
            if reference and any(name.startswith(reference) for name in self._known_as(each))
        ]
        if not named:
            hint = "coprod list --removed"
            raise NotFound(msg("there is no such case in the bin."), where=reference, hint=hint)
        if len({path.stem for path in named}) > 1:
            message = nmsg(
                "this fits {count} removed case.", "this fits {count} removed cases.", len(named)
            )
            hint = msg("more of the id, or its file's name")
            raise NotFound(message, where=reference, hint=hint)
        return named[-1]

    def _known_as(self, name: str) -> list[str]:
        """Return by what a removed note is known: its file's stem, and the id that is in it."""
        stem = stem_of(name)
        known = None if is_case_id(stem) else self.notebook.read(name).case
        return [stem, known.id] if known and known.id else [stem]

    def _place_of(self, path: Path) -> Path:
        if path.is_symlink():
            message = msg("this is a link, and the note itself is elsewhere.")
            raise CoprodError(message, where=str(path), hint=msg("remove the link by hand"))
        home = Path(os.path.realpath(self.notebook.folder))
        real = Path(os.path.realpath(path))
        if home not in real.parents:
            message = msg("this note is not in this notebook.")
            raise CoprodError(message, where=str(path), hint="--notebook DIR")
        place = real.relative_to(home)
        if any(part.startswith(".") for part in place.parts):
            message = msg("this is in a hidden folder, where no notes of this notebook are.")
            raise CoprodError(message, where=str(path), hint="coprod list, coprod list --removed")
        return place
