"""Starts coprod as a fork of this process, in which all of it is loaded already.

It is a process of its own all the same, with its own files, locks, terminal and death; what is
spared is the second that Python takes to load it, thousands of times.
"""

import atexit
import importlib
import io
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
import warnings
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pexpect
import pyte
from faults import Faults, Plan, install
from terminal import PATIENCE, Terminal, _Screen, plain_environment

import coprod_cli

_MOST_DESCRIPTORS = 4096
_STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))


@cache
def load() -> None:
    """Load all of coprod, and the libraries that it loads when they are needed."""
    for each in pkgutil.walk_packages(coprod_cli.__path__, "coprod_cli."):
        importlib.import_module(each.name)
    for name in ("filelock", "rich.console", "rich.table", "yaml"):
        importlib.import_module(name)


def become(arguments: list[str], environment: Mapping[str, str], plan: Plan | None) -> None:
    """Be coprod from here on, in a process that was forked for it; never returns."""
    code = 70
    try:
        os.closerange(3, _MOST_DESCRIPTORS)
        atexit._clear()  # what this process was to do at its end is not coprod's
        os.environ.clear()
        os.environ.update(environment)
        tempfile.tempdir = None  # which may be another one by TMPDIR
        sys.argv = ["coprod", *arguments]
        warnings.resetwarnings()
        warnings.simplefilter("ignore")
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number, (name, mode) in enumerate(_STREAMS):
            stream = io.open(number, mode, encoding="utf-8", errors=_errors(name), closefd=False)  # noqa: SIM115, UP020
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
        if plan is not None:
            install(Faults(plan))
        from coprod_cli.__main__ import main

        try:
            main()
            code = 0
        except SystemExit as error:
            code = error.code if isinstance(error.code, int) else int(error.code is not None)
        atexit._run_exitfuncs()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except BaseException:  # noqa: BLE001 - as Python tells it
        traceback.print_exc()
        sys.stderr.flush()
        code = 1
    finally:
        os._exit(code)


def _errors(name: str) -> str:
    return "backslashreplace" if name == "stderr" else "surrogateescape"


def run(
    arguments: list[str], folder: Path, environment: Mapping[str, str], plan: Plan | None
) -> subprocess.CompletedProcess:
    """Run coprod without a terminal, to its end."""
    load()
    pipes = [os.pipe(), os.pipe()]
    process = os.fork()
    if process == 0:
        os.chdir(folder)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for number, (_, writes) in enumerate(pipes, 1):
            os.dup2(writes, number)
        become(arguments, {**plain_environment(folder), **environment}, plan)
    ends = threading.Timer(PATIENCE, os.kill, (process, signal.SIGKILL))
    told = []
    ends.start()
    for reads, writes in pipes:
        os.close(writes)
        with open(reads, "rb") as stream:  # noqa: PTH123 - a descriptor
            told.append(stream.read().decode())
    status = os.waitpid(process, 0)[1]
    ends.cancel()
    ends.join()
    code = os.waitstatus_to_exitcode(status)
    return subprocess.CompletedProcess(arguments, code, told[0], told[1])


class WarmTerminal(Terminal):
    """coprod in a pseudo-terminal."""

    def __init__(
        self, *arguments: str, folder: Path, columns: int, rows: int,
        environment: Mapping[str, str], plan: Plan | None = None, patience: float = PATIENCE,
    ) -> None:  # fmt: skip
        load()
        self.patience = patience
        self._screen = _Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.output = b""
        whole = {**plain_environment(folder), "TERM": "xterm-256color", **environment}
        self.process = pexpect.spawn(
            sys.executable,
            cwd=str(folder),
            dimensions=(rows, columns),
            timeout=patience,
            preexec_fn=lambda: become(list(arguments), whole, plan),
        )
        self.process.delaybeforesend = None
