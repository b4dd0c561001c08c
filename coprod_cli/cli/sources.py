"""The command sources: list the references of answers, or the answers without one."""

from typing import Annotated

import typer

from coprod_cli.base.i18n import _
from coprod_cli.cli.options import CasesArgument, JsonOption, KeptApartOption
from coprod_cli.notebook.filters import Filters
from coprod_cli.operations.workspace import Workspace

UnsourcedOption = Annotated[
    bool,
    typer.Option(
        "--unsourced",
        help=_("The answers without a reference, in sections that should have some."),
    ),
]


def sources(
    cases: CasesArgument = None,
    *,
    workspace: Workspace,
    unsourced: UnsourcedOption = False,
    kept_apart: KeptApartOption = False,
    filters: Filters,
    json: JsonOption = False,
) -> None:
    """List the references of answers, by case and question.

    A DOI, PMID or ISBN that cannot be right is marked. Nothing is looked up, and nothing graded.
    """
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.notices import show_outside_links, show_unmatched, show_unreadable
    from coprod_cli.cli.show.sources import show_sources
    from coprod_cli.notebook.query import Query
    from coprod_cli.operations.find_sources import find_sources

    found = find_sources(
        workspace, Query(tuple(cases or ()), filters, kept_apart), unsourced=unsourced,
        progress=progress_bar(_("Reading")),
    )  # fmt: skip
    show_unmatched(found.notices)
    show_outside_links(found.outside_links)
    show_unreadable(found.unreadable)
    empty = _("No answer has a reference here.")
    if unsourced:
        empty = _("No answer that should have a reference is without one here.")
    show_sources(found.answers, empty=empty, json=json)
