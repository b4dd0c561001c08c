"""A safe place for a text that could not be put where it belongs; the person is told of it."""

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
    """Write texts by their names into a new private folder; return it, or None where none takes it.

    Args:
        texts: the bytes to keep, by a name that is fit to be a file's.
        folders: where to put them, the best place first; behind them come the person's own folder
            for such things, and the system's for passing files.
        now: the time, which names the new folder.
    """
    name = _name(now)
    for folder in (*folders, user_state_folder() / "rescued"):
        with suppress(OSError, CannotSave):
            _make_own(folder)
            return write_folder(_free(folder / name), texts)
    with suppress(OSError):
        return write_folder(_free(Path(tempfile.gettempdir()) / f"coprod-{name}"), texts)
    return None


def rescue_editor_file(edited: EditorFile, rescued: Path, now: datetime) -> Path:
    """Move all that an editor left to the rescued texts; return where it is, be it where it was."""
    try:
        _make_own(rescued)
        folder = _free(rescued / _name(now))
        edited.move_to(folder)
    except (OSError, CannotSave):
        return edited.folder
    return folder


def _name(now: datetime) -> str:
    return f"{now:%Y%m%d-%H%M%S-%f}"


def _free(folder: Path) -> Path:
    """Return a folder's name, with a number where there is one of that name."""
    number, free = 1, folder
    while os.path.lexists(free):
        number += 1
        free = folder.with_name(f"{folder.name}-{number}")
    return free


def _make_own(folder: Path) -> None:
    """Make a private folder; a link might lead to where nothing is private.

    Raises:
        OSError, CannotSave: it could not be made.
    """
    if folder.is_symlink():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    make_folder(folder)
