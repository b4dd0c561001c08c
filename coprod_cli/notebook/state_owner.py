"""Checks who owns drafts, history and locks: another user may have put files there beforehand."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from coprod_cli.base.ownership import is_own
from coprod_cli.base.permissions import PRIVATE_FILE, permissions_in
from coprod_cli.base.settings import notebook_above


def is_trusted(path: Path) -> bool:
    """Return whether a file or folder beside the notes is owned by somebody who may write there.

    That is the person, root, and in a shared notebook all who may write there. Root works for the
    notebook's owner. Where the file system gives all files one owner, nobody can tell.

    Raises:
        OSError: it does not exist.
    """
    status = path.lstat()
    if is_own(status) or status.st_uid == 0:
        return True
    notebook = notebook_above(path.parent)
    if notebook is not None:
        expected = permissions_in(notebook)
        if expected.mode != PRIVATE_FILE or expected.owner == status.st_uid:
            return True
    with suppress(OSError), tempfile.TemporaryFile(dir=path.parent) as stream:
        return not is_own(os.fstat(stream.fileno()))
    return False
