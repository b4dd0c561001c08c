"""Runs another program in the foreground of the terminal: the person's editor or pager.

This is the only module that starts programs. No shell reads the command.
"""

import subprocess
from collections.abc import Sequence

from coprod_cli.base.environment import original_environment
from coprod_cli.base.signals import handle_signals


def run_in_foreground(
    command: Sequence[str],
    *,
    input_data: bytes | None = None,
    defaults: dict[str, str] | None = None,
) -> int:
    """Run a program until it ends, and return its exit code.

    Args:
        command: the program and its arguments.
        input_data: its standard input; by default that of this process.
        defaults: environment variables that are set unless the person has set them.

    Raises:
        OSError: the program cannot be started.
    """
    # Ctrl-C and Ctrl-\ stop the child only: coprod has to go on when it ends.
    with handle_signals(("SIGINT", "SIGQUIT"), _ignore):
        finished = subprocess.run(  # noqa: S603 - the person's own program
            list(command),
            input=input_data,
            check=False,
            env={**(defaults or {}), **original_environment()},
        )
    return finished.returncode


def _ignore(number: int, frame: object) -> None:
    """Do nothing. Unlike SIG_IGN, a handler is not inherited by the child."""
