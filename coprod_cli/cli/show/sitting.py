"""Show how a sitting ended: where the case is, and the command to continue with."""

from collections.abc import Iterable
from contextlib import suppress

from coprod_cli.base.i18n import _
from coprod_cli.cli.console.output import show_message
from coprod_cli.operations.conduct_sitting import SittingResult


def show_notices(sentences: Iterable[str]) -> None:
    """Print the notices of a sitting, such as where an earlier draft was rescued."""
    with suppress(OSError):  # the terminal may be closed
        for sentence in sentences:
            show_message(sentence)


def show_sitting(result: SittingResult) -> None:
    """Print where the case is saved, and the command that reads or continues it."""
    path = result.path
    command = f"coprod {result.next_command} {path.stem}"
    with suppress(OSError):  # the terminal may be closed
        if result.new_notebook:
            show_message(_("Your notebook is {folder}").format(folder=result.new_notebook))
        if result.finished:
            show_message(_("Thank you. The case is finished: {path}").format(path=path))
            show_message(_("To read it: {command}").format(command=command))
        else:
            show_message(_("All you wrote is kept: {path}").format(path=path))
            show_message(_("To go on: {command}").format(command=command))
