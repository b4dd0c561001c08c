"""The command that lists the next steps of all cases, and ticks them off: tasks."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.i18n import _, ngettext
from coprod_cli.cli import completion
from coprod_cli.cli.options import (
    CasesArgument,
    JsonOption,
    NotebookOption,
    PlainOption,
    SinceFilter,
    StatusFilter,
    TagFilter,
    TemplateFilter,
    UntilFilter,
)
from coprod_cli.cli.sitting import require_person
from coprod_cli.cli.tick import pick, tell_ticked, tick_off, ticks_of
from coprod_cli.operations.open_case import open_notebook, templates_by_name

if TYPE_CHECKING:
    from coprod_cli.knowledge.step_search import FoundStep
    from coprod_cli.notebook.note.next_steps import NextStep
    from coprod_cli.notebook.notebook import Notebook
    from coprod_cli.notebook.query import Filters

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
    notebook: NotebookOption = None,
    every: AllOption = False,
    done: DoneOption = None,
    reopen: ReopenOption = None,
    pick_some: PickOption = False,
    plain: PlainOption = False,
    template: TemplateFilter = None,
    status: StatusFilter = None,
    tag: TagFilter = None,
    since: SinceFilter = None,
    until: UntilFilter = None,
    json: JsonOption = False,
) -> None:
    """List the open next steps of all cases, due first, and tick them off.

    Each has a name for --done: its case, a dot, and its number within the case.
    """
    from coprod_cli.base.clock import local_now
    from coprod_cli.notebook.query import Filters

    filters = Filters(template, status, tag, since, until)
    today = local_now().date().isoformat()
    if done or reopen:
        _refuse_with_references(is_set=bool(cases) or every or pick_some or plain or filters.any)
        book = open_notebook(notebook)
        ticked = tick_off(book, ticks_of(book, done or [], reopen or []))
        tell_ticked(ticked, book, today, json=json)
        return
    if plain and not pick_some:
        raise WrongUsage(_("--plain goes with --pick."), hint="--pick --plain")
    if pick_some:
        require_person(plain=plain, instead="coprod tasks --done REF")
    book = open_notebook(notebook)
    found = _found(book, cases or [], filters, every=every)
    if pick_some and found:
        ticked = tick_off(book, pick(found, today, plain=plain))
        tell_ticked(ticked, book, today, json=json)
    else:
        _show(found, book, today, empty=_none_found(filters, every=every), json=json)


def _refuse_with_references(*, is_set: bool) -> None:
    if is_set:
        message = _("--done and --reopen go without a list.")
        raise WrongUsage(message, hint="coprod tasks --done REF")


def _found(
    book: "Notebook", cases: list[str], filters: "Filters", *, every: bool
) -> "list[FoundStep]":
    from coprod_cli.cli.console import progress, say
    from coprod_cli.cli.output_options import tell_links
    from coprod_cli.knowledge.step_search import StepSearch
    from coprod_cli.notebook.note.next_steps import order_of
    from coprod_cli.notebook.query import selected_paths

    paths = selected_paths(book, cases)
    tell_links(book, paths)
    search = StepSearch(book, templates_by_name(book), filters, named=bool(cases), done_too=every)
    with progress(paths, len(paths), 1, _("Reading")) as shown:
        found = sorted(search.through(shown), key=lambda each: order_of(each.step))
    if search.unreadable:
        told = ngettext(
            "{count} note cannot be read. Try: coprod check",
            "{count} notes cannot be read. Try: coprod check",
            search.unreadable,
        )
        say(told.format(count=search.unreadable))
    return found


def _none_found(filters: "Filters", *, every: bool) -> str:
    if filters.any:
        return _("No next step fits.")
    return _("There are no next steps.") if every else _("There are no open next steps.")


def _show(
    found: "list[FoundStep]", book: "Notebook", today: str, *, empty: str, json: bool
) -> None:
    from coprod_cli.cli.console import show_json, show_table

    if json:
        show_json([each.as_data(today, book.folder) for each in found])
        return
    steps = [each.step for each in found]
    if sys.stdout.isatty():
        columns = (_("Next step"), _("Due"), _("Who"), _("What"))
        rows = [(each.reference, _when(each, today), *_who_and_what(each)) for each in steps]
        show_table(columns, rows, empty=empty, wrapping=2)
    else:
        lines = [
            (each.reference, each.state(today), each.task.due, *_who_and_what(each))
            for each in steps
        ]
        show_table((), lines, empty=empty)


def _when(step: "NextStep", today: str) -> str:
    """Return the day, and below it whether it has gone by or the step is done."""
    from coprod_cli.notebook.note.next_steps import OPEN

    state = step.state(today)
    return "\n".join(part for part in (step.task.due, "" if state == OPEN else _(state)) if part)


def _who_and_what(step: "NextStep") -> tuple[str, str]:
    return step.task.owner, step.task.what
