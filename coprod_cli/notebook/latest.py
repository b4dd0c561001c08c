"""The latest case: the one that was changed last, and what keeps that from being certain."""

import os
import stat
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from coprod_cli.base.clock import epoch_seconds
from coprod_cli.base.errors import CoprodError, InvalidInput, NotFound
from coprod_cli.base.message import Message, joined, msg, nmsg
from coprod_cli.model.case import CaseStatus
from coprod_cli.model.case_outline import CaseOutline
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note_paths import stem_of
from coprod_cli.notebook.outlines import NoteOutline

LATEST = "latest"
_DAY = 24 * 60 * 60
_ANY_TIME = float("inf")


class NoteReader(Protocol):
    """What the search for the latest case needs of a notebook."""

    @property
    def notify(self) -> Callable[[Message], object]:
        """Is called with what a person should know."""

    def outlines(self) -> Iterable[NoteOutline]:
        """Return the outlines of all notes."""

    def newest(self, *, drafts: bool) -> "Newest | None":
        """Return the newest notes of very many; None if `outlines` is as fast."""

    def read(self, path: str | Path) -> Note:
        """Read the note at a path."""


class Newest(NamedTuple):
    """The notes among which the latest is.

    Attributes:
        plain: notes of which no others can be the latest, unless some of these do not count.
        others: notes of which it is not known when their cases were changed.
    """

    plain: Sequence[NoteOutline]
    others: Sequence[NoteOutline]


class Change(NamedTuple):
    """When a case was changed: at `since`, or not later than `until`, in seconds since 1970."""

    since: float
    until: float
    case_id: str
    path: str
    is_readable: bool = True

    @property
    def is_exact(self) -> bool:
        """Whether the time is known to the second."""
        return self.since == self.until


def latest_note(
    notebook: NoteReader,
    none: NotFound,
    *,
    drafts: bool = False,
    is_withdrawn: Callable[[CaseOutline, str], bool] = lambda _case, _path: False,
    to_change: bool = False,
) -> Path:
    """Return the path of the note whose case was changed last.

    `updated` has whole seconds; of cases that were changed in the same one, the file that was
    written last decides. Where that cannot tell either, as after `git checkout`, it is the case
    with the last id, and `notify` says so. `notify` also says which notes cannot be read, and which
    of them, or of those whose `updated` is not understood, may be the latest.

    Args:
        notebook: the notebook.
        none: the error if there is no such case.
        drafts: whether only drafts count.
        is_withdrawn: which cases do not count, by their outline and the path of their note.
        to_change: whether the case will be changed, so that it must be certain.

    Raises:
        NotFound: the notebook has no such case.
        InvalidInput: it has none that can be read; the error carries the findings of the others.
        CoprodError: the case will be changed, and another note may be the latest.
    """
    last: list[Change] = []
    unclear: list[Change] = []

    def is_wanted(case: CaseOutline, path: str) -> bool:
        return not (drafts and case.status != CaseStatus.DRAFT) and not is_withdrawn(case, path)

    for note in _candidates(notebook, is_wanted, drafts=drafts):
        if note.case is None:
            name = stem_of(note.source)
            unclear.append(Change(0, _ANY_TIME, name, note.source, is_readable=False))
        elif is_wanted(note.case, note.source):
            change = change_of(note.case, note.source)
            if not last or change.since > last[0].since:
                last = [change]
            elif change.since == last[0].since:
                last.append(change)
            if not change.is_exact:
                unclear.append(change)
    if last:
        return _latest_of(notebook, last, unclear, to_change=to_change)
    findings = [each for change in unclear for each in notebook.read(change.path).findings[:1]]
    if findings:
        raise InvalidInput(findings)
    raise none


def _candidates(
    notebook: NoteReader, is_wanted: Callable[[CaseOutline, str], bool], *, drafts: bool
) -> Iterable[NoteOutline]:
    """Return the outlines of the notes of which one is the latest, or may be."""
    newest = notebook.newest(drafts=drafts)
    if newest is None:
        return notebook.outlines()
    plain, others = newest
    if not all(note.case and is_wanted(note.case, note.source) for note in plain):
        return notebook.outlines()  # one was withdrawn: which other one of its block is the newest?
    return [*plain, *others]


def change_of(case: CaseOutline, path: str) -> Change:
    """Return when a case was changed, as its note at a path says."""
    since = epoch_seconds(case.updated)
    until = since
    if not since:
        until = _ANY_TIME
    elif "T" not in case.updated.upper():  # a day alone
        until = since + _DAY - 1
    return Change(since, until, case.id or stem_of(path), path)


def _latest_of(
    notebook: NoteReader, last: list[Change], unclear: list[Change], *, to_change: bool
) -> Path:
    """Return the path of the latest of the cases that were changed in the last second.

    Raises:
        CoprodError: the case will be changed, and another note may be the latest.
    """
    if len(last) > 1:
        times = {change: written_at(change.path) for change in last}
        latest_time = max(times.values())
        last = sorted(change for change in last if times[change] == latest_time)
    chosen = last[-1]
    others = [change for change in unclear if change.path != chosen.path]
    doubtful = [change for change in others if _may_be_later(change, chosen)]
    if doubtful and to_change:
        name = chosen.case_id
        hint = msg("coprod check, or name the case that you mean, such as {case}", case=name)
        raise _doubt(doubtful, hint)
    if len(last) > 1 and chosen.since:
        notebook.notify(_tie(len(last), chosen))
    if unreadable := sum(not each.is_readable for each in others if each not in doubtful):
        notebook.notify(unreadable_notes(unreadable))
    if doubtful:
        notebook.notify(_doubt(doubtful, "coprod check").lines()[0])
    return Path(chosen.path)


def unreadable_notes(count: int) -> Message:
    """Return the sentence that says how many notes cannot be read."""
    return nmsg(
        "{count} note cannot be read. Try: coprod check",
        "{count} notes cannot be read. Try: coprod check",
        count,
    )


def _tie(count: int, chosen: Change) -> Message:
    return msg(
        "{count} cases were changed in the same second; as latest counts {case}.",
        count=count,
        case=chosen.case_id,
    )


def _may_be_later(change: Change, chosen: Change) -> bool:
    """Return whether a case may have been changed after another one.

    When a file was written cannot be earlier than its last change; of a folder that cannot be read,
    that time says nothing about the notes in it.
    """
    if change.until < chosen.since:
        return False
    if not change.is_readable and _is_folder(change.path):
        return True
    written = written_at(chosen.path)
    # A copy or a checkout makes the chosen file seem newer than its case is.
    known = min(written, (chosen.since + 1) * 1e9) if chosen.since else written
    return written_at(change.path) >= known


def _doubt(doubtful: list[Change], hint: str) -> CoprodError:
    first = doubtful[0]
    if first.is_readable:
        message = msg('this may be the latest case, but its "updated" does not tell.')
    elif _is_folder(first.path):
        message = msg("the latest case may be in this folder, which cannot be read.")
    else:
        message = msg("this may be the latest case, but it cannot be read.")
    if more := len(doubtful) - 1:
        others = nmsg("So may {count} other.", "So may {count} others.", more)
        message = joined([message, others])
    return CoprodError(message, where=first.path, hint=hint)


def written_at(path: str) -> float:
    """Return when a file was written last, in nanoseconds since 1970; infinity if that is unknown.

    A link counts as its target does, since that is what is written.
    """
    for read in (os.stat, os.lstat):
        try:
            return read(path).st_mtime_ns
        except OSError:
            continue
    return _ANY_TIME


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False
