"""The command export: write cases for other programs."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple, TypeVar

import typer

from coprod_cli.base.errors import ExitCode, WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.base.message import Message
from coprod_cli.cli import completion
from coprod_cli.cli.coder_options import AllCodersOption, CodersOption
from coprod_cli.cli.options import CasesArgument
from coprod_cli.cli.output_options import DeidentifyOption, ForceOption, OutputOption
from coprod_cli.notebook.filters import Filters
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.notebook.query import Selection
    from coprod_cli.operations.privacy_report import PrivacyReport

_Found = TypeVar("_Found")

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
PassagesOption = Annotated[
    bool,
    typer.Option(
        "--passages",
        help=_("The passages that people marked; with --wide, how often each code stands."),
    ),
]
MemosOption = Annotated[
    bool,
    typer.Option(
        "--memos", help=_("All that people noted: about passages, codes, and changes of codes.")
    ),
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
    passages: PassagesOption = False,
    memos: MemosOption = False,
    coders: CodersOption = None,
    all_coders: AllCodersOption = False,
    unchecked: UncheckedOption = False,
) -> None:
    """Export the notebook, or the named cases, for other programs."""
    from coprod_cli.cli.console.output import show_data
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.left_out import show_kept_apart, show_left_out, show_unmerged
    from coprod_cli.cli.show.notices import show_outside_links, show_unmatched
    from coprod_cli.notebook.query import Query
    from coprod_cli.operations.export import export_cases, select_to_export
    from coprod_cli.operations.left_out import explain_left_out
    from coprod_cli.operations.output import open_output

    if passages or memos:
        export = _export_memos if memos else _export_passages
        marked = _Marked(tuple(cases or ()), filters, tuple(coders or ()), all_coders)
        export(
            workspace, marked, export_format, output, deidentify=deidentify, excel=excel,
            wide=wide, unchecked=unchecked,
        )  # fmt: skip
        return
    _refuse_coders(is_set=bool(coders or all_coders))
    query = Query(tuple(cases or ()), filters)
    selection = select_to_export(workspace, query, export_format, output, excel=excel, wide=wide)
    show_unmatched((*selection.notices, *selection.copy_notices))
    show_outside_links(selection.outside_links)
    _check_privacy(workspace, selection, deidentify=deidentify, unchecked=unchecked)
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


def _check_privacy(
    workspace: Workspace, selection: "Selection", *, deidentify: bool, unchecked: bool
) -> None:
    """Say how much may tell who somebody is, and whether words to watch may not be found."""
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.notices import show_watched_words_problem
    from coprod_cli.cli.show.privacy_report import show_privacy_report
    from coprod_cli.operations.privacy_report import report_privacy

    if deidentify or not unchecked:
        show_watched_words_problem(workspace.notebook)
    if not unchecked:
        report = report_privacy(workspace, selection, progress=progress_bar(_("Checking")))
        show_privacy_report(report, deidentify=deidentify)


class _Marked(NamedTuple):
    """Whose passages to export, and of which cases."""

    cases: tuple[str, ...]
    filters: Filters
    coders: tuple[str, ...]
    all_coders: bool


def _refuse_coders(*, is_set: bool) -> None:
    if is_set:
        message = _("--coder and --all-coders go with --passages.")
        raise WrongUsage(message, hint="coprod export csv --passages --all-coders")


def _export_passages(
    workspace: Workspace, marked: _Marked, export_format: str, output: Path | None, *,
    deidentify: bool, excel: bool, wide: bool, unchecked: bool,
) -> None:  # fmt: skip
    """Export what people marked.

    Args:
        workspace: the workspace.
        marked: whose passages, and of which cases.
        export_format: csv or jsonl.
        output: the file; None for standard output.
        deidentify: whether to put placeholders for what may tell who somebody is.
        excel: whether to write csv as Excel opens it.
        wide: whether to write a row for each case.
        unchecked: whether not to say what may tell who somebody is.
    """
    from coprod_cli.cli.console.output import show_data
    from coprod_cli.operations.export_passages import (
        check_passage_format,
        export_passages,
        report_passages,
    )
    from coprod_cli.operations.find_passages import find_passages, passage_notices
    from coprod_cli.operations.output import open_output

    check_passage_format(export_format, excel=excel, wide=wide)
    found = _find(find_passages, workspace, marked, output, deidentify=deidentify)
    if not unchecked and not deidentify:
        _show_privacy(report_passages(found.passages, workspace.notebook.watched_words))
    with open_output(output, show_data) as write:
        export_passages(found, export_format, write, excel=excel, wide=wide)
    _show_left_out((*found.notices, *passage_notices(found)), found.unreadable)


def _export_memos(
    workspace: Workspace, marked: _Marked, export_format: str, output: Path | None, *,
    deidentify: bool, excel: bool, wide: bool, unchecked: bool,
) -> None:  # fmt: skip
    """Export all memos; the arguments are those of `_export_passages`."""
    from coprod_cli.cli.console.output import show_data
    from coprod_cli.operations.export_memos import check_memo_format, export_memos, report_memos
    from coprod_cli.operations.find_memos import find_memos
    from coprod_cli.operations.output import open_output

    check_memo_format(export_format, excel=excel, wide=wide)
    found = _find(find_memos, workspace, marked, output, deidentify=deidentify)
    if not unchecked and not deidentify:
        _show_privacy(report_memos(found, workspace.notebook.watched_words))
    with open_output(output, show_data) as write:
        export_memos(found, export_format, write, excel=excel)
    _show_left_out(found.notices, found.passages.unreadable)


def _find(
    find: Callable[..., _Found], workspace: Workspace, marked: _Marked, output: Path | None, *,
    deidentify: bool,
) -> _Found:  # fmt: skip
    """Find what people marked, or their memos, and refuse an output that is a note."""
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.notebook.scope import Scope
    from coprod_cli.operations.find_passages import Wanted
    from coprod_cli.operations.output import refuse_note

    refuse_note(workspace.folder, output)
    wanted = Wanted(coders=marked.coders, all_coders=marked.all_coders)
    return find(
        workspace, wanted, Scope.of(marked.filters), cases=marked.cases, deidentify=deidentify,
        progress=progress_bar(_("Reading")),
    )  # fmt: skip


def _show_privacy(report: "PrivacyReport") -> None:
    from coprod_cli.cli.show.privacy_report import show_privacy_report

    show_privacy_report(report, deidentify=False)


def _show_left_out(notices: Sequence[Message], unreadable: int) -> None:
    from coprod_cli.cli.show.notices import show_unmatched, show_unreadable

    show_unmatched(notices)
    show_unreadable(unreadable)
