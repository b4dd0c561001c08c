"""Ownership: which files and folders are a person's own, and which belong to somebody else."""

import os
from contextlib import suppress

from coprod_cli.base.system_calls import user_number


def acting_users() -> frozenset[int] | None:
    """Return the numbers of the users for whom this process works; None where there are none.

    For root by `sudo` that is also the user who called it, as git does for `safe.directory`.
    """
    user = user_number()
    if user is None:
        return None
    caller = os.environ.get("SUDO_UID", "") if user == 0 else ""
    return frozenset({user, int(caller)} if caller.isascii() and caller.isdigit() else {user})


def is_own(status: os.stat_result) -> bool:
    """Return whether a file or folder belongs to a user for whom this process works."""
    users = acting_users()
    return users is None or status.st_uid in users


def user_name(status: os.stat_result) -> str:
    """Return the name of a file's owner; the user's number if there is no name."""
    with suppress(ImportError, KeyError):
        import pwd

        return pwd.getpwuid(status.st_uid).pw_name
    return str(status.st_uid)
