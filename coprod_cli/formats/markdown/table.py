"""The table layout: Markdown tables with a row for each case, as the template's `tables` say."""

import re
from collections.abc import Iterator
from typing import BinaryIO, Literal

from coprod_cli.base.message import msg
from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.formats.case_as_read import CaseAsRead
from coprod_cli.formats.markdown.footnotes import Footnotes
from coprod_cli.formats.markdown.page_words import remark
from coprod_cli.formats.markdown.render import heading
from coprod_cli.formats.markdown.table_lines import BREAK, cell, cell_of_lines, header, row
from coprod_cli.formats.period import read_period
from coprod_cli.formats.wrong_form import WrongForm
from coprod_cli.model.address import Address
from coprod_cli.model.sources import evidence_label
from coprod_cli.model.template import Template
from coprod_cli.model.timeline import TableColumn
from coprod_cli.model.voices import voice_label
from coprod_cli.model.wording import worded

_LIST_MARK = re.compile(r"^[-*+] (?:\[[ xX]\] )?", re.MULTILINE)


class Table:
    """The layout of several cases as tables: one document for all of them."""

    kind: Literal["file"] = "file"
    suffix = ".md"

    def open(self, stream: BinaryIO) -> "TableFile":
        """Begin a document."""
        return TableFile(stream)


class TableFile:
    """The tables under construction: rows are gathered, and written when the file is closed."""

    def __init__(self, stream: BinaryIO) -> None:
        """Take the stream to write to."""
        self._stream = stream
        self._rows: dict[tuple[str, str], list[list[str]]] = {}
        self._forms: dict[str, tuple[Template, str]] = {}
        self._notes = Footnotes()

    def add(self, case: CaseAsRead) -> None:
        """Add a row to each table of the case's template.

        Raises:
            WrongForm: the template has no tables.
        """
        form = case.form
        if form is None or not form.tables:
            message = msg('the form "{template}" has no tables.', template=case.template)
            raise WrongForm(message, lambda template: bool(template.tables), where=case.id)
        # The heading is in the language of the form's first case.
        self._forms.setdefault(form.id, (form, case.language))
        for number, table in enumerate(form.tables):
            cells = [_cell(case, column, self._notes) for column in table.columns]
            self._rows.setdefault((form.id, str(number)), []).append(cells)

    def close(self) -> None:
        """Write the document."""
        blocks = []
        for form, language in self._forms.values():
            for number, table in enumerate(form.tables):
                titles = [worded(column.title, language) for column in table.columns]
                rows = self._rows[form.id, str(number)]
                title = heading(2, worded(table.title, language))
                blocks.append([title, "", *header(titles), *map(row, rows)])
        page = "\n\n".join("\n".join(block) for block in blocks)
        self._stream.write("\n".join([page, *self._notes.lines()]).encode())
        self._stream.write(b"\n" if blocks else b"")


def _cell(case: CaseAsRead, column: TableColumn, notes: Footnotes) -> str:
    """Return the answers of a case in a column, as one line of Markdown."""
    if column.years:
        timeline = case.form.timeline if case.form else None
        return cell(read_period(case, timeline).written) if timeline else ""
    texts = [text for address in column.show for text in _texts(case, address, notes)]
    return BREAK.join(texts)


def _texts(case: CaseAsRead, address: Address, notes: Footnotes) -> Iterator[str]:
    """Yield the answers at an address, with those in its items, each as one line of Markdown."""
    for part in case.parts_at(address):
        yield _one_line(part, case.language, notes)
    for number in case.item_numbers(address):
        item = address.item_at(number)
        parts = [part for part in case.parts if part.address.is_within(item)]
        yield ": ".join(_one_line(part, case.language, notes) for part in parts)


def _one_line(part: AnswerPart, language: str, notes: Footnotes) -> str:
    """Return an answer as one line of a cell: its words are kept, its lines become breaks."""
    text = part.text
    if part.facts.type == "choices":
        text = _LIST_MARK.sub("", text)
    shown = cell_of_lines(text)
    if part.is_unknown:
        shown = f"{remark('not-known', language)} {shown}".strip()
    facts = part.facts
    said = [voice_label(facts.voice, language)] if facts.voice else []
    said += [evidence_label(facts.evidence, language)] if facts.evidence else []
    shown = f"({', '.join(said)}) {shown}" if said else shown
    return f"{shown} {notes.marks(part.sources)}".rstrip()
