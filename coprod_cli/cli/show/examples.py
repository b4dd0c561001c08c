"""Show what to do with a notebook of example cases."""

import shlex

from coprod_cli.base.i18n import _
from coprod_cli.cli.console.output import show_message
from coprod_cli.operations.init_notebook import InitializedNotebook


def show_examples(made: InitializedNotebook) -> None:
    """Print how many examples there are, and three commands that show them."""
    message = _("{count} cases, all made up but for five rows of a slide. To look around:")
    show_message(message.format(count=len(made.examples)))
    folder = shlex.quote(str(made.folder))
    for command in ("list", "tasks", "check --privacy"):
        show_message(f"  coprod {command} --notebook {folder}")
