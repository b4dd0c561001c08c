"""The rich console with which everything is drawn: without colours."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from coprod_cli.base.word_wrap import MOST_COLUMNS

if TYPE_CHECKING:
    from rich.console import Console


def rich_console(*, most_columns: int = MOST_COLUMNS, stderr: bool = False) -> "Console":
    """Return a console that sends bold, underline and reverse, but no colours.

    No colour is easy to read on each background; see STYLE in `interview.askers.terminal.screen`.

    Args:
        most_columns: the greatest width in columns; by default that of prose.
        stderr: whether it writes to standard error.
    """
    from rich.console import Console

    console = Console(highlight=False, no_color=True, stderr=stderr)
    console.width = min(console.width, most_columns)
    return console


def drawn(console: "Console", draw: "Callable[[Console], None]") -> str:
    """Return what `draw` prints on a console, without the blanks with which rich pads lines."""
    with console.capture() as capture:
        draw(console)
    return re.sub(r" +\n", "\n", capture.get())
