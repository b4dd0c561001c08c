"""The command export: gives cases to other programs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
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
    unchecked: UncheckedOption = False,
) -> None:
    """Export the notebook, or the named cases, for other programs."""
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.cases import show_outside_links
    from coprod_cli.cli.show.left_out import show_kept_apart, show_left_out
    from coprod_cli.cli.show.privacy_report import show_privacy_report
    from coprod_cli.formats.registry import load_batch_exporter
    from coprod_cli.notebook.query import Query, select_to_share
    from coprod_cli.operations.export import Job, export_notes
    from coprod_cli.operations.left_out import left_out
    from coprod_cli.operations.output import refuse_note
    from coprod_cli.operations.privacy_report import tally_identifiers

    load_batch_exporter(export_format)  # refused before anything is read
    selection = select_to_share(workspace.notebook, Query(tuple(cases or ()), filters))
    paths = selection.paths
    refuse_note(workspace.folder, output, paths)
    show_outside_links(selection.outside_links)
    job = Job(
        workspace.folder, export_format, workspace.prompts, filters,
        named=bool(cases), force=force, deidentify=deidentify,
    )  # fmt: skip
    if not unchecked:
        tally = tally_identifiers(job, paths, progress_bar(_("Checking")))
        show_privacy_report(tally, deidentify=deidentify)
    with _open_output(output) as write:
        exported = export_notes(job, paths, write, progress=progress_bar(_("Exporting")))
    show_kept_apart(selection.kept_apart)
    find = workspace.library.find
    show_left_out([left_out(workspace.notebook.read(path), find) for path in exported.left_out])
    if exported.left_out:
        raise typer.Exit(ExitCode.FINDINGS)


@contextmanager
def _open_output(output: Path | None) -> Iterator[Callable[[bytes], object]]:
    """Yield a function that writes UTF-8 to a file, whole or not at all, or to standard output."""
    from coprod_cli.base.atomic import atomic_file
    from coprod_cli.cli.console.output import show_data

    if output is None:
        yield show_data
        return
    with atomic_file(output, durable=False) as stream:
        yield stream.write
