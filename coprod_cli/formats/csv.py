"""CSV (RFC 4180): one row for each answer, with every cell safe to open in a spreadsheet.

`Csv` is for programs, and `ExcelCsv` for Excel in countries with a decimal comma. `csv_wide` has
one row for each case.
"""

import codecs
import csv
import json
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any, Literal

from coprod_cli.formats.answer_part import ANSWER_FIELDS, AnswerFacts, AnswerPart, EncodedFacts
from coprod_cli.formats.case_as_read import CASE_FIELDS, CaseAsRead

# The signs that begin a formula, with their full-width and small forms (Unicode blocks FF00, FE50).
_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
# Characters that a spreadsheet may drop before it looks for a sign. LibreOffice and Google Sheets
# drop leading blanks (csv-safe, pull request 25), and all drop a byte-order mark. No documentation
# promises that other invisible characters stay, so controls and format characters count, too.
_DROPPED = (
    r"\s\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
_FORMULA = re.compile(rf"[{_DROPPED}]*[{_SIGNS}]|[\t\r\n\0]")


def defuse(cell: str) -> str:
    """Return a cell with an apostrophe before it if a spreadsheet would run it as a formula.

    The signs are those of OWASP's page "CSV Injection", the first characters those of ASVS 1.2.10.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def without_defusing(cell: str) -> str:
    """Return the cell that `defuse` made this one of; any other cell is unchanged."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell[1:]) else cell


def csv_rows(rows: Iterable[Sequence[str]], delimiter: str) -> bytes:
    """Return rows of cells as CSV in UTF-8."""
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


def cell_text(value: Any) -> str:
    """Return a value as the text of a cell, not defused yet."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str) if value else ""
    return " ".join(value) if isinstance(value, list | tuple) else str(value)


def _cells_around_text(facts: AnswerFacts) -> tuple[list[str], list[str]]:
    """Return the cells of an answer before its text, and between that and its sources."""
    cells = [defuse(cell_text(value)) for value in AnswerPart(facts, "").as_data().values()]
    index = ANSWER_FIELDS.index("text")
    return cells[:index], cells[index + 1 : -1]


# A case and an answer both have a status; the case's own keeps its name.
_ANSWER_COLUMNS = ["answer_status" if name == "status" else name for name in ANSWER_FIELDS]
_HEADER = [[*CASE_FIELDS, *_ANSWER_COLUMNS]]


class Csv:
    """The CSV exporter: one row for each answer."""

    kind: Literal["stream"] = "stream"
    delimiter = ","
    header = csv_rows(_HEADER, delimiter)

    def __init__(self) -> None:
        """Start with an empty cache of encoded metadata."""
        self._around_text = EncodedFacts(_cells_around_text)

    def encode(self, case: CaseAsRead) -> bytes:
        """Return the rows of a case, one for each answer; a case without answers has none."""
        cells = [defuse(cell_text(value)) for value in case.fields().values()]
        rows = (
            [*cells, *before, defuse(text), *after, defuse("\n".join(sources))]
            for facts, text, sources in case.parts
            for before, after in (self._around_text[facts],)
        )
        return csv_rows(rows, self.delimiter)


class ExcelCsv(Csv):
    """CSV as Excel opens it by a double click in Sweden and most of Europe.

    Excel takes a file for UTF-8 only if it begins with a byte-order mark. Where the decimal sign
    is a comma, the list separator of Windows, at which Excel splits a row, is a semicolon.
    """

    delimiter = ";"
    header = codecs.BOM_UTF8 + csv_rows(_HEADER, delimiter)
