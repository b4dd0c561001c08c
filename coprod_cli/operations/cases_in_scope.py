"""Reads the cases that are looked at together, and counts those that are left out, and why."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from coprod_cli.base.message import Message, nmsg
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.case import Case
from coprod_cli.model.template import Template
from coprod_cli.notebook.copies import Copy, copy_notices
from coprod_cli.notebook.note.check import is_uncertain
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.query import Query, damaged_notice, is_unclear, select, unclear_notice
from coprod_cli.notebook.withdrawn import leaves_out_withdrawn, withdrawn_notice
from coprod_cli.operations.workspace import Workspace

Wanted = Callable[[Case, Template | None], bool]
"""Tells whether a case is looked at, given its template; None if that is not installed."""


class FoundCase(NamedTuple):
    """A case, its note, and its template; None if that is not installed."""

    case: Case
    note: Note
    template: Template | None


def _any(_case: Case, _template: Template | None) -> bool:
    return True


@dataclass
class CasesInScope:
    """The cases of some queries, read one by one; what is left out is counted while they are read.

    Withdrawn cases, and copies of cases, are left out; a withdrawn case that a query names is
    refused. Notes that are kept apart, since people are named in them, are left out unless a query
    takes them.

    Attributes:
        workspace: the workspace.
        queries: which cases.
        is_wanted: which of these cases; others are not counted either.
        progress: reports progress.
        unreadable: how many notes cannot be read, so far.
        kept_apart: how many notes are left out since they are kept apart, so far.
        outside_links: the names of notes that are links to files outside the notebook, so far.
    """

    workspace: Workspace
    queries: tuple[Query, ...]
    is_wanted: Wanted = _any
    progress: Progress = no_progress
    unreadable: int = field(default=0, init=False)
    kept_apart: int = field(default=0, init=False)
    outside_links: tuple[str, ...] = field(default=(), init=False)
    _withdrawn: int = field(default=0, init=False)
    _unclear: int = field(default=0, init=False)
    _damaged: int = field(default=0, init=False)
    _copies: list[Copy] = field(default_factory=list, init=False)
    _notices: list[Message] = field(default_factory=list, init=False)

    def read(self) -> Iterator[FoundCase]:
        """Yield the cases, in the order of their notes' paths.

        Raises:
            NotFound: the notebook does not exist, or a reference names no case, more than one, or
                a withdrawn one.
            WrongUsage: a filter names what does not exist, such as a misspelt template.
        """
        for query in self.queries:
            selection = select(self.workspace.notebook, query, self.workspace.library)
            self._notices += [each for each in selection.notices if each not in self._notices]
            self._copies += [each for each in selection.copies if each not in self._copies]
            self.outside_links += selection.outside_links
            with self.progress(selection.notes(), len(selection.paths)) as notes:
                for note in notes:
                    if (found := self._counted(note, query)) is not None:
                        yield found

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

    def _counted(self, note: Note, query: Query) -> FoundCase | None:
        """Return the case of a note; None if it is left out, which is counted."""
        notebook, case = self.workspace.notebook, note.case
        if is_unclear(note):
            self._unclear += 1
            return None
        if case is None:
            self.unreadable += 1
            return None
        if not query.named and (copy := notebook.renamed_copy(note)):
            self._copies.append(copy)
            return None
        template = self.workspace.library.find(case.template)
        if leaves_out_withdrawn(note, template, named=query.named):
            self._withdrawn += 1
        elif not self.is_wanted(case, template):
            return None
        elif not query.takes_kept_apart and notebook.is_kept_apart(note.source):
            self.kept_apart += 1
        else:
            self._damaged += is_uncertain(note, template)
            return FoundCase(case, note, template)
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
