"""The commands init, list and show."""

from pathlib import Path
from typing import Annotated

import typer

from coprod_cli.base.i18n import _
from coprod_cli.cli.options import CaseArgument, JsonOption
from coprod_cli.notebook.filters import Filters
from coprod_cli.operations.workspace import Workspace

RemovedOption = Annotated[
    bool, typer.Option("--removed", help=_("The cases in the bin, the last one removed last."))
]


def init(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help=_("The folder."))] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="L", help=_("The notebook's language, such as sv.")),
    ] = None,
) -> None:
    """Make a notebook in a folder (this one, where none is named)."""
    from coprod_cli.cli.console.output import require_output, show_message, show_text
    from coprod_cli.operations.init_notebook import init_notebook

    require_output()
    result = init_notebook(folder, language)
    show_message(_("This is a notebook already.") if result.existed else _("A new notebook."))
    show_text(f"{result.folder}\n")


def list_cases(
    workspace: Workspace,
    filters: Filters,
    removed: RemovedOption = False,
    json: JsonOption = False,
) -> None:
    """List the cases of the notebook, the newest last."""
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.cases import show_case_list
    from coprod_cli.operations.list_cases import list_cases as listed

    reading = progress_bar(_("Reading"))
    result = listed(workspace, filters, removed=removed, progress=reading)
    empty = _("No case fits.") if filters.is_set else _("No cases yet. Try: coprod new-case")
    empty = _("The bin is empty.") if removed else empty
    show_case_list(result, empty=empty, json=json)


def show(case: CaseArgument, workspace: Workspace, json: JsonOption = False) -> None:
    """Show one case on the screen."""
    from coprod_cli.cli.show.cases import show_found_case
    from coprod_cli.operations.show_case import show_case

    show_found_case(show_case(workspace, case), json=json)
