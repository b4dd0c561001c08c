"""Reads the cases that are looked at together, and counts those that are left out, and why."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from coprod_cli.base.message import Message, nmsg
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.address import Address
from coprod_cli.model.case import Case
from coprod_cli.model.case_outline import CaseOutline, outline_of
from coprod_cli.notebook.copies import Copy, copy_notices
from coprod_cli.notebook.index.block_fact import (
    BlockFact,
    Merged,
    Result,
    Use,
)
from coprod_cli.notebook.index.fact import Fact, Value
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.outlines import CaseOf_co, NoteLike
from coprod_cli.notebook.query import (
    Match,
    Query,
    Selection,
    damaged_notice,
    is_unclear,
    match_of,
    select,
    unclear_notice,
)
from coprod_cli.notebook.template_outlines import (
    TemplateOutline,
    block_of_template_outlines,
    template_outline_fact,
)
from coprod_cli.notebook.withdrawn import leaves_out_withdrawn, withdrawn_notice
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.model.template import Template

Wanted = Callable[[Case, "Template | None"], bool]
"""Tells whether a case is looked at, given its template; None if that is not installed."""
MayWant = Callable[[CaseOutline, "Template | None"], bool]
"""Tells the same from the outline of a case: False only if the case is not looked at."""


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


def _outlined(found: FoundCase) -> FoundOutline:
    from coprod_cli.model.visibility import unasked_addresses

    not_asked = unasked_addresses(found.case, found.template)
    return FoundOutline(outline_of(found.case), found.note.source, found.template, not_asked)


def _any(_case: Case, _template: "Template | None") -> bool:
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
        may_want: tells from the outline of a case that it is not wanted, so that its note need not
            be read if the index knows it.
        progress: reports progress.
        unreadable: how many notes cannot be read, so far.
        kept_apart: how many notes are left out since they are kept apart, so far.
    """

    workspace: Workspace
    queries: tuple[Query, ...]
    is_wanted: Wanted = _any
    may_want: MayWant | None = None
    progress: Progress = no_progress
    unreadable: int = field(default=0, init=False)
    kept_apart: int = field(default=0, init=False)
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
        for selection in self.selections:
            yield from self._read(selection)

    def outlines(self) -> Iterator[FoundOutline]:
        """Yield the outlines of the cases, in the order of `read`; `is_wanted` is not asked.

        Raises:
            NotFound: as `read`.
            WrongUsage: as `read`.
        """
        if not self.is_indexed:
            yield from map(_outlined, self.read())
            return
        for selection in self.selections:
            outlines = self._template_outlines(selection)
            with self.progress(outlines, len(selection.paths)) as counted:
                for outline in counted:
                    found = self._counted_outline(outline, selection.query)
                    if found is not None:
                        yield found

    def _template_outlines(self, selection: Selection) -> Iterator[TemplateOutline]:
        """Yield the outlines of the notes of a selection, which the index knows."""
        notebook = self.workspace.notebook
        if selection.listing is None:
            yield from notebook.facts(self._outline_fact, selection.paths)
            return

        def use(
            paths: Sequence[str], outlines: Sequence[TemplateOutline | None]
        ) -> Iterator[TemplateOutline]:
            missing = [path for path, each in zip(paths, outlines, strict=True) if each is None]
            others = notebook.facts_of_some(self._outline_fact, missing)
            return (next(others) if each is None else each for each in outlines)

        block_fact = block_of_template_outlines(self._outline_fact)
        yield from chain.from_iterable(notebook.use_blocks(block_fact, selection.listing, use))

    @cached_property
    def _outline_fact(self) -> Fact[TemplateOutline]:
        return template_outline_fact(self.workspace.notebook, self.workspace.library)

    @property
    def are_all(self) -> bool:
        """Whether these are all cases of a notebook, and so many that the index is used.

        Raises:
            NotFound: as `read`.
            WrongUsage: as `read`.
        """
        return self.is_indexed and all(
            each.listing is not None and not each.query.filters.is_set for each in self.selections
        )

    def blocks(
        self,
        fact: BlockFact[TemplateOutline, Merged],
        others_in: Callable[[Merged], Sequence[int]],
    ) -> Iterator[tuple[Merged, Sequence[FoundOutline]]]:
        """Yield a value of each block of the notes of all cases, and the cases it says nothing of.

        Args:
            fact: the fact that is the value.
            others_in: returns the places of the notes of which a value says nothing.

        Raises:
            NotFound: as `read`.
            WrongUsage: as `read`.
        """
        notebook = self.workspace.notebook

        def use(paths: Sequence[str], value: Merged) -> tuple[Merged, Sequence[str]]:
            return value, [paths[index] for index in others_in(value)]

        for selection in self.selections:
            if selection.listing is None:
                raise ValueError(selection.query)
            blocks = notebook.use_blocks(fact, selection.listing, use)
            with self.progress(blocks, len(selection.paths), fact.notes_in_block) as counted:
                for value, others in counted:
                    outlines = notebook.facts_of_some(fact.of, others) if others else ()
                    found = (self._counted_outline(each, selection.query) for each in outlines)
                    yield value, list(filter(None, found))

    def use_blocks(
        self, fact: BlockFact[Value, Merged], use: Use[Merged, Result]
    ) -> Iterator[Result]:
        """Yield what is made of the value of each block of all notes of the notebook.

        Args:
            fact: the fact that is the value.
            use: see `Notebook.use_blocks`.

        Raises:
            NotFound: as `read`.
            WrongUsage: as `read`.
        """
        listing = self.selections[0].listing
        if listing is None:
            raise ValueError(self.queries)
        blocks = self.workspace.notebook.use_blocks(fact, listing, use)
        with self.progress(blocks, len(listing.paths), fact.notes_in_block) as counted:
            yield from counted

    def facts_of_some(
        self,
        query: Query,
        fact: Fact[Value],
        outline_of: Callable[[Value], TemplateOutline],
        paths: Sequence[str],
    ) -> Iterator[tuple[FoundOutline, Value]]:
        """Yield the outlines of the cases of some notes, as `outlines` does, each with a fact.

        Args:
            query: which cases.
            fact: the fact.
            outline_of: returns the outline of a note from its fact.
            paths: the paths of the notes.
        """
        for value in self.workspace.notebook.facts_of_some(fact, paths):
            found = self._counted_outline(outline_of(value), query)
            if found is not None:
                yield found, value

    @property
    def is_indexed(self) -> bool:
        """Whether there are so many cases that the index is used.

        Raises:
            NotFound: as `read`.
            WrongUsage: as `read`.
        """
        notebook = self.workspace.notebook
        return all(notebook.is_indexed(len(each.paths)) for each in self.selections)

    @property
    def outside_links(self) -> tuple[str, ...]:
        """The names of notes that are links to files outside the notebook.

        Raises:
            NotFound: as `read`.
            WrongUsage: as `read`.
        """
        return tuple(name for each in self.selections for name in each.outside_links)

    @cached_property
    def selections(self) -> list[Selection]:
        """The notes of each query.

        Raises:
            NotFound: as `read`.
            WrongUsage: as `read`.
        """
        return list(map(self._select, self.queries))

    def _read(self, selection: Selection) -> Iterator[FoundCase]:
        if self.may_want is not None and not selection.query.named and self.is_indexed:
            selection = replace(selection, paths=self._wanted_paths(selection, self.may_want))
        with self.progress(selection.notes(), len(selection.paths)) as notes:
            for note in notes:
                if (found := self._counted(note, selection.query)) is not None:
                    yield found

    def _wanted_paths(self, selection: Selection, may_want: MayWant) -> list[str]:
        """Return the paths of the notes whose cases may be wanted, or are counted otherwise."""
        notebook, library = self.workspace.notebook, self.workspace.library
        paths = []
        for outline in self._template_outlines(selection):
            note, case = outline.note, outline.note.case
            match = match_of(note, selection.query.filters)
            if match is Match.NO or not note.is_note:
                continue
            is_counted = (
                outline.is_withdrawn
                or match is Match.MAYBE
                or notebook.renamed_copy(note) is not None
            )
            if is_counted or case is None or may_want(case, library.find(case.template)):
                paths.append(note.source)
        return paths

    def _select(self, query: Query) -> Selection:
        selection = select(self.workspace.notebook, query, self.workspace.library)
        self._notices += [each for each in selection.notices if each not in self._notices]
        self._copies += [each for each in selection.copies if each not in self._copies]
        return selection

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
        if (case := self._case_of(note, query, is_unclear=is_unclear(note))) is None:
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

    def _counted_outline(self, outline: TemplateOutline, query: Query) -> FoundOutline | None:
        """Return the outline of a case; None if it is left out, which is counted."""
        notebook, note = self.workspace.notebook, outline.note
        match = match_of(note, query.filters)
        if match is Match.NO or not (query.named or note.is_note):
            return None
        case = self._case_of(note, query, is_unclear=match is Match.MAYBE)
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

    def _case_of(
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
