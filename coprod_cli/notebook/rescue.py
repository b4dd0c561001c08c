"""Rescue: writes texts that could not be saved into a private folder, so that none is lost."""

import errno
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from coprod_cli.base.errors import CannotSave, WrongUsage
from coprod_cli.base.files import unused_name
from coprod_cli.base.settings import user_state_folder
from coprod_cli.notebook.editor_files import EditorFile
from coprod_cli.notebook.side_files import make_folder, plain_folders, write_folder


def rescue_texts(
    texts: Mapping[str, bytes], folders: Iterable[Path], now: datetime, case_id: str = ""
) -> Path | None:
    """Write texts into a new private folder, and return it; None if no folder could be written.

    Args:
        texts: the bytes of each text, by a safe file name.
        folders: the parent folders to try, the best one first; after them, the user's state folder
            and the system's folder for temporary files are tried.
        now: the time, after which the new folder is named.
        case_id: the case that the texts belong to, which the name ends with, for `coprod purge`.
    """
    name = _folder_name(now, case_id)
    for folder in (*folders, *_state_folder()):
        with suppress(OSError, CannotSave):
            _make_private_folder(folder)
            return write_folder(unused_name(folder / name), texts)
    with suppress(OSError):
        return write_folder(unused_name(Path(tempfile.gettempdir()) / f"coprod-{name}"), texts)
    return None


def _state_folder() -> list[Path]:
    with suppress(WrongUsage):  # a user without a home folder has none
        return [user_state_folder() / "rescued"]
    return []


def rescued_outside(names: re.Pattern[str]) -> list[Path]:
    """Return the folders of rescued texts outside of any notebook whose names match a pattern."""
    temporary = [path for path in plain_folders(Path(tempfile.gettempdir())) if
                 path.name.startswith("coprod-")]  # fmt: skip
    folders = [*(each for folder in _state_folder() for each in plain_folders(folder)), *temporary]
    return [folder for folder in folders if names.search(folder.name)]


def rescue_editor_file(file: EditorFile, rescued: Path, now: datetime) -> Path:
    """Move everything an editor left to the rescued texts; return its folder, moved or not."""
    try:
        _make_private_folder(rescued)
        folder = unused_name(rescued / _folder_name(now, file.case_id))
        file.move_to(folder)
    except (OSError, CannotSave):
        return file.folder
    return folder


def _folder_name(now: datetime, case_id: str) -> str:
    time = f"{now:%Y%m%d-%H%M%S-%f}"
    return f"{time}-{case_id}" if case_id else time


def _make_private_folder(folder: Path) -> None:
    """Make a private folder; a link is refused, since its target may not be private.

    Raises:
        OSError, CannotSave: the folder could not be made.
    """
    if folder.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    make_folder(folder)
