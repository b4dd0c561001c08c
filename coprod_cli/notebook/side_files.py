"""Files beside the notes: drafts, history, locks, texts in an editor; the second half of the store.

`store.Store` reads and writes the notes; these functions do the same for every other file that
coprod keeps in a notebook. No module outside these two opens, writes, moves or removes such a file,
which `tests/architecture/test_store.py` holds.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from coprod_cli.base.atomic import (
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    make_private_folder,
    remove_leftovers,
    remove_leftovers_in,
    remove_old_leftovers,
    save_error,
    write_atomically,
    write_new,
)
from coprod_cli.base.files import read_private_file, read_regular_file

__all__ = ["read_private_file", "read_regular_file", "remove_leftovers", "remove_leftovers_in"]
__all__ += ["remove_old_leftovers"]


def write_file(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a private file whole or not at all, and make its folder where it is missing.

    Args:
        path: the file.
        data: what it is to hold.
        durable: whether to wait until the disk has it.

    Raises:
        CannotSave: it could not be written, and is as it was.
    """
    make_private_folder(path.parent)
    write_atomically(path, data, durable=durable)


def write_new_file(path: Path, data: bytes) -> None:
    """Write a private file that is not there yet.

    Raises:
        FileExistsError: it is there, and is as it was.
        CannotSave: it could not be written.
    """
    write_new(path, data)


def remove_file(path: Path) -> None:
    """Remove a file; one that is not there is no error.

    Raises:
        OSError: it could not be removed.
    """
    path.unlink(missing_ok=True)


def move_file(path: Path, target: Path) -> None:
    """Move a file or a folder, over what stands at `target`.

    Raises:
        OSError: it could not be moved, and is where it was.
    """
    path.replace(target)


def make_folder(folder: Path) -> None:
    """Make a private folder, and those above it that are missing.

    Raises:
        CannotSave: it could not be made.
    """
    make_private_folder(folder)


def make_new_folder(parent: Path, prefix: str) -> Path:
    """Make a private folder of a new name that begins with `prefix`, in a private folder.

    Raises:
        CannotSave: it could not be made.
    """
    make_private_folder(parent)
    try:
        return Path(tempfile.mkdtemp(dir=parent, prefix=prefix))
    except OSError as error:
        raise save_error(parent, error) from error


def plain_files(folder: Path, pattern: str) -> Iterator[Path]:
    """Give a folder's plain files, no links and no pipes, whose names fit a pattern (`fnmatch`)."""
    for path in folder.glob(pattern):
        if not path.is_symlink() and path.is_file():
            yield path


def plain_folders(folder: Path) -> list[Path]:
    """Return the folders in a folder, sorted by name; none where it cannot be read. No links."""
    with suppress(OSError):
        return sorted(each for each in folder.iterdir() if each.is_dir() and not each.is_symlink())
    return []


def names_in(folder: Path) -> set[str]:
    """Return the names of all files and folders in a folder.

    Raises:
        OSError: it cannot be read.
    """
    return {each.name for each in folder.iterdir()}


def remove_folder(folder: Path, *, ignore_errors: bool = False) -> None:
    """Remove a folder and all that is in it; links in it are not followed.

    Args:
        folder: the folder; one that is not there is no error.
        ignore_errors: whether to remove as much as can be removed, and raise nothing.

    Raises:
        CannotSave: some of it could not be removed.
    """
    try:
        if folder.is_dir():
            shutil.rmtree(folder, ignore_errors=ignore_errors)
    except OSError as error:
        raise save_error(folder, error) from error


def make_private(folder: Path) -> None:
    """Take from others what modes give them on a folder and on all that is in it.

    A link stays as it is: its mode is that of the file to which it leads.

    Raises:
        OSError: some of it could not be changed.
    """
    for here, folders, files in os.walk(folder):
        for names, mode in ((folders, PRIVATE_FOLDER), (files, PRIVATE_FILE)):
            for path in (Path(here, name) for name in names):
                if not path.is_symlink():
                    path.chmod(mode)


def write_folder(folder: Path, texts: Mapping[str, bytes]) -> Path:
    """Make a private folder with files in it; nothing of it stays where one cannot be written.

    It makes as few system calls as possible, since it is used after something else has failed.

    Args:
        folder: the folder, which is not there yet.
        texts: what to write, by the files' names.

    Raises:
        OSError: it could not be made.
    """
    folder.mkdir(mode=PRIVATE_FOLDER)
    try:
        for name, text in texts.items():
            flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
            with open(os.open(folder / name, flags, PRIVATE_FILE), "wb") as stream:  # noqa: PTH123
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder
