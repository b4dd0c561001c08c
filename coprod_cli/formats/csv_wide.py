"""Wide CSV: one row for each case, and a column for each question and each voice that answered.

A column is headed by the address, as `situation.setting`, or the address and the voice, as
`situation.setting@patient`. "Not known yet" is a `?` in a cell, on a line of its own below a text.
Which columns there are depends on all cases, so rows are kept, compressed, until the end.
"""

import codecs
import json
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Literal

from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.formats.case_as_read import CASE_FIELDS, CaseAsRead
from coprod_cli.formats.csv import cell_text, csv_rows, defuse
from coprod_cli.model.address import Address
from coprod_cli.model.template import Template

_NOT_KNOWN = "?"


class WideCsv:
    """The CSV exporter with one row for each case."""

    kind: Literal["file"] = "file"
    delimiter = ","
    opening = b""

    def open(self, stream: BinaryIO) -> "WideCsvFile":
        """Begin a file."""
        return WideCsvFile(stream, self.delimiter, self.opening)


class ExcelWideCsv(WideCsv):
    """Wide CSV as Excel opens it in Sweden and most of Europe; see `csv.ExcelCsv`."""

    delimiter = ";"
    opening = codecs.BOM_UTF8


class WideCsvFile:
    """A wide table under construction."""

    def __init__(self, stream: BinaryIO, delimiter: str, opening: bytes) -> None:
        """Take the stream, the sign between cells, and the bytes before the header."""
        self._stream = stream
        self._delimiter = delimiter
        self._opening = opening
        self._forms: dict[str, Template | None] = {}
        # The addresses of each template's cases, with the voices that answered there.
        self._answered: dict[str, dict[Address, dict[str, None]]] = {}
        self._rows: list[bytes] = []

    def add(self, case: CaseAsRead) -> None:
        """Add the row of a case."""
        self._forms.setdefault(case.template, case.form)
        answered = self._answered.setdefault(case.template, {})
        cells: dict[str, str] = {}
        for part in case.parts:
            answered.setdefault(part.address, {})[part.voice or ""] = None
            name = _column(part.address, part.voice or "")
            # A damaged note may have two answers of one voice at a question.
            cells[name] = "\n".join(filter(None, (cells.get(name), _text(part))))
        fields = [cell_text(value) for value in case.fields().values()]
        self._rows.append(zlib.compress(json.dumps([fields, cells]).encode(), 1))

    def close(self) -> None:
        """Write the header and all rows."""
        columns = list(dict.fromkeys(self._columns()))
        header = [defuse(name) for name in (*CASE_FIELDS, *columns)]
        self._stream.write(self._opening + csv_rows([header], self._delimiter))
        for packed in self._rows:
            fields, cells = json.loads(zlib.decompress(packed))
            row = [*fields, *(cells.get(name, "") for name in columns)]
            self._stream.write(csv_rows([[defuse(cell) for cell in row]], self._delimiter))

    def _columns(self) -> Iterator[str]:
        """Yield the heads of the columns, template by template and in the order of asking."""
        for name, form in self._forms.items():
            answered = self._answered[name]
            addresses = list(answered)
            if form is not None:
                questions = form.questions.items()
                asked = (address for address, question in questions if question.type != "group")
                addresses = sorted({*answered, *asked}, key=form.sort_key)
            for address in addresses:
                for voice in sorted(answered.get(address, {"": None})):
                    yield _column(address, voice)


def _column(address: Address, voice: str) -> str:
    return f"{address}@{voice}" if voice else str(address)


def _text(part: AnswerPart) -> str:
    if not part.is_unknown:
        return part.text
    return f"{part.text}\n{_NOT_KNOWN}".lstrip("\n")
