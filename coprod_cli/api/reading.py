"""Read cases: one, all, or what many of them say."""

from collections.abc import Iterator, Sequence

from coprod_cli.api.workspaces import workspace_of
from coprod_cli.knowledge.read_across import ReadQuestion, Which
from coprod_cli.knowledge.step_filters import NO_STEP_FILTERS, StepFilters
from coprod_cli.model.case import Case
from coprod_cli.notebook.copies import Copy
from coprod_cli.notebook.filters import NO_FILTERS, Filters
from coprod_cli.notebook.note.reader import require_case
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import Query
from coprod_cli.notebook.scope import Scope
from coprod_cli.notebook.withdrawn import is_withdrawn, refuse_withdrawn
from coprod_cli.operations import draw_timeline as _timeline
from coprod_cli.operations import find_sources as _sources
from coprod_cli.operations import find_steps as _steps
from coprod_cli.operations import list_cases as _list
from coprod_cli.operations import overview as _overview
from coprod_cli.operations import read_across as _across
from coprod_cli.operations import read_history as _history
from coprod_cli.operations import search as _search
from coprod_cli.operations.case_summaries import Order
from coprod_cli.operations.workspace import Workspace


def read_cases(notebook: Notebook | Workspace) -> Iterator[Case]:
    """Yield the cases one by one, in the order of their ids.

    Unreadable notes and withdrawn cases are left out. `notebook.notes()` yields those, too, with
    their findings.
    """
    workspace = workspace_of(notebook)
    find = workspace.library.find
    cases = (note.case for note in workspace.notebook.notes() if note.case is not None)
    return (case for case in cases if not is_withdrawn(case, find(case.template)))


def read_case(notebook: Notebook | Workspace, reference: str) -> Case:
    """Return the case that a reference names.

    That is an id, its beginning or end, a list number, a path, words of a title, or `latest`.

    Raises:
        NotFound: no case, or more than one, has that name, or it was withdrawn.
        InvalidInput: its note cannot be read; the error carries the findings.
    """
    workspace = workspace_of(notebook)
    path = workspace.notebook.find(reference)
    case = require_case(workspace.notebook.read(path))
    refuse_withdrawn(case, workspace.library.find(case.template), case.id or path.stem)
    return case


def list_cases(
    notebook: Notebook | Workspace,
    filters: Filters = NO_FILTERS,
    *,
    removed: bool = False,
    withdrawn: bool = False,
    sort: str = "created",
    reverse: bool = False,
    limit: int | None = None,
) -> _list.CaseList:
    """Return a summary of each case that passes the filters; with `removed`, of those in the trash.

    Args:
        notebook: the notebook.
        filters: which cases.
        removed: whether to list the cases in the trash, the last one removed last.
        withdrawn: whether to list the withdrawn cases, which are in no other list.
        sort: the order: `created`, `updated`, `title`, `template`, `status`, `answered`, `steps`.
        reverse: whether the order is turned round.
        limit: the most cases: the newest, or the first of an order that is not by time.

    Raises:
        NotFound: the notebook does not exist.
        WrongUsage: there is no such order, or the limit is less than 1.
    """
    order = Order(sort, backwards=reverse, limit=limit)
    return _list.list_cases(
        workspace_of(notebook), filters, removed=removed, withdrawn=withdrawn, order=order
    )


def look_over(
    notebook: Notebook | Workspace,
    scope: Scope | None = None,
    *,
    at: str = "",
    by: str = "",
    lens: str = "",
) -> _overview.Overview:
    """Return what the cases answer, do not know and leave open, form by form.

    Args:
        notebook: the notebook.
        scope: which cases; by default all that name nobody.
        at: leaves out forms without this section or question; "" for none.
        by: "voice", "month", "tag" or "lens", to count in groups of these, too.
        lens: the id of a code set, to count by its codes, which cases have as tags.

    Raises:
        NotFound: the notebook does not exist.
        WrongUsage: a filter, `at`, `by` or `lens` names what does not exist.
    """
    return _overview.look_over(workspace_of(notebook), scope, at=at, by=by, lens=lens)


def read_across(
    notebook: Notebook | Workspace,
    addresses: Sequence[str],
    scope: Scope | None = None,
    *,
    beside: Sequence[str] = (),
    which: str = "answered",
    deidentify: bool = False,
) -> tuple[ReadQuestion, ...]:
    """Return what many cases say to some questions, the newest case first.

    Args:
        notebook: the notebook.
        addresses: questions, groups or sections; () for all questions.
        scope: which cases, and whose answers; by default all of cases that name nobody.
        beside: questions whose answers are read beside each of these.
        which: the cases to read: "answered", "unknown" or "open".
        deidentify: whether to put placeholders for what may tell who somebody is.

    Raises:
        NotFound: the notebook does not exist.
        WrongUsage: a filter or an address names what does not exist.
    """
    return _across.read_across(
        workspace_of(notebook), addresses, scope,
        beside=beside, which=Which(which), deidentify=deidentify,
    ).questions  # fmt: skip


def search(
    notebook: Notebook | Workspace,
    *words: str,
    scope: Scope | None = None,
    at: str | None = None,
    most: int | None = None,
) -> _search.SearchResult:
    """Return the answers in which some words stand, those of the newest case first.

    Args:
        notebook: the notebook.
        words: what is searched for, as `coprod search` takes it, such as "vänt" and "-kö".
        scope: which cases, and whose answers; by default all of cases that name nobody.
        at: the question, group or section whose answers are searched; None for all.
        most: the most answers to return; None for all. The result counts them all the same.

    Raises:
        NotFound: the notebook does not exist.
        WrongUsage: the words say nothing that can be searched for, `most` is less than 1, or a
            filter or `at` names what does not exist.
    """
    return _search.search(workspace_of(notebook), words, scope, at=at, most=most)


def find_steps(
    notebook: Notebook | Workspace,
    cases: Sequence[str] = (),
    filters: Filters = NO_FILTERS,
    *,
    done_too: bool = False,
    kept_apart: bool = False,
    steps: StepFilters = NO_STEP_FILTERS,
) -> _steps.StepList:
    """Return the open next steps of cases, the earliest due day first.

    With `done_too`, completed next steps are returned, too; with `kept_apart`, those of cases that
    name people, which are returned without it, too, if such a case or its template is named.
    `steps` chooses among the steps.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, more than one, or a
            withdrawn one.
    """
    query = Query(tuple(cases), filters, kept_apart)
    return _steps.find_steps(workspace_of(notebook), query, done_too=done_too, steps=steps)


def find_sources(
    notebook: Notebook | Workspace,
    cases: Sequence[str] = (),
    filters: Filters = NO_FILTERS,
    *,
    unsourced: bool = False,
    kept_apart: bool = False,
) -> _sources.SourceList:
    """Return the answers of cases that have references, by case and question.

    With `unsourced`, the answers without one are returned instead, in the sections that a template
    marks as `sourced`; with `kept_apart`, those of cases that name people, too, which are returned
    without it, too, if such a case or its template is named.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, more than one, or a
            withdrawn one.
    """
    query = Query(tuple(cases), filters, kept_apart)
    return _sources.find_sources(workspace_of(notebook), query, unsourced=unsourced)


def draw_timeline(
    notebook: Notebook | Workspace,
    cases: Sequence[str] = (),
    filters: Filters = NO_FILTERS,
    *,
    language: str = "en",
) -> _timeline.TimelineOfCases:
    """Return from when to when something took place in cases, such as initiatives.

    Args:
        notebook: the notebook.
        cases: references to cases; by default all whose form has a timeline.
        filters: which of the cases to take.
        language: the language of the levels' names.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, more than one, or a
            withdrawn one.
        WrongUsage: the form of a named case, or of the filters, has no timeline.
    """
    query = Query(tuple(cases), filters)
    return _timeline.draw_timeline(workspace_of(notebook), query, language=language)


def find_copies(notebook: Notebook | Workspace, *, by_content: bool = False) -> tuple[Copy, ...]:
    """Return the copies of notes, such as a synchronised folder makes; they do not count as cases.

    Args:
        notebook: the notebook.
        by_content: whether to read each note, so that a copy is found, too, that has got the name
            of another case.
    """
    return workspace_of(notebook).notebook.listing(by_content=by_content).copies


def read_history(notebook: Notebook | Workspace, reference: str) -> _history.CaseHistory:
    """Return the earlier texts of a case, the oldest first.

    Raises:
        NotFound: no case, or more than one, has that name.
    """
    return _history.read_history(workspace_of(notebook), reference)
