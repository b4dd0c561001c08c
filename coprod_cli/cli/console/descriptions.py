"""Print things with a name and a few lines about each, for a terminal: a table without columns."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.word_wrap import PAGE_COLUMNS
from coprod_cli.cli.console.rich_console import drawn, rich_console

if TYPE_CHECKING:
    from rich.console import Console


class Described(NamedTuple):
    """A thing: its name, what stands beside the name, and the lines below."""

    name: str
    beside: str
    lines: tuple[str, ...]


def show_descriptions(things: Iterable[Described]) -> None:
    """Print things, wrapped between words; in the pager if they do not fit the screen."""
    from rich.padding import Padding
    from rich.text import Text

    from coprod_cli.cli.console.pager import show_paged

    def draw(console: "Console") -> None:
        for each in things:
            console.print(Text.assemble((each.name, "bold"), f" - {each.beside}"))
            for line in each.lines:
                console.print(Padding(Text(screen_line(line)), (0, 0, 0, 2)))

    console = rich_console(most_columns=PAGE_COLUMNS)
    show_paged(drawn(console, draw), console.height)
