"""Whole lines from a person or a pipe, and what may interrupt them."""

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from typing import TextIO

from coprod_cli.base.signals import STOP_SIGNALS, handle_signals


def line_reader(out: TextIO, *, is_terminal: bool) -> Callable[[str], str]:
    """Return what reads a line from standard input, its prompt going to `out`.

    A terminal's own line editing ends a line at 4,095 bytes and drops the rest, so that readline
    takes its place where the terminal can do more than print.
    """
    if hasattr(sys.stdin, "reconfigure"):
        sys.stdin.reconfigure(errors="surrogateescape")
    if is_terminal and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb":
        with suppress(ImportError):
            import readline

            # What is typed here is private: it stays out of any history.
            readline.set_auto_history(False)
            readline.parse_and_bind("set enable-bracketed-paste off")

            def read_with_keys(prompt: str) -> str:
                try:
                    return input(prompt)
                except KeyboardInterrupt as stop:
                    raise KeyboardInterrupt(readline.get_line_buffer()) from stop

            return read_with_keys

    def read(prompt: str) -> str:
        print(prompt, end="", file=out, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.removesuffix("\n")

    return read


def stopping_on_signals() -> AbstractContextManager[None]:
    """Let SIGTERM and SIGHUP stop the reading of a line as Ctrl+C does."""
    return handle_signals(STOP_SIGNALS, _interrupt)


def _interrupt(number: int, frame: object) -> None:  # noqa: ARG001 - a signal handler's form
    raise KeyboardInterrupt
