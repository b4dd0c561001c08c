"""Print a page of the manual: drawn on a terminal, and in a pager if it is long."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from coprod_cli.base.word_wrap import PAGE_COLUMNS
from coprod_cli.cli.console.output import is_stdout_terminal, show_raw
from coprod_cli.cli.console.rich_console import drawn, rich_console

if TYPE_CHECKING:
    from rich.console import Console

_BLANK_LINES = re.compile(r"\n(?:(?:\x1b\[[\d;]*m| )*\n){2,}")
_HEADINGS = {"#": "bold underline", "##": "bold", "###": "underline"}
_CODE_OR_HEADING = re.compile(
    r"^```\w*\n(?P<code>.*?)^```$|^(?P<level>#{1,3}) (?P<heading>[^\n]*)$", re.MULTILINE | re.DOTALL
)


def show_manual_page(markdown: str) -> None:
    """Print a page of the manual; in a file or a pipe it is Markdown."""
    if not is_stdout_terminal():
        show_raw(markdown)
        return
    from coprod_cli.cli.console.pager import show_paged

    console = rich_console(most_columns=PAGE_COLUMNS)
    page = drawn(console, lambda console: _draw(console, markdown))
    # Rich prints several empty lines around a table.
    show_paged(_BLANK_LINES.sub("\n\n", page), console.height)


def _draw(console: "Console", markdown: str) -> None:
    """Draw a page: headings are styled; code is indented, and the terminal wraps its lines."""
    from rich.markdown import Markdown
    from rich.text import Text
    from rich.theme import Theme

    # Rich's own style has a black background, which is hard to read on a white terminal.
    console.push_theme(Theme({"markdown.code": "bold"}))
    for index, (kind, text) in enumerate(_parts(markdown)):
        if index:
            console.print()
        if kind == "code":
            for line in text.splitlines():
                console.print(Text(f"    {line}".rstrip()), soft_wrap=True)
        elif kind == "text":
            console.print(Markdown(text, hyperlinks=False))
        else:
            console.print(Text(text, style=_HEADINGS[kind]))


def _parts(markdown: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a page as kind and text: `code`, `text`, or a heading's number signs."""
    end = 0
    for match in _CODE_OR_HEADING.finditer(markdown):
        if text := markdown[end : match.start()].strip():
            yield "text", text
        yield match["level"] or "code", match["heading"] or match["code"]
        end = match.end()
    if text := markdown[end:].strip():
        yield "text", text
