"""One at a time: who works on a case, and what the others are told meanwhile."""

import json
import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from coprod_cli.base.atomic import PRIVATE_FILE, save_error
from coprod_cli.base.errors import CaseHeld, CoprodError
from coprod_cli.base.message import msg
from coprod_cli.notebook.side_files import (
    make_folder,
    read_private_file,
    remove_file,
    remove_leftovers,
    write_file,
)

if TYPE_CHECKING:
    from filelock import BaseFileLock

PATIENCE = 30.0
"""Seconds for which one waits while changes that take no person are being saved."""
_POLL = 0.02
_MOST_TOLD = 4096
_MOST_WORD = 64
_SURE = 0.3
"""Seconds for which the same person must be seen at a case before another one is refused."""


class Holder(NamedTuple):
    """Who holds a case; `sits` tells that a person does, who may take a while."""

    host: str
    process: int
    since: str
    sits: bool


@dataclass
class Hold:
    """A case that is held, in a `with` or until it is released; a dead process holds none."""

    _lock: "BaseFileLock"
    _told: Path

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def release(self) -> None:
        """Let the case go; once more does nothing."""
        if self._lock.is_locked:
            with suppress(OSError):
                remove_file(self._told)
            self._lock.release()


def take_hold(
    folder: Path, name: str, now: datetime, *, sits: bool, patience: float = PATIENCE,
    wait: Callable[[float], None] = time.sleep,
) -> Hold:  # fmt: skip
    """Take hold of a case, after whoever changes it without a person.

    The lock is the system's own (flock), which goes with its process: that of a dead one is no
    lock. Where the file system has none, filelock's file with the process in it takes its place.

    Args:
        folder: the folder for locks; made where it is missing.
        name: the case's name, which is fit to be a file's.
        now: the time from which it is held.
        sits: whether a person holds it, who may take a while.
        patience: seconds for which to wait for those who hold it without a person.
        wait: waits for some seconds.

    Raises:
        CaseHeld: a person works on the case, or others did all the while.
        CannotSave: the lock could not be made.
    """
    from filelock import FileLock

    make_folder(folder)
    # The lock is taken in one thread and let go in another.
    lock = FileLock(folder / f"{name}.lock", mode=PRIVATE_FILE, thread_local=False)
    told = folder / f"{name}.json"
    try:
        _acquire(lock, told, patience, wait)
    except OSError as error:
        raise save_error(folder, error) from error
    _tell(told, Holder(socket.gethostname(), os.getpid(), now.isoformat(timespec="seconds"), sits))
    return Hold(lock, told)


def _acquire(
    lock: "BaseFileLock", told: Path, patience: float, wait: Callable[[float], None]
) -> None:
    from filelock import Timeout

    started = time.monotonic()
    seen: tuple[Holder | None, float] = (None, started)
    while True:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            holder, passed = _read(told), time.monotonic()
            if holder != seen[0]:
                seen = (holder, passed)
            # What a dead process told of itself stands there until the next one has written.
            sure = holder is not None and holder.sits and passed - seen[1] > _SURE
            if sure or passed - started >= patience:
                raise _held(holder) from None
            wait(_POLL)
        else:
            return


def _tell(told: Path, holder: Holder) -> None:
    """Say who holds a case; where that cannot be written, the lock holds all the same."""
    with suppress(CoprodError, OSError):
        if told.is_symlink():  # what it leads to is not coprod's
            remove_file(told)
        remove_leftovers(told)
        write_file(told, json.dumps(holder._asdict()).encode(), durable=False)


def _read(told: Path) -> Holder | None:
    """Return who holds a case; None where that is not told, or is no plain file of a few words."""
    try:
        holder = json.loads(read_private_file(told, _MOST_TOLD) or b"")
        host, process, since = str(holder["host"]), int(holder["process"]), str(holder["since"])
        return Holder(host[:_MOST_WORD], process, since[:_MOST_WORD], bool(holder["sits"]))
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def _held(holder: Holder | None) -> CaseHeld:
    if holder is None:
        return CaseHeld(msg("another coprod works on this case."), hint=msg("again in a moment"))
    message = msg(
        "this case is open in another coprod: process {process} on {host}, since {since}.",
        process=holder.process,
        host=holder.host,
        since=holder.since[:16].replace("T", " "),
    )
    return CaseHeld(message, hint=msg("end it there, or wait"))
