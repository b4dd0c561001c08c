"""Store: the only code that reads or writes notes; `side_files` does it for all other files.

Every change of a note calls `Store.changed`, which notifies a listener: this one method reports
every note that coprod adds, replaces or removes, and so lets the index forget it. The index detects
the changes of other programs by the notes' stamps.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.atomic import (
    ChangedMeanwhile,
    Stamp,
    make_private_folder,
    save_error,
    stamp_of,
    sync_folder,
    write_atomically,
    write_new,
)
from coprod_cli.base.files import (
    MAX_FILE_BYTES,
    TOO_LARGE,
    MarkdownFiles,
    markdown_files,
    read_regular_file,
    refuse_outside_link,
)
from coprod_cli.base.message import Message
from coprod_cli.base.permissions import unkept_permissions
from coprod_cli.base.system_calls import replace_file
from coprod_cli.model.case_id import is_case_id
from coprod_cli.notebook.stand_ins import refuse_stand_in, stand_in

__all__ = ["ChangeKind", "ChangedMeanwhile", "NoteChange", "Stamp", "Store"]


class ChangeKind(StrEnum):
    """What happened to a note."""

    ADDED = "added"
    REPLACED = "replaced"
    REMOVED = "removed"


class NoteChange(NamedTuple):
    """One change of a note: what happened, and the note's path."""

    kind: ChangeKind
    path: str


Listener = Callable[[NoteChange], None]


def ignore_change(change: NoteChange) -> None:
    """Do nothing: the default listener."""


@dataclass(frozen=True)
class Store:
    """The notes of one notebook as files.

    Paths of notes are plain strings: a notebook may have 100,000, and a `Path` is four times as
    large.

    Attributes:
        folder: the notebook's folder; nothing is written through a link that leads out of it.
        listener: is called with each change, after the change is on the disk.
    """

    folder: Path
    listener: Listener = field(default=ignore_change, compare=False, repr=False)

    def files(self) -> MarkdownFiles:
        """Return the path of each Markdown file in the folder and its subfolders, in no order.

        With them come what may hide notes: files in the place of one (see `stand_ins`), folders
        that are named as one, and subfolders that cannot be read.

        Raises:
            CoprodError: the folder cannot be read.
        """
        found, links = markdown_files(self.folder, _may_hide_a_note)
        if str(self.folder) == ".":
            prefix = f".{os.sep}"
            found = [path.removeprefix(prefix) for path in found]
            links = {path.removeprefix(prefix) for path in links}
        paths = [path for path in found if path.endswith(".md") or not _is_superseded(path)]
        return MarkdownFiles(paths, links)

    def paths(self) -> Iterator[str]:
        """Yield the paths of `files`; the folders are read when the first one is asked for.

        Raises:
            CoprodError: the folder cannot be read.
        """
        yield from self.files().paths

    def read(self, path: str | Path) -> bytes:
        """Return a note's bytes.

        Raises:
            OSError: the note does not exist, may not be read, or is no plain file.
        """
        return read_regular_file(path)

    def stamp(self, path: str | Path) -> Stamp | None:
        """Return the stamp of the note's present state; None if the file does not exist."""
        try:
            return stamp_of(Path(path))
        except OSError:
            return None

    def add(self, path: Path, data: bytes) -> None:
        """Write a note that does not exist yet; make its folder if it is missing.

        Raises:
            FileExistsError: the note exists; it is unchanged.
            CannotSave: the note could not be written.
            CoprodError: a link leads out of the notebook.
        """
        _refuse_too_large(path, data)
        if path.parent != self.folder:
            refuse_outside_link(path.parent, self.folder)
            make_private_folder(path.parent)
        write_new(path, data)
        self.changed(ChangeKind.ADDED, path)

    def replace(self, path: Path, data: bytes, expected_stamp: Stamp | None) -> None:
        """Replace a note's bytes atomically.

        Args:
            path: the note.
            data: its new bytes.
            expected_stamp: the stamp of the state that may be replaced; None for any state.

        Raises:
            ChangedMeanwhile: the note has another stamp; it is unchanged.
            CannotSave: the note could not be written; it is unchanged.
            CoprodError: the note is a link that leads out of the notebook, or is not here.
        """
        _refuse_too_large(path, data)
        refuse_outside_link(path, self.folder)
        refuse_stand_in(str(path), path.name)
        write_atomically(path, data, expected_stamp=expected_stamp)
        self.changed(ChangeKind.REPLACED, path)

    def losses(self, path: Path) -> list[Message]:
        """Return what a note would lose if it were replaced, such as its owner; mostly nothing.

        Raises:
            CannotSave: the note is write-protected, or its owner could no longer read it.
            CoprodError: the note is a link that leads out of the notebook.
        """
        refuse_outside_link(path, self.folder)
        return unkept_permissions(path)

    def move_out(self, path: Path, target: Path) -> None:
        """Move a note out of the notebook's notes, such as into the trash.

        Raises:
            CannotSave: the note could not be moved; it is unchanged.
            CoprodError: a link leads out of the notebook, or the note is not on this computer.
        """
        refuse_outside_link(target, self.folder)
        refuse_stand_in(str(path), path.name)
        try:
            make_private_folder(target.parent)
            replace_file(path, target)  # atomic: after a kill the note is in one of the two folders
        except OSError as error:
            raise save_error(path, error) from error
        _sync(target.parent, path.parent)
        self.changed(ChangeKind.REMOVED, path)

    def move_in(self, path: Path, target: Path) -> None:
        """Move a file among the notebook's notes; an existing file is never replaced.

        `target` may exist as a link to the same file, if an earlier move was killed halfway.

        Raises:
            CannotSave: the file could not be moved; it is unchanged.
        """
        make_private_folder(target.parent)
        try:
            _move_without_replacing(path, target)
        except OSError as error:
            raise save_error(path, error) from error
        _sync(path.parent)
        self.changed(ChangeKind.ADDED, target)

    def delete(self, path: Path) -> None:
        """Delete a note for good; a link is deleted, and not what it leads to.

        Raises:
            OSError: the note could not be deleted.
        """
        path.unlink(missing_ok=True)
        self.changed(ChangeKind.REMOVED, path)

    def changed(self, kind: ChangeKind, path: Path) -> None:
        """Notify the listener of a change that is on the disk; every change calls this method."""
        self.listener(NoteChange(kind, str(path)))

    @staticmethod
    def remove_empty_folders(folder: Path, top: Path) -> None:
        """Remove a folder and its parents below `top`, as far as they are empty."""
        while folder != top and folder.is_relative_to(top):
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent


def _refuse_too_large(path: Path, data: bytes) -> None:
    """Raise CannotSave for a note that could not be read again."""
    if len(data) > MAX_FILE_BYTES:
        raise save_error(path, OSError(errno.EFBIG, TOO_LARGE))


def _may_hide_a_note(name: str) -> bool:
    """Return whether a file is in the place of a note, or a folder is named as one, by its name."""
    return is_case_id(name.removesuffix(".md")) or stand_in(name) is not None


def _is_superseded(path: str) -> bool:
    """Return whether a file, which is no Markdown file, is in the place of a note that is there."""
    folder, name = os.path.split(path)
    found = stand_in(name)
    return found is not None and os.path.lexists(os.path.join(folder, found.name))  # noqa: PTH118


def _move_without_replacing(path: Path, target: Path) -> None:
    """Move a file to a path where no other file is, and wait until that is on the disk."""
    try:
        # Unlike a rename, a hard link never replaces a file.
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


def _sync(*folders: Path) -> None:
    """Wait until folders are on the disk; ignore errors, after which a crash may undo the move."""
    for folder in folders:
        with suppress(OSError):
            sync_folder(folder)
