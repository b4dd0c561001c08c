"""The command overview: what the cases answer, do not know and leave open."""

from typing import Annotated

import typer

from coprod_cli.base.i18n import _
from coprod_cli.cli import completion
from coprod_cli.cli.options import JsonOption, address_option
from coprod_cli.cli.output_options import OutputOption, SentencesOption
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations.workspace import Workspace

AtOption = Annotated[
    str, address_option(_("The questions of this section, or this question, one by one."))
]
ByOption = Annotated[
    str,
    typer.Option(
        "--by", metavar="WORD", autocompletion=completion.groupings,
        help=_("Also counted by voice, month, tag or lens."),
    ),
]  # fmt: skip

LensOption = Annotated[
    str,
    typer.Option(
        "--lens", metavar="SET", autocompletion=completion.code_sets,
        help=_("Also counted by the codes of this set: tags, and your own passages."),
    ),
]  # fmt: skip


def overview(
    *,
    workspace: Workspace,
    scope: Scope,
    at: AtOption = "",
    by: ByOption = "",
    lens: LensOption = "",
    output: OutputOption = None,
    plain: SentencesOption = False,
    json: JsonOption = False,
) -> None:
    """Show what the cases answer, do not know and leave open.

    A question without an answer is information, not a fault.
    """
    from coprod_cli.cli.console.overview_words import Shown
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.notices import show_unmatched, show_unreadable
    from coprod_cli.cli.show.overview import show_overview
    from coprod_cli.operations.output import page_to_write
    from coprod_cli.operations.overview import look_over

    page = page_to_write(workspace.folder, output, "overview.md")
    found = look_over(
        workspace, scope, at=at, by=by, lens=lens, progress=progress_bar(_("Reading"))
    )
    shown = Shown(workspace.languages, at, by or ("lens" if lens else ""), plain=plain)
    show_overview(found, shown, output=page, json=json)
    show_unmatched(found.notices)
    show_unreadable(found.unreadable)
