"""Find the next steps of all cases."""

from typing import NamedTuple

from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.knowledge.step_search import FoundStep, StepSearch
from coprod_cli.notebook.note.next_steps import order_of
from coprod_cli.notebook.query import Query, select
from coprod_cli.operations.workspace import Workspace


class StepList(NamedTuple):
    """Next steps, due first, the number of unreadable notes, and links that lead out."""

    steps: tuple[FoundStep, ...]
    unreadable: int
    outside_links: tuple[str, ...]


def find_steps(
    workspace: Workspace,
    query: Query | None = None,
    *,
    done_too: bool = False,
    progress: Progress = no_progress,
) -> StepList:
    """Return the open next steps of the cases that a query is about.

    Args:
        workspace: the workspace.
        query: which cases; by default all.
        done_too: whether to return the next steps that are done, too.
        progress: reports progress.

    Raises:
        NotFound: there is no notebook, or a reference names no case, or more than one.
    """
    query = query or Query()
    selection = select(workspace.notebook, query)
    search = StepSearch(
        workspace.notebook,
        workspace.library.find,
        query.filters,
        named=query.named,
        done_too=done_too,
    )
    with progress(selection.paths, len(selection.paths)) as paths:
        found = sorted(search.through(paths), key=lambda each: order_of(each.step))
    return StepList(tuple(found), search.unreadable, selection.outside_links)
