"""List the cases of a notebook, or of its trash."""

from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.message import Message
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.case import Case
from coprod_cli.notebook.filters import NO_FILTERS, Filters
from coprod_cli.notebook.note_paths import path_in_notebook
from coprod_cli.notebook.query import Query, select, selected_notes
from coprod_cli.operations.workspace import Workspace


class CaseSummary(NamedTuple):
    """A case in the list.

    `answered` and `questions` count top-level questions: a group is one question. `created` and
    `updated` are ISO 8601. `path` is relative to the notebook's folder.
    """

    id: str
    title: str
    template: str
    status: str
    created: str
    updated: str
    tags: tuple[str, ...]
    answered: int
    questions: int
    path: str


class CaseList(NamedTuple):
    """The cases that were found.

    Attributes:
        cases: the cases, in the order of their ids.
        unreadable: how many notes cannot be read.
        outside_links: the names of notes that are links to files outside the notebook.
        notices: which filters match nothing, such as a tag that no case has.
    """

    cases: tuple[CaseSummary, ...]
    unreadable: int
    outside_links: tuple[str, ...]
    notices: tuple[Message, ...] = ()


def list_cases(
    workspace: Workspace,
    filters: Filters = NO_FILTERS,
    *,
    removed: bool = False,
    progress: Progress = no_progress,
) -> CaseList:
    """Return a summary of each case.

    Args:
        workspace: the workspace.
        filters: which cases to list.
        removed: whether to list the cases in the trash instead.
        progress: reports progress.

    Raises:
        NotFound: the notebook does not exist.
    """
    notebook = workspace.notebook
    selection = select(notebook, Query(filters=filters), workspace.library, removed=removed)
    paths = selection.paths
    cases: list[CaseSummary] = []
    unreadable = 0
    notes = selected_notes(notebook, paths, filters, named=removed)
    with progress(notes, len(paths)) as counted:
        for note in counted:
            if note.case is None:
                unreadable += 1
            else:
                cases.append(_summary(note.case, note.source, notebook.folder))
    return CaseList(tuple(cases), unreadable, selection.outside_links, selection.notices)


def _summary(case: Case, source: str, folder: Path) -> CaseSummary:
    addresses = {answer.address.outer for answer in case.answers}
    answered = {answer.address.outer for answer in case.given_answers()}
    return CaseSummary(
        case.id,
        case.title,
        case.template,
        case.status,
        case.created,
        case.updated,
        case.tags,
        len(answered),
        len(addresses),
        path_in_notebook(source, folder),
    )
