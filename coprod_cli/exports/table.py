"""CSV (RFC 4180): a row an answer, each cell safe to open in a spreadsheet."""

import csv
import json
from io import StringIO
from typing import Any

from coprod_cli.records import ANSWER_FIELDS, CASE_FIELDS, CaseRecord

_FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def encode_case(record: CaseRecord) -> str:
    """Return a row for each answer; a case without answers has none."""
    case = [defuse(_cell(record.fields[name])) for name in CASE_FIELDS]
    return _rows(
        [*case, *(defuse(_cell(value)) for value in about.with_text(text).values())]
        for about, text in record.answers
    )


def defuse(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula (OWASP)."""
    if cell.lstrip().startswith(_FORMULA_STARTS) or cell.startswith(("\t", "\r", "\n")):
        return f"'{cell}"
    return cell


def _rows(rows: Any) -> str:
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str) if value else ""
    return " ".join(value) if isinstance(value, list | tuple) else str(value)


# A case and an answer both have a status; the case's own keeps its name.
_ANSWER_COLUMNS = ["answer_status" if name == "status" else name for name in ANSWER_FIELDS]
HEADER = _rows([[*CASE_FIELDS, *_ANSWER_COLUMNS]])
