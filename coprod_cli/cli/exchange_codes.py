"""The commands codes import and export: code sets from and for other programs."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from coprod_cli.base.i18n import _, current_language
from coprod_cli.cli import completion
from coprod_cli.cli.code_options import DryRunOption, ReasonOption
from coprod_cli.cli.options import JsonOption, LanguageOption
from coprod_cli.cli.output_options import OutputOption
from coprod_cli.operations.workspace import Workspace


def import_(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help=_("A .qdc file, or CSV with a row for each code; - is input.")
        ),
    ],
    *,
    workspace: Workspace,
    into: Annotated[
        str,
        typer.Option(
            "--into",
            metavar="SET",
            autocompletion=completion.code_sets,
            help=_("The set that they come into; by default named after the file."),
        ),
    ] = "",
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Bring codes in from another program, into a new set or one of your own.

    What the set has already is changed and not doubled. Nothing is taken out.
    """
    from coprod_cli.cli.console.output import require_output
    from coprod_cli.cli.show.code_changes import show_imported_codes
    from coprod_cli.operations.exchange_codes import import_codes, read_bytes

    require_output()
    name = _("standard input") if file == "-" else file
    data = read_bytes(sys.stdin.buffer if file == "-" else Path(file), name)
    done = import_codes(workspace, data, name, into=into, reason=reason or "", dry_run=dry_run)
    show_imported_codes(done, json=json)


def export(
    code_set: Annotated[
        str,
        typer.Argument(metavar="SET", help=_("A code set."), autocompletion=completion.code_sets),
    ],
    *,
    workspace: Workspace,
    file_format: Annotated[
        str, typer.Option("--format", metavar="WORD", help=_("csv, qdc (REFI-QDA), or yaml."))
    ] = "csv",
    language: LanguageOption = None,
    output: OutputOption = None,
) -> None:
    """Give a code set to other programs, as CSV or as a REFI-QDA codebook."""
    from coprod_cli.cli.console.output import show_data
    from coprod_cli.operations.exchange_codes import export_codes
    from coprod_cli.operations.output import open_output, page_to_write

    path = page_to_write(workspace.folder, output, f"{code_set}.{file_format}")
    data = export_codes(workspace, code_set, file_format, language or current_language())
    with open_output(path, show_data) as write:
        write(data)
