"""The command update: bring cases to the newest version of their template."""

from pathlib import Path
from typing import Annotated

import typer

from coprod_cli.base.errors import ExitCode, WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.cli.options import AllCasesOption, CasesArgument, JsonOption, PlainOption
from coprod_cli.notebook.filters import Filters
from coprod_cli.operations.workspace import Workspace


def update(
    cases: CasesArgument = None,
    *,
    workspace: Workspace,
    every: AllCasesOption = False,
    filters: Filters,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Only tell what would change."))
    ] = False,
    plain: PlainOption = False,
    json: JsonOption = False,
) -> None:
    """Bring cases to the newest version of their template; no answer goes.

    Of one case, at a terminal, the new and the reworded questions are asked then.
    """
    from coprod_cli.cli.askers import is_person_here
    from coprod_cli.cli.console.output import require_output
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.notices import named_case, show_unmatched
    from coprod_cli.cli.show.updates import show_updates
    from coprod_cli.notebook.query import Query, select
    from coprod_cli.operations.update import update_selection

    if every == bool(cases):
        hint = "coprod update CASE, coprod update --all"
        raise WrongUsage(_("name the cases, or take all of them."), hint=hint)
    require_output()
    references = tuple(named_case(workspace.notebook, each) for each in cases or ())
    query = Query(references, filters)
    selection = select(workspace.notebook, query, workspace.library, to_change=True)
    show_unmatched((*selection.notices, *selection.copy_notices))
    progress = progress_bar(_("Updating"))
    results = update_selection(workspace, selection, dry_run=dry_run, progress=progress)
    shown = show_updates(results, in_full=not every, dry_run=dry_run, json=json)
    if shown.failed:
        raise typer.Exit(ExitCode.FINDINGS)
    is_one = shown.done == 1 and not every
    if shown.last and is_one and not dry_run and not json and (plain or is_person_here()):
        _ask_changed_questions(workspace, shown.last.path, plain=plain)


def _ask_changed_questions(workspace: Workspace, path: Path, *, plain: bool) -> None:
    """Ask the new questions, and the reworded ones with their earlier wording."""
    from coprod_cli.cli.console.output import show_message
    from coprod_cli.cli.sitting import conduct_with_person
    from coprod_cli.operations.open_case import changed_questions, open_changed_questions

    questions = changed_questions(workspace, path)
    if not questions:
        show_message(_("There is nothing new to ask."))
        return
    conduct_with_person(lambda: open_changed_questions(workspace, path, questions), plain=plain)
