"""The command that exports cases for other programs."""

from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.i18n import _, ngettext, translated
from coprod_cli.base.settings import notebook_folder, prompts_folders
from coprod_cli.cli import completion
from coprod_cli.cli.options import (
    CasesArgument,
    NotebookOption,
    SinceFilter,
    StatusFilter,
    TagFilter,
    TemplateFilter,
    UntilFilter,
)
from coprod_cli.cli.output_options import (
    DeidentifyOption,
    ForceOption,
    OutputOption,
    open_output,
    refuse_note,
    tell_kept_apart,
    tell_left_out,
    tell_links,
)

if TYPE_CHECKING:
    from coprod_cli.operations.export import Job

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
    from coprod_cli.cli.console import progress
    from coprod_cli.formats.registry import load_batch_exporter
    from coprod_cli.notebook.notebook import Notebook
    from coprod_cli.notebook.query import Filters, shared_paths
    from coprod_cli.operations.export import Job, export_notes

    load_batch_exporter(export_format)  # refused before anything is read
    filters = Filters(template, status, tag, since, until)
    book = Notebook.open(notebook_folder(notebook))
    paths, apart = shared_paths(book, cases or [], filters)
    refuse_note(book.folder, output, paths)
    prompts = tuple(prompts_folders(book.folder))
    tell_links(book, paths)
    job = Job(
        book.folder, export_format, prompts, filters,
        named=bool(cases), force=force, deidentify=deidentify,
    )  # fmt: skip
    if not unchecked:
        _tell_privacy(job, paths)
    with open_output(output) as write:
        exported = export_notes(
            job,
            paths,
            write,
            progress=lambda parts, total, step=1: progress(parts, total, step, _("Exporting")),
        )
    tell_kept_apart(apart)
    tell_left_out(book, exported.left_out)


def _tell_privacy(job: "Job", paths: list[str]) -> None:
    """Say, before anything leaves the notebook, how much in it could tell who somebody is."""
    from coprod_cli.base.executor import PART
    from coprod_cli.cli.console import is_watched, progress, say
    from coprod_cli.operations.privacy_report import tally_identifiers
    from coprod_cli.privacy.scan import PATTERNS_NOT_PEOPLE, shown_kind

    tally = tally_identifiers(
        job, paths, lambda parts: progress(parts, len(paths), PART, _("Checking"))
    )
    found = tally.kinds.total()
    if found:
        places = ngettext("{count} place", "{count} places", found).format(count=found)
        cases = ngettext("{count} case", "{count} cases", tally.cases).format(count=tally.cases)
        told = (
            _("{places} in {telling} of {cases} are replaced ({kinds}).")
            if job.deidentify
            else _("{places} in {telling} of {cases} may tell who somebody is ({kinds}).")
        )
        counted = tally.kinds.most_common()
        kinds = ", ".join(
            f"{translated(shown_kind(kind))} {how_many}" for kind, how_many in counted
        )
        told = told.format(places=places, telling=tally.telling, cases=cases, kinds=kinds)
        hint = "" if job.deidentify else _("Try: coprod check --privacy, or --deidentify.")
        say(f"{told} {_(PATTERNS_NOT_PEOPLE)} {hint}".rstrip())
    elif tally.cases and is_watched():
        told = _("No pattern was found that tells who somebody is.")
        say(f"{told} {_(PATTERNS_NOT_PEOPLE)}")
