"""Show a long text in the user's pager, such as less."""

import sys

from coprod_cli.base.child_process import run_in_foreground
from coprod_cli.base.settings import pager_command
from coprod_cli.cli.console.output import show_raw

_DEFAULTS = {"LESS": "FRX", "LV": "-c"}
"""Options with which the pagers less and lv show colours; the user's own override them."""


def show_paged(drawn: str, rows: int) -> None:
    """Print a text that is drawn for a terminal; in the pager if it has more lines than `rows`."""
    if drawn.count("\n") < rows or not run_pager(drawn):
        show_raw(drawn)


def run_pager(text: str) -> bool:
    """Show a text in the pager; return whether a pager could be started."""
    command = pager_command()
    if not command:
        return False
    sys.stdout.flush()
    try:
        run_in_foreground(command, input_data=text.encode("utf-8", "replace"), defaults=_DEFAULTS)
    except OSError:
        return False
    return True
