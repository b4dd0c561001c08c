"""Notebook: a folder of notes, and the drafts, history, locks and trash that belong to them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path

from coprod_cli.base.errors import NotFound, read_error
from coprod_cli.base.file_system import file_system_limits
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.base.message import Message, Notify, ignore_message, msg
from coprod_cli.base.settings import LANGUAGE_SETTING, STATE_FOLDER
from coprod_cli.model.case_id import new_case_id
from coprod_cli.model.case_like import CaseLike
from coprod_cli.notebook.copies import (
    Copy,
    Listing,
    find_renamed_copy,
    list_notes,
)
from coprod_cli.notebook.index.block_fact import BlockFact, Merged, Result, Use
from coprod_cli.notebook.index.fact import Fact, Value
from coprod_cli.notebook.index.indexed_facts import IndexedFacts
from coprod_cli.notebook.listed_notes import ListedNotes
from coprod_cli.notebook.lock import LOCK_TIMEOUT, CaseLock, lock_case
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note_files import read_note_file
from coprod_cli.notebook.note_paths import id_or_stem, is_note
from coprod_cli.notebook.outlines import NoteLike, NoteOutline, outline_fact
from coprod_cli.notebook.places import KEPT_APART, NotebookPlaces, safe_file_name
from coprod_cli.notebook.side_files import (
    Leftovers,
    make_folder,
    make_notebook_folder,
    remove_leftovers_in,
    remove_old_leftovers,
    write_file,
)
from coprod_cli.notebook.store import ChangeKind, Listener, NoteChange, Store, ignore_change


@dataclass(frozen=True)
class Notebook(NotebookPlaces):
    """The notes in a folder and its subfolders.

    Attributes:
        folder: the folder.
        listener: is called after each change of a note (see `store`).
        notify: is called with what a person should know, such as what a change will lose.
    """

    listener: Listener = field(default=ignore_change, compare=False, repr=False)
    notify: Notify = field(default=ignore_message, compare=False, repr=False)
    _told: set[str] = field(default_factory=set, init=False, compare=False, repr=False)

    @cached_property
    def _leftovers(self) -> Leftovers:
        return Leftovers()

    @cached_property
    def store(self) -> Store:
        """The notes as files: all notes are read and written through it."""
        return Store(self.folder, self._changed)

    @classmethod
    def open(cls, folder: Path, notify: Notify = ignore_message) -> "Notebook":
        """Open the notebook in a folder.

        Raises:
            NotFound: the folder does not exist, or is a file.
            CoprodError: a folder above it may not be searched.
        """
        try:
            exists = folder.exists()
        except OSError as error:
            raise read_error(error, str(folder)) from error
        if not exists:
            hint = msg("coprod init, or coprod new-case")
            raise NotFound(msg("there is no notebook here."), where=str(folder), hint=hint)
        if not folder.is_dir():
            raise NotFound(msg("this is a file, and a notebook is a folder."), where=str(folder))
        return cls(folder, notify=notify)

    @classmethod
    def make(cls, folder: Path, notify: Notify = ignore_message) -> "Notebook":
        """Make a notebook in a folder, and notify of what its file system lacks, or open it.

        Raises:
            CannotSave: the folder cannot be made.
            NotFound: the folder is a file.
        """
        if folder.exists() and not folder.is_dir():
            raise NotFound(msg("this is a file, and a notebook is a folder."), where=str(folder))
        make_notebook_folder(folder)
        is_new = not (folder / STATE_FOLDER).is_dir()
        make_folder(folder / STATE_FOLDER)
        for limit in file_system_limits(folder) if is_new else ():
            notify(limit)
        return cls(folder)

    def set_language(self, language: str) -> None:
        """Set the language of coprod's own words and questions in this notebook.

        Raises:
            CannotSave: the setting could not be written.
        """
        refuse_outside_link(self.state, self.folder)
        write_file(self.folder / LANGUAGE_SETTING, f"{language}\n".encode())

    def case_id_of(self, path: Path) -> str:
        """Return the id of a note's case; the file's stem if the note has no id."""
        return id_or_stem(self.read(path))

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
            now: the time from which the case is locked.
            interactive: whether a person works on the case, who may take a while.
            timeout: seconds to wait for processes that lock the case without a person.

        Raises:
            CaseHeld: another process has locked the case.
            CannotSave: the lock could not be made.
            CoprodError: a link leads out of the notebook.
        """
        history, drafts = self.history(case_id).folder, self.drafts(case_id).path
        locks = self.state / "locks"
        for written in (self.state, locks, history, drafts, path):
            refuse_outside_link(written, self.folder)
        file_name = safe_file_name(case_id)
        lock = lock_case(locks, file_name, now, interactive=interactive, timeout=timeout)
        for written in (lock.holder_file, path, drafts):
            self._leftovers.remove(written)
        remove_leftovers_in(history)
        remove_old_leftovers(self.state, "*", now.timestamp())
        return lock

    def paths(self) -> list[str]:
        """Return the path of each Markdown file as a string, sorted by the id of its case.

        Files that are not notes are included; `is_note` recognizes notes once they are read. Copies
        of a note are not: see `listing`.
        """
        return self.listing().paths

    def listing(self, *, by_content: bool = False) -> Listing:
        """Return the paths of all Markdown files, with the copies of notes apart.

        Args:
            by_content: whether to read each file, so that renamed copies are found, too.
        """
        return list_notes(self, self.store.files(), by_content=by_content)

    def listed(self) -> ListedNotes:
        """Return the notes as they are listed now, to look up several things among them."""
        return ListedNotes(self, self.listing())

    def copies_of(self, path: str | Path) -> tuple[Copy, ...]:
        """Return the copies of a note; for a copy, that copy itself."""
        return self.listed().copies_of(path)

    def renamed_copy(self, note: NoteLike[CaseLike]) -> Copy | None:
        """Return the copy that a note is if it has the name of one case and the id of another.

        Such a copy is only found once it is read, and does not count either.
        """
        return find_renamed_copy(note, self.store.paths())

    def notes(self, paths: Iterable[str] | None = None) -> Iterator[Note]:
        """Read notes one by one: those at the given paths, or all notes of the notebook.

        If no paths are given, files that are not notes, and copies of notes, are skipped.
        """
        for path in self.paths() if paths is None else paths:
            note = self.read(path)
            if paths is not None or (is_note(note) and self.renamed_copy(note) is None):
                yield note

    def facts(self, fact: Fact[Value], paths: Sequence[str]) -> Iterator[Value]:
        """Yield a fact of each note at some paths, in order; very many are looked up in the index.

        Notes that have changed are read.
        """
        return self._facts.values(fact, paths)

    def use_blocks(
        self, fact: BlockFact[Value, Merged], listing: Listing, use: Use[Merged, Result]
    ) -> Iterator[Result]:
        """Yield what is made of the value of each block of the notes, in order.

        Args:
            fact: the fact.
            listing: the notes of this notebook.
            use: is called with the paths of a block and its value; it is called again if a part of
                the value turns out to be lost meanwhile, so that only its result may be kept.
        """
        return self._facts.use_blocks(fact, listing.paths, use, listing.links)

    def is_indexed(self, count: int) -> bool:
        """Return whether so many notes are looked up in the index."""
        return self._facts.is_indexed(count)

    def forget_for_good(self) -> None:
        """Delete from the index what may be left there of words that stand in no note any more."""
        self._facts.forget(for_good=True)

    @cached_property
    def _facts(self) -> IndexedFacts:
        return IndexedFacts(self.folder, self.notify)

    def _changed(self, change: NoteChange) -> None:
        """Let the index forget a note that was changed or removed, and tell the listener."""
        if change.kind != ChangeKind.ADDED:
            self._facts.forget(change.path, for_good=change.kind == ChangeKind.REMOVED)
        self.listener(change)

    def outlines(self, notes: Listing | Sequence[str] | None = None) -> Iterator[NoteOutline]:
        """Yield the outlines of notes one by one: those listed or at some paths, or all.

        Those of very many are looked up in the index. If no notes are given, files that are not
        notes, and copies of notes, are skipped.
        """
        if notes is None:
            yield from self.listed().outlines()
        elif isinstance(notes, Listing):
            yield from ListedNotes(self, notes).all_outlines()
        else:
            yield from self.facts(outline_fact(self.read), notes)

    def facts_of_some(self, fact: Fact[Value], paths: Sequence[str]) -> Iterator[Value]:
        """Yield a fact of some of the notes of a notebook, whose others are looked at in blocks."""
        return self._facts.values_of_some(fact, paths)

    def read(self, path: str | Path) -> Note:
        """Read one note; a file that cannot be opened becomes a note with a finding."""
        return read_note_file(self.store, str(path), self.history)

    def find(self, reference: str) -> Path:
        """Return the path of the note that an id, the beginning of one, a path or `latest` names.

        Raises:
            NotFound: the reference names no case, or more than one.
        """
        return self.listed().find(reference)

    def find_to_change(self, reference: str) -> Path:
        """Return the path of the note that a reference names, to change or remove that note.

        Raises:
            NotFound: the reference names no case, or more than one.
            CoprodError: the reference is `latest`, and a note that cannot be read may be it.
        """
        return self.listed().find(reference, to_change=True)

    def losses(self, path: Path) -> list[Message]:
        """Return what a note will lose when it is replaced, at the first call for that note.

        Raises:
            CannotSave: the note is write-protected, or its owner could no longer read it.
            CoprodError: the note is a link that leads out of the notebook.
        """
        losses = self.store.losses(path)
        if str(path) in self._told:
            return []
        self._told.add(str(path))
        return losses

    def add(
        self, make_text: Callable[[str], str], now: datetime, *, kept_apart: bool = False
    ) -> Path:
        """Add a note, and return its path.

        Args:
            make_text: returns the text of the note for a new case id.
            now: the time, whose day begins the id.
            kept_apart: whether the note is kept apart from others, since people are named in it.

        Raises:
            CannotSave: the note could not be written.
        """
        folder = self.folder / KEPT_APART if kept_apart else self.folder
        while True:
            case_id = new_case_id(now)
            path = folder / f"{case_id}.md"
            try:
                self.store.add(path, make_text(case_id).encode())
            except FileExistsError:
                continue  # the id is random, and is taken already
            return path
