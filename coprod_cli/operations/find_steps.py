"""Find the next steps (tasks) in cases."""

from typing import NamedTuple

from coprod_cli.base.message import Message
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.knowledge.step_search import FoundStep, StepSearch
from coprod_cli.notebook.note.next_steps import sort_key
from coprod_cli.notebook.query import Query, select
from coprod_cli.operations.workspace import Workspace


class StepList(NamedTuple):
    """The next steps that were found.

    Attributes:
        steps: the next steps, the earliest due day first.
        unreadable: how many notes may have next steps and cannot be read.
        outside_links: the names of notes that are links to files outside the notebook.
        notices: which filters match nothing, such as a tag that no case has.
    """

    steps: tuple[FoundStep, ...]
    unreadable: int
    outside_links: tuple[str, ...]
    notices: tuple[Message, ...] = ()


def find_steps(
    workspace: Workspace,
    query: Query | None = None,
    *,
    done_too: bool = False,
    progress: Progress = no_progress,
) -> StepList:
    """Return the open next steps of cases.

    Args:
        workspace: the workspace.
        query: which cases; by default all.
        done_too: whether to return completed next steps, too.
        progress: reports progress.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, or more than one.
    """
    query = query or Query()
    selection = select(workspace.notebook, query, workspace.library)
    search = StepSearch(
        workspace.notebook,
        workspace.library.find,
        query.filters,
        named=query.named,
        done_too=done_too,
    )
    with progress(selection.paths, len(selection.paths)) as paths:
        steps = sorted(search.through(paths), key=lambda found: sort_key(found.step))
    return StepList(tuple(steps), search.unreadable, selection.outside_links, selection.notices)
