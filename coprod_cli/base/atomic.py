"""A file is written whole or not at all, and stays private to its owner."""

import errno
import glob
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from coprod_cli.base.errors import CannotSave, system_reason
from coprod_cli.base.message import N_, msg

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
_PART = ".part"
_OLD = 1.0
"""Seconds after its last change in which a file is whole and in its place, or left behind."""


class Stamp(NamedTuple):
    """What tells one state of a file from another, without reading it."""

    inode: int
    size: int
    changed: int


class ChangedMeanwhile(Exception):
    """A file is no longer the one that was read; nothing was written."""


_REASONS = {
    errno.ENOSPC: (N_("there is no room left on the disk"), N_("make room, then try again")),
    errno.EDQUOT: (N_("your disk quota is used up"), N_("make room, then try again")),
    errno.EFBIG: (
        N_("the file would be larger than this system allows"),
        N_("ask who runs the system"),
    ),
    errno.EACCES: (N_("you may not write there"), N_("another folder, with --notebook")),
    errno.EPERM: (N_("you may not write there"), N_("another folder, with --notebook")),
    errno.EROFS: (N_("that disk is read-only"), N_("another folder, with --notebook")),
    errno.ENOTDIR: (N_("a part of that path is a file, not a folder"), N_("another folder")),
    errno.EISDIR: (N_("that is a folder, not a file"), N_("another name")),
    errno.ENOENT: (N_("that folder is not there"), N_("make the folder first")),
    errno.EEXIST: (N_("a file stands where a folder is needed"), N_("another name")),
}


def save_error(path: Path, error: OSError) -> CannotSave:
    """Turn a system error into a sentence for the person."""
    if known := _REASONS.get(error.errno or 0):
        reason, hint = msg(known[0]), msg(known[1])
    else:
        reason = system_reason(error) if error.strerror else msg("the disk did not answer")
        hint = msg("another folder")
    message = msg("this could not be saved: {reason}.", reason=reason)
    return CannotSave(message, where=str(path), hint=hint)


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
            with suppress(FileExistsError):
                each.mkdir(mode=PRIVATE_FOLDER)
                each.chmod(PRIVATE_FOLDER)  # whatever the umask took away
        if not folder.is_dir():
            raise NotADirectoryError(errno.EEXIST, os.strerror(errno.EEXIST))
    except OSError as error:
        raise save_error(folder, error) from error


def stamp_of(path: Path | int) -> Stamp:
    """Return the stamp of a file, or of an open descriptor.

    Raises:
        OSError: it is not there, or may not be looked at.
    """
    found = os.stat(path)  # noqa: PTH116 - it takes a descriptor too
    return Stamp(found.st_ino, found.st_size, found.st_mtime_ns)


def _stamp_if_there(path: Path) -> Stamp | None:
    try:
        return stamp_of(path)
    except FileNotFoundError:
        return None


@contextmanager
def atomic_file(
    path: Path, *, durable: bool = True, expected_stamp: Stamp | None = None
) -> Iterator[BinaryIO]:
    """Open a file that takes the place of `path` when all of it is written, and not before.

    A symbolic link stays a link and an existing file keeps its mode; a new one is private.

    Args:
        path: the file.
        durable: whether to wait until the disk has it.
        expected_stamp: the state of the file that may be written over; any, where none is told.

    Raises:
        CannotSave: it could not be written; `path` is as it was, or, where only the last wait for
            the folder failed, already new and whole.
        ChangedMeanwhile: the file is in another state; it is as it was.
    """
    target = Path(os.path.realpath(path))

    def put(temporary: str) -> None:
        if expected_stamp is not None and _stamp_if_there(target) != expected_stamp:
            raise ChangedMeanwhile
        os.replace(temporary, target)  # noqa: PTH105 - the contract names the call

    try:
        try:
            mode = stat.S_IMODE(target.stat().st_mode)
        except FileNotFoundError:
            mode = PRIVATE_FILE
        with _written_aside(target, put, mode=mode, durable=durable) as stream:
            yield stream
    except OSError as error:
        raise save_error(path, error) from error


@contextmanager
def _written_aside(
    target: Path, put: Callable[[str], None], *, mode: int, durable: bool
) -> Iterator[BinaryIO]:
    """Open a file beside `target`; when all of it is written, `put` gets its name."""
    descriptor, temporary = tempfile.mkstemp(
        dir=target.parent, prefix=_part_prefix(target), suffix=_PART
    )
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fchmod(stream.fileno(), mode)  # whatever the umask took away
            if durable:
                os.fsync(stream.fileno())
        put(temporary)
        if durable:
            sync_folder(target.parent)
    finally:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108 - beside its mkstemp


def write_new(path: Path, data: bytes) -> None:
    """Write `data` to a file that is not there yet, whole or not at all.

    Raises:
        FileExistsError: it is there; it is as it was.
        CannotSave: it could not be written; it is not there, or, where only the last wait for the
            folder failed, there and whole.
    """

    def put(temporary: str) -> None:
        try:
            # Unlike a rename, a link never takes the place of a file.
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
            try:
                os.replace(temporary, path)  # noqa: PTH105 - as above
            except BaseException:
                path.unlink()
                raise

    try:
        with _written_aside(path, put, mode=PRIVATE_FILE, durable=True) as stream:
            stream.write(data)
    except FileExistsError:
        raise
    except OSError as error:
        raise save_error(path, error) from error


def write_atomically(
    path: Path, data: bytes, *, durable: bool = True, expected_stamp: Stamp | None = None
) -> None:
    """Write `data` to `path`, whole or not at all; the arguments are those of `atomic_file`.

    Raises:
        CannotSave: it could not be written; `path` is as it was.
        ChangedMeanwhile: the file is in another state than `expected_stamp`; it is as it was.
    """
    with atomic_file(path, durable=durable, expected_stamp=expected_stamp) as stream:
        stream.write(data)


def remove_leftovers(path: Path) -> None:
    """Take away what a write to `path` left beside it when its process was killed.

    For whoever holds the case: another writer's file would go, too.
    """
    target = Path(os.path.realpath(path))
    _remove_parts(target.parent, f"{glob.escape(_part_prefix(target))}*{_PART}")


def remove_leftovers_in(folder: Path) -> None:
    """Take away what writes in a folder left there, for whoever alone may write in it."""
    _remove_parts(folder, f".*{_PART}")


def remove_old_leftovers(folder: Path, name: str, now: float) -> None:
    """Take away what writes in a folder left behind that nobody can be at any more.

    Args:
        folder: the folder.
        name: a pattern (`fnmatch`) for the names of the files that were being written.
        now: the time, in seconds since 1970.
    """
    _remove_parts(folder, f".{name}.*{_PART}", until=now - _OLD)


def _remove_parts(folder: Path, names: str, *, until: float = float("inf")) -> None:
    with suppress(OSError):
        for part in folder.glob(names):
            with suppress(OSError):  # the others go all the same
                if part.stat().st_mtime < until:
                    part.unlink()


def _part_prefix(target: Path) -> str:
    # A name may be as long as the disk takes, and its temporary one must not be longer.
    return f".{target.name[:30]}."


def sync_folder(folder: Path) -> None:
    """Wait until the disk has a folder's names.

    Raises:
        OSError: it did not answer.
    """
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
