"""Case locks: only one process at a time changes a case.

Each lock has two files in the notebook's folder for locks: the lock itself, and `NAME.json`, which
says who has it. Its keys are `host`, `process`, `since` and `sits` (a person works on the case).
"""

import json
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from coprod_cli.base.atomic import save_error
from coprod_cli.base.errors import CaseHeld, CoprodError
from coprod_cli.base.file_system import NO_LOCKS
from coprod_cli.base.message import msg
from coprod_cli.notebook.side_files import (
    make_folder,
    make_lock_file,
    read_private_file,
    remove_file,
    write_file,
)

if TYPE_CHECKING:
    from filelock import BaseFileLock

LOCK_TIMEOUT = 30.0
"""Seconds to wait for a process that changes the case without a person."""
_POLL_SECONDS = 0.02
_MAX_HOLDER_BYTES = 4096
_MAX_WORD_LENGTH = 64
_SURE_AFTER_SECONDS = 0.3
"""How long the same person must be seen at a case before another process is refused."""


class LockHolder(NamedTuple):
    """The process that has a lock.

    `since` is ISO 8601. `interactive` says that a person works on the case, who may take a while.
    """

    host: str
    process: int
    since: str
    interactive: bool


@dataclass
class CaseLock:
    """The lock of a case: released at the end of a `with`, or by `release`.

    The operating system releases the lock of a process that has died.

    Attributes:
        holder_file: the file that says who has the lock.
    """

    _lock: "BaseFileLock"
    holder_file: Path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """Release the lock; a second call does nothing."""
        if self._lock.is_locked:
            with suppress(OSError):
                remove_file(self.holder_file)
            self._lock.release()

    def remove(self) -> None:
        """Release the lock of a case that no longer exists, and remove its file.

        Raises:
            OSError: the file could not be removed.
        """
        if self._lock.is_locked:
            remove_file(Path(self._lock.lock_file))
        self.release()


def lock_case(
    folder: Path, name: str, now: datetime, *, interactive: bool, timeout: float = LOCK_TIMEOUT,
    wait: Callable[[float], None] = time.sleep,
) -> CaseLock:  # fmt: skip
    """Lock a case, after waiting for processes that change it without a person.

    The lock is the system's own (flock), which ends with its process. Where the file system has no
    such locks, it is a file with the process's number, which filelock takes away where that process
    of this computer has died.

    Args:
        folder: the folder for locks; made if it is missing.
        name: the case's name, which is safe as a file name.
        now: the time from which the case is locked.
        interactive: whether a person works on the case, who may take a while.
        timeout: seconds to wait for processes that lock the case without a person.
        wait: waits for some seconds.

    Raises:
        CaseHeld: a person works on the case, or other processes had the lock until the timeout.
        CannotSave: the lock could not be made.
    """
    make_folder(folder)
    lock_file, holder_file = folder / f"{name}.lock", folder / f"{name}.json"
    try:
        mode = make_lock_file(lock_file)
        locks = _locks(lock_file, folder / f"{name}.held", mode)
        lock = next(locks)
        try:
            _acquire(lock, holder_file, timeout, wait)
        except OSError as error:
            stand_in = next(locks, None)
            if stand_in is None or error.errno not in NO_LOCKS:
                raise
            lock = stand_in
            _acquire(lock, holder_file, timeout, wait)
    except OSError as error:
        raise save_error(folder, error) from error
    since = now.isoformat(timespec="seconds")
    _write_holder(holder_file, LockHolder(socket.gethostname(), os.getpid(), since, interactive))
    return CaseLock(lock, holder_file)


def _locks(lock_file: Path, stand_in: Path, mode: int) -> "Iterator[BaseFileLock]":
    """Yield the system's own lock, and then the file that stands in for it.

    That file takes longer to load than the lock. Where Python knows no lock of the system,
    filelock's `FileLock` is that file itself.
    """
    from filelock import FileLock, has_fcntl

    # One thread may take the lock and another one release it.
    if has_fcntl or sys.platform == "win32":
        yield FileLock(lock_file, mode=mode, thread_local=False, fallback_to_soft=False)
    from filelock import SoftFileLock

    yield SoftFileLock(stand_in, mode=mode, thread_local=False)


def _acquire(
    lock: "BaseFileLock", holder_file: Path, timeout: float, wait: Callable[[float], None]
) -> None:
    from filelock import Timeout

    started = time.monotonic()
    last_holder: LockHolder | None = None
    seen_since = started
    while True:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            holder, now = _read_holder(holder_file), time.monotonic()
            if holder != last_holder:
                last_holder, seen_since = holder, now
            # The file may still name a dead process, until the one that has the lock writes it.
            is_sure = now - seen_since > _SURE_AFTER_SECONDS
            has_person = holder is not None and holder.interactive
            if (has_person and is_sure) or now - started >= timeout:
                raise _held_error(holder) from None
            wait(_POLL_SECONDS)
        else:
            return


def _write_holder(holder_file: Path, holder: LockHolder) -> None:
    """Write who has a lock; the lock is valid even if that cannot be written."""
    data = {
        "host": holder.host,
        "process": holder.process,
        "since": holder.since,
        "sits": holder.interactive,
    }
    with suppress(CoprodError, OSError):
        if holder_file.is_symlink():  # its target may be another program's file
            remove_file(holder_file)
        write_file(holder_file, json.dumps(data).encode(), durable=False)


def _read_holder(holder_file: Path) -> LockHolder | None:
    """Return who has a lock; None if the file is missing, damaged, too large, or no plain file."""
    try:
        data = json.loads(read_private_file(holder_file, _MAX_HOLDER_BYTES) or b"")
        return LockHolder(
            host=str(data["host"])[:_MAX_WORD_LENGTH],
            process=int(data["process"]),
            since=str(data["since"])[:_MAX_WORD_LENGTH],
            interactive=bool(data["sits"]),
        )
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def _held_error(holder: LockHolder | None) -> CaseHeld:
    if holder is None:
        return CaseHeld(msg("another coprod works on this."), hint=msg("again in a moment"))
    message = msg(
        "this is open in another coprod: process {process} on {host}, since {since}.",
        process=holder.process,
        host=holder.host,
        since=holder.since[:16].replace("T", " "),
    )
    return CaseHeld(message, hint=msg("end it there, or wait"))
