"""A whole note in place of another one, which goes into the history first."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from coprod_cli.base.errors import CannotSave, read_error
from coprod_cli.base.message import msg
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.store import ChangedMeanwhile


def replace_note(
    book: Notebook, path: Path, make: Callable[[Note], bytes | None], now: datetime
) -> Path | None:
    """Hold a case, and write another note in its place; return where the old one is kept.

    Args:
        book: the notebook.
        path: the note.
        make: gives the bytes of the other note; None where there is none, and nothing is done.
        now: the time of the change.

    Raises:
        CaseHeld: somebody works on the case.
        CannotSave: it could not be written, or another program wrote it; it is as it was.
        CoprodError: it cannot be read, or is a link that leads out of the notebook; or what `make`
            raises.
    """
    name = book.case_id_of(path)
    with book.lock_case(path, name, now, interactive=False):
        try:
            stamp = book.store.stamp(path)
            data = make(book.read(path))
            if data is None:
                return None
            kept = book.history(name).keep_note(book.store.read(path), now)
            book.store.replace(path, data, stamp)
        except ChangedMeanwhile:
            message = msg("this was not saved: another program has just written it.")
            raise CannotSave(message, where=str(path), hint=msg("once more")) from None
        except OSError as error:
            raise read_error(error, str(path)) from error
    return kept
