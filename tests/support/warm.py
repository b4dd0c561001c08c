"""Starts coprod as a fork of this process, in which all of it is loaded already.

It is a process of its own all the same, with its own files, locks, terminal and death; what is
spared is the second of work that Python has with loading it, thousands of times. What a test says
of the start itself (what is loaded when, what the locale does to the streams) needs a cold start.
"""

import atexit
import gc
import importlib
import io
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import NoReturn

import coprod_cli

_MOST_DESCRIPTORS = 4096
_STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))
_OF_THE_START = ("PYTHON", "LC_", "LANG")
"""How the variables begin that Python itself reads while it starts."""
_PATIENCE = 20.0


def is_possible(environment: Mapping[str, str]) -> bool:
    """Return False if the environment says something of how Python itself is to start."""
    told = {
        name: value
        for name, value in environment.items()
        if name.startswith(_OF_THE_START) and value != os.environ.get(name)
    }
    return hasattr(os, "fork") and told in ({}, {"LC_ALL": "C.UTF-8"})


def run(
    arguments: list[str],
    folder: Path,
    environment: Mapping[str, str],
    prepare: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess:
    """Run coprod without a terminal, to its end; it is killed where that does not come."""
    process = subprocess.Popen(
        ["coprod"], preexec_fn=coprod(arguments, environment, prepare), cwd=folder, text=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    with process:
        try:
            out, err = process.communicate(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)


@cache
def load() -> None:
    """Load all of coprod, and the libraries that it loads when they are needed."""
    for each in pkgutil.walk_packages(coprod_cli.__path__, "coprod_cli."):
        importlib.import_module(each.name)
    for name in ("filelock", "rich.console", "rich.table", "yaml"):
        importlib.import_module(name)


def coprod(
    arguments: list[str],
    environment: Mapping[str, str],
    prepare: Callable[[], None] | None = None,
) -> Callable[[], NoReturn]:
    """Return what makes a new process coprod: the `preexec_fn` of subprocess and of pexpect.

    Args:
        arguments: the words behind `coprod`.
        environment: its whole environment.
        prepare: called in the new process, before coprod begins.
    """
    load()
    return partial(_become, arguments, dict(environment), prepare)


def _become(
    arguments: list[str], environment: Mapping[str, str], prepare: Callable[[], None] | None
) -> NoReturn:
    """Be coprod from here on, in a process that was forked for it."""
    code = 70
    try:
        os.closerange(3, _MOST_DESCRIPTORS)
        atexit._clear()  # what this process was to do at its end is not coprod's
        gc.freeze()  # nor are the objects of the tests, which it would walk through
        os.environ.clear()
        os.environ.update(environment)
        tempfile.tempdir = None  # which may be another one by TMPDIR
        sys.argv = ["coprod", *arguments]
        warnings.resetwarnings()
        warnings.simplefilter("ignore")
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # as Python has it after its own start
        for number, (name, mode) in enumerate(_STREAMS):
            stream = io.open(number, mode, encoding="utf-8", errors=_errors(name), closefd=False)  # noqa: SIM115, UP020
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
        if prepare is not None:
            prepare()
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
