"""Line input from a terminal or a pipe, interruptible by signals."""

import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from typing import TextIO

from coprod_cli.base.printed_lines import printed
from coprod_cli.base.signals import STOP_SIGNALS, handle_signals
from coprod_cli.interview.askers.plain.readline_keys import INTERRUPT, readline_bindings


def line_reader(out: TextIO, *, is_terminal: bool) -> Callable[[str], str]:
    """Return a function that shows a prompt on `out` and reads a line from standard input.

    The kernel's line editing cuts a line at 4,095 bytes, so readline is used where the terminal
    supports it. The function raises EOFError at the end of input; KeyboardInterrupt carries the
    unfinished line where it is known.

    Args:
        out: the stream for the prompt.
        is_terminal: whether standard input is a terminal.
    """
    if hasattr(sys.stdin, "reconfigure") and sys.stdin.errors != "surrogateescape":
        sys.stdin.reconfigure(errors="surrogateescape")
    if is_terminal and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb":
        with suppress(ImportError):
            import readline

            # Answers are private, so they stay out of the readline history.
            readline.set_auto_history(False)
            readline.parse_and_bind("set enable-bracketed-paste off")
            if "libedit" not in (readline.__doc__ or ""):  # libedit has bindings of another form
                for binding in readline_bindings():
                    readline.parse_and_bind(binding)

            def read_with_keys(prompt: str) -> str:
                try:
                    line = input(_last_line(prompt, sys.stdout))
                except KeyboardInterrupt as stop:
                    raise KeyboardInterrupt(readline.get_line_buffer()) from stop
                if line.endswith(INTERRUPT):
                    raise KeyboardInterrupt(line)
                return line

            return read_with_keys

    def read(prompt: str) -> str:
        print(_last_line(prompt, out), end="", file=out, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.removesuffix("\n")

    return read


def _last_line(prompt: str, out: TextIO) -> str:
    """Print all lines of a prompt but the last one, wrapped between words; return that one."""
    text = prompt.rstrip(" ")
    *above, last = printed(text, out).split("\n")
    for line in above:
        print(line, file=out, flush=True)
    return last + prompt[len(text) :]


def interrupt_on_signals() -> AbstractContextManager[None]:
    """Make SIGTERM and SIGHUP raise KeyboardInterrupt, as Ctrl+C does."""
    return handle_signals(STOP_SIGNALS, _interrupt)


def _interrupt(number: int, frame: object) -> None:  # noqa: ARG001 - a signal handler's form
    raise KeyboardInterrupt
