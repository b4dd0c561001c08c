"""A folder of notes: finding, reading, adding and saving them, and the half-typed text beside."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coprod_cli.base.atomic import (
    ChangedMeanwhile,
    Stamp,
    make_private_folder,
    remove_leftovers,
    remove_leftovers_in,
    stamp_of,
    write_new,
    write_whole,
)
from coprod_cli.base.errors import CannotSave, Finding, InvalidInput, NotFound, cannot_read
from coprod_cli.base.files import markdown_files, read_file, refuse_way_out
from coprod_cli.base.i18n import _, ngettext
from coprod_cli.base.settings import LANGUAGE_SETTING, STATE_FOLDER
from coprod_cli.model.case import TITLE, Answer, Case
from coprod_cli.model.case_id import is_case_id, may_begin_case_id, new_case_id
from coprod_cli.notebook.drafts import Drafts
from coprod_cli.notebook.history import History
from coprod_cli.notebook.lock import PATIENCE, Hold, take_hold
from coprod_cli.notebook.note.markers import MARKER_HINT
from coprod_cli.notebook.note.reader import Note, read_note

LATEST = "latest"
WATCHED_WORDS = "words-to-watch.txt"
KEPT_APART = "kept-apart"
"""The folder within a notebook for notes of forms in which people are named."""


@dataclass(frozen=True)
class Notebook:
    """The notes in a folder and its subfolders."""

    folder: Path

    @classmethod
    def open(cls, folder: Path) -> "Notebook":
        """Open the notebook in a folder.

        Raises:
            NotFound: the folder is not there, or is not a folder.
        """
        if not folder.exists():
            hint = _("coprod init, or coprod new-case")
            raise NotFound(_("there is no notebook here."), where=str(folder), hint=hint)
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
        make_private_folder(folder)
        make_private_folder(folder / STATE_FOLDER)
        return cls(folder)

    def set_language(self, language: str) -> None:
        """Set in which language coprod speaks and asks in this notebook.

        Raises:
            CannotSave: it could not be written.
        """
        refuse_way_out(self.state, self.folder)
        write_whole(self.folder / LANGUAGE_SETTING, f"{language}\n".encode())

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
    def editing_folder(self) -> Path:
        """The private folder in which a text lies while an editor has it."""
        return self.state / "editing"

    @property
    def rescued_folder(self) -> Path:
        """The private folder for texts that could not be put where they belong."""
        return self.state / "rescued"

    @property
    def watched_words(self) -> str:
        """The notebook's own list of words to watch, as it stands; empty where there is none."""
        try:
            return read_file(self.folder / WATCHED_WORDS).decode("utf-8", "replace")
        except OSError:
            return ""

    def name_of(self, path: Path) -> str:
        """Return the name under which a case is held and its history is kept."""
        known = self.read(path).case
        return (known.id if known else "") or path.stem

    def hold(
        self, path: Path, case_id: str, now: datetime, *, sits: bool, patience: float = PATIENCE
    ) -> Hold:
        """Hold a case, so that no other coprod changes it, and clear up behind a dead one.

        Args:
            path: the case's note.
            case_id: its id.
            now: the time from which it is held.
            sits: whether a person works on it, who may take a while.
            patience: seconds for which to wait for those who hold it without a person.

        Raises:
            CaseHeld: somebody else works on it.
            CannotSave: the lock could not be made.
            CoprodError: a link leads out of the notebook.
        """
        beside = (self.history(case_id).folder, self.drafts(case_id).path)
        for each in (self.state, self.state / "locks", *beside, path):
            refuse_way_out(each, self.folder)
        hold = take_hold(
            self.state / "locks", _file_name(case_id), now, sits=sits, patience=patience
        )
        remove_leftovers(path)
        remove_leftovers(self.drafts(case_id).path)
        remove_leftovers_in(self.history(case_id).folder)
        return hold

    def paths(self) -> list[Path]:
        """Return the path of each file that is named as a note may be, in the order of its case.

        Files that hold none of coprod's marks are among them; `is_note` tells.
        """
        found = [
            (stem if is_case_id(stem) else self._id_in(Path(path)) or stem, path)
            for stem, path in markdown_files(self.folder)
        ]
        return [Path(path) for _, path in sorted(found)]

    def notes(self, paths: list[Path] | None = None) -> Iterator[Note]:
        """Read the notes one by one; a file that is no note of coprod's is passed over."""
        for path in self.paths() if paths is None else paths:
            note = self.read(path)
            if paths is not None or is_note(note):
                yield note

    def read(self, path: Path) -> Note:
        """Read one note; a file that cannot be opened is a note with a finding."""
        try:
            return read_note(read_file(path), str(path))
        except OSError as error:
            message, hint = cannot_read(error)
            finding = Finding("unreadable", message, str(path), hint=hint, uncertain=True)
            return Note(str(path), "", "", None, None, (finding,))

    def find(self, reference: str) -> Path:
        """Return the path of the case that an id, a beginning of one, a path or `latest` names.

        Raises:
            NotFound: it names no case, or more than one.
        """
        if reference == LATEST:
            return self._latest()
        paths = self.paths()
        named = [path for path in paths if path.stem == reference and is_case_id(reference)]
        named = named or self._by_path(reference)
        if not named and may_begin_case_id(reference):
            named = [
                path for path in paths
                if path.stem.startswith(reference) and is_case_id(path.stem)
            ]  # fmt: skip
        named = named or [
            path
            for path in paths
            if reference and not is_case_id(path.stem) and self._id_in(path).startswith(reference)
        ]
        if len(named) == 1:
            return named[0]
        if not named:
            raise NotFound(_("there is no such case."), where=reference, hint="coprod list")
        names = ", ".join(path.stem for path in named[:_MOST_NAMED])
        if (more := len(named) - _MOST_NAMED) > 0:
            names = _("{names} and {more} more").format(names=names, more=more)
        message = ngettext(
            "this fits {count} case: {names}.", "this fits {count} cases: {names}.", len(named)
        ).format(count=len(named), names=names)
        raise NotFound(message, where=reference, hint=_("more of the id, or the file's path"))

    def add(self, make_text: Callable[[str], str], now: datetime, *, apart: bool = False) -> Path:
        """Add a note.

        Args:
            make_text: gives its text for its id.
            now: the time.
            apart: whether it is kept apart from the others, since people are named in it.

        Raises:
            CannotSave: it could not be written.
        """
        folder = self.folder / KEPT_APART if apart else self.folder
        if apart:
            refuse_way_out(folder, self.folder)
            make_private_folder(folder)
        while True:
            case_id = new_case_id(now)
            path = folder / f"{case_id}.md"
            try:
                write_new(path, make_text(case_id).encode())
            except FileExistsError:
                continue  # another process has drawn the same id
            return path

    def is_kept_apart(self, path: Path) -> bool:
        """Tell whether a note is kept apart from the others; so is a link to such a one."""
        if (self.folder / KEPT_APART) in path.parents:
            return True
        return path.is_symlink() and (self.folder / KEPT_APART).resolve() in path.resolve().parents

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
            stamp = _stamp(path)
            before = self.read(path)
            after = edit(before)
            if after.original == before.original:
                return after
            refuse_way_out(path, self.folder)
            if before.case and after.case:
                history = self.history(before.case.id or path.stem)
                history.keep(replaced_answers(before.case, after.case), now)
            try:
                write_whole(path, after.original.encode(), only_over=stamp)
            except ChangedMeanwhile:
                continue
            return after
        message = _("this could not be saved: another program writes it again and again.")
        raise CannotSave(message, where=str(path), hint=_("again in a moment"))

    def _latest(self) -> Path:
        newest = max(
            (note for note in self.notes() if note.case is not None),
            key=lambda note: (moment(note.case.updated), note.case.id) if note.case else (0.0, ""),
            default=None,
        )
        if newest is None:
            message = _("there is no case yet.")
            raise NotFound(message, where=str(self.folder), hint="coprod new-case")
        return Path(newest.source)

    def _by_path(self, reference: str) -> list[Path]:
        path = Path(reference)
        if path.suffix == ".md":
            return [each for each in (path, self.folder / path) if each.is_file()][:1]
        return []

    def _id_in(self, path: Path) -> str:
        case = self.read(path).case
        return case.id if case else ""


def _no_folder(path: Path) -> NotFound:
    return NotFound(_("this is a file, and a notebook is a folder."), where=str(path))


def replaced_answers(before: Case, after: Case) -> list[Answer]:
    """Return what was said in one state of a case and is not said so in another."""
    then = {(each.address, each.voice): each for each in after.answers}
    replaced = [
        each
        for each in before.given_answers()
        if then.get((each.address, each.voice), Answer(each.address)) != each
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


def moment(time: str) -> float:
    """Return an ISO 8601 time as seconds since 1970; 0 where it is none."""
    try:
        return datetime.fromisoformat(time).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0


def require_case(note: Note) -> Case:
    """Return the case of a note.

    Raises:
        InvalidInput: it cannot be read; the error carries the findings.
    """
    if note.case is None:
        raise InvalidInput(note.findings)
    return note.case


def shown_path(path: str, folder: Path) -> str:
    """Return a note's path as lists and exports have it: from the notebook's folder, with `/`."""
    inside = path.removeprefix(f"{folder}{os.sep}")
    return inside.replace(os.sep, "/") if inside != path else path


def _file_name(case_id: str) -> str:
    """Return an id as a file's name: somebody wrote it, and it must not lead out of a folder."""
    return re.sub(r"[^\w-]", "-", case_id)[:50]


def _stamp(path: Path) -> Stamp | None:
    try:
        return stamp_of(path)
    except OSError:
        return None


_TRIES = 20
_MOST_NAMED = 3
