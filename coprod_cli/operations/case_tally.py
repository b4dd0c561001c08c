"""Cases that are left out of those that are looked at together: counts them, and says why.

Withdrawn cases, and copies of cases, are left out; a withdrawn case that a query names is refused.
Notes that are kept apart, since people are named in them, are left out unless a query takes them.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from coprod_cli.base.message import Message, nmsg
from coprod_cli.model.address import Address
from coprod_cli.model.case import Case
from coprod_cli.model.case_outline import CaseOutline
from coprod_cli.notebook.copies import Copy, copy_notices
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.outlines import CaseOf_co, NoteLike
from coprod_cli.notebook.query import (
    Match,
    Query,
    Selection,
    damaged_notice,
    is_unclear,
    match_of,
    unclear_notice,
)
from coprod_cli.notebook.template_outlines import TemplateOutline
from coprod_cli.notebook.withdrawn import leaves_out_withdrawn, withdrawn_notice
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.model.template import Template

Wanted = Callable[[Case, "Template | None"], bool]
"""Tells whether a case is looked at, given its template; None if that is not installed."""


class FoundCase(NamedTuple):
    """A case, its note, and its template; None if that is not installed."""

    case: Case
    note: Note
    template: "Template | None"


class FoundOutline(NamedTuple):
    """The outline of a case, its note's path, its template or None, and what was not asked."""

    case: CaseOutline
    path: str
    template: "Template | None"
    not_asked: tuple[Address, ...]


def take_all(_case: Case, _template: "Template | None") -> bool:
    """Return that a case is looked at, whatever it is."""
    return True


@dataclass
class CaseTally:
    """Takes the cases of queries one by one, and counts those that it does not take.

    Attributes:
        workspace: the workspace.
        is_wanted: which cases; others are not counted either. Outlines are not asked.
        unreadable: how many notes cannot be read, so far.
        kept_apart: how many notes are left out since they are kept apart, so far.
    """

    workspace: Workspace
    is_wanted: Wanted = take_all
    unreadable: int = field(default=0, init=False)
    kept_apart: int = field(default=0, init=False)
    _withdrawn: int = field(default=0, init=False)
    _unclear: int = field(default=0, init=False)
    _damaged: int = field(default=0, init=False)
    _copies: list[Copy] = field(default_factory=list, init=False)
    _notices: list[Message] = field(default_factory=list, init=False)

    def add_notices_of(self, selection: Selection) -> None:
        """Take over what is said of the notes of a query, and their copies."""
        self._notices += [each for each in selection.notices if each not in self._notices]
        self._copies += [each for each in selection.copies if each not in self._copies]

    @property
    def notices(self) -> tuple[Message, ...]:
        """What is said of cases that were left out, or are damaged; complete once all are read."""
        return (
            *self._notices,
            *copy_notices(self._copies, self.workspace.folder),
            *unclear_notice(self._unclear),
            *damaged_notice(self._damaged),
            *withdrawn_notice(self._withdrawn),
        )

    def case_of(self, note: Note, query: Query) -> FoundCase | None:
        """Return the case of a note; None if it is left out, which is counted."""
        if (case := self._readable(note, query, is_unclear=is_unclear(note))) is None:
            return None
        notebook = self.workspace.notebook
        template = self.workspace.library.find(case.template)
        if leaves_out_withdrawn(note, template, named=query.named):
            self._withdrawn += 1
        elif not self.is_wanted(case, template):
            return None
        elif not query.takes_kept_apart and notebook.is_kept_apart(note.source):
            self.kept_apart += 1
        else:
            from coprod_cli.notebook.note.check import is_uncertain

            self._damaged += is_uncertain(note, template)
            return FoundCase(case, note, template)
        return None

    def outline_of(self, outline: TemplateOutline, query: Query) -> FoundOutline | None:
        """Return the outline of a case; None if it is left out, which is counted."""
        notebook, note = self.workspace.notebook, outline.note
        match = match_of(note, query.filters)
        if match is Match.NO or not (query.named or note.is_note):
            return None
        case = self._readable(note, query, is_unclear=match is Match.MAYBE)
        if case is None:
            return None
        template = self.workspace.library.find(case.template)
        if outline.is_withdrawn:
            leaves_out_withdrawn(notebook.read(note.source), template, named=query.named)
            self._withdrawn += 1
        elif not query.takes_kept_apart and notebook.is_kept_apart(note.source):
            self.kept_apart += 1
        else:
            self._damaged += outline.is_damaged
            return FoundOutline(case, note.source, template, outline.not_asked)
        return None

    def _readable(
        self, note: NoteLike[CaseOf_co], query: Query, *, is_unclear: bool
    ) -> CaseOf_co | None:
        """Return the case of a note; None if it cannot be read or is a copy, which is counted."""
        if is_unclear:
            self._unclear += 1
        elif note.case is None:
            self.unreadable += 1
        elif not query.named and (copy := self.workspace.notebook.renamed_copy(note)):
            self._copies.append(copy)
        else:
            return note.case
        return None


def kept_apart_notice(count: int, command: str) -> tuple[Message, ...]:
    """Return what is said of cases that are left out since people are named in them.

    Args:
        count: how many.
        command: the command with which they are read, too.
    """
    if not count:
        return ()
    return (
        nmsg(
            "{count} case that names people is not listed here. To see it: {command}",
            "{count} cases that name people are not listed here. To see them: {command}",
            count,
            command=command,
        ),
    )
