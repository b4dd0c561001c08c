"""Query: selects the notes that a command works on, by references or by filters."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coprod_cli.base.files import links_outside
from coprod_cli.notebook.filters import NO_FILTERS, Filters
from coprod_cli.notebook.note.reader import Note
from coprod_cli.notebook.notebook import Notebook, is_note


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
    excluded because people are named in them.
    """

    notebook: Notebook
    paths: Sequence[str]
    query: Query = Query()
    kept_apart: int = 0

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


def select(notebook: Notebook, query: Query) -> Selection:
    """Return the notes that a query selects.

    Raises:
        NotFound: a reference names no case, or more than one.
    """
    if query.references:
        paths = dict.fromkeys(str(notebook.find(reference)) for reference in query.references)
        return Selection(notebook, list(paths), query)
    return Selection(notebook, notebook.paths(), query)


def select_to_share(notebook: Notebook, query: Query) -> Selection:
    """Return the notes that a query selects and that may be shared with others.

    Notes that are kept apart, since people are named in them, are excluded unless the query names
    them or their template.

    Raises:
        NotFound: a reference names no case, or more than one.
    """
    selection = select(notebook, query)
    if query.named or query.filters.template is not None:
        return selection
    shared = [path for path in selection.paths if not notebook.is_kept_apart(path)]
    return Selection(notebook, shared, query, kept_apart=len(selection.paths) - len(shared))


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
