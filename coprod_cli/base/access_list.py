"""Access lists (POSIX ACLs) as Linux keeps them in extended attributes of files and folders.

A list is a version (4 bytes) and entries of a tag, permission bits (2 bytes each) and the number of
a user or a group (4 bytes); see `linux/posix_acl_xattr.h`. While a file has one, the group's bits
of its mode are the list's mask: the most that its group, and named users and groups, may do.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

ACCESS_LIST = "system.posix_acl_access"
"""The name of the attribute of a file or folder."""
DEFAULT_ACCESS_LIST = "system.posix_acl_default"
"""The name of the attribute of a folder for what is made in it."""
_VERSION_LENGTH = 4
_ENTRY = struct.Struct("<HHI")
_USER, _GROUP_OBJ, _MASK, _OTHER = 0x02, 0x04, 0x10, 0x20
_READ = 4


class _Entry(NamedTuple):
    tag: int
    bits: int
    number: int


def mask_of(acl: bytes) -> int:
    """Return what named users and groups may do at most, as three bits; 0 if none is named."""
    return next((entry.bits & 7 for entry in _entries(acl) if entry.tag == _MASK), 0)


def user_may_read(acl: bytes, user: int) -> bool:
    """Return whether the list names a user who may read, as far as the mask allows it."""
    return any(entry.bits & _READ for entry in _entries(acl) if entry[::2] == (_USER, user))


def group_may_read(acl: bytes) -> bool:
    """Return whether the file's group may read, as far as the mask allows it."""
    return any(entry.bits & _READ for entry in _entries(acl) if entry.tag == _GROUP_OBJ)


def for_another_group(acl: bytes) -> bytes:
    """Return the list for a file that becomes another group's, which may do what all others may."""
    others = next((entry.bits for entry in _entries(acl) if entry.tag == _OTHER), 0)
    entries = (
        entry._replace(bits=others) if entry.tag == _GROUP_OBJ else entry for entry in _entries(acl)
    )
    return acl[:_VERSION_LENGTH] + b"".join(_ENTRY.pack(*entry) for entry in entries)


def _entries(acl: bytes) -> Iterator[_Entry]:
    for start in range(_VERSION_LENGTH, len(acl) - _ENTRY.size + 1, _ENTRY.size):
        yield _Entry(*_ENTRY.unpack_from(acl, start))
