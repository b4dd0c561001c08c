"""Runs another program at the same terminal: a person's editor or pager.

This is the only module that starts programs. No shell reads the command.
"""

import subprocess
from collections.abc import Sequence

from coprod_cli.base.environment import original_environment
from coprod_cli.base.signals import handle_signals


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
    # The keys that stop a program stop the child alone, while coprod waits.
    with handle_signals(("SIGINT", "SIGQUIT"), _wait):
        finished = subprocess.run(  # noqa: S603 - the person's own program
            list(command),
            input=given,
            check=False,
            env={**(defaults or {}), **original_environment()},
        )
    return finished.returncode


def _wait(number: int, frame: object) -> None:
    """Do nothing: unlike SIG_IGN, the child does not inherit this."""
