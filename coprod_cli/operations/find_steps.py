"""Find the next steps (tasks) in cases."""

from typing import NamedTuple

from coprod_cli.base.message import Message, nmsg
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.knowledge.step_filters import NO_STEP_FILTERS, StepFilters
from coprod_cli.knowledge.step_search import FoundStep, StepSearch
from coprod_cli.notebook.copies import copy_notices
from coprod_cli.notebook.note.next_steps import sort_key
from coprod_cli.notebook.query import Query, damaged_notice, select, unclear_notice
from coprod_cli.operations.workspace import Workspace


class StepList(NamedTuple):
    """The next steps that were found.

    Attributes:
        steps: the next steps, the earliest due day first.
        unreadable: how many notes may have next steps and cannot be read.
        outside_links: the names of notes that are links to files outside the notebook.
        notices: which filters match nothing, which copies do not count, how many cases are left out
            that may match, how many are damaged, and how many steps are kept apart.
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
    steps: StepFilters = NO_STEP_FILTERS,
    progress: Progress = no_progress,
) -> StepList:
    """Return the open next steps of cases.

    Args:
        workspace: the workspace.
        query: which cases; by default all.
        done_too: whether to return completed next steps, too.
        steps: which of the next steps in these cases.
        progress: reports progress.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, more than one, or a
            withdrawn one.
    """
    query = query or Query()
    selection = select(workspace.notebook, query, workspace.library)
    search = StepSearch(
        workspace.notebook,
        workspace.library,
        query.filters,
        named=query.named,
        done_too=done_too,
        kept_apart=query.takes_kept_apart,
    )
    today = workspace.clock().date().isoformat()
    found = search.through(selection.paths, selection.listing, progress)
    matching = (each for each in found if steps.match(each.step, today))
    in_order = sorted(matching, key=lambda each: sort_key(each.step))
    notices = (
        *selection.notices,
        *copy_notices((*selection.copies, *search.copies), workspace.folder),
        *unclear_notice(search.unclear),
        *damaged_notice(search.damaged),
        *_apart_notice(search.apart),
    )
    return StepList(tuple(in_order), search.unreadable, selection.outside_links, notices)


def _apart_notice(count: int) -> tuple[Message, ...]:
    """Return a sentence about the next steps that are left out since they may name people."""
    if not count:
        return ()
    return (
        nmsg(
            "{count} step of a case that names people is not listed here. To see it: {command}",
            "{count} steps of cases that name people are not listed here. To see them: {command}",
            count,
            command="coprod tasks --kept-apart",
        ),
    )
