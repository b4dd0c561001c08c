"""The command purge: delete for good what is left of removed cases and replaced texts."""

from typing import Annotated

import typer

from coprod_cli.base.errors import ExitCode, WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.cli.options import JsonOption, OptionalRestorableArgument
from coprod_cli.operations.workspace import Workspace

AllRemovedOption = Annotated[bool, typer.Option("--all-removed", help=_("All cases in the bin."))]
OlderOption = Annotated[
    str | None,
    typer.Option(
        "--history-older-than", metavar="AGE",
        help=_("Only earlier texts from before a day, or of an age: 90d, 12w, 6m, 1y."),
    ),
]  # fmt: skip
YesOption = Annotated[bool, typer.Option("--yes", help=_("Do not ask."))]
DryRunOption = Annotated[
    bool, typer.Option("--dry-run", help=_("Only tell what would be deleted."))
]


def purge(
    case: OptionalRestorableArgument = None,
    *,
    workspace: Workspace,
    all_removed: AllRemovedOption = False,
    history_older_than: OlderOption = None,
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Delete for good what is left of a removed case, or earlier texts.

    Of a case in the notebook, only what was removed or replaced: the note and half-typed text stay.
    """
    from coprod_cli.cli.askers import agrees
    from coprod_cli.cli.console.output import require_output, show_message
    from coprod_cli.cli.show.purge import question, show_plan, show_purged
    from coprod_cli.operations.purge import plan_purge
    from coprod_cli.operations.purge import purge as purge_cases

    require_output()
    asks = not (yes or dry_run)
    if asks and json:
        hint = "--json --dry-run, --json --yes"
        raise WrongUsage(_("--json goes with --yes or --dry-run."), hint=hint)
    plan = plan_purge(
        workspace, case, all_removed=all_removed, history_older_than=history_older_than
    )
    if asks and plan.cases:
        _require_person()
    show_plan(plan, workspace.folder, dry_run=dry_run, json=json)
    if dry_run or not plan.cases:
        return
    if asks and not agrees(f"{question(plan)} "):
        show_message(_("Nothing is deleted."))
        raise typer.Exit(ExitCode.INTERRUPTED)
    if show_purged(purge_cases(workspace, plan), workspace.folder, json=json):
        raise typer.Exit(ExitCode.FINDINGS)


def _require_person() -> None:
    """Raise WrongUsage if nobody can be asked.

    Raises:
        WrongUsage: there is no terminal.
    """
    from coprod_cli.cli.askers import is_person_here

    if not is_person_here():
        hint = _("--dry-run to see what would be deleted, and --yes to delete it")
        raise WrongUsage(_("there is no terminal to ask at."), hint=hint)
