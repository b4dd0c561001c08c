"""Find the references of answers, or the answers that should have one and have none."""

from typing import NamedTuple

from coprod_cli.base.message import Message
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.knowledge.source_search import (
    FoundSources,
    answers_with_sources,
    answers_without_sources,
)
from coprod_cli.model.case import Answer
from coprod_cli.notebook.note_paths import path_in_notebook, stem_of
from coprod_cli.notebook.query import Query
from coprod_cli.operations.case_tally import FoundCase, kept_apart_notice
from coprod_cli.operations.cases_in_scope import CasesInScope
from coprod_cli.operations.workspace import Workspace


class SourceList(NamedTuple):
    """The answers that were found, by case and question.

    Attributes:
        answers: the answers with their references.
        unreadable: how many notes cannot be read.
        outside_links: the names of notes that are links to files outside the notebook.
        notices: which filters match nothing, which copies do not count, how many cases are left out
            that may match, how many are damaged, and how many name people and are kept apart.
    """

    answers: tuple[FoundSources, ...]
    unreadable: int
    outside_links: tuple[str, ...]
    notices: tuple[Message, ...] = ()


def find_sources(
    workspace: Workspace,
    query: Query | None = None,
    *,
    unsourced: bool = False,
    progress: Progress = no_progress,
) -> SourceList:
    """Return the answers of cases that have references.

    Args:
        workspace: the workspace.
        query: which cases; by default all.
        unsourced: whether to return the answers without a reference instead, in the sections that
            a template marks as `sourced`.
        progress: reports progress.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, more than one, or a
            withdrawn one.
    """
    find = answers_without_sources if unsourced else answers_with_sources
    read = CasesInScope(
        workspace, (query or Query(),), progress=progress,
        is_wanted=lambda case, template: any(True for _each in find(case, template)),
    )  # fmt: skip
    answers = [
        _found(workspace, found, question, answer)
        for found in read.read()
        for question, answer in find(found.case, found.template)
    ]
    notices = (*read.notices, *kept_apart_notice(read.kept_apart, "coprod sources --kept-apart"))
    return SourceList(tuple(answers), read.unreadable, read.outside_links, notices)


def _found(workspace: Workspace, found: FoundCase, question: str, answer: Answer) -> FoundSources:
    case, path = found.case, path_in_notebook(found.note.source, workspace.folder)
    name = case.id if stem_of(found.note.source) == case.id else path
    return FoundSources(name, case.title, path, case.language, question, answer)
