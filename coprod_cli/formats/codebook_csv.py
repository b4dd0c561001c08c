"""Codebooks as CSV: coprod's own, with a row for each code, and those of Taguette and requal."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from typing import NamedTuple

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import msg
from coprod_cli.base.text import clean_input
from coprod_cli.formats.codebook import Codebook, ImportedCode
from coprod_cli.formats.csv import csv_rows, defuse, without_defusing
from coprod_cli.model.code_name import is_code_name
from coprod_cli.model.code_set import CodeSet
from coprod_cli.model.wording import worded

_WORDS = ("definition", "include", "exclude", "example", "memo", "source_text", "note")
_HEADER = ("code", "name", *_WORDS, "colour", "sign", "below", "retired", "instead", "guid")
_NAMES = ("name", "tag", "path", "code_name", "code")
"""The headings of the column that names a code, the best first."""
_SAME = {
    "description": "definition",
    "code_description": "definition",
    "color": "colour",
    "code_color": "colour",
    "parent": "below",
}
"""What other programs call a column of coprod's."""
_MAX_ROWS = 20_000


def write_codebook_csv(code_set: CodeSet, language: str) -> bytes:
    """Return a code set as CSV in UTF-8, each cell safe to open in a spreadsheet.

    Args:
        code_set: the set.
        language: the language of the words.
    """
    rows = [list(_HEADER)]
    for placed in code_set.placed_codes():
        code = placed.code
        words = [worded(getattr(code, key), language) for key in _WORDS]
        rows.append([
            placed.name, code.title(language), *words, code.colour or "", code.sign or "",
            placed.above[-1] if placed.above else "", code.retired or "", " ".join(code.instead),
            code.guid or "",
        ])  # fmt: skip
    return csv_rows([[defuse(cell) for cell in row] for row in rows], ",")


class _Row(NamedTuple):
    """A row: its line, and its cells by the headings that coprod has for them."""

    line: int
    cells: Mapping[str, str]


def read_codebook_csv(text: str, source: str) -> Codebook:
    """Return the codes of a CSV file, whose first row has headings.

    A column `name`, `tag`, `path` or `code` names the code; a path such as `A/B` or `A > B` puts B
    below A, and so does a column `below` or `parent`. `definition` or `description` is what it
    means.

    Args:
        text: the file's text.
        source: the file, for findings.

    Raises:
        InvalidInput: there is no column with names, or a row cannot be read.
    """
    rows = _rows(text.removeprefix("\ufeff"), source)
    tree: dict[str, _Node] = {}
    top: list[_Node] = []
    for row in rows:
        _add(row, tree, top)
    return Codebook(tuple(each.imported() for each in top))


class _Node(NamedTuple):
    """A code while it is read, with those below it."""

    name: str
    code_id: str
    guid: str
    words: dict[str, str]
    below: "list[_Node]"

    def imported(self) -> ImportedCode:
        """Return the code."""
        codes = tuple(each.imported() for each in self.below)
        return ImportedCode(self.name, self.words, self.guid, codes, self.code_id)


def _add(row: _Row, tree: dict[str, _Node], top: list[_Node]) -> None:
    """Add the code of a row to those above it; codes of a path that have no row are made."""
    cells = row.cells
    path = _path(cells)
    own = cells.get("code", "")
    code_id = own.partition("/")[2] if is_code_name(own) else ""
    above = tree.get(cells.get("below", ""))
    for depth in range(1, len(path)):
        key = "/".join(path[:depth])
        if key not in tree:
            tree[key] = _Node(path[depth - 1], "", "", {}, [])
            (above.below if above else top).append(tree[key])
        above = tree[key]
    key = code_id or "/".join(path)
    words = {name: cells[name] for name in (*_WORDS, "colour", "sign") if cells.get(name)}
    if key in tree:
        tree[key].words.update(words)
        return
    node = tree[key] = _Node(path[-1], code_id, cells.get("guid", ""), words, [])
    (above.below if above else top).append(node)


def _path(cells: Mapping[str, str]) -> list[str]:
    """Return the names of a code and of those above it, top first."""
    if cells.get("path"):
        separator = " > " if " > " in cells["path"] else "/"
        return [part.strip() for part in cells["path"].split(separator) if part.strip()]
    return [next(cells[name] for name in _NAMES if cells.get(name))]


def _rows(text: str, source: str) -> Iterator[_Row]:
    """Yield the rows that name a code.

    Raises:
        InvalidInput: there is no column with names, or a row cannot be read.
    """
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        header = [_heading(cell) for cell in next(reader, [])]
        if not set(header) & set(_NAMES):
            message = msg("the first row has no column that names the codes.")
            raise InvalidInput([Finding("csv", message, source, 1, 1, "name, tag, path, code")])
        for count, row in enumerate(reader, 1):
            if count > _MAX_ROWS:
                message = msg("this has over {count} rows.", count=_MAX_ROWS)
                raise InvalidInput([Finding("csv", message, source, reader.line_num, 1)])
            cells = dict(_cells(header, row))
            if any(cells.get(name) for name in _NAMES):
                yield _Row(reader.line_num, cells)
    except csv.Error:
        message = msg("this row is no valid CSV.")
        raise InvalidInput([Finding("csv", message, source, max(reader.line_num, 1), 1)]) from None


def _heading(cell: str) -> str:
    name = cell.strip().lower().replace(" ", "_")
    return _SAME.get(name, name)


def _cells(header: Iterable[str], row: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name, cell in zip(header, row, strict=False):
        text = clean_input(without_defusing(cell)).strip()
        is_line = name in (*_NAMES, "below", "guid")
        yield name, " ".join(text.split()) if is_line else text
