"""Export passages for other programs: a row each, JSON Lines, or codes by case for statistics."""

import codecs
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.formats.csv import csv_rows, defuse
from coprod_cli.formats.jsonl import escape_line_ends
from coprod_cli.knowledge.passages import MarkedPassage, around, code_table
from coprod_cli.operations.find_passages import FoundPassages
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
        if excel:
            write(codecs.BOM_UTF8)
        delimiter = ";" if excel else ","
        rows = _wide_rows(found) if wide else _rows(found.passages)
        write(csv_rows(([defuse(cell) for cell in row] for row in rows), delimiter))
        return
    if export_format != "jsonl":
        message = msg("passages are exported as csv or jsonl.")
        raise WrongUsage(message, hint="coprod export csv --passages")
    if excel or wide:
        raise WrongUsage(
            msg("--excel and --wide go with csv."), hint="coprod export csv --passages"
        )
    for each in found.passages:
        write(f"{escape_line_ends(_ENCODER.encode(passage_fields(each)))}\n".encode())


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


def report_passages(found: FoundPassages, watched_words: str) -> PrivacyReport:
    """Return how many places in passages, in what stands around them and in memos may identify.

    Args:
        found: the passages.
        watched_words: the notebook's own words that are to be found, as its file has them.
    """
    from coprod_cli.privacy.identifiers import find_identifiers
    from coprod_cli.privacy.watch_list import WatchList

    watched = WatchList.read(watched_words)
    kinds: Counter[str] = Counter()
    telling: set[str] = set()
    for each in found.passages:
        quote = around(each, _SENTENCES)
        for text in (f"{quote.before}{quote.words}{quote.after}", each.passage.memo):
            identifiers = find_identifiers(text, watched)
            kinds.update(str(identifier.kind) for identifier in identifiers)
            telling.update([each.case.id] if identifiers else [])
    return PrivacyReport(len({each.case for each in found.passages}), len(telling), kinds)


def passage_fields(passage: MarkedPassage, sentences: int = _SENTENCES) -> dict[str, object]:
    """Return a passage as plain data.

    `words` is what stands there now, `marked` what was marked; "*" for a whole answer.

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
