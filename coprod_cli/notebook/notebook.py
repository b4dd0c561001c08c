"""A folder of notes: finding, reading, adding and saving them, and the half-typed text beside."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from pathlib import Path

from coprod_cli.base.errors import CannotSave, Finding, NotFound, unreadable_message
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.base.message import msg, nmsg
from coprod_cli.base.settings import LANGUAGE_SETTING, STATE_FOLDER
from coprod_cli.model.case import TITLE, Answer, Case
from coprod_cli.model.case_id import is_case_id, may_begin_case_id, new_case_id
from coprod_cli.notebook.drafts import Drafts
from coprod_cli.notebook.history import History
from coprod_cli.notebook.lock import LOCK_TIMEOUT, CaseLock, lock_case
from coprod_cli.notebook.note.markers import MARKER_HINT
from coprod_cli.notebook.note.reader import Note, read_note
from coprod_cli.notebook.side_files import (
    make_folder,
    read_regular_file,
    remove_leftovers,
    remove_leftovers_in,
    write_file,
)
from coprod_cli.notebook.store import ChangedMeanwhile, Listener, Store, ignore_change

LATEST = "latest"
WATCHED_WORDS = "words-to-watch.txt"
KEPT_APART = "kept-apart"
"""The folder within a notebook for notes of forms in which people are named."""


@dataclass(frozen=True)
class Notebook:
    """The notes in a folder and its subfolders.

    Attributes:
        folder: the folder.
        listener: is told of each change of a note (see `store`).
    """

    folder: Path
    listener: Listener = field(default=ignore_change, compare=False, repr=False)

    @cached_property
    def store(self) -> Store:
        """The notes as files: through it every note is read and written."""
        return Store(self.folder, self.listener)

    @classmethod
    def open(cls, folder: Path) -> "Notebook":
        """Open the notebook in a folder.

        Raises:
            NotFound: the folder is not there, or is not a folder.
        """
        if not folder.exists():
            hint = msg("coprod init, or coprod new-case")
            raise NotFound(msg("there is no notebook here."), where=str(folder), hint=hint)
        if not folder.is_dir():
            raise _no_folder(folder)
        return cls(folder)

    @classmethod
    def make(cls, folder: Path) -> "Notebook":
        """Make a notebook in a folder, or open the one that is there.

        Raises:
            CannotSave: the folder cannot be made.
            NotFound: it is a file.
        """
        if folder.exists() and not folder.is_dir():
            raise _no_folder(folder)
        make_folder(folder)
        make_folder(folder / STATE_FOLDER)
        return cls(folder)

    def set_language(self, language: str) -> None:
        """Set in which language coprod speaks and asks in this notebook.

        Raises:
            CannotSave: it could not be written.
        """
        refuse_outside_link(self.state, self.folder)
        write_file(self.folder / LANGUAGE_SETTING, f"{language}\n".encode())

    @property
    def is_made(self) -> bool:
        """Whether coprod made this folder a notebook before."""
        return (self.folder / STATE_FOLDER).is_dir()

    @property
    def state(self) -> Path:
        """The folder for all that is not a note."""
        return self.folder / STATE_FOLDER

    def drafts(self, case_id: str) -> Drafts:
        """Return the half-typed text of a case."""
        return Drafts(self.state / "drafts" / f"{_file_name(case_id)}.json")

    def history(self, case_id: str) -> History:
        """Return the earlier texts of a case."""
        return History(self.state / "history" / _file_name(case_id))

    @property
    def editor_files_folder(self) -> Path:
        """The private folder in which a text lies while an editor has it."""
        return self.state / "editing"

    @property
    def rescued_texts_folder(self) -> Path:
        """The private folder for texts that could not be put where they belong."""
        return self.state / "rescued"

    @property
    def watched_words(self) -> str:
        """The notebook's own list of words to watch, as it stands; empty where there is none."""
        try:
            return read_regular_file(self.folder / WATCHED_WORDS).decode("utf-8", "replace")
        except OSError:
            return ""

    def case_id_of(self, path: Path) -> str:
        """Return the id of a note's case; the file's stem where the note has no id."""
        known = self.read(path).case
        return (known.id if known else "") or path.stem

    def lock_case(
        self,
        path: Path,
        case_id: str,
        now: datetime,
        *,
        interactive: bool,
        timeout: float = LOCK_TIMEOUT,
    ) -> CaseLock:
        """Lock a case against other processes, and remove what a killed process left half done.

        Args:
            path: the case's note.
            case_id: its id.
            now: the time from which it is locked.
            interactive: whether a person works on it, who may take a while.
            timeout: seconds for which to wait for processes that lock it without a person.

        Raises:
            CaseHeld: somebody else works on it.
            CannotSave: the lock could not be made.
            CoprodError: a link leads out of the notebook.
        """
        beside = (self.history(case_id).folder, self.drafts(case_id).path)
        for each in (self.state, self.state / "locks", *beside, path):
            refuse_outside_link(each, self.folder)
        lock = lock_case(
            self.state / "locks", _file_name(case_id), now, interactive=interactive, timeout=timeout
        )
        remove_leftovers(path)
        remove_leftovers(self.drafts(case_id).path)
        remove_leftovers_in(self.history(case_id).folder)
        return lock

    def paths(self) -> list[str]:
        """Return the path of each Markdown file as a string, sorted by the id of its case.

        Files that are no notes are among them; `is_note` distinguishes them once they are read.
        Strings, because a list of 100,000 `Path` objects would take four times the memory.
        """
        paths = sorted(self.store.paths())
        keys = (self._sort_key(path) for path in paths)
        # Sorting by a key holds all keys at once; most often the paths are in that order already.
        if not all(one <= other for one, other in pairwise(keys)):
            paths.sort(key=self._sort_key)  # stable: of two files with one id the path decides
        return paths

    def notes(self, paths: Iterable[str] | None = None) -> Iterator[Note]:
        """Read the notes one by one, or those of the given paths.

        Where no paths are given, a file that is no note is passed over.
        """
        for path in self.paths() if paths is None else paths:
            note = self.read(path)
            if paths is not None or is_note(note):
                yield note

    def read(self, path: str | Path) -> Note:
        """Read one note; a file that cannot be opened is a note with a finding."""
        try:
            return read_note(self.store.read(path), str(path))
        except OSError as error:
            message, hint = unreadable_message(error)
            finding = Finding("unreadable", message, str(path), hint=hint, uncertain=True)
            return Note(str(path), "", "", None, None, (finding,))

    def find(self, reference: str) -> Path:
        """Return the path of the case that an id, a beginning of one, a path or `latest` names.

        Raises:
            NotFound: it names no case, or more than one.
        """
        if reference == LATEST:
            return self._latest()
        named = self._named(reference)
        if len(named) == 1:
            return Path(named[0])
        if not named:
            raise NotFound(msg("there is no such case."), where=reference, hint="coprod list")
        names = ", ".join(stem_of(each) for each in named[:_MOST_NAMED])
        if (more := len(named) - _MOST_NAMED) > 0:
            names = msg("{names} and {more} more", names=names, more=more)
        message = nmsg(
            "this fits {count} case: {names}.",
            "this fits {count} cases: {names}.",
            len(named),
            names=names,
        )
        raise NotFound(message, where=reference, hint=msg("more of the id, or the file's path"))

    def add(
        self, make_text: Callable[[str], str], now: datetime, *, kept_apart: bool = False
    ) -> Path:
        """Add a note.

        Args:
            make_text: gives its text for its id.
            now: the time.
            kept_apart: whether it is kept apart from the others, since people are named in it.

        Raises:
            CannotSave: it could not be written.
        """
        folder = self.folder / KEPT_APART if kept_apart else self.folder
        while True:
            case_id = new_case_id(now)
            path = folder / f"{case_id}.md"
            try:
                self.store.add(path, make_text(case_id).encode())
            except FileExistsError:
                continue  # another process has drawn the same id
            return path

    def is_kept_apart(self, path: str | Path) -> bool:
        """Return True if a note is kept apart from the others, or is a link to such a note."""
        apart = self.folder / KEPT_APART
        if str(path).startswith(f"{apart}{os.sep}"):
            return True
        return Path(path).is_symlink() and apart.resolve() in Path(path).resolve().parents

    def rewrite(self, path: Path, edit: Callable[[Note], Note], now: datetime) -> Note:
        """Read a note afresh, edit it, and save it whole if the edit changed anything.

        Where another program writes the note between the two, it is read and edited once more. The
        texts that are replaced or emptied go into the history first.

        Raises:
            InvalidInput: the note is in a state in which nothing should be written to it.
            CannotSave: it could not be written; it is as it was.
            CoprodError: it is a link that leads out of the notebook.
        """
        for _try in range(_TRIES):
            stamp = self.store.stamp(path)
            before = self.read(path)
            after = edit(before)
            if after.original == before.original:
                return after
            refuse_outside_link(path, self.folder)
            if before.case and after.case:
                history = self.history(before.case.id or path.stem)
                history.keep(replaced_answers(before.case, after.case), now)
            try:
                self.store.replace(path, after.original.encode(), stamp)
            except ChangedMeanwhile:
                continue
            return after
        message = msg("this could not be saved: another program writes it again and again.")
        raise CannotSave(message, where=str(path), hint=msg("again in a moment"))

    def _latest(self) -> Path:
        known = ((note.case, note.source) for note in self.notes())
        dated = [((epoch_seconds(case.updated), case.id), source) for case, source in known if case]
        if not dated:
            message = msg("there is no case yet.")
            raise NotFound(message, where=str(self.folder), hint="coprod new-case")
        return Path(max(dated, key=itemgetter(0))[1])

    def _named(self, reference: str) -> list[str]:
        """Return the paths of the notes that a reference may mean; the surest way decides."""
        names = self.paths()
        if is_case_id(reference) and (
            named := [each for each in names if stem_of(each) == reference]
        ):
            return named
        if named := self._by_path(reference):
            return named
        if may_begin_case_id(reference) and (
            named := [each for each in names if _case_id_of(each).startswith(reference)]
        ):
            return named
        others = (each for each in names if reference and not _case_id_of(each))
        return [each for each in others if self._id_in(each).startswith(reference)]

    def _by_path(self, reference: str) -> list[str]:
        path = Path(reference)
        if path.suffix == ".md":
            return [str(each) for each in (path, self.folder / path) if each.is_file()][:1]
        return []

    def _sort_key(self, name: str) -> str:
        return _case_id_of(name) or self._id_in(name) or stem_of(name)

    def _id_in(self, name: str) -> str:
        case = self.read(name).case
        return case.id if case else ""


def _no_folder(path: Path) -> NotFound:
    return NotFound(msg("this is a file, and a notebook is a folder."), where=str(path))


def replaced_answers(before: Case, after: Case) -> list[Answer]:
    """Return what was said in one state of a case and is not said so in another."""
    then = {each.key: each for each in after.answers}
    replaced = [
        each for each in before.given_answers() if then.get(each.key, Answer(each.address)) != each
    ]
    if before.title and before.title != after.title:
        replaced.append(Answer(TITLE, before.title))
    return replaced


def is_note(note: Note) -> bool:
    """Tell whether a file is one of coprod's: by its name, its markers or its `coprod:`."""
    front = note.front_matter
    return (
        MARKER_HINT.search(note.text) is not None
        or is_case_id(Path(note.source).stem)
        or (front is not None and "coprod" in front.values)
    )


def stem_of(name: str) -> str:
    """Return the name of a Markdown file without its folder and its ending."""
    return os.path.basename(name).removesuffix(".md")  # noqa: PTH119 - for very many strings


def _case_id_of(name: str) -> str:
    """Return the case id after which a file is named; "" where it has another name."""
    stem = stem_of(name)
    return stem if is_case_id(stem) else ""


def epoch_seconds(time: str) -> float:
    """Return an ISO 8601 time as seconds since 1970; 0 where it is none."""
    try:
        return datetime.fromisoformat(time).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0


def path_in_notebook(path: str, folder: Path) -> str:
    """Return a note's path as lists and exports have it: from the notebook's folder, with `/`."""
    inside = path.removeprefix(f"{folder}{os.sep}")
    return inside.replace(os.sep, "/") if inside != path else path


def _file_name(case_id: str) -> str:
    """Return an id as a file's name: somebody wrote it, and it must not lead out of a folder."""
    return re.sub(r"[^\w-]", "-", case_id)[:50]


_TRIES = 20
_MOST_NAMED = 3
