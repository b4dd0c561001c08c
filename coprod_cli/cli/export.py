"""The command export: write cases for other programs."""

from typing import Annotated

import typer

from coprod_cli.base.errors import ExitCode
from coprod_cli.base.i18n import _
from coprod_cli.cli import completion
from coprod_cli.cli.options import CasesArgument
from coprod_cli.cli.output_options import DeidentifyOption, ForceOption, OutputOption
from coprod_cli.notebook.filters import Filters
from coprod_cli.operations.workspace import Workspace

FormatArgument = Annotated[
    str,
    typer.Argument(metavar="FORMAT", help=_("jsonl or csv."), autocompletion=completion.formats),
]
ExcelOption = Annotated[
    bool, typer.Option("--excel", help=_("csv as Excel opens it in Sweden and most of Europe."))
]
WideOption = Annotated[
    bool, typer.Option("--wide", help=_("csv with one row for each case: a column a question."))
]
UncheckedOption = Annotated[
    bool, typer.Option("--no-privacy-check", help=_("Do not look for that, nor say how much."))
]


def export(
    export_format: FormatArgument,
    cases: CasesArgument = None,
    *,
    workspace: Workspace,
    output: OutputOption = None,
    filters: Filters,
    force: ForceOption = False,
    deidentify: DeidentifyOption = False,
    excel: ExcelOption = False,
    wide: WideOption = False,
    unchecked: UncheckedOption = False,
) -> None:
    """Export the notebook, or the named cases, for other programs."""
    from coprod_cli.cli.console.output import show_data
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.left_out import show_kept_apart, show_left_out, show_unmerged
    from coprod_cli.cli.show.notices import (
        show_outside_links,
        show_unmatched,
        show_watched_words_problem,
    )
    from coprod_cli.cli.show.privacy_report import show_privacy_report
    from coprod_cli.notebook.query import Query
    from coprod_cli.operations.export import export_cases, select_to_export
    from coprod_cli.operations.left_out import explain_left_out
    from coprod_cli.operations.output import open_output
    from coprod_cli.operations.privacy_report import report_privacy

    query = Query(tuple(cases or ()), filters)
    selection = select_to_export(workspace, query, export_format, output, excel=excel, wide=wide)
    show_unmatched((*selection.notices, *selection.copy_notices))
    show_outside_links(selection.outside_links)
    if deidentify or not unchecked:
        show_watched_words_problem(workspace.notebook)
    if not unchecked:
        report = report_privacy(workspace, selection, progress=progress_bar(_("Checking")))
        show_privacy_report(report, deidentify=deidentify)
    with open_output(output, show_data) as write:
        exported = export_cases(
            workspace, selection, export_format, write, force=force, deidentify=deidentify,
            excel=excel, wide=wide, progress=progress_bar(_("Exporting")),
        )  # fmt: skip
    show_kept_apart(selection.kept_apart)
    show_unmerged(exported.unmerged)
    show_left_out(explain_left_out(workspace, exported.left_out, filters))
    if exported.left_out or selection.copies:
        raise typer.Exit(ExitCode.FINDINGS)
