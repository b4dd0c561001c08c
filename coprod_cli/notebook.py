"""A folder of notes: finding, reading, adding and saving them, and the half-typed text beside."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coprod_cli.drafts import Drafts
from coprod_cli.errors import CoprodError, Finding, InvalidInput, NotFound
from coprod_cli.note.markers import MARKER_HINT
from coprod_cli.note.reading import Note, read_note
from coprod_cli.saving import cannot_save, make_private_folder, write_whole
from coprod_cli.settings import STATE_FOLDER

LATEST = "latest"
_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_CASE_ID = re.compile(rf"[0-9]{{8}}-[{_CROCKFORD}]{{6}}\Z")
_PART_OF_ID = re.compile(rf"[0-9]{{1,8}}(-[{_CROCKFORD}]{{0,6}})?\Z")


def new_case_id(now: datetime) -> str:
    """Return a new id: the day, and six characters of Crockford's base 32 in lower case."""
    return f"{now:%Y%m%d}-{''.join(_CROCKFORD[byte % 32] for byte in os.urandom(6))}"


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
            hint = "coprod init, or coprod new-case"
            raise NotFound("there is no notebook here.", where=str(folder), hint=hint)
        if not folder.is_dir():
            raise NotFound("this is a file, and a notebook is a folder.", where=str(folder))
        return cls(folder)

    @classmethod
    def make(cls, folder: Path) -> "Notebook":
        """Make a notebook in a folder, or open the one that is there.

        Raises:
            CannotSave: the folder cannot be made.
            NotFound: it is a file.
        """
        if folder.exists() and not folder.is_dir():
            raise NotFound("this is a file, and a notebook is a folder.", where=str(folder))
        make_private_folder(folder)
        make_private_folder(folder / STATE_FOLDER)
        return cls(folder)

    @property
    def is_made(self) -> bool:
        """Whether coprod made this folder a notebook before."""
        return (self.folder / STATE_FOLDER).is_dir()

    def drafts(self, case_id: str) -> Drafts:
        """Return the half-typed text of a case."""
        # An id is what somebody wrote into a note: it must not lead out of the folder.
        name = re.sub(r"[^\w-]", "-", case_id)
        return Drafts(self.folder / STATE_FOLDER / "drafts" / f"{name}.json")

    @property
    def editing_folder(self) -> Path:
        """The private folder in which a text lies while an editor has it."""
        return self.folder / STATE_FOLDER / "editing"

    def paths(self) -> list[Path]:
        """Return the path of each file that is named as a note may be, in the order of its case.

        Files that hold none of coprod's marks are among them; `is_note` tells.
        """
        found = [
            (stem if is_case_id(stem) else self._id_in(Path(path)) or stem, path)
            for stem, path in _markdown_files(self.folder)
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
            return read_note(_read_file(path), str(path))
        except OSError as error:
            message = f"this cannot be read: {(error.strerror or 'no reason told').lower()}."
            finding = Finding("unreadable", message, str(path), uncertain=True)
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
        if not named and _PART_OF_ID.match(reference):
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
            raise NotFound("there is no such case.", where=reference, hint="coprod list")
        first = ", ".join(path.stem for path in named[:3])
        more = f" and {len(named) - 3} more" if len(named) > 3 else ""  # noqa: PLR2004
        message = f"this fits {len(named)} cases: {first}{more}."
        raise NotFound(message, where=reference, hint="more of the id, or the file's path")

    def add(self, make_text: Callable[[str], str], now: datetime) -> Path:
        """Add a note; `make_text` gives its text for its id.

        Raises:
            CannotSave: it could not be written.
        """
        while True:
            case_id = new_case_id(now)
            path = self.folder / f"{case_id}.md"
            try:
                # Another process may draw the same id: the name is taken before it is filled.
                os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            except FileExistsError:
                continue
            except OSError as error:
                raise cannot_save(path, error) from error
            try:
                write_whole(path, make_text(case_id).encode())
            except BaseException:
                path.unlink(missing_ok=True)
                raise
            return path

    def rewrite(self, path: Path, edit: Callable[[Note], Note]) -> Note:
        """Read a note afresh, edit it, and save it whole if the edit changed anything.

        Raises:
            InvalidInput: the note is in a state in which nothing should be written to it.
            CannotSave: it could not be written; it is as it was.
        """
        before = self.read(path)
        after = edit(before)
        if after.original != before.original:
            write_whole(path, after.original.encode())
        return after

    def _latest(self) -> Path:
        newest = max(
            (note for note in self.notes() if note.case is not None),
            key=lambda note: (moment(note.case.updated), note.case.id) if note.case else (0.0, ""),
            default=None,
        )
        if newest is None:
            raise NotFound("there is no case yet.", where=str(self.folder), hint="coprod new-case")
        return Path(newest.source)

    def _by_path(self, reference: str) -> list[Path]:
        path = Path(reference)
        if path.suffix == ".md":
            return [each for each in (path, self.folder / path) if each.is_file()][:1]
        return []

    def _id_in(self, path: Path) -> str:
        case = self.read(path).case
        return case.id if case else ""


def is_note(note: Note) -> bool:
    """Tell whether a file is one of coprod's: by its name, its markers or its `coprod:`."""
    front = note.front_matter
    return (
        MARKER_HINT.search(note.text) is not None
        or is_case_id(Path(note.source).stem)
        or (front is not None and "coprod" in front.values)
    )


def is_case_id(text: str) -> bool:
    """Tell whether a text has the form of a case's id."""
    return _CASE_ID.match(text) is not None


def moment(time: str) -> float:
    """Return an ISO 8601 time as seconds since 1970; 0 where it is none."""
    try:
        return datetime.fromisoformat(time).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0


def require_case(note: Note) -> Note:
    """Return the note if its case can be read.

    Raises:
        InvalidInput: it cannot; carries the findings.
    """
    if note.case is None:
        raise InvalidInput(note.findings)
    return note


def shown_path(path: str, folder: Path) -> str:
    """Return a note's path as lists and exports have it: from the notebook's folder, with `/`."""
    inside = path.removeprefix(f"{folder}{os.sep}")
    return inside.replace(os.sep, "/") if inside != path else path


def read_bytes(path: Path) -> bytes | None:
    """Return a file's bytes; None where it cannot be read."""
    try:
        return _read_file(path)
    except OSError:
        return None


def _read_file(path: Path) -> bytes:
    """Return a file's bytes, in half the time that pathlib takes: an export opens each note."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        data = os.read(descriptor, _CHUNK)
        if len(data) < _CHUNK:
            return data
        chunks = [data]
        while chunk := os.read(descriptor, _CHUNK):
            chunks.append(chunk)
        return b"".join(chunks)
    finally:
        os.close(descriptor)


_CHUNK = 1 << 16


def _markdown_files(folder: Path) -> Iterator[tuple[str, str]]:
    """Give the stem and the path of each Markdown file; as strings, for there may be many."""
    waiting = [str(folder)]
    while waiting:
        current = waiting.pop()
        try:
            entries = os.scandir(current)
        except OSError as error:
            if current == str(folder):
                message = f"this cannot be read: {(error.strerror or 'no reason told').lower()}."
                raise CoprodError(message, where=str(folder)) from error
            continue
        with entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.name.endswith(".md"):
                    yield entry.name[:-3], entry.path
