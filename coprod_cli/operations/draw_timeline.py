"""Read the cases that have years, such as initiatives, as a timeline."""

from typing import NamedTuple

from coprod_cli.base.message import Message, msg, nmsg
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.formats.case_as_read import read_as_asked
from coprod_cli.formats.wrong_form import WrongForm
from coprod_cli.knowledge.timeline import Level, TimelineEntry, level_names, read_entry
from coprod_cli.model.case import Case
from coprod_cli.model.template import Template
from coprod_cli.notebook.note_paths import path_in_notebook
from coprod_cli.notebook.query import Query
from coprod_cli.operations.cases_in_scope import CasesInScope
from coprod_cli.operations.naming_forms import forms_that, naming_forms
from coprod_cli.operations.workspace import Workspace

_MOST_UNCLEAR = 5
"""The most answers without a year that are named one by one."""


class TimelineOfCases(NamedTuple):
    """The entries of a timeline, the earliest first, and what is to be told about them.

    Attributes:
        entries: the cases; those without a first year come last.
        levels: the levels that their templates name, in the person's language.
        year: the year in which it is drawn, where the bars of what goes on end.
        unreadable: how many notes cannot be read.
        kept_apart: how many notes were left out since they are kept apart.
        outside_links: the names of notes that are links to files outside the notebook.
        notices: what filters match nothing, which copies do not count, how many cases are left out
            or damaged, and from which answers no year can be read.
        forms: the ids of the templates that have a timeline, if there is no entry.
    """

    entries: tuple[TimelineEntry, ...]
    levels: tuple[Level, ...]
    year: int
    unreadable: int = 0
    kept_apart: int = 0
    outside_links: tuple[str, ...] = ()
    notices: tuple[Message, ...] = ()
    forms: tuple[str, ...] = ()


def draw_timeline(
    workspace: Workspace,
    query: Query | None = None,
    *,
    language: str = "en",
    progress: Progress = no_progress,
) -> TimelineOfCases:
    """Return the timeline of the cases whose templates have a `timeline`.

    Args:
        workspace: the workspace.
        query: which cases; by default all.
        language: the language of the levels' names.
        progress: reports progress.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, more than one, or a
            withdrawn one.
        WrongForm: a case that was named, or the template of the filters, has no timeline.
    """
    query = query or Query()
    read = _cases_with_timeline(workspace, query, progress)
    entries: list[TimelineEntry] = []
    templates: dict[str, Template] = {}
    with naming_forms(workspace):
        if (name := query.filters.template) in workspace.library.locations():
            # A name that no template has is refused with the other filters, by `CasesInScope`.
            _require_timeline(workspace.library.load(name), name)
        for case, note, template in read.read():
            if template is None or template.timeline is None:
                continue  # such cases are left out
            templates[template.id] = template
            path = path_in_notebook(note.source, workspace.folder)
            entries.append(read_entry(read_as_asked(case, template, path), template.timeline))
    return TimelineOfCases(
        tuple(sorted(entries, key=lambda each: each.sort_key)),
        level_names(tuple(templates.values()), language),
        workspace.clock().year,
        read.unreadable,
        read.kept_apart,
        read.outside_links,
        (*read.notices, *_year_notices(entries)),
        () if entries else forms_that(workspace, _has_timeline),
    )


def _cases_with_timeline(workspace: Workspace, query: Query, progress: Progress) -> CasesInScope:
    """Return the cases of forms with a timeline; to read one that is named without is refused."""

    def is_wanted(case: Case, template: Template | None) -> bool:
        if query.named:
            _require_timeline(template, case.id)
        return _has_timeline(template)

    return CasesInScope(
        workspace, (query,), is_wanted=is_wanted, progress=progress,
        may_want=lambda _case, template: _has_timeline(template),
    )  # fmt: skip


def _has_timeline(template: Template | None) -> bool:
    return template is not None and template.timeline is not None


def _require_timeline(template: Template | None, where: str) -> None:
    if not _has_timeline(template):
        message = msg("this form has no years from which a timeline is drawn.")
        raise WrongForm(message, _has_timeline, where=where)


def _year_notices(entries: list[TimelineEntry]) -> tuple[Message, ...]:
    """Return a sentence for each answer from which no year can be read."""
    unclear = [(entry.id, address) for entry in entries for address in entry.period.unclear]
    named = [
        msg(
            '{id}: no year can be read from "{address}". Try: 1997, 1997-2004 or since 1997',
            id=case_id, address=address,
        )
        for case_id, address in unclear[:_MOST_UNCLEAR]
    ]  # fmt: skip
    if more := len(unclear) - len(named):
        named.append(
            nmsg(
                "The same is so of {count} more answer.",
                "The same is so of {count} more answers.",
                more,
            )
        )
    return tuple(named)
