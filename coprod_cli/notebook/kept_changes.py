"""Kept changes: what a notebook keeps of finished changes of codes, so that they can be undone.

A code set as it was may quote notes, in an example or a memo, and so may the reason of a change.
What is to be deleted for good of a case is therefore looked for here, too. A change that is not
finished is never deleted: the next change of codes finishes it.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from coprod_cli.base.errors import CoprodError, InvalidInput
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.base.text import folded
from coprod_cli.base.yaml_document import read_yaml
from coprod_cli.notebook.code_files import CHANGE, CODES, CodeFiles
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.side_files import all_files, changed_at, plain_folders, read_regular_file
from coprod_cli.notebook.trash import Trash

_QUOTED = re.compile(r'"([^"]+)"')  # `folded` makes these of all double quotation marks
_MARKS = " #*->"
_FEWEST = 12
"""The fewest characters that are taken for words of a note, where its id does not stand by."""


class KeptChange(NamedTuple):
    """What is kept of one finished change: its id, when it was made, and the files.

    `in_trash` says that it is a copy of a set in the trash.
    """

    id: str
    when: datetime
    files: tuple[Path, ...]
    in_trash: bool = False


def finished_changes(notebook: Notebook) -> list[KeptChange]:
    """Return what is kept of each finished change, and what copies of sets lie in the trash.

    What has no record, since it was killed before it began, is taken for finished.

    Raises:
        CoprodError: a folder cannot be read, or is a link to another place.
    """
    files = CodeFiles(notebook)
    refuse_outside_link(files.changes_folder, notebook.folder)
    records = {str(record["id"]): record for record in files.changes()}
    found = []
    for folder in plain_folders(files.changes_folder):
        record = records.get(folder.name, {"done": True})
        if record.get("done"):
            # The record first: what is left then is found again, and undoes nothing.
            paths = sorted(all_files(folder), key=lambda path: (path.name != CHANGE, path))
            found.append(KeptChange(folder.name, _when(record, folder), tuple(paths)))
    return [*found, *_in_trash(notebook)]


def _in_trash(notebook: Notebook) -> Iterator[KeptChange]:
    """Yield the copies of code sets in the trash, where a repair has put them."""
    trash = Trash(notebook)
    for folder in plain_folders(trash.folder):
        for path in all_files(folder / CODES):
            name = f"{folder.name}/{path.name}"
            yield KeptChange(name, trash.removed_at(path), (path,), in_trash=True)


def changes_with_words(
    changes: Iterable[KeptChange], case_id: str, earlier: Iterable[str], present: str
) -> list[KeptChange]:
    """Return the changes of which something is kept that quotes what a case said.

    Args:
        changes: the changes.
        case_id: the case's id.
        earlier: texts in which what it said stands.
        present: the text of its note; "" if it has none. Words that it still has do not count.
    """
    said, now = _Said.of(earlier), folded(present)
    return [
        change
        for change in changes
        if any(said.is_in(folded(text), case_id, now) for text in _texts_of(change))
    ]


class _Said(NamedTuple):
    """What a case said, folded: whole texts, and their lines."""

    texts: tuple[str, ...]
    lines: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "_Said":
        given = list(texts)
        lines = (folded(line).strip(_MARKS) for text in given for line in text.splitlines())
        long = dict.fromkeys(line for line in lines if len(line) >= _FEWEST)
        return cls(tuple(map(folded, given)), tuple(long))

    def is_in(self, text: str, case_id: str, present: str) -> bool:
        """Return whether a text of a code, folded, has something of it that `present` has not."""
        is_named = case_id in text
        for part in _QUOTED.findall(text) or [text]:
            words = part.strip(" .")
            is_said = len(words) >= _FEWEST and any(words in each for each in self.texts)
            if words not in present and (is_named or is_said):
                return True
        return any(line in text and line not in present for line in self.lines)


def _texts_of(change: KeptChange) -> Iterator[str]:
    """Yield the texts that are kept of a change: those of its sets, and its reason."""
    for path in change.files:
        with suppress(OSError):
            text = read_regular_file(path).decode("utf-8", "replace")
            try:
                value = read_yaml(text, str(path)).value
            except InvalidInput:
                yield text
                continue
            is_record = path.name == CHANGE and isinstance(value, dict)
            yield from _strings(value.get("why") if is_record else value)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _strings(each)


def _when(record: dict[str, Any], folder: Path) -> datetime:
    try:
        return datetime.fromisoformat(str(record["when"])).astimezone(UTC)
    except (KeyError, ValueError):
        return datetime.fromtimestamp(changed_at(folder), UTC)


def file_texts(paths: Iterable[Path]) -> list[str]:
    """Return the texts of files, as far as they can be read."""
    texts = []
    for path in paths:
        with suppress(OSError, CoprodError):
            texts.append(read_regular_file(path).decode("utf-8", "replace"))
    return texts
