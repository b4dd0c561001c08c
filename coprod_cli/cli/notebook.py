"""The commands init, list and show."""

from pathlib import Path
from typing import Annotated

import typer

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.cli import completion
from coprod_cli.cli.options import CaseArgument, JsonOption
from coprod_cli.notebook.filters import Filters
from coprod_cli.operations.workspace import Workspace

RemovedOption = Annotated[
    bool, typer.Option("--removed", help=_("The cases in the bin, the last one removed last."))
]
WithdrawnOption = Annotated[
    bool, typer.Option("--withdrawn", help=_("The withdrawn cases, which no other list has."))
]
SortOption = Annotated[
    str,
    typer.Option(
        "--sort", metavar="WORD", autocompletion=completion.orders, show_default=False,
        help=_("By created (as without it), updated, title, template, status, answered or steps."),
    ),
]  # fmt: skip
VoicesOption = Annotated[
    bool, typer.Option("--voices", help=_("What each voice said, beside one another."))
]
ModelOption = Annotated[
    bool,
    typer.Option("--model", help=_("A picture in the coproduction model (help coproduction).")),
]
UndrawnOption = Annotated[
    bool, typer.Option("--plain", help=_("Without boxes and columns (for screen readers)."))
]
ReverseOption = Annotated[
    bool, typer.Option("--reverse", help=_("The other way round: the newest first."))
]
LimitOption = Annotated[
    int | None,
    typer.Option(
        "--limit", metavar="N", help=_("Only N: the newest, or the first of another order.")
    ),
]


def init(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help=_("The folder."))] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="L", help=_("The notebook's language, such as sv.")),
    ] = None,
    git: Annotated[
        bool,
        typer.Option("--git", help=_("Set it up for git: what to leave out, how to merge.")),
    ] = False,
    examples: Annotated[
        bool,
        typer.Option("--examples", help=_("Fill it with some thirty cases, to look around.")),
    ] = False,
) -> None:
    """Make a notebook in a folder (this one, where none is named)."""
    from coprod_cli.cli.console.output import require_output, show_message, show_text
    from coprod_cli.cli.show.examples import show_examples
    from coprod_cli.cli.show.git_setup import show_git_setup
    from coprod_cli.operations.init_notebook import init_notebook

    require_output()
    program = _program() if git else None
    result = init_notebook(folder, language, git=program, examples=examples)
    show_message(_("This is a notebook already.") if result.existed else _("A new notebook."))
    show_text(f"{result.folder}\n")
    for limit in result.limits:
        show_message(limit)
    if result.git is not None:
        show_git_setup(result.git)
    if result.examples:
        show_examples(result)


def _program() -> str:
    """Return the command that starts coprod here, for git's configuration."""
    import shlex
    import shutil
    import sys

    return "coprod" if shutil.which("coprod") else f"{shlex.quote(sys.executable)} -m coprod_cli"


def list_cases(
    workspace: Workspace,
    filters: Filters,
    removed: RemovedOption = False,
    withdrawn: WithdrawnOption = False,
    sort: SortOption = "created",
    reverse: ReverseOption = False,
    limit: LimitOption = None,
    json: JsonOption = False,
) -> None:
    """List the cases of the notebook, the newest last.

    A case may be named by its number in this list, which no filter or order changes.
    """
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.cases import show_case_list
    from coprod_cli.operations.case_summaries import Order
    from coprod_cli.operations.list_cases import list_cases as listed

    order = Order(sort, backwards=reverse, limit=limit)
    reading = progress_bar(_("Reading"))
    result = listed(
        workspace, filters, removed=removed, withdrawn=withdrawn, order=order, progress=reading
    )
    empty = _("No case fits.") if filters.is_set else _("No cases yet. Try: coprod new-case")
    empty = _("The bin is empty.") if removed else empty
    empty = _("No case is withdrawn.") if withdrawn else empty
    if result.unreadable and not filters.is_set:
        empty = ""
    show_case_list(result, empty=empty, json=json)


def show(
    case: CaseArgument,
    workspace: Workspace,
    voices: VoicesOption = False,
    model: ModelOption = False,
    plain: UndrawnOption = False,
    json: JsonOption = False,
) -> None:
    """Show one case on the screen."""
    from coprod_cli.cli.show.cases import show_found_case, show_found_model, show_found_voices
    from coprod_cli.operations.show_case import show_case

    if voices and model:
        message = _("--voices and --model are two ways to show a case: take one.")
        raise WrongUsage(message, hint="coprod show latest --model")
    found = show_case(workspace, case)
    if voices:
        show_found_voices(found, json=json, plain=plain)
    elif model:
        show_found_model(found, workspace, json=json, plain=plain)
    else:
        show_found_case(found, json=json)
