"""Show passages: quotes on a terminal, tab-separated lines, Markdown or JSON; and their table."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from coprod_cli.base.i18n import _
from coprod_cli.base.screen_text import screen_line
from coprod_cli.cli.console.output import is_stdout_terminal, show_json, show_message, show_raw
from coprod_cli.cli.console.passage_words import passage_lines
from coprod_cli.cli.console.passages import (
    heading_of,
    show_drawn_passages,
    show_drawn_table,
)
from coprod_cli.formats.markdown.table_lines import cell, header, row
from coprod_cli.knowledge.passages import CodeTable, MarkedPassage, code_table, in_order
from coprod_cli.operations.export_passages import passage_fields
from coprod_cli.operations.find_passages import FoundPassages, Wanted


def show_passages(
    found: FoundPassages, wanted: Wanted, sentences: int, *, output: Path | None, json: bool
) -> None:
    """Print passages, or write them into a file as Markdown.

    Args:
        found: the passages.
        wanted: which ones were looked for.
        sentences: how many sentences around each are shown, too.
        output: the file; None for standard output.
        json: whether to print JSON.
    """
    passages = in_order(found.passages)
    cases = len({each.case for each in passages})
    heading = heading_of(wanted.codes, cases, len(passages))
    with_coder = len(found.coders) > 1
    if output is not None:
        lines = markdown_of_passages(passages, sentences, with_coder=with_coder)
        write_lines(output, (f"# {heading}", *lines))
    elif json:
        show_json([passage_fields(each, sentences) for each in passages])
    elif not is_stdout_terminal():
        show_raw(
            "".join("\t".join(map(screen_line, passage_row(each))) + "\n" for each in passages)
        )
    elif passages:
        show_drawn_passages(passages, heading, sentences, with_coder=with_coder)
    if not passages and not json:
        show_message(_("No passage fits.") if found.cases else _("Nothing is marked here yet."))


def show_code_table(found: FoundPassages, *, output: Path | None, json: bool) -> None:
    """Print in how many passages of each case each code stands, or write it as Markdown.

    Args:
        found: the passages. If codes were named, only these have a row.
        output: the file; None for standard output.
        json: whether to print JSON.
    """
    table = code_table(
        found.cases, found.passages, lambda code: not found.codes or code in found.codes
    )
    if output is not None:
        write_lines(output, _markdown_table(table))
    elif json:
        show_json(_table_as_data(table))
    elif not is_stdout_terminal():
        show_raw("".join(f"{row.code}\t{row.cases}\t{row.total}\n" for row in table.rows))
    elif table.rows:
        show_drawn_table(table)
    if not table.rows and not json:
        show_message(_("No passage fits.") if found.cases else _("Nothing is marked here yet."))


def passage_row(passage: MarkedPassage) -> Iterator[str]:
    """Yield the fields of a line for other programs."""
    key = passage.key
    yield from (passage.case.id, key.address, key.voice or "", passage.coder)
    yield from (" ".join(passage.passage.codes), passage.words, passage.passage.memo)


def markdown_of_passages(
    passages: Iterable[MarkedPassage], sentences: int, *, with_coder: bool
) -> Iterator[str]:
    """Yield the lines of passages in Markdown, below a heading for each case."""
    for case, group in groupby(passages, lambda each: each.case):
        yield f"\n## {'  '.join(filter(None, (case.id, screen_line(case.title))))}"
        for passage in group:
            question, quote, *lines = passage_lines(passage, sentences, with_coder=with_coder)
            yield f"\n### {question}\n"
            yield from (f"> {line}".rstrip() for line in quote.split("\n"))
            yield from (f"\n{line}" for line in filter(None, lines))


def _markdown_table(table: CodeTable) -> Iterator[str]:
    cases = [case.id for case in table.cases]
    yield from header([_("Code"), _("Cases"), _("Passages"), *cases])
    for each in table.rows:
        counts = (str(count or "") for count in each.passages)
        yield row([cell(each.code), str(each.cases), str(each.total), *counts])


def _table_as_data(table: CodeTable) -> dict[str, Any]:
    return {
        "cases": [{"id": case.id, "title": case.title, "day": case.day} for case in table.cases],
        "codes": [
            {
                "code": row.code,
                "cases": row.cases,
                "passages": row.total,
                "by_case": list(row.passages),
            }
            for row in table.rows
        ],
    }


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Write lines into a file."""
    from coprod_cli.base.output_file import output_file

    with output_file(path) as write:
        write("".join(f"{line}\n" for line in lines).encode())
