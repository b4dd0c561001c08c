"""Print a table of very many rows: aligned on a terminal, as tab-separated values elsewhere.

Rows are made again each time they are needed, and never all kept.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.word_wrap import cells_of, fitted
from coprod_cli.cli.console.output import show_message, show_raw

_GAP = "  "
_ROWS_AT_ONCE = 500


class Column(NamedTuple):
    """A column on a terminal.

    Attributes:
        heading: its heading.
        left_out: when it is left out of a narrow terminal: 1 first, then 2; 0 for never.
        is_number: whether its cells are aligned to the right.
    """

    heading: str
    left_out: int = 0
    is_number: bool = False


def show_long_table(
    columns: Sequence[Column],
    rows: Callable[[], Iterable[Sequence[str]]],
    *,
    least_last: int,
    empty: str,
) -> None:
    """Print a table on a terminal; its last column is cut at the edge.

    Args:
        columns: the columns.
        rows: returns the rows, each with a cell for every column.
        least_last: the least width of the last column for which no other one is left out.
        empty: the message if there is no row, or "" for none.
    """
    from rich.console import Console
    from rich.text import Text

    first = next(iter(rows()), None)
    if first is None:
        if empty:
            show_message(empty)
        return
    widths = [cells_of(column.heading) for column in columns]
    for row in rows():  # the last cell is cut, so that its width does not matter
        for index, cell in enumerate(row[:-1]):
            widths[index] = max(widths[index], cells_of(screen_line(cell)))
    console = Console()
    kept = _kept(columns, widths, console.width, least_last)
    rest = console.width - sum(widths[index] + len(_GAP) for index in kept[:-1])
    shown_widths = [*(widths[index] for index in kept[:-1]), max(rest, 1)]

    def line(cells: Sequence[str]) -> str:
        shown = [
            fitted(screen_line(cells[index]), width, to_right=columns[index].is_number)
            for index, width in zip(kept, shown_widths, strict=True)
        ]
        return _GAP.join(shown).rstrip()

    console.print(Text(line([column.heading for column in columns]), style="bold"), soft_wrap=True)
    _show_lines(map(line, rows()))


def show_tab_separated(rows: Iterable[Sequence[str]]) -> None:
    """Print rows as tab-separated values."""
    _show_lines("\t".join(map(screen_line, row)) for row in rows)


def _show_lines(lines: Iterable[str]) -> None:
    waiting: list[str] = []
    for line in lines:
        waiting.append(line)
        if len(waiting) == _ROWS_AT_ONCE:
            show_raw("\n".join(waiting) + "\n")
            waiting.clear()
    if waiting:
        show_raw("\n".join(waiting) + "\n")


def _kept(
    columns: Sequence[Column], widths: Sequence[int], width: int, least_last: int
) -> list[int]:
    """Return the indexes of the columns that a terminal has room for."""
    kept = list(range(len(columns)))
    for turn in range(1, 1 + max(column.left_out for column in columns)):
        if width - sum(widths[index] + len(_GAP) for index in kept[:-1]) >= least_last:
            break
        kept = [index for index in kept if columns[index].left_out != turn]
    return kept
