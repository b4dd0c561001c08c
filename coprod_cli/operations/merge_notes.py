"""Merge three versions of a note, as git's merge driver does, and word how they were joined."""

from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.child_process import run_in_foreground
from coprod_cli.base.errors import CannotSave, CoprodError, InvalidInput, read_error, system_reason
from coprod_cli.base.message import N_, Message, msg
from coprod_cli.notebook.note.merge import merge_notes
from coprod_cli.notebook.note.merge_blocks import Joined, JoinKind
from coprod_cli.notebook.note.reader import Note, read_note
from coprod_cli.notebook.note_paths import is_note
from coprod_cli.notebook.store import Store

_SENTENCES = {
    JoinKind.BOTH: N_("{name}: both versions are kept, with a line between them."),
    JoinKind.CHOSEN: N_("{name}: the later value stands, and the other one in a line below it."),
    JoinKind.KEPT: N_("{name}: taken out in one version, changed in the other; it is kept."),
    JoinKind.LINES: N_("{name}: both versions are lists, joined line by line."),
    JoinKind.LONGER: N_("{name}: one version has all of the other, and stands."),
    JoinKind.NEWER: N_("{name}: one version is earlier, as the history says; the newer stands."),
    JoinKind.RENUMBERED: N_("{name}: added under one number twice; one has another number now."),
}


class MergedFile(NamedTuple):
    """The result of a merge of three files.

    Attributes:
        joined: the places of a note that both sides changed.
        is_open: whether a person has to choose between two versions.
        by_lines: why git merged a note line by line; "" if it was merged by answer, or is no note.
    """

    joined: tuple[Joined, ...]
    is_open: bool
    by_lines: str = ""


def joined_message(joined: Joined) -> Message:
    """Return the sentence that says how two changes were joined; it has no word of an answer."""
    return msg(_SENTENCES[joined.kind], name=joined.name or msg("text outside of answers"))


def merge_files(base: Path, ours: Path, theirs: Path) -> MergedFile:
    """Merge three versions of a file, and write the result in place of `ours`.

    Notes are merged by answer. Other files, and notes that are damaged or of two cases, are left to
    `git merge-file`, which merges lines.

    Args:
        base: the version before both changes; an empty file if there was none.
        ours: one version, which is replaced.
        theirs: the other version.

    Raises:
        CannotSave: the result could not be written; `ours` is unchanged.
        CoprodError: a file cannot be read.
    """
    before, one, other = (_read(path) for path in (base, ours, theirs))
    if not (is_note(one) and is_note(other)):
        return MergedFile((), merge_by_lines(base, ours, theirs))
    try:
        merged = merge_notes(before if before.text.strip() else None, one, other)
    except InvalidInput:
        reason = msg("a version of it is damaged.")
        return MergedFile((), merge_by_lines(base, ours, theirs), reason)
    except CoprodError as error:
        return MergedFile((), merge_by_lines(base, ours, theirs), error.message)
    Store(ours.parent).replace(ours, merged.note.original.encode(), None)
    return MergedFile(merged.joined, merged.is_open)


def _read(path: Path) -> Note:
    try:
        return read_note(Store(path.parent).read(path), str(path))
    except OSError as error:
        raise read_error(error, str(path)) from error


def merge_by_lines(base: Path, ours: Path, theirs: Path) -> bool:
    """Merge files with `git merge-file`; return whether git left conflict marks, or could not."""
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    command = ("git", "merge-file", "-q", *labels, str(ours), str(base), str(theirs))
    try:
        code = run_in_foreground(command)
    except OSError as error:
        message = msg("git could not be started: {reason}.", reason=system_reason(error))
        raise CannotSave(message, where=str(ours)) from error
    # Above 127, git failed, as with a file that is no text. Then `ours` stays, and git is told so.
    return code != 0
