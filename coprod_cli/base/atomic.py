"""Atomic writes: a file is written completely or not at all, and stays private to its owner."""

import errno
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from coprod_cli.base.errors import CannotSave, system_reason
from coprod_cli.base.exchange import exchange_files
from coprod_cli.base.file_system import sync_file
from coprod_cli.base.message import N_, msg
from coprod_cli.base.permissions import (
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    TEMPORARY_SUFFIX,
    Permissions,
    permissions_in,
    permissions_of,
    set_folder_permissions,
    set_permissions,
)
from coprod_cli.base.system_calls import IS_WINDOWS, replace_file
from coprod_cli.base.temporary_files import temporary_prefix


class Stamp(NamedTuple):
    """Identifies one state of a file without reading it.

    Attributes:
        inode: the file's inode number.
        size: its size in bytes.
        changed: the time of its last change, in nanoseconds since 1970.
    """

    inode: int
    size: int
    changed: int


class ChangedMeanwhile(Exception):
    """A file changed after it was read; nothing was written."""


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
    """Return the error for a file that cannot be saved, from the operating system's error."""
    if known := _REASONS.get(error.errno or 0):
        reason, hint = msg(known[0]), msg(known[1])
    else:
        reason = system_reason(error) if error.strerror else msg("the disk did not answer")
        hint = msg("another folder")
    message = msg("this could not be saved: {reason}.", reason=reason)
    return CannotSave(message, where=str(path), hint=hint)


def make_private_folder(folder: Path) -> None:
    """Create a folder and its missing parents, accessible to the owner only.

    In a folder that a group shares they are accessible to that group, too (see `permissions`).

    Raises:
        CannotSave: the folder cannot be created.
    """
    missing = [folder]
    try:
        while not missing[-1].parent.exists() and missing[-1].parent != missing[-1]:
            missing.append(missing[-1].parent)
        for path in reversed(missing):
            with suppress(FileExistsError):
                path.mkdir(mode=PRIVATE_FOLDER)
                set_folder_permissions(path, permissions_in(path.parent, PRIVATE_FOLDER))
        if not folder.is_dir():
            raise NotADirectoryError(errno.EEXIST, os.strerror(errno.EEXIST))
    except OSError as error:
        raise save_error(folder, error) from error


def stamp_of(path: Path | int) -> Stamp:
    """Return the stamp of a file, or of an open file descriptor.

    Raises:
        OSError: the file does not exist, or its folder may not be searched.
    """
    status = os.stat(path)  # noqa: PTH116 - Path.stat takes no descriptor
    return Stamp(status.st_ino, status.st_size, status.st_mtime_ns)


def _stamp_or_none(path: Path) -> Stamp | None:
    try:
        return stamp_of(path)
    except FileNotFoundError:
        return None


@contextmanager
def atomic_file(
    path: Path,
    *,
    durable: bool = True,
    expected_stamp: Stamp | None = None,
    keeps_permissions: bool = True,
) -> Iterator[BinaryIO]:
    """Open a temporary file that replaces `path` when the block ends without an error.

    A symbolic link stays a link. An existing file keeps its owner, group, mode and extended
    attributes as far as the system allows; a new one is private, or shared as its folder is.

    Args:
        path: the file.
        durable: whether to wait until the content is on the disk (fsync).
        expected_stamp: the only state of the file that may be replaced; by default any.
        keeps_permissions: False to replace whatever is there, also a link, by a new file.

    Raises:
        CannotSave: the file could not be written. `path` is unchanged, or, if only the final sync
            of the folder failed, already replaced.
        ChangedMeanwhile: the file's stamp is not the expected one; it is unchanged.
    """
    target = Path(os.path.realpath(path)) if keeps_permissions else path

    def replace(temporary: str) -> None:
        if expected_stamp is None or not _exchange(temporary, target, expected_stamp):
            replace_file(temporary, target)

    try:
        try:
            permissions = permissions_of(target) if keeps_permissions else None
        except FileNotFoundError:
            permissions = None
        permissions = permissions or permissions_in(target.parent)
        with _temporary_file(target, replace, permissions, durable=durable) as stream:
            yield stream
    except OSError as error:
        raise save_error(path, error) from error


def _exchange(temporary: str, target: Path, expected: Stamp) -> bool:
    """Exchange a new file with the one that it replaces; return whether the system can do that.

    What was replaced has the new file's name afterwards. If it is not what was expected, another
    program has just saved it, and it is put back.

    Raises:
        ChangedMeanwhile: the stamp of `target` is not the expected one; `target` is unchanged.
        OSError: it could not be put back.
    """
    if _stamp_or_none(target) != expected:
        raise ChangedMeanwhile
    own = stamp_of(Path(temporary)).inode
    try:
        if not exchange_files(temporary, str(target)):
            return False
    except FileNotFoundError:  # it has just been deleted
        raise ChangedMeanwhile from None
    if stamp_of(Path(temporary)) == expected:
        return True
    if not exchange_files(temporary, str(target)):
        replace_file(temporary, target)
    elif stamp_of(Path(temporary)).inode != own:  # a third text came, in place of the new one
        exchange_files(temporary, str(target))
    raise ChangedMeanwhile


@contextmanager
def _temporary_file(
    target: Path, install: Callable[[str], None], permissions: Permissions, *, durable: bool
) -> Iterator[BinaryIO]:
    """Open a temporary file beside `target`; when it is complete, call `install` with its path."""
    descriptor, temporary = tempfile.mkstemp(
        dir=target.parent, prefix=temporary_prefix(target), suffix=TEMPORARY_SUFFIX
    )
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            set_permissions(stream.fileno(), permissions)  # mkstemp's own mode is 0600
            if durable:
                sync_file(stream.fileno())
        install(temporary)
        if durable:
            sync_folder(target.parent)
    finally:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108 - a string from mkstemp


def write_new(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Create a file with `data`, completely or not at all.

    Args:
        path: the file.
        data: its bytes.
        durable: whether to wait until the content is on the disk (fsync).

    Raises:
        FileExistsError: the file exists; it is unchanged.
        CannotSave: the file could not be written. It does not exist, or, if only the final sync of
            the folder failed, exists and is complete.
    """

    def create(temporary: str) -> None:
        try:
            # Unlike a rename, a link never replaces an existing file.
            os.link(temporary, path)
        except FileExistsError:
            raise
        except OSError:  # the file system has no hard links: reserve the name, then replace it
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))
            try:
                replace_file(temporary, path)
            except BaseException:
                path.unlink()
                raise

    try:
        with _temporary_file(path, create, permissions_in(path.parent), durable=durable) as stream:
            stream.write(data)
    except FileExistsError:
        raise
    except OSError as error:
        raise save_error(path, error) from error


def write_atomically(path: Path, data: bytes, **options: Any) -> None:
    """Write `data` to `path`, completely or not at all; options and errors of `atomic_file`."""
    with atomic_file(path, **options) as stream:
        stream.write(data)


def sync_folder(folder: Path) -> None:
    """Wait until the entries of a folder are on the disk (fsync); does nothing on Windows.

    Where the file system offers no such thing, the entries are there all the same.

    Raises:
        OSError: the sync failed.
    """
    if IS_WINDOWS:  # which cannot open a folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        sync_file(descriptor)
    finally:
        os.close(descriptor)
