"""The note of a new case, which is written with the case's first word and not before.

A person who starts a case and leaves it untouched leaves nothing behind. The case has its id from
the start, so that its first draft and its note are of one name.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Self

from coprod_cli.base.clock import Clock
from coprod_cli.base.errors import CannotSave
from coprod_cli.base.message import msg
from coprod_cli.model.case_id import new_case_id
from coprod_cli.notebook.lock import CaseLock
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.places import KEPT_APART
from coprod_cli.notebook.side_files import GIT_IGNORE, names_in, remove_file


@dataclass
class FirstWord:
    """The note and the lock that a new case gets with its first word; a context manager.

    At the end of the `with`, or by `release`, the lock is released, and a note that still has no
    word is deleted.

    Attributes:
        notebook: the notebook.
        path: the path that the note will have.
        text: the note of the case as it is at the start.
        has_title: whether that has a title, so that it is not blank.
        clock: returns the time.
        is_written: whether the note exists.
    """

    notebook: Notebook
    path: Path
    text: str
    clock: Clock
    has_title: bool = False
    is_written: bool = False
    _lock: CaseLock | None = field(default=None, repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()

    def write(self) -> None:
        """Write the note and lock its case, unless that is done.

        Raises:
            CannotSave: the note could not be written, or a note of another case has its id.
            CoprodError: the case could not be locked, or a link leads out of the notebook.
        """
        if not self.is_written:
            try:
                self.notebook.store.add(self.path, self.text.encode())
            except FileExistsError:
                message = msg("another case has just been given this id.")
                raise CannotSave(message, where=str(self.path), hint="coprod new-case") from None
            self.is_written = True
        if self._lock is None:
            case_id = self.path.stem
            self._lock = self.notebook.lock_case(self.path, case_id, self.clock(), interactive=True)

    def release(self) -> None:
        """Release the lock, after deleting a note without a word; a second call does nothing."""
        lock, self._lock = self._lock, None
        if lock is None:
            return
        if not self.has_title and self._is_blank():
            with suppress(OSError):
                self.notebook.drafts(self.path.stem).remove()
                self.notebook.store.delete(self.path)
                self.is_written = False
                lock.remove()
        lock.release()

    def _is_blank(self) -> bool:
        """Return whether nobody has written a word into the note, beside it, or over it."""
        case_id = self.path.stem
        try:
            has_words = self.notebook.store.read(self.path) != self.text.encode()
        except OSError:
            return False
        kept = [self.notebook.drafts(case_id).path.with_suffix(".damaged")]
        kept += [self.notebook.history(case_id).folder]
        texts = self.notebook.drafts(case_id).read().texts.values()
        return not has_words and not any(texts) and not any(path.exists() for path in kept)


def unused_path(notebook: Notebook, now: datetime, *, kept_apart: bool) -> Path:
    """Return the path of a note with a new case id; nothing is written.

    Args:
        notebook: the notebook.
        now: the time, whose day begins the id.
        kept_apart: whether the note is kept apart from others, since people are named in it.
    """
    folder = notebook.folder / KEPT_APART if kept_apart else notebook.folder
    while True:
        path = folder / f"{new_case_id(now)}.md"
        if notebook.store.stamp(path) is None:
            return path


def unmake(notebook: Notebook) -> None:
    """Remove the notebook that was just made, if it is still empty."""
    state = notebook.state
    with suppress(OSError):
        for name in names_in(state) - {GIT_IGNORE}:
            notebook.store.remove_empty_folders(state / name, state)
        if names_in(state) == {GIT_IGNORE}:
            remove_file(state / GIT_IGNORE)
            notebook.store.remove_empty_folders(state, notebook.folder.parent)
