"""Print a case or a template's form as a document with headings."""

from coprod_cli.base.screen_text import screen_line, screen_text
from coprod_cli.cli.console.output import is_stdout_terminal, show_raw


def show_document(markdown: str, subtitle: str) -> None:
    """Print Markdown as a result; on a terminal, headings are styled and text is as typed.

    Args:
        markdown: the document, whose first line is its title.
        subtitle: facts about the document, shown on a terminal below its title.
    """
    if not is_stdout_terminal():
        show_raw(markdown)
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    title, _newline, rest = screen_text(markdown).partition("\n")
    console.print(Text(title.removeprefix("# "), style="bold underline"))
    console.print(Text(screen_line(subtitle), style="dim"))
    for line in rest.split("\n"):
        if line.startswith("## "):
            console.print(Text(line.removeprefix("## "), style="bold cyan"))
        elif line.startswith("### "):
            console.print(Text(line.removeprefix("### "), style="bold"))
        elif line.startswith(("#### ", "##### ")):  # within a repeated group
            heading = Text(line.removeprefix("#").lstrip("#").lstrip(), style="bold")
            console.print(Padding(heading, (0, 0, 0, 2)))
        else:
            console.print(Padding(Text(line), (0, 0, 0, 2)))
