"""Rescue: writes texts that could not be saved into a private folder, so that none is lost."""

import errno
import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from coprod_cli.base.errors import CannotSave
from coprod_cli.base.settings import user_state_folder
from coprod_cli.notebook.editor_files import EditorFile
from coprod_cli.notebook.side_files import make_folder, write_folder


def rescue_texts(texts: Mapping[str, bytes], folders: Iterable[Path], now: datetime) -> Path | None:
    """Write texts into a new private folder, and return it; None if no folder could be written.

    Args:
        texts: the bytes of each text, by a safe file name.
        folders: the parent folders to try, the best one first; after them, the user's state folder
            and the system's folder for temporary files are tried.
        now: the time, after which the new folder is named.
    """
    name = _folder_name(now)
    for folder in (*folders, user_state_folder() / "rescued"):
        with suppress(OSError, CannotSave):
            _make_private_folder(folder)
            return write_folder(_unused_name(folder / name), texts)
    with suppress(OSError):
        return write_folder(_unused_name(Path(tempfile.gettempdir()) / f"coprod-{name}"), texts)
    return None


def rescue_editor_file(file: EditorFile, rescued: Path, now: datetime) -> Path:
    """Move everything an editor left to the rescued texts; return its folder, moved or not."""
    try:
        _make_private_folder(rescued)
        folder = _unused_name(rescued / _folder_name(now))
        file.move_to(folder)
    except (OSError, CannotSave):
        return file.folder
    return folder


def _folder_name(now: datetime) -> str:
    return f"{now:%Y%m%d-%H%M%S-%f}"


def _unused_name(folder: Path) -> Path:
    """Return a path that does not exist: the folder's own, or with a number after its name."""
    number, unused = 1, folder
    while os.path.lexists(unused):
        number += 1
        unused = folder.with_name(f"{folder.name}-{number}")
    return unused


def _make_private_folder(folder: Path) -> None:
    """Make a private folder; a link is refused, since its target may not be private.

    Raises:
        OSError, CannotSave: the folder could not be made.
    """
    if folder.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    make_folder(folder)
