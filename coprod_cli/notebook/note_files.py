"""Reads the file of a note, and says of one that cannot be read what has become of it."""

from collections.abc import Callable
from pathlib import Path

from coprod_cli.notebook.history import History
from coprod_cli.notebook.note.reader import Note, read_note
from coprod_cli.notebook.stand_ins import closed_note_finding, stand_in
from coprod_cli.notebook.store import Store

_EMPTIED_KINDS = frozenset({"empty", "zero-bytes"})


def read_note_file(store: Store, source: str, history_of: Callable[[str], History]) -> Note:
    """Read a note; a file that cannot be opened becomes a note with a finding.

    Args:
        store: the notes of the notebook.
        source: the note's path.
        history_of: returns the history of a case, which may have what a note has lost.
    """
    if not source.endswith(".md") and (found := stand_in(Path(source).name)) is not None:
        return Note(source, "", "", None, None, (found.finding(source),))
    try:
        note = read_note(store.read(source), source)
    except OSError as error:
        return Note(source, "", "", None, None, (closed_note_finding(error, source),))
    if note.case is None and note.findings[0].kind in _EMPTIED_KINDS:
        from coprod_cli.notebook.earlier_versions import with_earlier_version

        return with_earlier_version(note, history_of)
    return note
