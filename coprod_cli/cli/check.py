"""The command check: find damage or personal data in notes, or repair notes."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.errors import ExitCode, WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.cli.options import CasesArgument, JsonOption
from coprod_cli.notebook.filters import Filters
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.base.progress import Progress
    from coprod_cli.notebook.query import Selection
    from coprod_cli.operations.look_at_passages import PassageToLookAt

PrivacyOption = Annotated[
    bool, typer.Option("--privacy", help=_("Look for what could tell who somebody is."))
]
CodingsOption = Annotated[
    bool,
    typer.Option("--codings", help=_("Show marked passages whose words changed, or that overlap.")),
]
RepairOption = Annotated[
    bool, typer.Option("--repair", help=_("Mend what can be mended; the change is shown."))
]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help=_("With --repair: only show the change."))
]
RebuildOption = Annotated[
    bool,
    typer.Option(
        "--rebuild", help=_("With --repair: put lost comments back, without asking first.")
    ),
]


def check(
    cases: CasesArgument = None,
    *,
    workspace: Workspace,
    privacy: PrivacyOption = False,
    codings: CodingsOption = False,
    repair: RepairOption = False,
    dry_run: DryRunOption = False,
    rebuild: RebuildOption = False,
    filters: Filters,
    json: JsonOption = False,
) -> None:
    """Look for what is wrong in notes; exit 1 where something is."""
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.checks import show_checked, show_scanned
    from coprod_cli.cli.show.notices import (
        show_outside_links,
        show_unmatched,
        show_watched_words_problem,
    )
    from coprod_cli.notebook.query import Query, select
    from coprod_cli.operations.check import check_selection, scan_selection

    _refuse_combinations(
        privacy=privacy, repair=repair, dry_run=dry_run, rebuild=rebuild, json=json
    )
    if codings and (privacy or repair):
        message = _("{option} goes alone.").format(option="--codings")
        raise WrongUsage(message, hint="coprod check --codings")
    query = Query(tuple(cases or ()), filters)
    selection = select(workspace.notebook, query, workspace.library, to_change=repair)
    show_unmatched(selection.notices)
    show_outside_links(selection.outside_links)
    progress = progress_bar(_("Checking"))
    if codings:
        found = _look_at_passages(workspace, selection, json=json)
    elif privacy:
        show_watched_words_problem(workspace.notebook)
        found = show_scanned(scan_selection(workspace, selection, progress), json=json)
    elif repair:
        found = _repair(workspace, selection, progress, dry_run=dry_run, rebuild=rebuild)
    else:
        found = show_checked(check_selection(workspace, selection, progress), json=json)
    if found:
        raise typer.Exit(ExitCode.FINDINGS)


def _repair(
    workspace: Workspace,
    selection: "Selection",
    progress: "Progress",
    *,
    dry_run: bool,
    rebuild: bool,
) -> bool:
    """Repair notes and codings, show the changes, and return whether any finding remains."""
    from coprod_cli.cli.console.output import require_output
    from coprod_cli.cli.show.checks import show_repaired
    from coprod_cli.cli.show.code_changes import show_repaired_code_sets
    from coprod_cli.cli.show.codings import show_repaired_codings
    from coprod_cli.operations.check_codings import repair_codings
    from coprod_cli.operations.repair import repair_selection
    from coprod_cli.operations.repair_code_sets import has_all_code_sets, repair_code_sets

    require_output()  # the change is shown
    shown = show_repaired(
        repair_selection(workspace, selection, dry_run=dry_run, rebuild=rebuild, progress=progress)
    )
    repaired_codings = repair_codings(workspace, selection, dry_run=dry_run)
    found = show_repaired_codings(repaired_codings, dry_run=dry_run) or shown.found
    if has_all_code_sets(selection):
        sets = repair_code_sets(workspace, dry_run=dry_run)
        found = show_repaired_code_sets(sets, workspace.folder, dry_run=dry_run) or found
    if shown.to_rebuild:
        found = _offer_rebuilds(workspace, shown.to_rebuild, dry_run=dry_run) or found
    return found


def _look_at_passages(workspace: Workspace, selection: "Selection", *, json: bool) -> bool:
    """Show passages to look at, ask about each that changed, and return whether any is left."""
    from coprod_cli.cli.askers import agrees, is_person_here
    from coprod_cli.cli.console.output import show_message
    from coprod_cli.cli.show.codings import show_passage_to_look_at, show_passages_as_json
    from coprod_cli.operations.look_at_passages import (
        accept_passage,
        overlaps_to_look_at,
        passages_to_look_at,
    )

    found = list(passages_to_look_at(workspace, selection))
    overlaps = overlaps_to_look_at(workspace, selection)
    if json:
        return show_passages_as_json((*found, *overlaps))
    left = 0
    for each in found:
        show_passage_to_look_at(each)
        is_asked = each.placed.place.state.is_used and is_person_here()
        if is_asked and agrees(_("Take the new words? y or n: ")):
            accept_passage(workspace, each)
        else:
            left += 1
    if any(not each.placed.place.state.is_used for each in found):
        show_message(_("Not found: it counts no more. coprod mark CASE shows it; d takes it out."))
    for each in overlaps:
        show_passage_to_look_at(each)
        left += not (is_person_here() and _mend_overlap(workspace, each))
    if not left:
        show_message(_("Every passage stands where its words are."))
    elif not is_person_here():
        show_message(_("At a terminal, each is asked about: coprod check --codings"))
    return left > 0


def _mend_overlap(workspace: Workspace, looked_at: "PassageToLookAt") -> bool:
    """Ask what to make of two passages that overlap; return False if they stay as they are."""
    from coprod_cli.cli.askers import ask_line
    from coprod_cli.cli.console.output import show_message
    from coprod_cli.knowledge.overlaps import Remedy
    from coprod_cli.operations.look_at_passages import mend_overlap

    show_message(_("j: join them   1: only the first keeps the code   2: only the second"))
    reply = ask_line(_("j, 1, 2, or Enter to leave them: ")).lower()
    remedies = {"j": Remedy.JOIN, "1": Remedy.FIRST, "2": Remedy.SECOND}
    if reply not in remedies:
        return False
    mend_overlap(workspace, looked_at, remedies[reply])
    return True


def _offer_rebuilds(workspace: Workspace, paths: list[Path], *, dry_run: bool) -> bool:
    """Show each rebuild, ask whether to write it, and return whether any finding remains."""
    from coprod_cli.cli.askers import agrees, is_person_here
    from coprod_cli.cli.console.output import show_message
    from coprod_cli.cli.show.checks import show_one_repaired, show_repair
    from coprod_cli.operations.plan_repair import planned_rebuild
    from coprod_cli.operations.repair import rebuild_note

    found = False
    for path in paths:
        note = workspace.notebook.read(path)
        repair = planned_rebuild(note, workspace.library.find)
        if repair is None:
            continue
        show_repair(repair)
        if dry_run or not is_person_here():
            found = True
            if not dry_run:
                show_message(_("To write it: coprod check --repair --rebuild"))
        elif agrees(_("Write it like this? y or n: ")):
            repaired = rebuild_note(workspace, path)
            if repaired.error is not None:
                raise repaired.error
            show_one_repaired(repaired, with_change=False)
            found = found or bool(repaired.findings)
        else:
            found = True
            show_message(_("Nothing is changed."))
    return found


def _refuse_combinations(
    *, privacy: bool, repair: bool, dry_run: bool, rebuild: bool, json: bool
) -> None:
    """Raise WrongUsage if two options exclude each other.

    Raises:
        WrongUsage: two options exclude each other.
    """
    if dry_run and not repair:
        message = _("--dry-run goes with --repair.")
        raise WrongUsage(message, hint="coprod check --repair --dry-run")
    if rebuild and not repair:
        message = _("--rebuild goes with --repair.")
        raise WrongUsage(message, hint="coprod check --repair --rebuild")
    if repair and (privacy or json):
        message = _("--repair does not go with {option}.")
        other = "--privacy" if privacy else "--json"
        raise WrongUsage(message.format(option=other), hint=_("one of the two"))
