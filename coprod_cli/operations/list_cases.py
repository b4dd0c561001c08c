"""List the cases of a notebook, or of its trash."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from coprod_cli.base.message import Message
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.notebook.copies import Copy, copy_notices
from coprod_cli.notebook.creation_order import begun_at, numbers_of
from coprod_cli.notebook.filters import NO_FILTERS, Filters
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.outlines import NoteOutline, outline_of_note
from coprod_cli.notebook.query import (
    Match,
    Query,
    damaged_notice,
    match_of,
    select,
    unclear_notice,
)
from coprod_cli.notebook.withdrawn import is_withdrawn_at, withdrawn_notice
from coprod_cli.operations.case_summaries import CaseSummaries, Order, packed_summary
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.templates.library import TemplateLibrary


class CaseList(NamedTuple):
    """The cases that were found.

    Attributes:
        cases: the cases, in the order that was asked for.
        unreadable: how many notes cannot be read.
        outside_links: the names of notes that are links to files outside the notebook.
        notices: which filters match nothing, which copies do not count, how many cases are left out
            that may match, and how many are damaged.
    """

    cases: CaseSummaries
    unreadable: int
    outside_links: tuple[str, ...]
    notices: tuple[Message, ...] = ()


def list_cases(
    workspace: Workspace,
    filters: Filters = NO_FILTERS,
    *,
    removed: bool = False,
    withdrawn: bool = False,
    order: Order | None = None,
    progress: Progress = no_progress,
) -> CaseList:
    """Return a summary of each case.

    Args:
        workspace: the workspace.
        filters: which cases to list.
        removed: whether to list the cases in the trash instead, the last one removed last.
        withdrawn: whether to list the withdrawn cases instead.
        order: their order, and how many; by default all, the newest last.
        progress: reports progress.

    Raises:
        NotFound: the notebook does not exist.
    """
    notebook = workspace.notebook
    selection = select(notebook, Query(filters=filters), workspace.library, removed=removed)
    found = _Found(notebook, workspace.library, filters, removed=removed, withdrawn=withdrawn)
    outlines = (
        map(outline_of_note, notebook.notes(selection.paths))
        if removed
        else notebook.outlines(selection.listing)
    )
    with progress(outlines, len(selection.paths)) as notes:
        found.add_all(notes)
    found.leave_out_unasked()
    notices = (
        *selection.notices,
        *copy_notices((*selection.copies, *found.copies), notebook.folder),
        *unclear_notice(found.unclear),
        *damaged_notice(found.damaged),
        *withdrawn_notice(found.left_out),
    )
    cases = (order or Order()).apply(found.summaries())
    return CaseList(cases, found.unreadable, selection.outside_links, notices)


@dataclass
class _Found:
    """What is found while notes are read: little of each, since there may be very many."""

    notebook: Notebook
    library: "TemplateLibrary"
    filters: Filters
    removed: bool = field(kw_only=True)
    withdrawn: bool = field(kw_only=True)
    left_out: int = field(default=0, init=False)
    unreadable: int = field(default=0, init=False)
    unclear: int = field(default=0, init=False)
    damaged: int = field(default=0, init=False)
    copies: list[Copy] = field(default_factory=list, init=False)
    # When each note that has a list number was begun, whether the filters match it or not.
    _begun: "array[float]" = field(default_factory=lambda: array("d"), init=False)
    _indexes: "array[int]" = field(default_factory=lambda: array("L"), init=False)
    _packed: list[bytes] = field(default_factory=list, init=False)
    # The cases whose templates may leave out questions: their places among the packed, and paths.
    _with_unasked: dict[int, str] = field(default_factory=dict, init=False)
    _consents: dict[str, tuple[bool, bool]] = field(default_factory=dict, init=False)
    _may_leave_out: dict[str, bool] = field(default_factory=dict, init=False)

    def add_all(self, notes: Iterable[NoteOutline]) -> None:
        """Add the notes that are listed, and count the others."""
        for note in notes:
            match = match_of(note, self.filters)
            if self.removed:
                self._begun.append(len(self._begun))  # numbered in the order of removal
            elif not note.is_note:
                continue
            elif copy := self.notebook.renamed_copy(note):
                if match is not Match.NO:
                    self.copies.append(copy)
                continue
            else:
                self._begun.append(begun_at(note))
            if match is Match.NO:
                continue
            if (match is Match.YES and self._is_withdrawn(note)) == self.withdrawn:
                self._add(note, match)
            elif not self.withdrawn:
                self.left_out += 1

    def _is_withdrawn(self, note: NoteOutline) -> bool:
        """Return whether a note is of a withdrawn case, without loading templates for others.

        Somebody may have moved it out of the folder for notes that are kept apart.
        """
        if note.case is None:
            return False
        may_ask, asks_itself = self._consent_of(note.case.template)
        if not may_ask or not (asks_itself or self.notebook.is_kept_apart(note.source)):
            return False
        template = self.library.find(note.case.template)
        return is_withdrawn_at(note.source, template, self.notebook.read)

    def _consent_of(self, template: str) -> tuple[bool, bool]:
        """Return whether a template may ask for consent, and whether it itself may."""
        if template not in self._consents:
            may_set = partial(self.library.may_set, template, "consent")
            self._consents[template] = may_set(), may_set(inherited=False)
        return self._consents[template]

    def summaries(self) -> CaseSummaries:
        """Return the summaries of the cases that were found, by their list numbers."""
        numbers = numbers_of(self._begun)
        mine = array("L", (numbers[index] for index in self._indexes))
        order = sorted(range(len(mine)), key=mine.__getitem__)
        return CaseSummaries(
            [self._packed[index] for index in order], array("L", (mine[index] for index in order))
        )

    def _add(self, note: NoteOutline, match: Match) -> None:
        if match is Match.MAYBE:
            self.unclear += 1
        elif note.case is None:
            self.unreadable += 1
        else:
            self.damaged += note.uncertain
            self._indexes.append(len(self._begun) - 1)
            if self._may_have_unasked(note.case.template):
                self._with_unasked[len(self._packed)] = note.source
            self._packed.append(packed_summary(note.case, note.source, self.notebook.folder))

    def _may_have_unasked(self, template: str) -> bool:
        if template not in self._may_leave_out:
            self._may_leave_out[template] = self.library.may_leave_out_questions(template)
        return self._may_leave_out[template]

    def leave_out_unasked(self) -> None:
        """Count no questions that cases are not asked, without loading other templates."""
        if not self._with_unasked:
            return
        from coprod_cli.notebook.template_outlines import template_outline_fact

        fact = template_outline_fact(self.notebook, self.library)
        paths = tuple(self._with_unasked.values())
        read = map(fact.compute, paths) if self.removed else self.notebook.facts(fact, paths)
        for index, outline in zip(self._with_unasked, read, strict=True):
            if outline.case is not None:
                source = outline.note.source
                self._packed[index] = packed_summary(outline.case, source, self.notebook.folder)
