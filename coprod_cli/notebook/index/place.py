"""Place of the index: a private file in the person's cache folder, named by a hash."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.permissions import PRIVATE_FILE, PRIVATE_FOLDER
from coprod_cli.base.settings import user_cache_folder
from coprod_cli.base.system_calls import user_number

_BESIDE = ("", "-journal", "-wal", "-shm")
"""The endings of an index's files: SQLite makes the others beside the first."""


def index_file(notebook: Path) -> Path | None:
    """Return the path of the index of the notebook in a folder; None if there can be none.

    The file need not exist. Its name tells nothing of the notebook.
    """
    try:
        folder = user_cache_folder()
    except CoprodError:  # the user has no home folder, as in a container
        return None
    from hashlib import blake2b

    name = blake2b(os.fsencode(os.path.realpath(notebook)), digest_size=16).hexdigest()
    return folder / f"{name}.index"


def make_index_file(path: Path) -> None:
    """Make the empty file of an index, private, if it is not there.

    Raises:
        OSError: it cannot be made, or somebody else could have put it there.
    """
    existing = next(folder for folder in path.parents if folder.exists())
    # What root made in another user's folders, as by `sudo`, that user could not use.
    if user_number() == 0 and existing.stat().st_uid != 0:
        raise PermissionError
    path.parent.parent.mkdir(parents=True, exist_ok=True, mode=PRIVATE_FOLDER)
    path.parent.mkdir(exist_ok=True, mode=PRIVATE_FOLDER)
    folder = path.parent.lstat()
    if not stat.S_ISDIR(folder.st_mode) or not _is_mine(folder):
        raise PermissionError
    if not path.exists():
        flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY
        with suppress(FileExistsError):
            os.close(os.open(path, flags, PRIVATE_FILE))
    require_own(path)


def require_own(path: Path) -> None:
    """Raise an error unless an index is the person's own file.

    Raises:
        OSError: it is missing, a link, no file, or somebody else's.
    """
    status = path.lstat()
    if not stat.S_ISREG(status.st_mode) or not _is_mine(status):
        raise PermissionError


def _is_mine(status: os.stat_result) -> bool:
    return user_number() in {None, status.st_uid}


def delete_index(path: Path) -> None:
    """Delete the files of an index; those that cannot be deleted stay."""
    for ending in _BESIDE:
        with suppress(OSError):
            path.with_name(f"{path.name}{ending}").unlink()
