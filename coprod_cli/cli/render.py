"""The command render: print or write cases as Markdown."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.errors import ExitCode, WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.base.settings import DEFAULT_TEMPLATE
from coprod_cli.cli import completion
from coprod_cli.cli.options import AllCasesOption, CasesArgument, LanguageOption, PlainWordsOption
from coprod_cli.cli.output_options import DeidentifyOption, ForceOption, OutputOption
from coprod_cli.notebook.filters import Filters
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.notebook.query import Selection
    from coprod_cli.operations.left_out import LeftOut
    from coprod_cli.operations.render import RenderOptions

LayoutOption = Annotated[
    str,
    typer.Option(
        "--layout", metavar="L",
        help=_("answered, full, voices, model, agreement (of a contract), table (of cases)."),
        autocompletion=completion.layouts,
    ),
]  # fmt: skip


def render(
    cases: CasesArgument = None,
    *,
    workspace: Workspace,
    all_cases: AllCasesOption = False,
    layout: LayoutOption = "answered",
    output: OutputOption = None,
    blank: Annotated[bool, typer.Option("--blank", help=_("The empty form, to print."))] = False,
    language: LanguageOption = None,
    plain_words: PlainWordsOption = False,
    filters: Filters,
    force: ForceOption = False,
    deidentify: DeidentifyOption = False,
) -> None:
    """Give cases as clean Markdown: to standard output, to a file, or a file each in a folder."""
    from coprod_cli.cli.show.left_out import show_kept_apart, show_left_out
    from coprod_cli.cli.show.notices import (
        show_outside_links,
        show_unmatched,
        show_watched_words_problem,
    )
    from coprod_cli.cli.show.pages import show_placeholders_notice
    from coprod_cli.notebook.query import Query, select_to_share
    from coprod_cli.operations.render import RenderOptions

    options = RenderOptions(layout, force, deidentify)
    options.check()
    if blank:
        _refuse_cases(cases, all_cases=all_cases, filters=filters)
        template = filters.template or DEFAULT_TEMPLATE
        _render_form(workspace, template, language, output, plain_words=plain_words)
        return
    _refuse_combinations(cases, all_cases=all_cases, plain_words=plain_words, filters=filters)
    selection = select_to_share(
        workspace.notebook, Query(tuple(cases or ()), filters), workspace.library
    )
    show_unmatched((*selection.notices, *selection.copy_notices))
    show_outside_links(selection.outside_links)
    if deidentify:
        show_watched_words_problem(workspace.notebook)
    left_out = _render(workspace, selection, options, output)
    if deidentify:
        show_placeholders_notice()
    show_kept_apart(selection.kept_apart)
    show_left_out(left_out)
    if left_out or selection.copies:
        raise typer.Exit(ExitCode.FINDINGS)


def _render(
    workspace: Workspace, selection: "Selection", options: "RenderOptions", output: Path | None
) -> "list[LeftOut]":
    """Print the pages, or write them to a file or a folder; return what was left out."""
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.pages import show_pages
    from coprod_cli.operations.render import render_cases, render_to_file, render_to_folder

    progress = progress_bar(_("Rendering"))
    if output is None:
        return show_pages(render_cases(workspace, selection, options, progress=progress))
    is_one = options.is_one_page or len(selection.query.references) == 1
    is_file = is_one and not output.is_dir()
    write = render_to_file if is_file else render_to_folder
    return write(workspace, selection, options, output, progress=progress)


def _refuse_cases(cases: list[str] | None, *, all_cases: bool, filters: Filters) -> None:
    """Refuse what chooses cases together with --blank; there, --template is the form."""
    if cases or all_cases or filters != Filters(template=filters.template):
        message = _("--blank is the empty form: it goes without cases and filters.")
        raise WrongUsage(message, hint="coprod render --blank --template ID")


def _refuse_combinations(
    cases: list[str] | None, *, all_cases: bool, plain_words: bool, filters: Filters
) -> None:
    if plain_words:
        hint = "coprod edit CASE --plain-words"
        raise WrongUsage(_("--plain-words goes with --blank."), hint=hint)
    if bool(cases) == all_cases:
        raise WrongUsage(_("name a case, or say --all."), hint="coprod render latest")
    if cases and filters.is_set:
        raise WrongUsage(_("filters go with --all."), hint="coprod render --all --tag WORD")


def _render_form(
    workspace: Workspace,
    template: str,
    language: str | None,
    output: Path | None,
    *,
    plain_words: bool,
) -> None:
    from coprod_cli.cli.console.output import show_text
    from coprod_cli.operations.render import render_form, render_form_to_file

    if output is None:
        show_text(render_form(workspace, template, language=language, plain_words=plain_words))
    else:
        render_form_to_file(workspace, template, output, language=language, plain_words=plain_words)
