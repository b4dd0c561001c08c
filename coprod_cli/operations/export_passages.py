"""Export passages for other programs: a row each, JSON Lines, or codes by case for statistics."""

import codecs
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.formats.csv import csv_rows, defuse
from coprod_cli.formats.jsonl import escape_line_ends
from coprod_cli.knowledge.passages import MarkedPassage, around, code_table
from coprod_cli.model.task_details import without_due_days
from coprod_cli.operations.find_passages import FoundPassages

if TYPE_CHECKING:
    from coprod_cli.operations.privacy_report import PrivacyReport

_COLUMNS = (
    "case", "title", "day", "path", "coder", "id", "address", "voice", "question", "before",
    "words", "after", "codes", "memo", "state",
)  # fmt: skip
_CASE_COLUMNS = ("case", "title", "day", "path")
_SENTENCES = 1
"""How many sentences before and after a passage are exported, too."""
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def export_passages(
    found: FoundPassages,
    export_format: str,
    write: Callable[[bytes], object],
    *,
    excel: bool = False,
    wide: bool = False,
) -> None:
    """Write passages in a format.

    Args:
        found: the passages.
        export_format: `csv` or `jsonl`.
        write: is called with the bytes, piece by piece.
        excel: whether to write csv as Excel opens it.
        wide: whether to write csv with a row for each case and a column for each code, which has
            how many passages have it, instead of a row for each passage. A case that a coder went
            through and marked nothing in has a row of zeros.

    Raises:
        WrongUsage: as `check_passage_format`.
    """
    check_passage_format(export_format, excel=excel, wide=wide)
    if export_format == "csv":
        rows = _wide_rows(found) if wide else _rows(found.passages)
        write_csv(rows, write, excel=excel)
        return
    for each in found.passages:
        write(json_line(passage_fields(each)))


def write_csv(rows: Iterable[list[str]], write: Callable[[bytes], object], *, excel: bool) -> None:
    """Write rows as csv, formulas defused; with `excel`, as Excel opens it."""
    if excel:
        write(codecs.BOM_UTF8)
    delimiter = ";" if excel else ","
    write(csv_rows(([defuse(cell) for cell in row] for row in rows), delimiter))


def json_line(fields: dict[str, object]) -> bytes:
    """Return plain data as a line of JSON Lines."""
    return f"{escape_line_ends(_ENCODER.encode(fields))}\n".encode()


def check_passage_format(export_format: str, *, excel: bool, wide: bool) -> None:
    """Refuse a format in which passages are not exported.

    Raises:
        WrongUsage: there is no such format of passages, or it has no such variant.
    """
    hint = "coprod export csv --passages"
    if export_format not in {"csv", "jsonl"}:
        raise WrongUsage(msg("passages are exported as csv or jsonl."), hint=hint)
    if export_format != "csv" and (excel or wide):
        raise WrongUsage(msg("--excel and --wide go with csv."), hint=hint)


def report_passages(
    passages: Iterable[MarkedPassage], watched_words: str, others: Iterable[str] = ()
) -> "PrivacyReport":
    """Return how many places in passages, in what stands around them and in memos may identify.

    Args:
        passages: the passages.
        watched_words: the notebook's own words that are to be found, as its file has them.
        others: texts that belong to no case.
    """
    from coprod_cli.operations.privacy_report import PrivacyReport
    from coprod_cli.privacy.identifiers import find_identifiers
    from coprod_cli.privacy.watch_list import WatchList

    watched = WatchList.read(watched_words)
    kinds: Counter[str] = Counter()
    telling: set[str] = set()
    cases: set[str] = set()
    texts = [("", text) for text in others]
    for each in passages:
        quote = around(each, _SENTENCES)
        cases.add(each.case.id)
        shown = f"{quote.before}{quote.words}{quote.after}"
        texts.append((each.case.id, without_due_days(shown)))
        texts.append((each.case.id, each.passage.memo))
    for case_id, text in texts:
        identifiers = find_identifiers(text, watched)
        kinds.update(str(identifier.kind) for identifier in identifiers)
        telling.update([case_id] if identifiers else [])
    return PrivacyReport(len(cases), len(telling - {""}), kinds)


def passage_fields(passage: MarkedPassage, sentences: int = _SENTENCES) -> dict[str, object]:
    """Return a passage as plain data.

    `words` is what stands there now, `marked` what was marked; "*" for a whole answer, of which
    `whole` is true.

    Args:
        passage: the passage.
        sentences: how many sentences before and after it are there, too.
    """
    quote, key, marked = around(passage, sentences), passage.key, passage.passage
    return {
        "case": passage.case.id,
        "title": passage.case.title,
        "day": passage.case.day,
        "path": passage.case.path,
        "coder": passage.coder,
        "id": marked.id,
        "address": key.address,
        "voice": key.voice,
        "question": passage.question,
        "words": passage.words,
        "marked": marked.quote,
        "whole": marked.is_whole,
        "before": quote.before,
        "after": quote.after,
        "start": passage.place.span.start,
        "codes": list(marked.codes),
        "memo": marked.memo,
        "state": str(passage.place.state),
    }


def _rows(passages: Iterable[MarkedPassage]) -> Iterator[list[str]]:
    yield list(_COLUMNS)
    for each in passages:
        fields = passage_fields(each)
        fields["codes"] = " ".join(each.passage.codes)
        yield [str(fields[column] or "") for column in _COLUMNS]


def _wide_rows(found: FoundPassages) -> Iterator[list[str]]:
    table = code_table(found.cases, found.passages)
    yield [*_CASE_COLUMNS, *(row.code for row in table.rows)]
    for index, case in enumerate(table.cases):
        counts = (str(row.passages[index]) for row in table.rows)
        yield [case.id, case.title, case.day, case.path, *counts]
