"""Query: selects the notes that a command works on, by references or by filters."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coprod_cli.base.files import links_outside
from coprod_cli.base.message import Message
from coprod_cli.notebook.filters import NO_FILTERS, Filters, check_filters
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.notebook import Notebook, is_note

if TYPE_CHECKING:
    from coprod_cli.model.case import Case
    from coprod_cli.templates.library import TemplateLibrary


@dataclass(frozen=True)
class Query:
    """The cases that a command works on: the named ones, or all that match the filters."""

    references: tuple[str, ...] = ()
    filters: Filters = NO_FILTERS

    @property
    def named(self) -> bool:
        """Whether any case is named."""
        return bool(self.references)


@dataclass(frozen=True)
class Selection:
    """The paths of the notes that a query selects; filters are applied when they are read.

    Paths are plain strings, since there may be very many. `kept_apart` counts the notes that were
    excluded because people are named in them. `notices` says which filters match nothing, such as a
    tag that no case has.
    """

    notebook: Notebook
    paths: Sequence[str]
    query: Query = Query()
    kept_apart: int = 0
    notices: tuple[Message, ...] = ()

    @property
    def outside_links(self) -> tuple[str, ...]:
        """The file names of notes that are links out of the notebook; they are never written."""
        folder = self.notebook.folder
        return tuple(
            os.path.basename(path)  # noqa: PTH119 - for very many strings
            for path in self.paths
            if os.path.islink(path) and links_outside(Path(path), folder)  # noqa: PTH114
        )

    def notes(self) -> Iterator[Note]:
        """Read the notes that match the filters, one by one.

        A note that cannot be read matches if no filter is set, so that its findings are shown.
        """
        return selected_notes(self.notebook, self.paths, self.query.filters, named=self.query.named)


def select(
    notebook: Notebook, query: Query, library: "TemplateLibrary", *, removed: bool = False
) -> Selection:
    """Return the notes that a query selects.

    Args:
        notebook: the notebook.
        query: which cases.
        library: the templates that exist, apart from those of cases.
        removed: whether to select among the notes in the trash.

    Raises:
        NotFound: a reference names no case, or more than one.
        WrongUsage: a filter names what does not exist, such as a misspelt template.
    """
    paths: Sequence[str] = notebook.paths() if not removed else _removed_paths(notebook)
    searched = [*paths, *notebook.paths()] if removed else paths
    if query.references:
        paths = list(dict.fromkeys(str(notebook.find(each)) for each in query.references))
        searched = [*paths, *searched]

    def cases() -> Iterator["Case"]:
        notes = selected_notes(notebook, searched, NO_FILTERS, named=False)
        return (note.case for note in notes if note.case)

    notices = check_filters(query.filters, library, cases)
    return Selection(notebook, paths, query, notices=notices)


def _removed_paths(notebook: Notebook) -> Sequence[str]:
    from coprod_cli.notebook.trash import Trash

    return Trash(notebook).paths()


def select_to_share(notebook: Notebook, query: Query, library: "TemplateLibrary") -> Selection:
    """Return the notes that a query selects and that may be shared with others.

    Notes that are kept apart, since people are named in them, are excluded unless the query names
    them or their template.

    Raises:
        NotFound: a reference names no case, or more than one.
        WrongUsage: a filter names what does not exist, such as a misspelt template.
    """
    selection = select(notebook, query, library)
    if query.named or query.filters.template is not None:
        return selection
    shared = [path for path in selection.paths if not notebook.is_kept_apart(path)]
    return replace(selection, paths=shared, kept_apart=len(selection.paths) - len(shared))


def selected_notes(
    notebook: Notebook, paths: Sequence[str], filters: Filters, *, named: bool
) -> Iterator[Note]:
    """Read the notes at some paths that match the filters, one by one.

    Args:
        notebook: the notebook.
        paths: the paths of the notes.
        filters: the filters; an unreadable note matches if none is set.
        named: whether a person named the notes; then files without coprod's marks count, too.
    """
    for path in paths:
        note = notebook.read(path)
        if not named and not is_note(note):
            continue
        if filters.match(note.case) if note.case else not filters.is_set:
            yield note
