"""A file is written whole or not at all, and stays private to its owner."""

import errno
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from coprod_cli.errors import CannotSave

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

_REASONS = {
    errno.ENOSPC: ("there is no room left on the disk", "make room, then try again"),
    errno.EDQUOT: ("your disk quota is used up", "make room, then try again"),
    errno.EFBIG: ("the file would be larger than this system allows", "ask who runs the system"),
    errno.EACCES: ("you may not write there", "another folder, with --notebook"),
    errno.EPERM: ("you may not write there", "another folder, with --notebook"),
    errno.EROFS: ("that disk is read-only", "another folder, with --notebook"),
    errno.ENOTDIR: ("a part of that path is a file, not a folder", "another folder"),
    errno.EISDIR: ("that is a folder, not a file", "another name"),
    errno.ENOENT: ("that folder is not there", "make the folder first"),
    errno.EEXIST: ("a file stands where a folder is needed", "another name"),
}


def cannot_save(path: Path, error: OSError) -> CannotSave:
    """Turn a system error into a sentence for the person."""
    reason, hint = _REASONS.get(
        error.errno or 0, ((error.strerror or "the disk did not answer").lower(), "another folder")
    )
    return CannotSave(f"this could not be saved: {reason}.", where=str(path), hint=hint)


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for its owner only.

    Raises:
        CannotSave: the folder cannot be made.
    """
    missing = [folder]
    try:
        while not missing[-1].parent.exists() and missing[-1].parent != missing[-1]:
            missing.append(missing[-1].parent)
        for each in reversed(missing):
            each.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    except OSError as error:
        raise cannot_save(folder, error) from error


@contextmanager
def whole_file(path: Path, *, durable: bool = True) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `path` when all of it is written, and not before.

    A symbolic link stays a link and an existing file keeps its mode; a new one is private.

    Raises:
        CannotSave: it could not be written; `path` is as it was.
    """
    target = Path(os.path.realpath(path))
    temporary: str | None = None
    try:
        try:
            mode = stat.S_IMODE(target.stat().st_mode)
        except FileNotFoundError:
            mode = PRIVATE_FILE
        # A name may be as long as the disk takes, and its temporary one must not be longer.
        descriptor, temporary = tempfile.mkstemp(
            dir=target.parent, prefix=f".{target.name[:30]}.", suffix=".part"
        )
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            if mode != PRIVATE_FILE:
                os.fchmod(stream.fileno(), mode)
            if durable:
                os.fsync(stream.fileno())
        os.replace(temporary, target)  # noqa: PTH105 - the contract names the call
        temporary = None
        if durable:
            _sync_folder(target.parent)
    except OSError as error:
        raise cannot_save(path, error) from error
    finally:
        if temporary is not None:
            with suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108 - beside its mkstemp


def write_whole(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write `data` to `path`, whole or not at all.

    Raises:
        CannotSave: it could not be written; `path` is as it was.
    """
    with whole_file(path, durable=durable) as stream:
        stream.write(data)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
