"""Lines of Markdown tables: a text may have a `|` or several lines, and stays in its cell.

The form is that of GitHub Flavored Markdown 0.29, "Tables (extension)": a row is one line, and a
`|` within a cell has a backslash in front.
"""

from collections.abc import Iterable, Sequence

from coprod_cli.base.text import one_line

BREAK = "<br>"
"""What begins a new line within a cell."""
_RULE, _RULE_OF_NUMBERS = "---", "---:"


def cell(text: str) -> str:
    """Return a text as a cell, on one line."""
    return one_line(text).replace("|", "\\|")


def cell_of_lines(text: str) -> str:
    """Return a text as a cell that shows its lines below each other; blank ones are left out."""
    return BREAK.join(map(cell, filter(str.strip, text.split("\n"))))


def row(cells: Iterable[str]) -> str:
    """Return a row of cells, which `cell` or `cell_of_lines` has made."""
    return f"| {' | '.join(cells)} |"


def header(titles: Sequence[str], *, numbers_from: int | None = None) -> tuple[str, str]:
    """Return the row of a table's column titles, and the rule below it.

    Args:
        titles: the titles as texts.
        numbers_from: the index of the first of the last columns that have numbers, which are set
            to the right; None for none.
    """
    first = len(titles) if numbers_from is None else numbers_from
    rules = [_RULE] * first + [_RULE_OF_NUMBERS] * (len(titles) - first)
    return row(map(cell, titles)), row(rules)


def padded_rows(rows: Sequence[Sequence[str]], last: Sequence[str]) -> list[str]:
    """Return a table whose columns are as wide as their widest cell, but for the last one.

    Such a table reads as well where it is shown as text, also where a long last cell is broken
    into lines.

    Args:
        rows: the cells of each row but its last, the header's first; one row or more.
        last: the last cell of each row.
    """
    widths = [max(len(_RULE), *map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        row([*map(str.ljust, cells, widths), end]) for cells, end in zip(rows, last, strict=True)
    ]
    return [lines[0], row([*("-" * width for width in widths), _RULE]), *lines[1:]]
