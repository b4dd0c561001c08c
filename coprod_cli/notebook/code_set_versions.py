"""Versions of a code set: git's conflict marks in its file, and copies by synchronised folders."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from coprod_cli.model.code_name import is_set_id
from coprod_cli.notebook.code_files import CodeFiles
from coprod_cli.notebook.note.conflict_sides import TextSides, text_sides
from coprod_cli.notebook.side_files import plain_files, read_regular_file

_SUFFIX = ".yaml"
_ID = re.compile(r"""^id:[ \t]*["']?([a-z0-9-]+)["']?[ \t]*(?:#.*)?\r?$""", re.MULTILINE)


class CodeSetVersions(NamedTuple):
    """A code set of which there are several versions.

    Attributes:
        set_id: its id.
        path: its file.
        copies: other files with versions of it.
        has_marks: whether git left its conflict marks in its file.
    """

    set_id: str
    path: Path
    copies: tuple[Path, ...]
    has_marks: bool


def code_set_versions(files: CodeFiles) -> Iterator[CodeSetVersions]:
    """Yield the sets of which there are several versions, by id.

    A copy says the id of a set that is there, and its file's name begins with that.
    """
    paths = sorted(plain_files(files.folder, lambda name: name.endswith(_SUFFIX)))
    texts = {path: _text(path) for path in paths if not path.name.startswith(".")}
    for path, text in texts.items():
        set_id = path.stem
        if not is_set_id(set_id):
            continue
        copies = tuple(
            each
            for each in texts
            if each != path and each.stem.startswith(set_id) and _is_of(texts[each], set_id)
        )
        has_marks = bool(re.search(r"^<{7} ", text, re.MULTILINE))
        if copies or has_marks:
            yield CodeSetVersions(set_id, path, copies, has_marks)


def sides_of(text: str) -> TextSides | None:
    """Return the versions in a text; both are the text where it has no conflict marks.

    None if the marks are not in pairs.
    """
    return text_sides(text.splitlines(keepends=True))


def _is_of(text: str, set_id: str) -> bool:
    found = _ID.search(text)
    return found is not None and found[1] == set_id


def _text(path: Path) -> str:
    with suppress(OSError):
        return read_regular_file(path).decode("utf-8", "replace")
    return ""
