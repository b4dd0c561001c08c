"""References to cases: find the note that an id, the beginning of one, or `latest` names."""

import os
from collections.abc import Iterable
from operator import itemgetter
from pathlib import Path
from typing import Protocol

from coprod_cli.base.clock import epoch_seconds
from coprod_cli.base.errors import NotFound
from coprod_cli.base.message import msg, nmsg
from coprod_cli.model.case_id import is_case_id, may_begin_case_id
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note_paths import case_id_in_name, stem_of

LATEST = "latest"
_MAX_NAMES_IN_MESSAGE = 3


class NoteCollection(Protocol):
    """What a search needs of a notebook: its folder, and its notes."""

    @property
    def folder(self) -> Path:
        """The notebook's folder."""

    def paths(self) -> list[str]:
        """Return the path of each note, sorted by the id of its case."""

    def notes(self) -> Iterable[Note]:
        """Read all notes."""

    def read(self, path: str) -> Note:
        """Read the note at a path."""


def find_note(notebook: NoteCollection, reference: str) -> Path:
    """Return the path of the note that a reference names.

    Args:
        notebook: the notebook.
        reference: a case id, the beginning of one, the path of a note, or `latest`.

    Raises:
        NotFound: the reference names no case, or more than one.
    """
    if reference == LATEST:
        return _latest_note(notebook)
    matches = _matching_paths(notebook, reference)
    if len(matches) == 1:
        return Path(matches[0])
    if not matches:
        raise NotFound(msg("there is no such case."), where=reference, hint="coprod list")
    names = ", ".join(stem_of(path) for path in matches[:_MAX_NAMES_IN_MESSAGE])
    if (more := len(matches) - _MAX_NAMES_IN_MESSAGE) > 0:
        names = msg("{names} and {more} more", names=names, more=more)
    message = nmsg(
        "this fits {count} case: {names}.",
        "this fits {count} cases: {names}.",
        len(matches),
        names=names,
    )
    raise NotFound(message, where=reference, hint=msg("more of the id, or the file's path"))


def _latest_note(notebook: NoteCollection) -> Path:
    """Return the path of the note whose case was changed last; of two, the one with the later id.

    Raises:
        NotFound: the notebook has no case.
    """
    dated = [
        ((epoch_seconds(note.case.updated), note.case.id), note.source)
        for note in notebook.notes()
        if note.case
    ]
    if not dated:
        message = msg("there is no case yet.")
        raise NotFound(message, where=str(notebook.folder), hint="coprod new-case")
    return Path(max(dated, key=itemgetter(0))[1])


def _matching_paths(notebook: NoteCollection, reference: str) -> list[str]:
    """Return the paths of the notes that a reference may mean.

    The first rule that finds any note decides: a file named by the whole id, a path, the beginning
    of an id in a file's name, the beginning of an id inside a file of another name.
    """
    paths = notebook.paths()
    if is_case_id(reference) and (
        matches := [path for path in paths if stem_of(path) == reference]
    ):
        return matches
    if matches := _matching_file(notebook.folder, reference):
        return matches
    if may_begin_case_id(reference) and (
        matches := [path for path in paths if case_id_in_name(path).startswith(reference)]
    ):
        return matches
    others = (path for path in paths if reference and not case_id_in_name(path))
    return [path for path in others if notebook.read(path).case_id.startswith(reference)]


def _matching_file(folder: Path, reference: str) -> list[str]:
    path = Path(reference)
    if path.suffix == ".md":
        return [str(file) for file in (path, folder / path) if file.is_file()][:1]
    return []


def require_exists(path: Path) -> None:
    """Raise NotFound if a note does not exist.

    Raises:
        NotFound: it does not exist: another process has just removed it.
    """
    if not os.path.lexists(path):
        message = msg("this case was just removed.")
        raise NotFound(message, where=path.stem, hint="coprod list --removed")
