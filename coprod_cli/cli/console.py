"""What a person sees beside the interview: tables, progress, errors, and JSON for scripts.

Standard output carries results and nothing else; all the rest goes to standard error. The library
rich is loaded only for a terminal.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from coprod_cli.base.errors import CoprodError, Finding
from coprod_cli.base.i18n import _, translated
from coprod_cli.base.progress import Progress
from coprod_cli.base.screen_text import escaped_json, screen_line, screen_text

if TYPE_CHECKING:
    from rich.console import Console

Item = TypeVar("Item")


def say(line: str) -> None:
    """Say something to the person, on one line of standard error."""
    say_lines(screen_line(translated(line)))


def say_lines(text: str) -> None:
    """Say something that has lines of its own, on standard error."""
    # Where nobody can be told, as on a full disk, the exit code still says it.
    with suppress(OSError):
        print(screen_text(text), file=sys.stderr, flush=True)


def is_watched() -> bool:
    """Tell whether a person sees what is said."""
    return sys.stderr.isatty()


def is_on_screen() -> bool:
    """Tell whether results go to a screen, rather than into a file or a pipe."""
    return sys.stdout.isatty()


def on_screen(message: str) -> str:
    """Return a sentence of a result as a person reads it; in a file or a pipe it stays as it is."""
    return _(message) if sys.stdout.isatty() else message


def show_error(error: CoprodError) -> None:
    """Show an error: a line for each thing that is wrong."""
    for line in error.lines():
        say(f"coprod: {translated(line)}")


def show_json(value: Any) -> None:
    """Print data for a script; on a terminal what could steer it is escaped, as JSON may have it.

    Half a character, as in a file's name that is not UTF-8, is escaped everywhere.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    _print_result(escaped_json(text, all_unsafe=sys.stdout.isatty()) + "\n")


def show_text(text: str) -> None:
    """Print a text as a result: as it is into a file or a pipe, cleaned on a terminal."""
    _print_result(screen_text(text) if sys.stdout.isatty() else text)


def show_data(data: bytes) -> None:
    """Print UTF-8 as a result: as it is into a file or a pipe, cleaned on a terminal."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None or sys.stdout.isatty():
        show_text(data.decode("utf-8", "replace"))
        return
    stream.write(data)


def _print_result(text: str) -> None:
    """Write UTF-8 to standard output, whatever the locale says."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    stream.write(text.encode("utf-8", "replace"))
    stream.flush()


_GAP = 2
"""The columns between two cells."""
_LEAST = 6
"""The columns that a table's last cell needs to be worth showing."""


def show_table(
    columns: Sequence[str], rows: Sequence[Sequence[str]], *, empty: str, wrapping: int = 0
) -> None:
    """Print a table: drawn on a terminal, with tabs between the cells elsewhere.

    Args:
        columns: the columns' names; the last one may be cut where the terminal is narrow.
        rows: the cells.
        empty: what is said where there is no row.
        wrapping: how many columns, counted from the last, go on over more lines; nothing is cut
            then, and a cell may have lines of its own.
    """
    if not sys.stdout.isatty():
        _print_result("".join("\t".join(map(screen_line, row)) + "\n" for row in rows))
        return
    if not rows:
        say(empty)
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    table = Table(box=None, pad_edge=False, header_style="bold")
    lines = (lambda cell: cell.split("\n")) if wrapping else (lambda cell: [cell])
    cells = [[Text("\n".join(map(screen_line, lines(cell)))) for cell in row] for row in rows]
    widths = [max(Text(name).cell_len, *(row[place].cell_len for row in cells))
              for place, name in enumerate(columns[:-1])]  # fmt: skip
    # Where there is room for them, all but the last one stay whole.
    left = console.width - sum(width + _GAP for width in widths)
    fits = left >= _LEAST
    if wrapping:
        for place, name in enumerate(columns, wrapping - len(columns)):
            table.add_column(name, no_wrap=place < 0, overflow="fold")
    else:
        for name, width in zip(columns, widths, strict=False):
            table.add_column(name, no_wrap=True, overflow="fold", width=width if fits else None)
        rest = left if fits else None
        table.add_column(columns[-1], no_wrap=True, overflow="ellipsis", max_width=rest)
    for row in cells:
        table.add_row(*row)
    console.print(table)


def show_findings(findings: Iterable[Finding]) -> None:
    """Print findings as a result: one line each."""
    for finding in findings:
        show_text(f"{screen_line(translated(finding.sentence))}\n")


def show_findings_as_json(findings: Iterable[Finding]) -> None:
    """Print findings for a script, in the language that was chosen."""
    from dataclasses import asdict

    worded = ("message", "hint", "source")
    show_json(
        [
            {**asdict(each), **{name: translated(getattr(each, name)) for name in worded}}
            for each in findings
        ]
    )


def show_in_place(finding: Finding, text: str, start: int, end: int) -> None:
    """Print a finding; on a terminal also the words that it is about, in their line.

    Args:
        finding: the finding.
        text: the text that it is about.
        start: where the words start in it.
        end: where they end.
    """
    show_findings([finding])
    if not sys.stdout.isatty():
        return
    from rich.console import Console
    from rich.text import Text

    first = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    last = text.find("\n", end)
    last = min(len(text) if last < 0 else last, end + _AROUND)
    parts = [(text[first:start], ""), (text[start:end], "reverse"), (text[end:last], "")]
    shown = [(screen_line(part), style) for part, style in parts]
    Console(highlight=False).print(Text.assemble("    ", *shown))


_AROUND = 30


def progress_bar(doing: str) -> Progress:
    """Return a progress bar on standard error, shown where that is a terminal.

    Args:
        doing: what is being done, such as "Reading".
    """

    def progress(
        items: Iterable[Item], total: int, step: int = 1
    ) -> AbstractContextManager[Iterable[Item]]:
        return _progress(items, total, step, doing)

    return progress


@contextmanager
def _progress(items: Iterable[Item], total: int, step: int, doing: str) -> Iterator[Iterable[Item]]:
    if total < _LONG or not sys.stderr.isatty():
        yield items
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=total)

        def counted() -> Iterator[Item]:
            for item in items:
                bar.advance(task, step)
                yield item

        yield counted()


_LONG = 200


def show_reading(markdown: str, facts: str) -> None:
    """Show a case to read: on a terminal its headings stand out, and its text is as typed."""
    if not sys.stdout.isatty():
        _print_result(markdown)
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    first, _, rest = screen_text(markdown).partition("\n")
    console.print(Text(first.removeprefix("# "), style="bold underline"))
    console.print(Text(screen_line(facts), style="dim"))
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


_WIDEST_PAGE = 80
"""The columns of a page of the manual, on a wider screen too: longer lines are hard to read."""


def show_page(markdown: str) -> None:
    """Show a page of the manual: drawn on a terminal, and paged where it is longer than the screen.

    In a file or a pipe it is Markdown, as it stands.
    """
    if not sys.stdout.isatty():
        _print_result(markdown)
        return
    from rich.console import Console

    from coprod_cli.cli.pager import page

    console = Console(highlight=False)
    console.width = min(console.width, _WIDEST_PAGE)
    with console.capture() as capture:
        _draw_page(console, markdown)
    # Rich fills lines with blanks, and leaves more than one line free around a table.
    drawn = _BLANK_LINES.sub("\n\n", capture.get())
    drawn = re.sub(r" +\n", "\n", drawn)
    if drawn.count("\n") < console.height or not page(drawn):
        _print_result(drawn)


def _draw_page(console: "Console", markdown: str) -> None:
    """Draw a page: headings stand out, and code is indented and left to the terminal to wrap."""
    from rich.markdown import Markdown
    from rich.text import Text
    from rich.theme import Theme

    # Rich's own colours have a black ground, which is hard to read on a white terminal.
    console.push_theme(Theme({"markdown.code": "bold"}))
    for place, (kind, text) in enumerate(_page_parts(markdown)):
        if place:
            console.print()
        if kind == "code":
            for line in text.splitlines():
                console.print(Text(f"    {line}".rstrip()), soft_wrap=True)
        elif kind == "text":
            console.print(Markdown(text, hyperlinks=False))
        else:
            console.print(Text(text, style=_HEADINGS[kind]))


_BLANK_LINES = re.compile(r"\n(?:(?:\x1b\[[\d;]*m| )*\n){2,}")
_HEADINGS = {"#": "bold underline", "##": "bold cyan", "###": "bold"}
_CODE_OR_HEADING = re.compile(
    r"^```\w*\n(?P<code>.*?)^```$|^(?P<level>#{1,3}) (?P<heading>[^\n]*)$", re.MULTILINE | re.DOTALL
)


def _page_parts(markdown: str) -> Iterator[tuple[str, str]]:
    """Give the parts of a page in their order: `code`, `text`, or a heading's number signs."""
    end = 0
    for found in _CODE_OR_HEADING.finditer(markdown):
        if text := markdown[end : found.start()].strip():
            yield "text", text
        yield found["level"] or "code", found["heading"] or found["code"]
        end = found.end()
    if text := markdown[end:].strip():
        yield "text", text
