"""Runs another program at the same terminal: a person's editor or pager.

This is the only module that starts programs. No shell reads the command.
"""

import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from coprod_cli.base.environment import own_environment


def run_in_foreground(
    command: Sequence[str], *, given: bytes | None = None, defaults: dict[str, str] | None = None
) -> int:
    """Run a program until it ends, and return its exit code.

    Args:
        command: the program and its arguments.
        given: its standard input; the terminal's, where nothing is given.
        defaults: variables of its environment, for those that the person has not set.

    Raises:
        OSError: it cannot be started.
    """
    with _keys_stop_only_the_child():
        finished = subprocess.run(  # noqa: S603 - the person's own program
            list(command),
            input=given,
            check=False,
            env={**(defaults or {}), **own_environment()},
        )
    return finished.returncode


@contextmanager
def _keys_stop_only_the_child() -> Iterator[None]:
    """Let the keys that stop a program stop the child alone, while coprod waits."""
    names = ("SIGINT", "SIGQUIT")
    signals = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = [(each, signal.signal(each, _wait)) for each in signals]
    try:
        yield
    finally:
        for each, handler in before:
            signal.signal(each, handler)


def _wait(number: int, frame: object) -> None:
    """Do nothing: unlike SIG_IGN, the child does not inherit this."""
