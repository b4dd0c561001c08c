"""Store: the only code that reads or writes a note; `side_files` does it for the files beside.

Every change of a note passes through one method, `Store.changed`, which tells a listener. An index
over the notebook is such a listener: it needs no other place to learn that a note was added,
replaced, or taken away by coprod. What other programs change, it learns from the notes' stamps.
"""

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
from coprod_cli.base.files import markdown_files, read_regular_file, refuse_outside_link

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
    """Do nothing: the listener of a store that has none."""


@dataclass(frozen=True)
class Store:
    """The notes of one notebook as files.

    A note is named by its path as a plain string: a notebook may have 100,000, and a `Path` is
    four times as large.

    Attributes:
        folder: the notebook's folder; nothing is written where a link leads out of it.
        listener: is told of each change, after the disk has it.
    """

    folder: Path
    listener: Listener = field(default=ignore_change, compare=False, repr=False)

    def paths(self) -> Iterator[str]:
        """Give the path of each Markdown file in the folder and its subfolders, in no order.

        Raises:
            CoprodError: the folder cannot be read.
        """
        here = f".{os.sep}" if str(self.folder) == "." else ""
        return (path.removeprefix(here) for _stem, path in markdown_files(self.folder))

    def read(self, name: str | Path) -> bytes:
        """Return a note's bytes.

        Raises:
            OSError: it is not there, may not be read, or is no plain file.
        """
        return read_regular_file(name)

    def stamp(self, name: str | Path) -> Stamp | None:
        """Return what distinguishes the note's present state from others; None for no such file."""
        try:
            return stamp_of(Path(name))
        except OSError:
            return None

    def add(self, path: Path, data: bytes) -> None:
        """Write a note that is not there yet; its folder is made where it is missing.

        Raises:
            FileExistsError: it is there, and is as it was.
            CannotSave: it could not be written.
            CoprodError: a link leads out of the notebook.
        """
        if path.parent != self.folder:
            refuse_outside_link(path.parent, self.folder)
            make_private_folder(path.parent)
        write_new(path, data)
        self.changed(ChangeKind.ADDED, path)

    def replace(self, path: Path, data: bytes, over: Stamp | None) -> None:
        """Write a note in place of its present text, whole or not at all.

        Args:
            path: the note.
            data: its new bytes.
            over: the stamp of the state that may be replaced; None for any state.

        Raises:
            ChangedMeanwhile: the note is in another state, and is as it was.
            CannotSave: it could not be written, and is as it was.
            CoprodError: it is a link that leads out of the notebook.
        """
        refuse_outside_link(path, self.folder)
        write_atomically(path, data, expected_stamp=over)
        self.changed(ChangeKind.REPLACED, path)

    def move_out(self, path: Path, target: Path) -> None:
        """Move a note to where it is none of the notebook's, such as the trash.

        Raises:
            CannotSave: it could not be moved, and is where it was.
            CoprodError: a link leads out of the notebook.
        """
        refuse_outside_link(target, self.folder)
        try:
            make_private_folder(target.parent)
            path.rename(target)  # in one step: a killed process leaves it here or there
        except OSError as error:
            raise save_error(path, error) from error
        _sync(target.parent, path.parent)
        self.changed(ChangeKind.REMOVED, path)

    def move_in(self, path: Path, target: Path) -> None:
        """Move a file to where it is a note of the notebook; it takes no other file's place.

        A process that was killed may have done half of it: then `target` is the same file.

        Raises:
            CannotSave: it could not be moved, and is where it was.
        """
        make_private_folder(target.parent)
        try:
            _move_to_free(path, target)
        except OSError as error:
            raise save_error(path, error) from error
        _sync(path.parent)
        self.changed(ChangeKind.ADDED, target)

    def changed(self, kind: ChangeKind, path: Path) -> None:
        """Tell the listener of a change that the disk has; every change of a note passes here."""
        self.listener(NoteChange(kind, str(path)))

    @staticmethod
    def remove_empty_folders(folder: Path, top: Path) -> None:
        """Remove a folder and those above it below `top`, as far as they are empty."""
        while folder != top and folder.is_relative_to(top):
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent


def _move_to_free(path: Path, target: Path) -> None:
    """Move a file to where no other one is, and wait until the disk has it there."""
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


def _sync(*folders: Path) -> None:
    """Wait for the disk to have folders' names; if it forgets a move, the note is where it was."""
    for folder in folders:
        with suppress(OSError):
            sync_folder(folder)
