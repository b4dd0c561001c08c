"""The command that exports cases for other programs."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.cli import completion
from coprod_cli.cli.destinations import (
    DeidentifyOption,
    ForceOption,
    OutputOption,
    open_output,
    refuse_note,
    tell_left_out,
    tell_links,
)
from coprod_cli.cli.options import (
    CasesArgument,
    NotebookOption,
    SinceFilter,
    StatusFilter,
    TagFilter,
    TemplateFilter,
    UntilFilter,
)
from coprod_cli.settings import notebook_folder, prompts_folders

if TYPE_CHECKING:
    from coprod_cli.batch import Job

FormatArgument = Annotated[
    str, typer.Argument(metavar="FORMAT", help="jsonl or csv.", autocompletion=completion.formats)
]
UncheckedOption = Annotated[
    bool, typer.Option("--no-privacy-check", help="Do not look for that, nor say how much.")
]


def export(
    export_format: FormatArgument,
    cases: CasesArgument = None,
    notebook: NotebookOption = None,
    output: OutputOption = None,
    template: TemplateFilter = None,
    status: StatusFilter = None,
    tag: TagFilter = None,
    since: SinceFilter = None,
    until: UntilFilter = None,
    force: ForceOption = False,
    deidentify: DeidentifyOption = False,
    unchecked: UncheckedOption = False,
) -> None:
    """Export the notebook, or the named cases, for other programs."""
    from coprod_cli.batch import Job, encode_parts
    from coprod_cli.console import progress
    from coprod_cli.exports import load_exporter
    from coprod_cli.notebook import Notebook
    from coprod_cli.selection import Filters, selected_paths
    from coprod_cli.workers import PART

    header = load_exporter(export_format).HEADER
    filters = Filters(template, status, tag, since, until)
    book = Notebook.open(notebook_folder(notebook))
    paths = selected_paths(book, cases or [])
    refuse_note(book.folder, output, paths)
    prompts = tuple(prompts_folders())
    tell_links(book, paths)
    job = Job(
        book.folder, export_format, prompts, filters,
        named=bool(cases), force=force, deidentify=deidentify,
    )  # fmt: skip
    if not unchecked:
        _tell_privacy(job, paths)
    left_out: list[Path] = []
    with (
        open_output(output) as write,
        progress(encode_parts(job, paths), len(paths), PART, "Exporting") as parts,
    ):
        write(header.encode())
        for part in parts:
            write(part.data)
            left_out += part.left_out
    tell_left_out(book, left_out)


def _tell_privacy(job: "Job", paths: list[Path]) -> None:
    """Say, before anything leaves the notebook, how much in it could tell who somebody is."""
    from coprod_cli.console import is_watched, progress, say
    from coprod_cli.identifying import PATTERNS_NOT_PEOPLE
    from coprod_cli.tally import tally_identifiers
    from coprod_cli.workers import PART

    tally = tally_identifiers(
        job, paths, lambda parts: progress(parts, len(paths), PART, "Checking")
    )
    found = tally.kinds.total()
    if found:
        places = "1 place" if found == 1 else f"{found} places"
        cases = "1 case" if tally.cases == 1 else f"{tally.cases} cases"
        kinds = ", ".join(f"{kind} {number}" for kind, number in tally.kinds.most_common())
        what = "are replaced" if job.deidentify else "may tell who somebody is"
        hint = "" if job.deidentify else " Try: coprod check --privacy, or --deidentify."
        told = f"{places} in {tally.telling} of {cases} {what} ({kinds})."
        say(f"{told} {PATTERNS_NOT_PEOPLE}{hint}")
    elif tally.cases and is_watched():
        say(f"No pattern was found that tells who somebody is. {PATTERNS_NOT_PEOPLE}")
