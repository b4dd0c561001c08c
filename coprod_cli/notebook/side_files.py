"""File operations for everything in a notebook but its notes: drafts, history, locks, editor files.

`store.Store` reads and writes the notes; these functions do the same for every other file that
coprod keeps in a notebook. No other module opens, writes, moves or removes such a file, which
`tests/architecture/test_store.py` checks.
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
from coprod_cli.base.errors import CoprodError
from coprod_cli.base.files import read_private_file, read_regular_file, refuse_outside_link
from coprod_cli.base.settings import STATE_FOLDER

__all__ = ["read_private_file", "read_regular_file", "remove_leftovers", "remove_leftovers_in"]
__all__ += ["remove_old_leftovers"]

GIT_IGNORE = ".gitignore"
"""The file in the state folder because of which git leaves that folder out."""
_IGNORE_ALL = b"*\n"


def write_file(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a private file atomically, and make its folder if it is missing.

    Args:
        path: the file.
        data: its new bytes.
        durable: whether to wait until the bytes are on the disk.

    Raises:
        CannotSave: the file could not be written; it is unchanged.
    """
    make_folder(path.parent)
    write_atomically(path, data, durable=durable)


def write_new_file(path: Path, data: bytes) -> None:
    """Write a private file that does not exist yet.

    Raises:
        FileExistsError: the file exists; it is unchanged.
        CannotSave: the file could not be written.
    """
    write_new(path, data)


def remove_file(path: Path) -> None:
    """Remove a file; a file that does not exist is no error.

    Raises:
        OSError: the file could not be removed.
    """
    path.unlink(missing_ok=True)


def move_file(path: Path, target: Path) -> None:
    """Move a file or a folder, replacing a file at `target`.

    Raises:
        OSError: it could not be moved; it is unchanged.
    """
    path.replace(target)


def make_notebook_folder(folder: Path) -> None:
    """Make the private folder of a notebook, and its missing parents.

    Raises:
        CannotSave: the folder could not be made.
    """
    make_private_folder(folder)


def make_folder(folder: Path) -> None:
    """Make a private folder in a notebook's state folder, or that folder, and missing parents.

    Git is told to ignore the state folder.

    Raises:
        CannotSave: the folder could not be made.
    """
    make_private_folder(folder)
    _hide_from_git(folder)


def _hide_from_git(folder: Path) -> None:
    """Write a `.gitignore` of `*` into the state folder that a folder is in, unless it has one.

    So `git add -A` in a notebook never takes history and drafts. A file of that name is never
    replaced, nothing is written through a link that leads out of the notebook, and a failure is
    ignored: the next write to the state folder tries again.
    """
    state = next((path for path in (folder, *folder.parents) if path.name == STATE_FOLDER), None)
    if state is None or os.path.lexists(state / GIT_IGNORE):
        return
    with suppress(OSError, CoprodError):
        refuse_outside_link(state, state.parent)
        write_new(state / GIT_IGNORE, _IGNORE_ALL)


def make_new_folder(parent: Path, prefix: str) -> Path:
    """Make a private folder with a new name that begins with `prefix`, in a private folder.

    Raises:
        CannotSave: the folder could not be made.
    """
    make_folder(parent)
    try:
        return Path(tempfile.mkdtemp(dir=parent, prefix=prefix))
    except OSError as error:
        raise save_error(parent, error) from error


def plain_files(folder: Path, pattern: str) -> Iterator[Path]:
    """Yield a folder's plain files, no links or pipes, whose names match a pattern (`fnmatch`)."""
    for path in folder.glob(pattern):
        if not path.is_symlink() and path.is_file():
            yield path


def plain_folders(folder: Path) -> list[Path]:
    """Return the folders in a folder, sorted by name, without links; [] if it cannot be read."""
    with suppress(OSError):
        return sorted(path for path in folder.iterdir() if path.is_dir() and not path.is_symlink())
    return []


def names_in(folder: Path) -> set[str]:
    """Return the names of all files and folders in a folder.

    Raises:
        OSError: the folder cannot be read.
    """
    return {path.name for path in folder.iterdir()}


def remove_folder(folder: Path, *, ignore_errors: bool = False) -> None:
    """Remove a folder and everything in it; links are not followed.

    Args:
        folder: the folder; a folder that does not exist is no error.
        ignore_errors: whether to remove as much as possible, and raise nothing.

    Raises:
        CannotSave: a file could not be removed.
    """
    try:
        if folder.is_dir():
            shutil.rmtree(folder, ignore_errors=ignore_errors)
    except OSError as error:
        raise save_error(folder, error) from error


def make_private(folder: Path) -> None:
    """Set private modes on a folder and everything in it, so that only its owner has access.

    Links are skipped: the mode of a link is that of its target.

    Raises:
        OSError: a mode could not be changed.
    """
    for parent, folders, files in os.walk(folder):
        for names, mode in ((folders, PRIVATE_FOLDER), (files, PRIVATE_FILE)):
            for path in (Path(parent, name) for name in names):
                if not path.is_symlink():
                    path.chmod(mode)


def write_folder(folder: Path, texts: Mapping[str, bytes]) -> Path:
    """Make a private folder with files in it, and return it; all or nothing is written.

    It makes few system calls, since it is used after another write has failed.

    Args:
        folder: the folder, which does not exist yet.
        texts: the bytes of each file, by its name.

    Raises:
        OSError: the folder or a file could not be written.
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
