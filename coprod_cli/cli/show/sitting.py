"""Show how a sitting ended: where the case is, and the command to continue with."""

from collections.abc import Iterable
from contextlib import suppress

from coprod_cli.base.clock import local_now
from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import msg
from coprod_cli.base.settings import DEFAULT_TEMPLATE, SHORT_TEMPLATE
from coprod_cli.cli.console.output import show_message
from coprod_cli.cli.show.steps import show_due
from coprod_cli.operations.conduct_sitting import SittingResult


def show_notices(sentences: Iterable[str]) -> None:
    """Print the notices of a sitting, such as where an earlier draft was rescued."""
    with suppress(OSError):  # the terminal may be closed
        for sentence in sentences:
            show_message(sentence)


def show_untouched() -> None:
    """Print that no case was made, and the command that begins one."""
    with suppress(OSError):  # the terminal may be closed
        show_message(_("Nothing was written, so nothing was saved."))
        show_message(_("To begin another time: {command}").format(command="coprod new-case"))


def show_sitting(result: SittingResult) -> None:
    """Print where the case is saved, and the command that reads or continues it."""
    with suppress(OSError):  # the terminal may be closed
        if result.untouched:
            show_untouched()
            return
        if result.new_notebook:
            show_message(_("Your notebook is {folder}").format(folder=result.new_notebook))
        if result.finished:
            thanks = msg(
                "Thank you. You have finished {the_case}: {path}",
                the_case=result.called.the, path=result.path,
            )  # fmt: skip
            show_message(translated(thanks))
        else:
            show_message(_("All you wrote is kept: {path}").format(path=result.path))
        if not result.withdrawn:  # else no command shows it, or goes on with it
            _show_next(result)


def _show_next(result: SittingResult) -> None:
    """Print the commands that read or continue a case, and its next steps."""
    name = result.path.stem
    command = f"coprod {result.next_command} {name}"
    if result.finished:
        show_message(_("To read it: {command}").format(command=command))
        show_due(result.open_steps, local_now().date().isoformat())
    else:
        show_message(_("To go on: {command}").format(command=command))
    if result.case.template == SHORT_TEMPLATE:
        command = f"coprod edit {name} --template {DEFAULT_TEMPLATE}"
        show_message(_("To go on with the full form: {command}").format(command=command))
