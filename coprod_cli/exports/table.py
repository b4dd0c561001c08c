"""CSV (RFC 4180): a row an answer, each cell safe to open in a spreadsheet."""

import csv
import json
from collections.abc import Iterable
from typing import Any, TextIO

from coprod_cli.records import ANSWER_FIELDS, CASE_FIELDS

# A case and an answer both have a status; the case's own keeps its name.
_RENAMED = {"status": "answer_status"}
_FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def export_records(records: Iterable[dict[str, Any]], out: TextIO) -> None:
    """Write a header, then a row an answer; a case without answers has none."""
    writer = csv.writer(out, lineterminator="\r\n")
    answer_columns = [_RENAMED.get(name, name) for name in ANSWER_FIELDS]
    writer.writerow([*CASE_FIELDS, *answer_columns])
    for record in records:
        case = [defuse(_cell(record[name])) for name in CASE_FIELDS]
        for answer in record["answers"]:
            writer.writerow([*case, *(defuse(_cell(answer[name])) for name in ANSWER_FIELDS)])


def defuse(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula (OWASP)."""
    if cell.lstrip().startswith(_FORMULA_STARTS) or cell.startswith(("\t", "\r", "\n")):
        return f"'{cell}"
    return cell


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str) if value else ""
    return " ".join(value) if isinstance(value, list | tuple) else str(value)
