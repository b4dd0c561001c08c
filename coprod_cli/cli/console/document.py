"""Print a case or a template's form as a document with headings."""

from typing import TYPE_CHECKING

from coprod_cli.base.screen_text import screen_line, screen_text
from coprod_cli.cli.console.output import is_stdout_terminal, show_raw
from coprod_cli.cli.console.rich_console import drawn, rich_console

if TYPE_CHECKING:
    from rich.console import Console


def show_document(markdown: str, subtitle: str) -> None:
    """Print Markdown as a result; on a terminal, headings are styled and text is as typed.

    What is longer than the terminal is shown in the user's pager.

    Args:
        markdown: the document, whose first line is its title.
        subtitle: facts about the document, shown on a terminal below its title.
    """
    if not is_stdout_terminal():
        show_raw(markdown)
        return
    from coprod_cli.cli.console.pager import show_paged

    console = rich_console()
    shown, facts = screen_text(markdown), screen_line(subtitle)
    show_paged(drawn(console, lambda console: _draw(console, shown, facts)), console.height)


def _draw(console: "Console", markdown: str, subtitle: str) -> None:
    from rich.padding import Padding
    from rich.text import Text

    title, _newline, rest = markdown.partition("\n")
    console.print(Text(title.removeprefix("# "), style="bold underline"))
    console.print(Text(subtitle))
    for line in rest.split("\n"):
        if line.startswith("## "):
            console.print(Text(line.removeprefix("## "), style="underline"))
        elif line.startswith("### "):
            console.print(Text(line.removeprefix("### "), style="bold"))
        elif line.startswith(("#### ", "##### ")):  # within a repeated group
            heading = Text(line.removeprefix("#").lstrip("#").lstrip(), style="bold")
            console.print(Padding(heading, (0, 0, 0, 2)))
        else:
            console.print(Padding(Text(line), (0, 0, 0, 2)))
