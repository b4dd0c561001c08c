"""Query: selects the notes that a command works on, by references or by filters."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_cli.base.errors import Finding
from coprod_cli.base.files import links_outside
from coprod_cli.base.message import Message, msg, nmsg
from coprod_cli.notebook.copies import Copy, Listing, copies_among, copy_notices
from coprod_cli.notebook.filters import NO_FILTERS, Filters
from coprod_cli.notebook.listed_notes import ListedNotes
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.note_paths import is_note
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.outlines import NoteLike
from coprod_cli.notebook.unmatched_filters import check_filters
from coprod_cli.notebook.withdrawn import leaves_out_withdrawn, withdrawn_notice

if TYPE_CHECKING:
    from coprod_cli.model.case_like import CaseLike
    from coprod_cli.templates.library import TemplateLibrary


@dataclass(frozen=True)
class Query:
    """The cases that a command works on: the named ones, or all that match the filters.

    Attributes:
        references: the named cases; () for all.
        filters: what a case must match.
        kept_apart: whether to take cases that are kept apart, since people are named in them.
    """

    references: tuple[str, ...] = ()
    filters: Filters = NO_FILTERS
    kept_apart: bool = False

    @property
    def named(self) -> bool:
        """Whether any case is named."""
        return bool(self.references)

    @property
    def takes_kept_apart(self) -> bool:
        """Whether cases that are kept apart are taken: also if they or their template is named."""
        return self.kept_apart or self.named or self.filters.template is not None


@dataclass(frozen=True)
class Selection:
    """The paths of the notes that a query selects; filters are applied when they are read.

    Paths are plain strings, since there may be very many. `kept_apart` counts the notes that were
    excluded because people are named in them. `notices` says which filters match nothing, such as a
    tag that no case has. `copies` are the copies of the selected notes, which are not selected.
    `listing` is that of the notebook if all of its notes are selected.
    """

    notebook: Notebook
    paths: Sequence[str]
    query: Query = Query()
    kept_apart: int = 0
    notices: tuple[Message, ...] = ()
    copies: tuple[Copy, ...] = ()
    listing: Listing | None = None

    @property
    def copy_notices(self) -> tuple[Message, ...]:
        """Sentences about the copies."""
        return copy_notices(self.copies, self.notebook.folder)

    @property
    def outside_links(self) -> tuple[str, ...]:
        """The file names of notes that are links out of the notebook; they are never written."""
        folder, paths = self.notebook.folder, self.paths
        if self.listing is not None:
            links = self.listing.links
            paths = [path for path in paths if path in links] if links else ()
        return tuple(
            os.path.basename(path)  # noqa: PTH119 - for very many strings
            for path in paths
            if os.path.islink(path) and links_outside(Path(path), folder)  # noqa: PTH114
        )

    def notes(self) -> Iterator[Note]:
        """Read the notes that match the filters, one by one.

        A note that cannot be read may match any filter, so that its findings are shown.
        """
        return selected_notes(self.notebook, self.paths, self.query.filters, named=self.query.named)


def select(
    notebook: Notebook,
    query: Query,
    library: "TemplateLibrary",
    *,
    removed: bool = False,
    to_change: bool = False,
) -> Selection:
    """Return the notes that a query selects.

    Args:
        notebook: the notebook.
        query: which cases.
        library: the templates that exist, apart from those of cases.
        removed: whether to select among the notes in the trash.
        to_change: whether the cases will be changed, so that `latest` must be certain.

    Raises:
        NotFound: a reference names no case, or more than one.
        WrongUsage: a filter names what does not exist, such as a misspelt template.
        CoprodError: a reference is `latest`, and a note that cannot be read may be it.
    """
    listing = notebook.listing()
    copies = () if removed else listing.copies
    paths: Sequence[str] = listing.paths if not removed else _removed_paths(notebook)
    searched = [*paths, *listing.paths] if removed else paths
    if query.references:
        find = partial(ListedNotes(notebook, listing).find, to_change=to_change)
        paths = list(dict.fromkeys(str(find(each)) for each in query.references))
        searched = [*paths, *searched]
        copies = copies_among(copies, paths) if copies else ()

    is_all = not removed and not query.references

    def cases() -> Iterator["CaseLike"]:
        outlines = notebook.outlines(listing if is_all else searched)
        return (each.case for each in outlines if each.is_note and each.case)

    notices = check_filters(query.filters, library, cases)
    return Selection(
        notebook, paths, query, notices=notices, copies=copies, listing=listing if is_all else None
    )


def _removed_paths(notebook: Notebook) -> Sequence[str]:
    from coprod_cli.notebook.trash import Trash

    return Trash(notebook).paths()


def select_to_share(notebook: Notebook, query: Query, library: "TemplateLibrary") -> Selection:
    """Return the notes that a query selects and that may be shared with others.

    Notes that are kept apart, since people are named in them, are excluded unless the query names
    them or their template. Withdrawn cases always are.

    Raises:
        NotFound: a reference names no case, more than one, or a withdrawn one.
        WrongUsage: a filter names what does not exist, such as a misspelt template.
    """
    selection = select(notebook, query, library)
    if query.takes_kept_apart:
        return _not_withdrawn(selection, library)
    shared = [path for path in selection.paths if not notebook.is_kept_apart(path)]
    left_out = len(selection.paths) - len(shared)
    listing = None if left_out else selection.listing
    return replace(selection, paths=shared, kept_apart=left_out, listing=listing)


def _not_withdrawn(selection: Selection, library: "TemplateLibrary") -> Selection:
    """Return a selection without withdrawn cases; only notes that are kept apart may be such.

    Raises:
        NotFound: a withdrawn case is named.
    """
    notebook = selection.notebook
    withdrawn = set()
    for path in selection.paths:
        if not (selection.query.named or notebook.is_kept_apart(path)):
            continue
        note = notebook.read(path)
        if note.case is None or not selection.query.filters.match(note.case):
            continue
        template = library.find(note.case.template)
        if leaves_out_withdrawn(note, template, named=selection.query.named):
            withdrawn.add(path)
    paths = [path for path in selection.paths if path not in withdrawn]
    notices = (*selection.notices, *withdrawn_notice(len(withdrawn)))
    listing = None if withdrawn else selection.listing
    return replace(selection, paths=paths, notices=notices, listing=listing)


def selected_notes(
    notebook: Notebook, paths: Sequence[str], filters: Filters, *, named: bool
) -> Iterator[Note]:
    """Read the notes at some paths that match the filters, one by one.

    Args:
        notebook: the notebook.
        paths: the paths of the notes.
        filters: the filters. A note that may match is yielded without a case: one that cannot be
            read, or whose status or day is not understood.
        named: whether a person named the notes; then files without coprod's marks count, too.
    """
    if not named:
        paths = narrowed(notebook, paths, filters)
    for path in paths:
        note = notebook.read(path)
        if not named and not is_note(note):
            continue
        if (selected := filtered(note, filters)) is not None:
            yield selected


class Match(Enum):
    """Whether a note matches filters; MAYBE if nobody can tell."""

    YES = "yes"
    NO = "no"
    MAYBE = "maybe"


def match_of(note: NoteLike["CaseLike"], filters: Filters) -> Match:
    """Return whether a note matches filters; one whose case cannot be read counts as if it did.

    Nobody can tell of one that is damaged, or whose status or day is not understood.
    """
    if note.case is None or filters.match(note.case):
        return Match.YES
    may_match = filters.may_match(note.case, is_damaged=note.uncertain)
    return Match.MAYBE if may_match else Match.NO


def narrowed(notebook: Notebook, paths: Sequence[str], filters: Filters) -> Sequence[str]:
    """Return the paths of the notes that may match, as far as that is known without reading."""
    if not filters.is_set or not notebook.is_indexed(len(paths)):
        return paths
    outlines = notebook.outlines(paths)
    return [each.source for each in outlines if match_of(each, filters) is not Match.NO]


def filtered(note: Note, filters: Filters) -> Note | None:
    """Return a note that matches filters; without its case if it only may; None if it does not."""
    match = match_of(note, filters)
    if match is not Match.MAYBE:
        return note if match is Match.YES else None
    message = msg(
        "this case may be one of those: it is damaged, or its status or its day is not understood."
    )
    finding = Finding(UNCLEAR, message, note.source, 1, 1, "coprod check", uncertain=True)
    return replace(note, case=None, findings=(*note.findings, finding))


def damaged_notice(count: int) -> tuple[Message, ...]:
    """Return what is said of damaged notes whose answers are listed or shown; () for none."""
    if not count:
        return ()
    notice = nmsg(
        "{count} note is damaged, and some of its answers may be missing here. Try: coprod check",
        "{count} notes are damaged, and some of their answers may be missing here. "
        "Try: coprod check",
        count,
    )
    return (notice,)


def unclear_notice(count: int) -> tuple[Message, ...]:
    """Return what is said of cases that filters may fit and that were left out; () for none."""
    if not count:
        return ()
    notice = nmsg(
        "{count} case is left out that may be one of these: "
        "it is damaged, or its status or its day is not understood. Try: coprod check",
        "{count} cases are left out that may be some of these: "
        "they are damaged, or their status or their day is not understood. Try: coprod check",
        count,
    )
    return (notice,)


def is_unclear(note: Note) -> bool:
    """Return whether a note was left out since nobody can tell if it matches."""
    return any(finding.kind == UNCLEAR for finding in note.findings)


UNCLEAR = "unclear"
"""The kind of the finding of a note to which filters cannot be applied."""
