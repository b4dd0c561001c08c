"""Recovers notes whose text is lost: from the history, or by decoding UTF-16 and UTF-32."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import NamedTuple

from coprod_cli.base.message import Message, msg
from coprod_cli.base.utf8 import decode_wide
from coprod_cli.model.case_id import is_case_id
from coprod_cli.notebook.history import History, HistoryEntry
from coprod_cli.notebook.note.lost_bytes import EMPTY, ENCODING, ZERO_BYTES, without_zero_end
from coprod_cli.notebook.note.reader import Note, read_note
from coprod_cli.notebook.note_paths import stem_of
from coprod_cli.notebook.side_files import read_regular_file
from coprod_cli.notebook.store import Store

HistoryLookup = Callable[[str], History]
"""Returns the history of a case."""


class Recovered(NamedTuple):
    """A recovered note.

    Attributes:
        before: the damaged note.
        data: the bytes that the note should have.
        message: where they are from, for the person.
    """

    before: Note
    data: bytes
    message: Message


def with_earlier_version(note: Note, history_of: HistoryLookup) -> Note:
    """Return a note; if it is empty, with a hint which earlier texts of it there are.

    Args:
        note: a note that cannot be read.
        history_of: returns the history of a case.
    """
    case_id = stem_of(note.source)
    if not holds_nothing(note) or not is_case_id(case_id):
        return note
    history = history_of(case_id)
    (finding,) = note.findings
    if (entry := _last_whole_note(history)) is not None:
        when = f"{entry.when.astimezone():%Y-%m-%d %H:%M}"
        hint = msg("coprod check --repair, which brings it back as it was on {when}", when=when)
    elif history.entries():
        hint = msg("coprod history {case}, which has earlier texts of its answers", case=case_id)
    else:
        return note
    return replace(note, findings=(replace(finding, hint=hint),))


def recovered(
    note: Note, store: Store, history_of: HistoryLookup, copies: Iterable[Note] = ()
) -> Recovered | None:
    """Return a note as it can be recovered; None if its text is not lost, or cannot be recovered.

    Args:
        note: the note.
        store: the notes of the notebook.
        history_of: returns the history of a case.
        copies: other notes with its id.
    """
    kinds = {finding.kind for finding in note.findings}
    if kinds.isdisjoint({EMPTY, ENCODING, ZERO_BYTES}):
        return None
    with suppress(OSError):
        if ENCODING in kinds:
            return _decoded(note, store.read(note.source))
        if holds_nothing(note):
            for copy in copies:
                if copy.case is not None:
                    message = msg("The note is brought back from its copy.")
                    return Recovered(replace(note, text=""), copy.original.encode(), message)
            return _from_history(note, history_of(stem_of(note.source)))
    text = without_zero_end(note.original)
    message = msg("The zero bytes below the end of this note are taken out.")
    return Recovered(note, text.encode(), message) if text is not None else None


def holds_nothing(note: Note) -> bool:
    """Return whether the file of a note is empty, or has nothing but blanks or zero bytes."""
    return note.case is None and [each.kind for each in note.findings] in ([EMPTY], [ZERO_BYTES])


def _decoded(note: Note, data: bytes) -> Recovered | None:
    wide = decode_wide(data)
    if wide is None:
        return None
    message = msg("This note is {encoding}, and becomes UTF-8; no word changes.", encoding=wide[1])
    text = wide.text.encode()
    return Recovered(read_note(text, note.source), text, message)


def _from_history(note: Note, history: History) -> Recovered | None:
    entry = _last_whole_note(history) if is_case_id(stem_of(note.source)) else None
    if entry is None:
        return None
    when = f"{entry.when.astimezone():%Y-%m-%d %H:%M}"
    message = msg(
        "The whole note is brought back as it was on {when}; what was written later is not in it.",
        when=when,
    )
    return Recovered(replace(note, text=""), read_regular_file(entry.path), message)


def _last_whole_note(history: History) -> HistoryEntry | None:
    """Return the latest whole note in a history that holds any text; None if there is none."""
    for entry in reversed(history.entries()):
        if entry.answer is None:
            with suppress(OSError):
                if read_note(read_regular_file(entry.path), entry.path.name).text.strip("\0 \n"):
                    return entry
    return None
