"""File operations for everything in a notebook but its notes: drafts, history, locks, editor files.

`store.Store` reads and writes the notes; these functions do the same for every other file that
coprod keeps in a notebook. No other module opens, writes, moves or removes such a file, which
`tests/architecture/test_store.py` checks.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path

from coprod_cli.base.atomic import (
    make_private_folder,
    save_error,
    write_atomically,
    write_new,
)
from coprod_cli.base.errors import CoprodError, read_error
from coprod_cli.base.file_system import set_mode, sync_file
from coprod_cli.base.files import read_private_file, read_regular_file, refuse_outside_link
from coprod_cli.base.permissions import (
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    Permissions,
    permissions_in,
    set_folder_permissions,
    set_permissions,
)
from coprod_cli.base.settings import STATE_FOLDER, notebook_above
from coprod_cli.base.system_calls import binary_flags, change_mode, replace_file
from coprod_cli.base.temporary_files import Leftovers, remove_leftovers_in, remove_old_leftovers
from coprod_cli.notebook.state_owner import is_trusted

__all__ = ["Leftovers", "read_private_file", "read_regular_file", "remove_leftovers_in"]
__all__ += ["remove_old_leftovers"]

GIT_IGNORE = ".gitignore"
"""The file in the state folder because of which git leaves that folder out."""
_IGNORE_ALL = b"*\n"


def write_file(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a private file atomically, and make its folder if it is missing.

    In the state folder, a file that is there never passes its mode, owner or link on to it.

    Args:
        path: the file.
        data: its new bytes.
        durable: whether to wait until the bytes are on the disk.

    Raises:
        CannotSave: the file could not be written; it is unchanged.
    """
    make_folder(path.parent)
    is_state = notebook_above(path.parent) is not None
    write_atomically(path, data, durable=durable, keeps_permissions=not is_state)


def write_new_file(path: Path, data: bytes) -> None:
    """Write a private file that does not exist yet.

    Raises:
        FileExistsError: the file exists; it is unchanged.
        CannotSave: the file could not be written.
    """
    write_new(path, data)


def make_lock_file(path: Path) -> int:
    """Make the file of a lock, and return the mode of such files.

    The locking library would set its mode, which some file systems refuse; a failure to make it
    here is left for the library to find. What another user put there is taken away.

    Raises:
        OSError: the folder may not be searched.
    """
    if os.path.lexists(path) and not is_trusted(path):
        remove_file(path)
    permissions = permissions_in(path.parent)
    if not os.path.lexists(path):
        with suppress(OSError, CoprodError):
            if permissions == Permissions(PRIVATE_FILE):
                flags = binary_flags(os.O_CREAT | os.O_EXCL | os.O_WRONLY)
                with os.fdopen(os.open(path, flags, PRIVATE_FILE), "wb") as stream:
                    # The umask may have cleared the owner's bits.
                    set_mode(partial(change_mode, stream.fileno(), PRIVATE_FILE))
            else:
                write_new(path, b"", durable=False)
    return permissions.mode


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
    replace_file(path, target)


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
    notebook = notebook_above(folder)
    if notebook is None or os.path.lexists(notebook / STATE_FOLDER / GIT_IGNORE):
        return
    state = notebook / STATE_FOLDER
    with suppress(OSError, CoprodError):
        refuse_outside_link(state, notebook)
        write_new(state / GIT_IGNORE, _IGNORE_ALL)


def make_new_folder(parent: Path, prefix: str) -> Path:
    """Make a private folder with a new name that begins with `prefix`, in a private folder.

    Raises:
        CannotSave: the folder could not be made.
    """
    make_folder(parent)
    try:
        folder = Path(tempfile.mkdtemp(dir=parent, prefix=prefix))
        set_folder_permissions(folder, permissions_in(parent, PRIVATE_FOLDER))
    except OSError as error:
        raise save_error(parent, error) from error
    return folder


def plain_files(folder: Path, is_wanted: Callable[[str], bool]) -> Iterator[Path]:
    """Yield a folder's plain files whose names are wanted.

    Links, pipes, and what another user put there (`is_trusted`) are left out. A folder that does
    not exist, or cannot be read, has none.
    """
    names: list[str] = []
    with suppress(OSError), os.scandir(folder) as entries:
        names += [
            entry.name
            for entry in entries
            if is_wanted(entry.name) and entry.is_file(follow_symlinks=False)
        ]
    for path in (folder / name for name in names):
        with suppress(FileNotFoundError):  # just removed
            if is_trusted(path):
                yield path


def plain_folders(folder: Path) -> list[Path]:
    """Return the folders in a folder, sorted by name; [] if it cannot be read.

    Links, and what another user put there (`is_trusted`), are left out.
    """
    with suppress(OSError):
        paths = (path for path in folder.iterdir() if path.is_dir() and not path.is_symlink())
        return sorted(path for path in paths if is_trusted(path))
    return []


def all_files(folder: Path) -> list[Path]:
    """Return all files in a folder and its subfolders, also hidden ones, sorted.

    Links count as files, and are not followed. Git's own folder is left out. A folder that does not
    exist has no files.

    Raises:
        CoprodError: a folder cannot be read.
    """
    found: list[Path] = []
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            entries = list(os.scandir(current))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise read_error(error, str(current)) from error
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                found.append(Path(entry.path))
            elif entry.name != ".git":
                pending.append(Path(entry.path))
    return sorted(found)


def changed_at(path: Path) -> float:
    """Return the time of a file's last change, in seconds since 1970; 0 if it is gone."""
    with suppress(OSError):
        return path.lstat().st_mtime
    return 0.0


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
    """Set the modes of new files on everything in a folder: private, or shared as the folder is.

    Links are skipped: the mode of a link is that of its target.

    Raises:
        OSError: a mode could not be changed.
    """
    for parent, folders, files in os.walk(folder):
        for names, private_mode in ((folders, PRIVATE_FOLDER), (files, PRIVATE_FILE)):
            mode = permissions_in(Path(parent), private_mode).mode
            for path in (Path(parent, name) for name in names):
                if not path.is_symlink():
                    set_mode(partial(path.chmod, mode))


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
        set_folder_permissions(folder, permissions_in(folder.parent, PRIVATE_FOLDER))
        for name, text in texts.items():
            flags = binary_flags(os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            with open(os.open(folder / name, flags, PRIVATE_FILE), "wb") as stream:  # noqa: PTH123
                set_permissions(stream.fileno(), permissions_in(folder))
                stream.write(text)
                stream.flush()
                sync_file(stream.fileno())
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder
