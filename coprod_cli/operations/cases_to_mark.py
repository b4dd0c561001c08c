"""List the cases of a notebook that a coder can mark, with how far the coder is in each."""

from collections.abc import Sequence
from typing import NamedTuple

from coprod_cli.base.message import Message
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.passage import Coding
from coprod_cli.notebook.codings import Codings
from coprod_cli.notebook.creation_order import case_begun_at
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations.case_tally import FoundOutline, kept_apart_notice
from coprod_cli.operations.cases_in_scope import CasesInScope
from coprod_cli.operations.find_passages import damaged_codings_notice
from coprod_cli.operations.passage_search import CodingsByCase
from coprod_cli.operations.workspace import Workspace


class CaseToMark(NamedTuple):
    """A case, and how far a coder is in it.

    Attributes:
        id: the id of the case.
        title: its title; "" if it has none.
        created: when it was begun, ISO 8601.
        path: its note's path.
        passages: how many passages the coder has marked in it.
        done: the day on which the coder had gone through it; "" if that is still to do.
    """

    id: str
    title: str
    created: str
    path: str
    passages: int
    done: str


class CasesToMark(NamedTuple):
    """The cases that a coder can mark.

    Attributes:
        cases: the cases, those first with which the coder is not done; the oldest first.
        unreadable: how many notes cannot be read.
        notices: which cases are left out, and which codings are damaged.
    """

    cases: tuple[CaseToMark, ...]
    unreadable: int
    notices: tuple[Message, ...]

    @property
    def left(self) -> tuple[CaseToMark, ...]:
        """The cases with which the coder is not done."""
        return tuple(each for each in self.cases if not each.done)


def find_cases_to_mark(
    workspace: Workspace, coder: str, *, kept_apart: bool = False, progress: Progress = no_progress
) -> CasesToMark:
    """Return the cases that have answers to mark, and how far a coder is in each.

    Args:
        workspace: the workspace.
        coder: the name of the coder.
        kept_apart: whether to list cases that name people, too.
        progress: reports progress.

    Raises:
        NotFound: the notebook does not exist.
    """
    marked = CodingsByCase.read(Codings(workspace.notebook), {coder})
    read = CasesInScope(workspace, Scope(kept_apart=kept_apart).queries, progress=progress)
    cases = [
        _case_to_mark(found, marked.of_case(found.case.id))
        for found in read.outlines()
        if any(each.given and not each.unknown for each in found.case.answers)
    ]
    cases.sort(key=lambda each: (each.done != "", case_begun_at(each.created, each.id)))
    notices = (
        *read.notices,
        *damaged_codings_notice(marked.findings),
        *kept_apart_notice(read.kept_apart, "coprod mark --left --kept-apart"),
    )
    return CasesToMark(tuple(cases), read.unreadable, notices)


def _case_to_mark(found: FoundOutline, codings: Sequence[Coding]) -> CaseToMark:
    case = found.case
    passages = sum(len(each.passages) for each in codings)
    done = next((each.done for each in codings if each.done), "")
    return CaseToMark(case.id, case.title, case.created, found.path, passages, done)
