"""Reads the cases that are looked at together: those of some queries, one by one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

from coprod_cli.base.message import Message
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.case_outline import CaseOutline, outline_of
from coprod_cli.notebook.index.block_fact import (
    BlockFact,
    Merged,
    Result,
    Use,
)
from coprod_cli.notebook.index.fact import Fact, Value
from coprod_cli.notebook.query import (
    Match,
    Query,
    Selection,
    match_of,
    select,
)
from coprod_cli.notebook.template_outlines import (
    TemplateOutline,
    block_of_template_outlines,
    template_outline_fact,
)
from coprod_cli.operations.case_tally import CaseTally, FoundCase, FoundOutline, Wanted, take_all
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.model.template import Template

MayWant = Callable[[CaseOutline, "Template | None"], bool]
"""Tells the same from the outline of a case: False only if the case is not looked at."""


def _outlined(found: FoundCase) -> FoundOutline:
    from coprod_cli.model.visibility import unasked_addresses

    not_asked = unasked_addresses(found.case, found.template)
    return FoundOutline(outline_of(found.case), found.note.source, found.template, not_asked)


@dataclass
class CasesInScope:
    """The cases of some queries, read one by one; what is left out is counted while they are read.

    Which are left out, and why, `case_tally` says.

    Attributes:
        workspace: the workspace.
        queries: which cases.
        is_wanted: which of these cases; others are not counted either.
        may_want: tells from the outline of a case that it is not wanted, so that its note need not
            be read if the index knows it.
        progress: reports progress.
    """

    workspace: Workspace
    queries: tuple[Query, ...]
    is_wanted: Wanted = take_all
    may_want: MayWant | None = None
    progress: Progress = no_progress

    @cached_property
    def tally(self) -> CaseTally:
        """Counts the cases that are left out."""
        return CaseTally(self.workspace, self.is_wanted)

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
                    found = self.tally.outline_of(outline, selection.query)
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
                    found = (self.tally.outline_of(each, selection.query) for each in outlines)
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
            found = self.tally.outline_of(outline_of(value), query)
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
                if (found := self.tally.case_of(note, selection.query)) is not None:
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
        self.tally.add_notices_of(selection)
        return selection

    @property
    def unreadable(self) -> int:
        """How many notes cannot be read, so far."""
        return self.tally.unreadable

    @property
    def kept_apart(self) -> int:
        """How many notes are left out since they are kept apart, so far."""
        return self.tally.kept_apart

    @property
    def notices(self) -> tuple[Message, ...]:
        """What is said of cases that were left out, or are damaged; complete once all are read."""
        return self.tally.notices
