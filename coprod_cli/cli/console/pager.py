"""Show a long text in the user's pager, such as less."""

import sys

from coprod_cli.base.child_process import run_in_foreground
from coprod_cli.base.settings import pager_command

_DEFAULTS = {"LESS": "FRX", "LV": "-c"}
"""Options with which the pagers less and lv show colours; the user's own override them."""


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
