"""Print a table: aligned on a terminal, as tab-separated values elsewhere."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.word_wrap import MOST_COLUMNS
from coprod_cli.cli.console.output import is_stdout_terminal, show_message, show_raw
from coprod_cli.cli.console.pager import show_paged
from coprod_cli.cli.console.rich_console import drawn, rich_console

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

_GAP = 2
"""The width of the gap between two columns."""
_LEAST = 6
"""The least width at which the last column is worth showing."""


def show_table(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    empty: str,
    wrapping: int = 0,
    is_paged: bool = False,
) -> None:
    """Print a table as a result.

    Args:
        columns: the columns' headings.
        rows: the cells.
        empty: the message if there is no row, or "" for none; printed on a terminal only.
        wrapping: how many of the last columns wrap; their cells may contain line ends. If it is 0,
            the last column is cut at the edge of the terminal.
        is_paged: whether a table that is longer than the terminal is shown in the user's pager.
    """
    if not is_stdout_terminal():
        show_raw("".join("\t".join(map(screen_line, row)) + "\n" for row in rows))
        return
    if not rows:
        if empty:
            show_message(empty)
        return
    from rich.table import Table
    from rich.text import Text

    console = rich_console(most_columns=MOST_COLUMNS if wrapping else sys.maxsize)
    table = Table(box=None, pad_edge=False, header_style="bold")
    lines = (lambda cell: cell.split("\n")) if wrapping else (lambda cell: [cell])
    cells = [[Text("\n".join(map(screen_line, lines(cell)))) for cell in row] for row in rows]
    if wrapping:
        for index, heading in enumerate(columns, wrapping - len(columns)):
            table.add_column(heading, no_wrap=index < 0, overflow="fold")
    else:
        _add_cut_columns(table, columns, cells, console.width)
    for row in cells:
        table.add_row(*row)
    if is_paged:
        show_paged(drawn(console, lambda console: console.print(table)), console.height)
    else:
        console.print(table)


def _add_cut_columns(
    table: "Table", columns: Sequence[str], cells: "Sequence[Sequence[Text]]", width: int
) -> None:
    """Add columns of which the last one is cut; the others are whole if the terminal is wide."""
    from rich.text import Text

    widths = [
        max(Text(heading).cell_len, *(row[index].cell_len for row in cells))
        for index, heading in enumerate(columns[:-1])
    ]
    rest = width - sum(column_width + _GAP for column_width in widths)
    fits = rest >= _LEAST
    for heading, column_width in zip(columns, widths, strict=False):
        fixed = column_width if fits else None
        table.add_column(heading, no_wrap=True, overflow="fold", width=fixed)
    most = rest if fits else None
    table.add_column(columns[-1], no_wrap=True, overflow="ellipsis", max_width=most)
