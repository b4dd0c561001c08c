"""Permissions of files: who owns a file and who may use it, kept when the file is replaced.

An atomic write makes a new file, so owner, group, access list (ACL) and extended attributes have to
be put on it. A new file belongs to the folder it is in: in a folder that a group shares (setgid and
writable for the group) or whose default access list names others, these may use it, too; and what
root makes in another user's folder belongs to that user.
"""

import errno
import os
import stat
import tempfile
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from coprod_cli.base.access_list import (
    ACCESS_LIST,
    DEFAULT_ACCESS_LIST,
    for_another_group,
    group_may_read,
    mask_of,
    user_may_read,
)
from coprod_cli.base.errors import CannotSave
from coprod_cli.base.file_system import set_mode
from coprod_cli.base.message import Message, composed, msg
from coprod_cli.base.ownership import user_name
from coprod_cli.base.settings import notebook_above
from coprod_cli.base.system_calls import change_mode, change_owner, group_number, user_number

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
TEMPORARY_SUFFIX = ".part"
_SHARED = stat.S_ISGID | stat.S_IRWXG
_OF_THE_CONTENT = {"security.capability", "security.evm", "security.ima"}
"""Attributes that vouch for a file's old content: the kernel drops or renews them."""


@dataclass(frozen=True)
class Permissions:
    """Who may use a file.

    Attributes:
        mode: the mode bits.
        owner: the user's number; None for the one whom the system chooses.
        group: the group's number; None for the one that the system chooses.
        attributes: the extended attributes, among them the access list; None for those that the
            system chooses.
    """

    mode: int
    owner: int | None = None
    group: int | None = None
    attributes: Mapping[str, bytes] | None = None


def permissions_of(path: Path) -> Permissions:
    """Return the permissions of a file.

    Raises:
        OSError: the file does not exist, or its folder may not be searched.
    """
    status = path.stat()
    attributes = _attributes(path)
    return Permissions(stat.S_IMODE(status.st_mode), status.st_uid, status.st_gid, attributes)


def permissions_in(folder: Path, private_mode: int = PRIVATE_FILE) -> Permissions:
    """Return the permissions for a new file or folder in a folder.

    In a notebook's state folder, and below it, these go by the notebook's folder: the state folder
    may have been made beforehand by somebody else, so that others can read what is put there.

    Args:
        folder: the folder.
        private_mode: the mode if the folder is not shared: PRIVATE_FILE or PRIVATE_FOLDER.

    Raises:
        OSError: the folder does not exist, or may not be searched.
    """
    folder = notebook_above(folder) or folder
    status = folder.stat()
    is_for_folder = private_mode == PRIVATE_FOLDER
    shared = status.st_mode & _SHARED == _SHARED
    group_bits = 0o070 if shared else _group_bits_of_default_acl(folder)
    mode = private_mode | (group_bits & (0o070 if is_for_folder else 0o060))
    if shared and is_for_folder:
        mode |= stat.S_ISGID
    if _is_root() and status.st_uid != 0:
        return Permissions(mode, status.st_uid, status.st_gid)
    return Permissions(mode)


def set_permissions(descriptor: int, wanted: Permissions) -> list[str]:
    """Set the permissions of a new, private, open file as far as the system allows.

    If the group cannot be set, the file's group may do only what everybody may: it is another one.

    Returns:
        What could not be set: `owner`, `group`, `mode`, `acl` and the names of extended attributes.

    Raises:
        OSError: the mode could not be set, on a file system that keeps modes.
    """
    lost = []
    status, mode = os.fstat(descriptor), wanted.mode
    attributes = None if wanted.attributes is None else dict(wanted.attributes)
    # The group first: somebody who gives a file away may no longer change it.
    if wanted.group not in (None, status.st_gid) and not _succeeds(
        lambda: change_owner(descriptor, group=wanted.group or 0)
    ):
        lost.append("group")
        mode &= ~stat.S_ISGID
    acl = None if attributes is None else attributes.get(ACCESS_LIST)
    if attributes is not None:
        if acl is not None and lost:
            attributes[ACCESS_LIST] = for_another_group(acl)
        lost += _set_attributes(descriptor, attributes)
    # With an access list, the group's bits are its mask, and say nothing of the group.
    if "acl" in lost or ("group" in lost and acl is None):
        mode = mode & ~0o070 | (mode & 0o007) << 3
    is_set = set_mode(lambda: change_mode(descriptor, mode))
    if not is_set and stat.S_IMODE(os.fstat(descriptor).st_mode) != mode:
        lost.append("mode")
    if wanted.owner not in (None, status.st_uid) and not _succeeds(
        lambda: change_owner(descriptor, owner=wanted.owner or 0)
    ):
        lost.append("owner")
    return lost


def set_folder_permissions(folder: Path, wanted: Permissions) -> None:
    """Set the permissions of a folder that was just made, as far as the system allows.

    Raises:
        OSError: the mode could not be set.
    """
    if wanted.owner is not None and wanted.group is not None and hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(folder, wanted.owner, wanted.group, follow_symlinks=False)
    set_mode(lambda: folder.chmod(wanted.mode))  # the umask may have cleared bits


def unkept_permissions(path: Path) -> list[Message]:
    """Return what a file would lose if this process replaced it, as sentences; mostly nothing.

    Nothing is written but an empty file beside it, which is removed, and that only if the file is
    another user's or group's, or has extended attributes.

    Raises:
        CannotSave: the file is write-protected, may not be replaced, or its owner could no longer
            read it.
    """
    target = Path(os.path.realpath(path))
    try:
        status = target.stat()
        _refuse_protected(path, target, status)
        wanted = permissions_of(target)
        user = user_number()
        new = (wanted.owner, wanted.group) if user is None else (user, group_number())
        is_usual = new == (wanted.owner, wanted.group) and not wanted.attributes
        lost = [] if is_usual else _tried(target, wanted)
    except OSError:
        return []  # the write itself tells why
    if "owner" in lost:
        _refuse_to_lock_out(path, status, wanted, lost)
    sentences = [_sentence(each, status) for each in lost]
    if status.st_nlink > 1:
        sentences.append(
            msg("this file has another name as well (a hard link), which keeps the earlier text.")
        )
    return [composed("{where}: {message}", where=path.name, message=each) for each in sentences]


def _refuse_protected(path: Path, target: Path, status: os.stat_result) -> None:
    if not os.access(target, os.W_OK) and not _is_on_read_only_disk(target):
        message = msg("this file is write-protected, and nothing was changed.")
        raise CannotSave(message, where=str(path), hint=_hint_for_protected(status))
    folder = target.parent.stat()
    is_sticky = bool(folder.st_mode & stat.S_ISVTX) and not _is_root()
    if is_sticky and user_number() not in (None, status.st_uid, folder.st_uid):
        message = msg("in this folder only {owner} may replace this file.", owner=user_name(status))
        raise CannotSave(message, where=str(path), hint=f"chmod -t {target.parent}")


def _is_on_read_only_disk(path: Path) -> bool:
    return hasattr(os, "statvfs") and bool(os.statvfs(path).f_flag & os.ST_RDONLY)


def _hint_for_protected(status: os.stat_result) -> Message:
    if user_number() not in (None, 0, status.st_uid):
        return msg("ask its owner to let you change it")
    if status.st_mode & stat.S_IWUSR:  # such as an immutable file
        return msg("ask who runs the system")
    return msg("allow it, if it may be changed: chmod u+w FILE")


def _refuse_to_lock_out(
    path: Path, status: os.stat_result, wanted: Permissions, lost: Collection[str]
) -> None:
    """Raise an error if the owner, who cannot be kept, could no longer read the file.

    Whether the owner is a member of the file's group is not looked up: a folder in which another
    user may replace the file is mostly a group's.
    """
    by_group, by_name = bool(status.st_mode & 0o040), False
    acl = (wanted.attributes or {}).get(ACCESS_LIST)
    if acl is not None and by_group:  # the mask lets group and named users read
        by_group = group_may_read(acl)
        by_name = "acl" not in lost and user_may_read(acl, status.st_uid)
    if not (status.st_mode & 0o004 or by_name or (by_group and "group" not in lost)):
        message = msg("saved by you, this file could no longer be read by {owner}, whose it is.",
                      owner=user_name(status))  # fmt: skip
        raise CannotSave(message, where=str(path), hint=msg("let its owner save it"))


def _sentence(lost: str, status: os.stat_result) -> Message:
    if lost == "owner":
        return msg(
            "saved by you, this file becomes yours; it was {owner}'s.", owner=user_name(status)
        )
    if lost == "group":
        return msg("saved by you, this file is no longer the group {group}'s.",
                   group=_group(status))  # fmt: skip
    if lost == "acl":
        return msg("saved by you, this file loses its list of those who may use it (ACL).")
    return msg("saved by you, this file loses the attribute {name}.", name=lost)


def _tried(target: Path, wanted: Permissions) -> list[str]:
    """Return what cannot be set on a new file beside a file."""
    descriptor, temporary = tempfile.mkstemp(
        dir=target.parent, prefix=f".{target.name[:30]}.", suffix=TEMPORARY_SUFFIX
    )
    try:
        return set_permissions(descriptor, wanted)
    finally:
        os.close(descriptor)
        with suppress(OSError):
            Path(temporary).unlink()


def _attributes(path: Path | int) -> dict[str, bytes]:
    """Return the extended attributes of a file; {} where Python cannot read them (not on Linux)."""
    if not hasattr(os, "listxattr"):
        return {}
    attributes = {}
    with suppress(OSError):
        for name in os.listxattr(path):
            if name not in _OF_THE_CONTENT:
                with suppress(OSError):
                    attributes[name] = os.getxattr(path, name)
    return attributes


def _set_attributes(descriptor: int, wanted: Mapping[str, bytes]) -> list[str]:
    """Set the extended attributes of an open file, and return the names of those that cannot be."""
    present = _attributes(descriptor)
    if ACCESS_LIST in present and ACCESS_LIST not in wanted:
        # It came from the folder's default list, and would let in others than the old file did.
        _succeeds(lambda: os.removexattr(descriptor, ACCESS_LIST))
    lost = []
    for name, value in wanted.items():
        if present.get(name) != value and not _succeeds(
            lambda name=name, value=value: os.setxattr(descriptor, name, value)  # type: ignore[misc]
        ):
            lost.append("acl" if name == ACCESS_LIST else name)
    return lost


def _group_bits_of_default_acl(folder: Path) -> int:
    """Return what a folder's default access list lets others do in new files, as group bits."""
    if not hasattr(os, "getxattr"):
        return 0
    try:
        return mask_of(os.getxattr(folder, DEFAULT_ACCESS_LIST)) << 3
    except OSError:
        return 0


def _succeeds(call: Callable[[], object]) -> bool:
    try:
        call()
    except OSError as error:
        return error.errno == errno.ENODATA
    return True


def _is_root() -> bool:
    return user_number() == 0


def _group(status: os.stat_result) -> str:
    with suppress(ImportError, KeyError):
        import grp

        return grp.getgrgid(status.st_gid).gr_name
    return str(status.st_gid)
