"""Lets one of a process's system calls fail: the n-th below a folder, once it is armed.

coprod itself knows nothing of it; see `warm.coprod`.
"""

import builtins
import errno
import inspect
import io
import os
import resource
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from coprod_cli.base import atomic

SHORT, KILL, FILE_SIZE = "a short write", "a kill", "a file-size limit"
_OPEN, _WRITE, _STAT = os.open, os.write, os.stat
_REAL_OPEN = io.open
TAKES_ROOM = {"open to write", "write", "fsync", "mkdir", "replace", "rename", "link"}
"""What a full or read-only disk refuses; it still reads, closes and takes files away."""


@dataclass(frozen=True)
class Plan:
    """What fails.

    Attributes:
        below: the folder whose calls count.
        armed_by: a file; calls count from when it is there.
        log: a file for one line a counted call, and `FAULT` where it failed.
        call: which call fails, from 1; 0 for none. The limit in bytes for FILE_SIZE.
        fault: the name of an errno, SHORT, KILL or FILE_SIZE.
        lasting: whether all later calls that take room fail too.
    """

    below: str
    armed_by: str
    log: str
    call: int = 0
    fault: str = "ENOSPC"
    lasting: bool = False


class Faults:
    """Counts the calls below the folder, and lets one fail."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.count = 0
        self.is_armed = False
        self.is_met = False
        self.paths: dict[int, str] = {}
        self._log = _OPEN(plan.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def concerns(self, path: Any, folder: int | None = None) -> bool:
        return self._below(path, folder) is not None

    def before(self, name: str, path: Any, folder: int | None = None) -> bool:
        """Count a call, and fail where it is the one; True where a write shall be a short one."""
        where = self._below(path, folder)
        if where is None or not self._armed():
            return False
        self.count += 1
        due = self.count == self.plan.call
        if self.plan.lasting:
            due = self.count >= self.plan.call > 0 and name in TAKES_ROOM
        if self.plan.fault == SHORT:
            due = due and name == "write"
        due = due and self.plan.fault != FILE_SIZE
        self._tell(f"{'FAULT' if due else 'call'} {self.count} {name} {where}")
        if not due:
            return False
        self.is_met = True
        if self.plan.fault == SHORT:
            return True
        if self.plan.fault == KILL:
            os.kill(os.getpid(), signal.SIGKILL)
        number = getattr(errno, self.plan.fault)
        raise OSError(number, os.strerror(number), where)

    def _armed(self) -> bool:
        if not self.is_armed:
            try:
                _STAT(self.plan.armed_by)
            except OSError:
                return False
            self.is_armed = True
            if self.plan.fault == FILE_SIZE:
                hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
                self._tell(f"FAULT 0 limit {self.plan.call}")
                resource.setrlimit(resource.RLIMIT_FSIZE, (self.plan.call, hard))
        return True

    def _below(self, path: Any, folder: int | None) -> str | None:
        if isinstance(path, int):
            return self.paths.get(path)
        base = self.paths.get(folder, "") if folder is not None else ""
        # Path.resolve would make calls of its own, and follow the links that are opened.
        where = os.path.abspath(os.path.join(base, os.fsdecode(path)))  # noqa: PTH100, PTH118
        return where if f"{where}{os.sep}".startswith(f"{self.plan.below}{os.sep}") else None

    def _tell(self, line: str) -> None:
        if self.plan.fault != FILE_SIZE or not self.is_armed or line.startswith("FAULT"):
            _WRITE(self._log, f"{line}\n".encode())


class _File(io.FileIO):
    """A file below the folder, whose writes and reads count and may fail."""

    faults: Faults

    def write(self, data: Any) -> int:
        short = self.faults.before("write", self.fileno())
        view = memoryview(data).cast("B")
        return super().write(view[: max(1, len(view) // 2)] if short else view)

    def readall(self) -> bytes:
        self.faults.before("read", self.fileno())
        return super().readall()

    def readinto(self, buffer: Any) -> int:
        self.faults.before("read", self.fileno())
        return super().readinto(buffer)

    def close(self) -> None:
        where = None if self.closed else self.faults.paths.pop(self.fileno(), None)
        super().close()
        if where is not None:
            self.faults.before("close", where)


def faulty(plan: Plan | None) -> Callable[[], None] | None:
    """Return what lets the calls of a new process fail; see `warm.coprod`."""
    return None if plan is None else lambda: install(Faults(plan))


def install(faults: Faults) -> None:
    """Put the counting calls in the place of the system's."""
    _File.faults = faults
    io.open = builtins.open = _opening(faults)
    os.open = _os_open(faults)
    os.write = _os_write(faults)
    os.close = _os_close(faults)
    names = {
        "read": "read", "fsync": "fsync", "fdatasync": "fsync", "mkdir": "mkdir", "rmdir": "rmdir",
        "replace": "replace", "rename": "rename", "link": "link", "symlink": "link",
        "unlink": "unlink", "remove": "unlink", "chmod": "chmod", "fchmod": "chmod",
        "truncate": "write", "ftruncate": "write",
    }  # fmt: skip
    for function, name in names.items():
        setattr(os, function, _counted(faults, getattr(os, function), name))
    atomic.exchange_files = _counted(faults, atomic.exchange_files, "replace")


def _counted(faults: Faults, call: Callable[..., Any], name: str) -> Callable[..., Any]:
    def counted(*arguments: Any, **options: Any) -> Any:
        # Where there are two paths, the second one is the one that is written.
        of_two = name in ("replace", "rename", "link") and len(arguments) > 1
        folder = options.get("dst_dir_fd" if of_two else "dir_fd")
        faults.before(name, arguments[1 if of_two else 0], folder)
        return call(*arguments, **options)

    return counted


def _os_open(faults: Faults) -> Callable[..., int]:
    def opened(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
        faults.before("open to write" if writes else "open", path, dir_fd)
        descriptor = _OPEN(path, flags, mode, dir_fd=dir_fd)
        if (where := faults._below(path, dir_fd)) is not None:
            faults.paths[descriptor] = where
        return descriptor

    return opened


def _os_write(faults: Faults) -> Callable[[int, Any], int]:
    def written(descriptor: int, data: Any) -> int:
        short = faults.before("write", descriptor)
        return _WRITE(descriptor, memoryview(data)[: max(1, len(data) // 2)] if short else data)

    return written


def _os_close(faults: Faults, close: Callable[[int], None] = os.close) -> Callable[[int], None]:
    def closed(descriptor: int) -> None:
        where = faults.paths.pop(descriptor, None)
        close(descriptor)
        if where is not None:
            faults.before("close", where)

    return closed


def _opening(faults: Faults) -> Callable[..., Any]:
    def opened(file: Any, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if not faults.concerns(file):
            return _REAL_OPEN(file, mode, *rest, **more)
        wanted = inspect.signature(_REAL_OPEN).bind(file, mode, *rest, **more)
        wanted.apply_defaults()
        buffering, encoding, errors, newline, closefd, opener = wanted.args[2:]
        writes = any(letter in mode for letter in "wax+")
        if not isinstance(file, int):
            faults.before("open to write" if writes else "open", file)
        raw = _File(file, mode.replace("b", "").replace("t", ""), closefd, opener)
        faults.paths[raw.fileno()] = faults._below(file, None)
        if buffering == 0:
            return raw
        kind = io.BufferedReader if not writes else io.BufferedWriter
        stream = (io.BufferedRandom if "+" in mode else kind)(raw)
        return stream if "b" in mode else io.TextIOWrapper(stream, encoding, errors, newline)

    return opened
