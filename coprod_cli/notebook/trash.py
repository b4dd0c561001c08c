"""The notebook's bin: notes that were removed, each where it can be brought back from."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coprod_cli.base.atomic import cannot_save, make_private_folder, sync_folder
from coprod_cli.base.errors import CoprodError, NotFound
from coprod_cli.base.files import refuse_way_out
from coprod_cli.base.i18n import _, ngettext
from coprod_cli.base.settings import BIN
from coprod_cli.model.case_id import is_case_id
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.notebook import Notebook

_TIME = "%Y%m%dT%H%M%S.%fZ"


@dataclass(frozen=True)
class Bin:
    """The removed notes of a notebook.

    Each removal has a folder of its own, called after its moment (UTC); in it a note lies as it lay
    in the notebook, in its subfolder if it had one.
    """

    notebook: Notebook

    @property
    def folder(self) -> Path:
        """Where the bin is."""
        return self.notebook.folder / BIN

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
        refuse_way_out(target, self.notebook.folder)
        try:
            make_private_folder(target.parent)
            path.rename(target)  # in one step: a killed process leaves it here or there
        except OSError as error:
            raise cannot_save(path, error) from error
        finally:
            self._tidy(target.parent)
        _settle(target.parent, path.parent)
        return target

    def bring_back(self, path: Path) -> Path:
        """Move a note from here to where it was, and return where that is.

        Raises:
            CoprodError: another file is there now, or a link that leads out of the notebook.
            CannotSave: it could not be moved, and is where it was.
        """
        place = Path(*path.relative_to(self.folder).parts[1:])
        target = self.notebook.folder / place
        refuse_way_out(target, self.notebook.folder)
        # A process that was killed may have brought it half of the way.
        is_there = target.is_symlink() or (target.exists() and not target.samefile(path))
        if is_there:
            message = _("a note of this name is in the notebook.")
            hint = _("give that one another name first")
            raise CoprodError(message, where=str(target), hint=hint)
        make_private_folder(target.parent)
        _bring(path, target)
        _settle(path.parent)
        self._tidy(path.parent)
        return target

    def notes(self) -> Iterator[Note]:
        """Read the removed notes, in the order in which they were removed."""
        book = Notebook(self.folder)
        return book.notes(self.paths())

    def paths(self) -> list[Path]:
        """Return where the removed notes are, in the order in which they were removed."""
        return sorted(Notebook(self.folder).paths()) if self.folder.is_dir() else []

    def find(self, reference: str) -> Path:
        """Return the removed note that an id, a beginning of one, or `latest` names.

        Of one that was removed more than once, it is the one that was removed last.

        Raises:
            NotFound: it names none, or more than one.
        """
        paths = self.paths()
        if reference == "latest" and paths:
            return paths[-1]
        named = [path for path in paths if reference in self._names(path)]
        named = named or [
            path
            for path in paths
            if reference and any(name.startswith(reference) for name in self._names(path))
        ]
        if not named:
            hint = "coprod list --removed"
            raise NotFound(_("there is no such case in the bin."), where=reference, hint=hint)
        if len({path.stem for path in named}) > 1:
            message = ngettext(
                "this fits {count} removed case.", "this fits {count} removed cases.", len(named)
            ).format(count=len(named))
            hint = _("more of the id, or its file's name")
            raise NotFound(message, where=reference, hint=hint)
        return named[-1]

    def _names(self, path: Path) -> list[str]:
        """Return by what a removed note is known: its file's name, and the id that is in it."""
        known = None if is_case_id(path.stem) else self.notebook.read(path).case
        return [path.stem, known.id] if known and known.id else [path.stem]

    def _place_of(self, path: Path) -> Path:
        if path.is_symlink():
            message = _("this is a link, and the note itself is elsewhere.")
            raise CoprodError(message, where=str(path), hint=_("remove the link by hand"))
        home = Path(os.path.realpath(self.notebook.folder))
        real = Path(os.path.realpath(path))
        if home not in real.parents:
            message = _("this note is not in this notebook.")
            raise CoprodError(message, where=str(path), hint="--notebook DIR")
        place = real.relative_to(home)
        if any(part.startswith(".") for part in place.parts):
            message = _("this is in a hidden folder, where no notes of this notebook are.")
            raise CoprodError(message, where=str(path), hint="coprod list, coprod list --removed")
        return place

    def _tidy(self, folder: Path) -> None:
        """Take away the folders that are empty now."""
        while folder != self.folder and folder.is_relative_to(self.folder):
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent


def _bring(path: Path, target: Path) -> None:
    """Move a file to where none is but itself, and wait until the disk has it there."""
    try:
        try:
            # Unlike a rename, a link never takes the place of a file.
            os.link(path, target)
        except FileExistsError:
            if not target.samefile(path):
                raise
        except OSError:
            path.rename(target)  # a file system without hard links
            return
        try:
            sync_folder(target.parent)
            path.unlink()
        except OSError:
            with suppress(OSError):
                target.unlink()
            raise
    except OSError as error:
        raise cannot_save(path, error) from error


def _settle(*folders: Path) -> None:
    """Let the disk have the names of folders; where it forgets a move, the note is where it was."""
    for folder in folders:
        with suppress(OSError):
            sync_folder(folder)
