"""Show what was set up for git."""

from coprod_cli.base.i18n import _
from coprod_cli.cli.console.output import show_message, show_text
from coprod_cli.operations.set_up_git import GitSetup


def show_git_setup(setup: GitSetup) -> None:
    """Print which files were written, and the commands that remain to be run."""
    for name in setup.changed:
        show_message(_("Lines for git are in {file}").format(file=name))
    message = _(
        "So that git merges notes by answer, and codings by passage, run this in each clone:"
    )
    show_message(message)
    show_text(f"{setup.command}\n{setup.codings_command}\n")
