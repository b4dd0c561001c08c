"""Runs coprod in a process without what only Unix has, as on Windows; run as a script.

Other packages are loaded first: what they do on Windows is their own.
"""

import importlib
import os
import pkgutil
import signal
import sys

import filelock

MODULES = ("fcntl", "grp", "pwd", "pty", "readline", "resource", "syslog", "termios", "tty")
OS_NAMES = (
    "fchmod", "fchown", "chown", "lchown", "geteuid", "getuid", "getegid", "getgid", "getgroups",
    "uname", "statvfs", "listxattr", "getxattr", "setxattr", "removexattr", "sched_getaffinity",
    "mkfifo", "ttyname", "getpgrp", "tcgetpgrp", "killpg", "O_NOFOLLOW", "O_DIRECTORY",
    "O_CLOEXEC", "O_NONBLOCK", "O_SYNC", "ST_RDONLY",
)  # fmt: skip
SIGNALS = ("SIGHUP", "SIGQUIT", "SIGTSTP", "SIGCONT", "SIGWINCH", "SIGALRM", "SIGUSR1")
LOADED_FIRST = (
    "asyncio", "multiprocessing.context", "concurrent.futures.process", "subprocess", "tempfile",
    "shutil", "socket", "typer", "rich.console", "rich.markdown", "questionary", "prompt_toolkit",
    "prompt_toolkit.input.vt100", "prompt_toolkit.output.vt100", "yaml", "pydantic",
)  # fmt: skip


class PlainLock(filelock.BaseFileLock):
    """Stands in for filelock's lock of Windows, which needs Windows' own module."""

    def _acquire(self) -> None:
        self._context.lock_file_fd = os.open(self.lock_file, os.O_RDWR | os.O_CREAT)

    def _release(self) -> None:
        os.close(self._context.lock_file_fd)
        self._context.lock_file_fd = None


def take_away() -> None:
    """Take away what Windows does not have."""
    for name in LOADED_FIRST:
        importlib.import_module(name)
    filelock.FileLock = PlainLock
    for name in MODULES:
        sys.modules[name] = None  # type: ignore[assignment]
    for name in OS_NAMES:
        if hasattr(os, name):
            delattr(os, name)
    for name in SIGNALS:
        if hasattr(signal, name):
            delattr(signal, name)
    os.environ.pop("TERM", None)


def import_all() -> None:
    """Import each module of coprod."""
    import coprod_cli

    for module in pkgutil.walk_packages(coprod_cli.__path__, "coprod_cli."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)


if __name__ == "__main__":
    take_away()
    if sys.argv[1:] == ["--import-all"]:
        import_all()
    else:
        from coprod_cli.__main__ import main

        main()
