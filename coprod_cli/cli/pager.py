"""Shows a long text in the person's own pager, as git does."""

import sys

from coprod_cli.base.child_process import run_in_foreground
from coprod_cli.base.settings import pager_command

_DEFAULTS = {"LESS": "FRX", "LV": "-c"}
"""Options of the pagers less and lv, which let colours through, for those who have set none."""


def page(text: str) -> bool:
    """Show a text in the pager, and return whether there is one that can be started."""
    command = pager_command()
    if not command:
        return False
    sys.stdout.flush()
    try:
        run_in_foreground(command, input_data=text.encode("utf-8", "replace"), defaults=_DEFAULTS)
    except OSError:
        return False
    return True
