"""CSV (RFC 4180): a row an answer, each cell safe to open in a spreadsheet."""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from io import StringIO
from typing import Any, Literal

from coprod_cli.formats.case_as_read import (
    ANSWER_FIELDS,
    CASE_FIELDS,
    AnswerFacts,
    AnswerPart,
    CaseAsRead,
)

# The signs, their full-width forms and their small forms (Unicode blocks FF00 and FE50).
_SIGNS = r"=+\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
# What a spreadsheet may drop before it looks for a sign: LibreOffice and Google Sheets drop leading
# blanks (csv-safe, pull request 25), a byte-order mark is dropped by all, and of what takes no room
# nobody says that it stays. So all of that is looked through: blanks, controls, format characters.
_DROPPED = (
    r"\s\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
_FORMULA = re.compile(rf"[{_DROPPED}]*[{_SIGNS}]|[\t\r\n\0]")


def defuse(cell: str) -> str:
    """Put an apostrophe before a cell that a spreadsheet would run as a formula.

    The signs are those of OWASP's page "CSV Injection", the first characters those of ASVS 1.2.10.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _rows(rows: Iterable[Sequence[str]]) -> bytes:
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str) if value else ""
    return " ".join(value) if isinstance(value, list | tuple) else str(value)


# A case and an answer both have a status; the case's own keeps its name.
_ANSWER_COLUMNS = ["answer_status" if name == "status" else name for name in ANSWER_FIELDS]


class Csv:
    """The exporter: a row an answer."""

    kind: Literal["stream"] = "stream"
    header = _rows([[*CASE_FIELDS, *_ANSWER_COLUMNS]])

    def encode(self, case: CaseAsRead) -> bytes:
        """Return a row for each answer; a case without answers has none."""
        cells = [defuse(_cell(value)) for value in case.fields().values()]
        return _rows(
            [*cells, *before, defuse(text), *after]
            for facts, text in case.parts
            for before, after in (_around(facts),)
        )


@lru_cache(maxsize=10_000)
def _around(facts: AnswerFacts) -> tuple[list[str], list[str]]:
    """Return the cells before and after the text of an answer: the same in every case."""
    cells = [defuse(_cell(value)) for value in AnswerPart(facts, "").as_data().values()]
    place = ANSWER_FIELDS.index("text")
    return cells[:place], cells[place + 1 :]
