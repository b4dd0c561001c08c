"""References to cases: find the note that an id, a list number, a title or `latest` names."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol

from coprod_cli.base.errors import NotFound
from coprod_cli.base.message import Message, msg, nmsg
from coprod_cli.model.case_id import is_case_id, may_begin_case_id, may_end_case_id
from coprod_cli.notebook.creation_order import NumberedNotes, path_of_number
from coprod_cli.notebook.latest import LATEST, latest_note, unreadable_notes
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note_paths import case_id_in_name, stem_of
from coprod_cli.notebook.references_to_titles import best_matches, title_words, whole_matches

_MAX_NAMES_IN_MESSAGE = 3
_MAX_CANDIDATES = 9
_NUMBER = re.compile(r"[1-9][0-9]{0,6}\Z")


class NoteCollection(NumberedNotes, Protocol):
    """What a search needs of a notebook: its folder, and its notes."""

    @property
    def folder(self) -> Path:
        """The notebook's folder."""

    def paths(self) -> list[str]:
        """Return the path of each note, sorted by the id of its case."""

    def read(self, path: str | Path) -> Note:
        """Read the note at a path."""


class Candidate(NamedTuple):
    """A case that a reference may mean: its note's name, its title, and when it was begun."""

    name: str
    title: str
    created: str


class AmbiguousCase(NotFound):
    """A reference fits several cases.

    Attributes:
        candidates: the first of them; their titles are for the person's own screen alone.
    """

    def __init__(
        self, message: Message, reference: str, hint: Message, candidates: Iterable[Candidate]
    ) -> None:
        super().__init__(message, where=reference, hint=hint)
        self.candidates = tuple(candidates)


def candidates_at(
    paths: Iterable[str | Path], read: Callable[[str | Path], Note]
) -> Iterator[Candidate]:
    """Yield the candidates whose notes are at the first of some paths."""
    for path in islice(paths, _MAX_CANDIDATES):
        case = read(path).case
        name = stem_of(str(path))
        yield Candidate(name, case.title, case.created) if case else Candidate(name, "", "")


def find_note(notebook: NoteCollection, reference: str, *, to_change: bool = False) -> Path:
    """Return the path of the note that a reference names.

    Args:
        notebook: the notebook.
        reference: a case id, the beginning or the end of one, a list number, the path of a note,
            words of a title, or `latest`.
        to_change: whether the case will be changed, so that the reference must be certain.

    Raises:
        NotFound: the reference names no case.
        AmbiguousCase: it names more than one; or the case will be changed, and a list number may
            also be part of another id.
        InvalidInput: the reference is `latest`, and no note can be read.
        CoprodError: the reference is `latest`, the case will be changed, and another note may be
            the latest.
    """
    if reference == LATEST:
        none = NotFound(
            msg("there is no case yet."), where=str(notebook.folder), hint="coprod new-case"
        )
        return latest_note(notebook, none, to_change=to_change)
    matches = _matching_paths(notebook, reference, to_change=to_change)
    if len(matches) == 1:
        return Path(matches[0])
    if not matches:
        raise NotFound(msg("there is no such case."), where=reference, hint="coprod list")
    raise _ambiguous(notebook, reference, matches)


def _ambiguous(notebook: NoteCollection, reference: str, paths: Sequence[str]) -> AmbiguousCase:
    names: str = ", ".join(stem_of(path) for path in paths[:_MAX_NAMES_IN_MESSAGE])
    if (more := len(paths) - _MAX_NAMES_IN_MESSAGE) > 0:
        names = msg("{names} and {more} more", names=names, more=more)
    message = nmsg(
        "this fits {count} case: {names}.",
        "this fits {count} cases: {names}.",
        len(paths),
        names=names,
    )
    hint = msg("more of the id, or the file's path")
    return AmbiguousCase(message, reference, hint, candidates_at(paths, notebook.read))


def _matching_paths(notebook: NoteCollection, reference: str, *, to_change: bool) -> list[str]:
    """Return the paths of the notes that a reference may mean.

    The first rule that finds any note decides: a file named by the whole id, a path, a list number,
    a whole title where an id fits, too, the beginning or the end of an id, words of a title.
    """
    paths = notebook.paths()
    if is_case_id(reference) and (
        matches := [path for path in paths if stem_of(path) == reference]
    ):
        return matches
    if matches := _matching_file(notebook.folder, reference):
        return matches
    if matches := _numbered(notebook, reference, paths, to_change=to_change):
        return matches
    if matches := _with_id_part(notebook, reference, paths):
        return _with_whole_title(notebook, reference, matches) or matches
    return _with_title(notebook, reference)


def _matching_file(folder: Path, reference: str) -> list[str]:
    path = Path(reference)
    if path.suffix == ".md":
        return [str(file) for file in (path, folder / path) if file.is_file()][:1]
    return []


def is_list_number(reference: str) -> bool:
    """Return whether a reference has the form of a list number."""
    return _NUMBER.match(reference) is not None


def list_number(reference: str, count: int) -> int:
    """Return the list number that a reference may be; 0 for one that no list of `count` has."""
    number = int(reference) if is_list_number(reference) else 0
    return number if number <= count else 0


def _numbered(
    notebook: NoteCollection, reference: str, paths: Sequence[str], *, to_change: bool
) -> list[str]:
    """Return the path of the note with a list number, and that of another one if it is in doubt.

    Two digits or more may also be those with which another id begins or ends. Then a command that
    reads takes the number, and says so; one that changes something does not choose.
    """
    number = list_number(reference, len(paths))
    path = path_of_number(notebook, number) if number else ""
    if not path:
        return []
    others = _with_id_part(notebook, reference, paths) if len(reference) > 1 else []
    if len(others) != 1 or others == [path]:
        return [path]
    if to_change:
        return [path, *others]
    notebook.notify(_both(number, stem_of(path), stem_of(others[0])))
    return [path]


def _both(number: int, case: str, other: str) -> Message:
    return msg(
        "{number} is {case} by its number in the list. The id {other} has these digits, too.",
        number=number,
        case=case,
        other=other,
    )


def has_id_part(case_id: str, part: str) -> bool:
    """Return whether an id begins or ends with a part that a person typed."""
    return case_id.startswith(part) or case_id.endswith(part)


def _with_id_part(notebook: NoteCollection, reference: str, paths: Iterable[str]) -> list[str]:
    """Return the notes whose id begins or ends with a reference.

    A file of another name counts only if no name fits; it is read, since its id is in it.
    """
    part = reference.strip().lower()
    if may_begin_case_id(part) or may_end_case_id(part):
        matches = [path for path in paths if has_id_part(case_id_in_name(path), part)]
        if matches:
            return matches
    others = (path for path in paths if part and not case_id_in_name(path))
    return [path for path in others if has_id_part(notebook.read(path).case_id, part)]


def _with_whole_title(
    notebook: NoteCollection, reference: str, with_id: Sequence[str]
) -> list[str]:
    """Return the note whose whole title a reference is, and tell of the ids that it fits, too.

    Where several cases have that title, all that it fits are returned; [] if none has it.
    """
    titles = ((each.source, each.case.title) for each in notebook.outlines() if each.case)
    matches = whole_matches(title_words(reference), titles)
    others = [path for path in with_id if path not in matches]
    if len(matches) > 1:
        return [*matches, *others]
    if matches and others:
        names = ", ".join(stem_of(path) for path in others[:_MAX_NAMES_IN_MESSAGE])
        notebook.notify(
            msg(
                "{case} has this title. It also fits {ids}, by an end of the id.",
                case=stem_of(matches[0]),
                ids=names,
            )
        )
    return matches


def _with_title(notebook: NoteCollection, reference: str) -> list[str]:
    """Return the notes whose titles have the words of a reference, and tell what is not read."""
    words = title_words(reference)
    if not words:
        return []
    unreadable = 0

    def titles() -> Iterator[tuple[str, str]]:
        nonlocal unreadable
        for note in notebook.outlines():
            if note.case is not None:
                yield note.source, note.case.title
            else:
                unreadable += 1

    matches = best_matches(words, titles())
    if unreadable:
        notebook.notify(unreadable_notes(unreadable))
    return matches


def require_exists(path: Path) -> None:
    """Raise NotFound if a note does not exist.

    Raises:
        NotFound: it does not exist: another process has just removed it.
    """
    if not os.path.lexists(path):
        message = msg("this was just removed.")
        raise NotFound(message, where=path.stem, hint="coprod list --removed")
