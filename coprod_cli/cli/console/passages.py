"""Draw the passages that people marked, and the table of codes by case, on a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from coprod_cli.base.i18n import _
from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.word_wrap import fitted
from coprod_cli.cli.console.pager import show_paged
from coprod_cli.cli.console.passage_words import (
    count_line,
    passage_lines,
)
from coprod_cli.cli.console.rich_console import drawn, rich_console
from coprod_cli.knowledge.passages import CodeTable, MarkedPassage

if TYPE_CHECKING:
    from rich.console import Console

_INDENT = 2
_MOST_CASES = 60
"""The most cases that have a sign each in a table."""
_LEAST_NAME = 12
_LONGEST_NAME = 34


class Part(NamedTuple):
    """A title, and paragraphs below it: a first line, and further lines, "" for none."""

    title: str
    paragraphs: Sequence[Sequence[str]]


def show_drawn_passages(
    passages: Sequence[MarkedPassage],
    heading: str,
    sentences: int,
    *,
    with_coder: bool,
    before: Iterable[Part] = (),
    behind: Iterable[Part] = (),
) -> None:
    """Print passages on a terminal; in the user's pager if they are longer.

    Args:
        passages: the passages, those of a case one after the other.
        heading: the first line.
        sentences: how many sentences around each are shown, too.
        with_coder: whether to say who marked each.
        before: what stands above them.
        behind: what stands below them.
    """
    console = rich_console()
    parts = [*before, *_parts(passages, sentences, with_coder=with_coder), *behind]

    def draw(console: "Console") -> None:
        from rich.text import Text

        console.print(Text(heading, style="bold"))
        for part in parts:
            _draw(console, part)

    show_paged(drawn(console, draw), console.height)


def _parts(
    passages: Sequence[MarkedPassage], sentences: int, *, with_coder: bool
) -> Iterator[Part]:
    """Yield a part for each case."""
    for case, group in groupby(passages, lambda each: each.case):
        title = "  ".join(filter(None, (case.id, screen_line(case.title))))
        yield Part(title, [passage_lines(each, sentences, with_coder=with_coder) for each in group])


def _draw(console: "Console", part: Part) -> None:
    from rich.padding import Padding
    from rich.text import Text

    console.print(Text(f"\n{part.title}", style="underline"))
    for number, (first, *lines) in enumerate(part.paragraphs):
        if number:
            console.print()
        console.print(Padding(Text(first, style="italic"), (0, 0, 0, _INDENT)))
        for line in filter(None, lines):
            console.print(Padding(Text(line), (0, 0, 0, _INDENT)))


def show_drawn_table(table: CodeTable) -> None:
    """Print in how many passages of each case each code stands, the oldest case leftmost."""
    console = rich_console()
    show_paged("".join(f"{line}\n" for line in table_lines(table, console.width)), console.height)


def table_lines(table: CodeTable, width: int) -> Iterator[str]:
    """Yield the lines of a table.

    A case has a digit, `+` for ten passages or more and `.` for none. If there is no room for that,
    or there are more than 60 cases, only the sums are shown.

    Args:
        table: the table.
        width: how many columns there are.
    """
    heads = (_("cases"), _("passages"))
    sums = sum(map(len, heads)) + 4
    longest = max((len(row.code) for row in table.rows), default=0)
    room = width - sums - max(min(longest, _LONGEST_NAME), _LEAST_NAME) - 2
    count = len(table.cases)
    step = next((step for step in (2, 1) if count * step <= room and count <= _MOST_CASES), 0)
    name_width = width - sums - (count * step + 2 if step else 0)
    name_width = min(name_width, max(longest, _LEAST_NAME))
    months = _months(table, step)
    yield f"{'':<{name_width}}  {months}{'  ' if step else ''}{heads[0]}  {heads[1]}".rstrip()
    for row in table.rows:
        cells = "".join(_sign(each).ljust(step) for each in row.passages) if step else ""
        gap = "  " if step else ""
        cases, total = str(row.cases).rjust(len(heads[0])), str(row.total).rjust(len(heads[1]))
        name = fitted(row.code, name_width)
        yield f"{name:<{name_width}}  {cells}{gap}{cases}  {total}"


def _sign(count: int) -> str:
    return "." if not count else str(count) if count < 10 else "+"  # noqa: PLR2004 - one digit


def _months(table: CodeTable, step: int) -> str:
    """Return the months, each above the sign of its first case, if there is room."""
    width = len(table.cases) * step
    line = ""
    before = ""
    for number, case in enumerate(table.cases):
        month = case.day[5:7]
        if step and month != before and len(line) <= number * step and number * step + 2 <= width:
            line = f"{line.ljust(number * step)}{month} "
        before = month
    return line[:width].ljust(width)


def heading_of(codes: Sequence[str], cases: int, passages: int) -> str:
    """Return the first line above passages: which codes, and how many."""
    counts = count_line(cases, passages)
    return f"{', '.join(codes)}: {counts}" if codes else counts
