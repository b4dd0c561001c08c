"""The command tasks: list the next steps of all cases, and tick them off."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.errors import ExitCode, WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.cli import completion
from coprod_cli.cli.options import CasesArgument, JsonOption, KeptApartOption, PlainOption
from coprod_cli.notebook.filters import Filters
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.knowledge.step_filters import StepFilters
    from coprod_cli.knowledge.step_search import FoundStep
    from coprod_cli.operations.tick import Tick

AllOption = Annotated[bool, typer.Option("--all", help=_("Also those that are done."))]
OwnerOption = Annotated[
    str,
    typer.Option(
        "--owner", metavar="WORD", help=_("Only steps whose owner has this word, such as nurse.")
    ),
]
OverdueOption = Annotated[
    bool, typer.Option("--overdue", help=_("Only open steps whose day is past."))
]
DueBeforeOption = Annotated[
    str,
    typer.Option(
        "--due-before", metavar="DAY",
        help=_("Only steps due before this day, such as fri, 12 dec or 2026-12-24."),
    ),
]  # fmt: skip
DoneOption = Annotated[
    list[str] | None,
    typer.Option(
        "--done", metavar="REF", autocompletion=completion.cases,
        help=_("Tick these off, such as latest.1 latest.2: their cases and numbers."),
    ),
]  # fmt: skip
ReopenOption = Annotated[
    list[str] | None,
    typer.Option(
        "--reopen", metavar="REF", autocompletion=completion.cases,
        help=_("Open these again."),
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
    owner: OwnerOption = "",
    overdue: OverdueOption = False,
    due_before: DueBeforeOption = "",
    done: DoneOption = None,
    reopen: ReopenOption = None,
    pick_some: PickOption = False,
    kept_apart: KeptApartOption = False,
    plain: PlainOption = False,
    filters: Filters,
    json: JsonOption = False,
) -> None:
    """List the open next steps of all cases, due first, and tick them off.

    Each has a name for --done: its case, a dot, and its number within the case.
    """
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.notices import show_outside_links, show_unmatched, show_unreadable
    from coprod_cli.cli.show.steps import show_steps, show_ticked
    from coprod_cli.notebook.query import Query
    from coprod_cli.operations.find_steps import find_steps
    from coprod_cli.operations.tick import tick_steps

    of_steps = _step_filters(workspace, owner, overdue=overdue, due_before=due_before)
    if done or reopen:
        is_list = every or pick_some or kept_apart or plain or filters.is_set or of_steps.is_set
        _refuse_with_references(is_set=is_list or bool(cases and done and reopen))
        _tick(workspace, done or [], reopen or [], cases or [], json=json)
        return
    today = workspace.clock().date().isoformat()
    _check_picking(pick_some=pick_some, plain=plain)
    result = find_steps(
        workspace, Query(tuple(cases or ()), filters, kept_apart), done_too=every, steps=of_steps,
        progress=progress_bar(_("Reading")),
    )  # fmt: skip
    show_unmatched(result.notices)
    show_outside_links(result.outside_links)
    show_unreadable(result.unreadable)
    if pick_some and result.steps:
        picked = _pick(result.steps, today, plain=plain)
        show_ticked(tick_steps(workspace, picked), workspace.folder, today, json=json)
    else:
        empty = _message_for_none(is_filtered=filters.is_set or of_steps.is_set, every=every)
        show_steps(result.steps, workspace.folder, today, empty=empty, json=json)


def _step_filters(
    workspace: Workspace, owner: str, *, overdue: bool, due_before: str
) -> "StepFilters":
    """Return the filters of steps; say as which day words are understood."""
    from coprod_cli.cli.console.output import show_message
    from coprod_cli.knowledge.step_filters import StepFilters, read_due_before
    from coprod_cli.model.typed_days import understood_message

    if not due_before:
        return StepFilters(owner, overdue)
    day = read_due_before(due_before, workspace.clock().date())
    if day.isoformat() != due_before:
        show_message(understood_message((day,)))
    return StepFilters(owner, overdue, day)


def _tick(
    workspace: Workspace, done: list[str], reopen: list[str], more: list[str], *, json: bool
) -> None:
    """Tick off the steps that references name, or open them again; `more` are of the same kind."""
    from coprod_cli.cli.console.output import require_output
    from coprod_cli.cli.show.notices import show_copies
    from coprod_cli.cli.show.steps import show_ticked
    from coprod_cli.operations.tick import parse_ticks, tick_steps

    if json:
        require_output()
    done, reopen = (each and [*each, *more] for each in (done, reopen))
    ticks = parse_ticks(workspace, *_named_if_latest(workspace, done, reopen))
    for path in {tick.path for tick in ticks}:
        show_copies(workspace.notebook, path)
    today = workspace.clock().date().isoformat()
    show_ticked(tick_steps(workspace, ticks), workspace.folder, today, json=json)


def _named_if_latest(
    workspace: Workspace, done: "Sequence[str]", reopen: "Sequence[str]"
) -> tuple[list[str], list[str]]:
    """Print once which case `latest` names in references of steps, and put its path there."""
    from coprod_cli.cli.show.notices import named_case
    from coprod_cli.notebook.latest import LATEST

    prefix = f"{LATEST}."
    if not any(each.startswith(prefix) for each in (*done, *reopen)):
        return list(done), list(reopen)
    path = named_case(workspace.notebook, LATEST)

    def resolved(reference: str) -> str:
        is_latest = reference.startswith(prefix)
        return f"{path}.{reference.removeprefix(prefix)}" if is_latest else reference

    return [resolved(each) for each in done], [resolved(each) for each in reopen]


def _refuse_with_references(*, is_set: bool) -> None:
    if is_set:
        message = _("--done and --reopen go without a list.")
        raise WrongUsage(message, hint="coprod tasks --done REF REF")


def _check_picking(*, pick_some: bool, plain: bool) -> None:
    if plain and not pick_some:
        raise WrongUsage(_("--plain goes with --pick."), hint="--pick --plain")
    if pick_some:
        from coprod_cli.cli.askers import require_person

        require_person(plain=plain, instead="coprod tasks --done REF")


def _message_for_none(*, is_filtered: bool, every: bool) -> str:
    """Return the message if no next step is found."""
    if is_filtered:
        return _("No next step fits.")
    return _("There are no next steps.") if every else _("There are no open next steps.")


def _pick(found: "Sequence[FoundStep]", today: str, *, plain: bool) -> "list[Tick]":
    """Let a person tick next steps in a list, and return the changes.

    Raises:
        Exit: the person left.
    """
    from coprod_cli.cli.askers import ask_ticks
    from coprod_cli.cli.console.output import show_message
    from coprod_cli.cli.show.steps import step_label
    from coprod_cli.interview.askers.checklists import STEPS_DONE
    from coprod_cli.operations.tick import changed_ticks

    labels = [step_label(each, today) for each in found]
    before = [each.step.task.is_done for each in found]
    after = ask_ticks(STEPS_DONE, labels, before, plain=plain)
    ticks = changed_ticks(found, after or before)
    if not ticks:
        show_message(_("Nothing is changed."))
    if after is None:
        raise typer.Exit(ExitCode.INTERRUPTED)
    return ticks
