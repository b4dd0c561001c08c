"""The command tasks: list the next steps of all cases, and tick them off."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.errors import ExitCode, WrongUsage
from coprod_cli.base.i18n import _, translated
from coprod_cli.cli import completion
from coprod_cli.cli.options import CasesArgument, JsonOption, PlainOption
from coprod_cli.notebook.filters import Filters
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.knowledge.step_search import FoundStep
    from coprod_cli.operations.tick import Tick

AllOption = Annotated[bool, typer.Option("--all", help=_("Also those that are done."))]
DoneOption = Annotated[
    list[str] | None,
    typer.Option(
        "--done", metavar="REF", autocompletion=completion.cases,
        help=_("Tick this one off: its case and its number. May be given more than once."),
    ),
]  # fmt: skip
ReopenOption = Annotated[
    list[str] | None,
    typer.Option(
        "--reopen", metavar="REF", autocompletion=completion.cases,
        help=_("Open this one again. May be given more than once."),
    ),
]  # fmt: skip
PickOption = Annotated[
    bool, typer.Option("--pick", help=_("Tick them off in a list on the screen."))
]


def tasks(
    cases: CasesArgument = None,
    *,
    workspace: Workspace,
    every: AllOption = False,
    done: DoneOption = None,
    reopen: ReopenOption = None,
    pick_some: PickOption = False,
    plain: PlainOption = False,
    filters: Filters,
    json: JsonOption = False,
) -> None:
    """List the open next steps of all cases, due first, and tick them off.

    Each has a name for --done: its case, a dot, and its number within the case.
    """
    from coprod_cli.cli.console.output import require_output
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.notices import show_outside_links, show_unmatched, show_unreadable
    from coprod_cli.cli.show.steps import show_steps, show_ticked
    from coprod_cli.notebook.query import Query
    from coprod_cli.operations.find_steps import find_steps
    from coprod_cli.operations.tick import parse_ticks, tick_steps

    today = workspace.clock().date().isoformat()
    if done or reopen:
        _refuse_with_references(is_set=bool(cases) or every or pick_some or plain or filters.is_set)
        if json:
            require_output()
        ticks = parse_ticks(workspace, *_named_if_latest(workspace, done or (), reopen or ()))
        show_ticked(tick_steps(workspace, ticks), workspace.folder, today, json=json)
        return
    _check_picking(pick_some=pick_some, plain=plain)
    result = find_steps(
        workspace, Query(tuple(cases or ()), filters), done_too=every,
        progress=progress_bar(_("Reading")),
    )  # fmt: skip
    show_unmatched(result.notices)
    show_outside_links(result.outside_links)
    show_unreadable(result.unreadable)
    if pick_some and result.steps:
        picked = _pick(result.steps, today, plain=plain)
        show_ticked(tick_steps(workspace, picked), workspace.folder, today, json=json)
    else:
        empty = _message_for_none(filters, every=every)
        show_steps(result.steps, workspace.folder, today, empty=empty, json=json)


def _named_if_latest(
    workspace: Workspace, done: "Sequence[str]", reopen: "Sequence[str]"
) -> tuple[list[str], list[str]]:
    """Print once which case `latest` names in references of steps, and put its path there."""
    from coprod_cli.cli.show.notices import named_if_latest
    from coprod_cli.notebook.references import LATEST

    prefix = f"{LATEST}."
    if not any(each.startswith(prefix) for each in (*done, *reopen)):
        return list(done), list(reopen)
    path = named_if_latest(workspace.notebook, LATEST)

    def resolved(reference: str) -> str:
        is_latest = reference.startswith(prefix)
        return f"{path}.{reference.removeprefix(prefix)}" if is_latest else reference

    return [resolved(each) for each in done], [resolved(each) for each in reopen]


def _refuse_with_references(*, is_set: bool) -> None:
    if is_set:
        message = _("--done and --reopen go without a list.")
        raise WrongUsage(message, hint="coprod tasks --done REF")


def _check_picking(*, pick_some: bool, plain: bool) -> None:
    if plain and not pick_some:
        raise WrongUsage(_("--plain goes with --pick."), hint="--pick --plain")
    if pick_some:
        from coprod_cli.cli.askers import require_person

        require_person(plain=plain, instead="coprod tasks --done REF")


def _message_for_none(filters: Filters, *, every: bool) -> str:
    """Return the message if no next step is found."""
    if filters.is_set:
        return _("No next step fits.")
    return _("There are no next steps.") if every else _("There are no open next steps.")


def _pick(found: "Sequence[FoundStep]", today: str, *, plain: bool) -> "list[Tick]":
    """Let a person tick next steps in a list, and return the changes.

    Raises:
        Exit: the person left.
    """
    from coprod_cli.cli.askers import ask_ticks
    from coprod_cli.cli.console.output import show_message
    from coprod_cli.operations.tick import changed_ticks

    labels = [f"{translated(each.step.as_line(today))} - {each.step.reference}" for each in found]
    before = [each.step.task.is_done for each in found]
    after = ask_ticks(labels, before, plain=plain)
    ticks = changed_ticks(found, after or before)
    if not ticks:
        show_message(_("Nothing is changed."))
    if after is None:
        raise typer.Exit(ExitCode.INTERRUPTED)
    return ticks
