"""Copies: further files with the note of one case, which synchronised folders and people make.

The id in the front matter decides: of two notes with one id, the one whose file has another name is
the copy. Only where that does not decide, the forms of names matter that programs give to copies.
"""

import os
import re
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from itertools import groupby, islice, pairwise
from operator import lt
from pathlib import Path
from typing import NamedTuple, Protocol

from coprod_cli.base.errors import Finding
from coprod_cli.base.files import MarkdownFiles
from coprod_cli.base.message import Message, msg, nmsg
from coprod_cli.model.case_id import CROCKFORD, is_case_id
from coprod_cli.model.case_like import CaseLike
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note_paths import case_id_in_name, is_note, path_in_notebook, stem_of
from coprod_cli.notebook.outlines import NoteLike

KIND = "copy"
"""The kind of the finding."""
_MAX_NOTICES = 3
# Names of conflict copies, as Dropbox, Nextcloud, ownCloud, Obsidian Sync, Seafile, Tresorit, Box,
# pCloud, Syncthing, Resilio, Synology and git's mergetool give them, also in other languages; and
# names of plain copies, as Google Drive, iCloud, OneDrive, Windows, Finder and GNOME give them.
_COPY_NAME = re.compile(
    r"(?i:conflict|konflikt|motstridig|conflit|\bcopy\b|\bkopia\b|\bkopie\b|\bcopie\b)"
    r"|_(?:BACKUP|BASE|LOCAL|REMOTE)_[0-9]+\Z"
    r"|[ ]?\([0-9]{1,3}\)\Z|[ ][0-9]{1,2}\Z|-[A-Z][A-Z0-9-]{2,14}\Z",
)  # fmt: skip

_ID_AS_NAME = re.compile(rf"{re.escape(os.sep)}?[0-9]{{8}}-[{CROCKFORD}]{{6}}\.md")
_NAME_LENGTH = len("/20261124-k7m2q9.md")


class Copy(NamedTuple):
    """A copy of a note.

    Attributes:
        path: the copy's path.
        original: the path of the note that counts.
        case_id: the id that both have.
    """

    path: str
    original: str
    case_id: str


class Listing(NamedTuple):
    """The notes of a notebook.

    Attributes:
        paths: their paths, sorted by the id of their case.
        copies: the copies of notes, whose paths are not among these.
        links: those of the paths, and perhaps others, that are links.
    """

    paths: list[str]
    copies: tuple[Copy, ...] = ()
    links: Collection[str] = ()


class NoteReader(Protocol):
    """What a search for copies needs of a notebook."""

    def read(self, path: str) -> Note:
        """Read the note at a path."""

    def is_kept_apart(self, path: str) -> bool:
        """Return True if a note is kept apart from the others."""


def list_notes(notebook: NoteReader, files: MarkdownFiles, *, by_content: bool = False) -> Listing:
    """Return paths sorted by the id of their case, with the copies of notes apart.

    A file whose name is a case id is not read, unless another one seems to have that id. Strings,
    because a list of 100,000 `Path` objects would take four times the memory.

    Args:
        notebook: reads notes.
        files: all Markdown files.
        by_content: whether to read each file, so that renamed copies are found, too.
    """
    ordered = sorted(files.paths)
    if not by_content and _are_named_by_id(ordered):
        return Listing(ordered, links=files.links)
    ids: dict[str, str] = {}

    def key(path: str) -> str:
        case_id = "" if by_content else case_id_in_name(path)
        if case_id:
            return case_id
        if path not in ids:
            ids[path] = notebook.read(path).case_id or stem_of(path)
        return ids[path]

    # Sorting by a key holds all keys in memory; usually the paths are in that order already, and no
    # two have the same key.
    if all(one < following for one, following in pairwise(map(key, ordered))):
        return Listing(ordered, links=files.links)
    ordered.sort(key=key)  # stable: two files with one id are sorted by path
    notes: list[str] = []
    copies: list[Copy] = []
    for case_id, group in groupby(ordered, key):
        found = list(group)
        same = [path for path in found if len(found) > 1 and _id_in(notebook, path) == case_id]
        if len(same) <= 1:
            notes += found
            continue
        original = min(same, key=partial(_rank, notebook, case_id))
        notes += [path for path in found if path == original or path not in same]
        real = os.path.realpath(original)
        copies += [
            Copy(path, original, case_id)
            for path in same
            if path != original and os.path.realpath(path) != real  # not a link to it
        ]
    return Listing(notes, tuple(copies), files.links)


def _are_named_by_id(paths: Sequence[str]) -> bool:
    """Return whether sorted paths end in case ids, each later than the one before; fast."""
    names = [path[-_NAME_LENGTH:] for path in paths]
    return all(map(_ID_AS_NAME.fullmatch, names)) and all(map(lt, names, islice(names, 1, None)))


def _id_in(notebook: NoteReader, path: str) -> str:
    """Return the id in a note, or in its name if it cannot be read; "" for other files."""
    note = notebook.read(path)
    if not is_note(note):
        return ""
    return note.case_id if note.case else case_id_in_name(path)


def _rank(notebook: NoteReader, case_id: str, path: str) -> tuple[bool, bool, bool, int, int, str]:
    """Return the sort key by which the first of several notes with one id counts.

    A note that is kept apart comes before others, so that what names people is never shared.
    """
    stem = stem_of(path)
    has_copy_name = _COPY_NAME.search(stem.removeprefix(case_id)) is not None
    is_shared = not notebook.is_kept_apart(path)
    return stem != case_id, is_shared, has_copy_name, path.count(os.sep), len(stem), path


def find_renamed_copy(note: NoteLike[CaseLike], paths: Iterable[str]) -> Copy | None:
    """Return the copy that a note is if it has the name of one case and the id of another.

    Args:
        note: the note.
        paths: the paths of all notes, which are only looked through where that is needed.
    """
    case_id = note.case_id
    if note.source.endswith(f"{os.sep}{case_id}.md"):  # as of nearly all notes
        return None
    name = case_id_in_name(note.source)
    if not name or name == case_id or not is_case_id(case_id):
        return None
    originals = (path for path in paths if case_id_in_name(path) == case_id)
    original = next(originals, None)
    return None if original is None else Copy(note.source, original, case_id)


def copies_among(copies: Iterable[Copy], paths: Iterable[str]) -> tuple[Copy, ...]:
    """Return the copies of the notes at some paths, and those that are at these paths."""
    real = {os.path.realpath(path) for path in paths}
    return tuple(
        copy
        for copy in copies
        if os.path.realpath(copy.original) in real or os.path.realpath(copy.path) in real
    )


def copy_finding(copy: Copy, folder: Path) -> Finding:
    """Return the finding of a copy in the notebook in a folder."""
    message = msg(
        'this is another copy of the case in "{file}", and does not count.',
        file=path_in_notebook(copy.original, folder),
    )
    hint = f"coprod check --repair {copy.case_id}"
    return Finding(KIND, message, copy.path, 1, 1, hint)


def copy_notices(copies: Sequence[Copy], folder: Path) -> tuple[Message, ...]:
    """Return a sentence for each of the first copies, and the number of the others.

    Args:
        copies: the copies.
        folder: the notebook's folder.
    """
    notices = [
        msg(
            "{file} is another copy of {case}, and does not count. "
            "Try: coprod check --repair {case}",
            file=path_in_notebook(copy.path, folder),
            case=copy.case_id,
        )
        for copy in copies[:_MAX_NOTICES]
    ]
    if (more := len(copies) - _MAX_NOTICES) > 0:
        notices.append(
            nmsg("There is {count} more such copy.", "There are {count} more such copies.", more)
        )
    return tuple(notices)
