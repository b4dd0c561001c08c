"""The command check: find damage or personal data in notes, or repair notes."""

from typing import Annotated

import typer

from coprod_cli.base.errors import ExitCode, WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.cli.options import CasesArgument, JsonOption
from coprod_cli.notebook.filters import Filters
from coprod_cli.operations.workspace import Workspace

PrivacyOption = Annotated[
    bool, typer.Option("--privacy", help=_("Look for what could tell who somebody is."))
]
RepairOption = Annotated[
    bool, typer.Option("--repair", help=_("Mend what can be mended; the change is shown."))
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help=_("With --repair: only show the change."))
]


def check(
    cases: CasesArgument = None,
    *,
    workspace: Workspace,
    privacy: PrivacyOption = False,
    repair: RepairOption = False,
    dry_run: DryRunOption = False,
    filters: Filters,
    json: JsonOption = False,
) -> None:
    """Look for what is wrong in notes; exit 1 where something is."""
    from coprod_cli.cli.console.output import require_output
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.checks import show_checked, show_repaired, show_scanned
    from coprod_cli.cli.show.notices import (
        show_outside_links,
        show_unmatched,
        show_watched_words_problem,
    )
    from coprod_cli.notebook.query import Query, select
    from coprod_cli.operations.check import check_selection, scan_selection
    from coprod_cli.operations.repair import repair_selection

    _refuse_combinations(privacy=privacy, repair=repair, dry_run=dry_run, json=json)
    selection = select(workspace.notebook, Query(tuple(cases or ()), filters), workspace.library)
    show_unmatched(selection.notices)
    show_outside_links(selection.outside_links)
    progress = progress_bar(_("Checking"))
    if privacy:
        show_watched_words_problem(workspace.notebook)
        found = show_scanned(scan_selection(workspace, selection, progress), json=json)
    elif repair:
        require_output()  # the change is shown
        repaired = repair_selection(workspace, selection, dry_run=dry_run, progress=progress)
        found = show_repaired(repaired)
    else:
        found = show_checked(check_selection(workspace, selection, progress), json=json)
    if found:
        raise typer.Exit(ExitCode.FINDINGS)


def _refuse_combinations(*, privacy: bool, repair: bool, dry_run: bool, json: bool) -> None:
    """Raise WrongUsage if two options exclude each other.

    Raises:
        WrongUsage: two options exclude each other.
    """
    if dry_run and not repair:
        message = _("--dry-run goes with --repair.")
        raise WrongUsage(message, hint="coprod check --repair --dry-run")
    if repair and (privacy or json):
        message = _("--repair does not go with {option}.")
        other = "--privacy" if privacy else "--json"
        raise WrongUsage(message.format(option=other), hint=_("one of the two"))
