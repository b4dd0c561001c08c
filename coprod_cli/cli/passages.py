"""The command passages: what people marked, as quotes or as a table of cases by code."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.i18n import _
from coprod_cli.cli import completion
from coprod_cli.cli.code_options import code_option
from coprod_cli.cli.coder_options import AllCodersOption, CodersOption
from coprod_cli.cli.options import JsonOption, address_option, refuse_together
from coprod_cli.cli.output_options import DeidentifyOption, OutputOption
from coprod_cli.notebook.scope import Scope
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.operations.find_passages import Wanted

CodesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[CODE]...", autocompletion=completion.codes_and_sets,
        help=_("Codes, such as ours/waiting, or code sets. Those below a code are meant, too."),
    ),
]  # fmt: skip
AndOption = Annotated[
    list[str] | None,
    code_option(
        "--and",
        _("Only passages that have this code, too. May be given more than once."),
        or_set=True,
    ),
]
NotOption = Annotated[
    list[str] | None,
    code_option(
        "--not", _("No passages that have this code. May be given more than once."), or_set=True
    ),
]
AtOption = Annotated[
    str | None,
    address_option(_("Only passages in answers to this question, or in this section.")),
]
AroundOption = Annotated[
    int,
    typer.Option(
        "--around", metavar="N", min=0,
        help=_("How many sentences before and after are shown, too."),
    ),
]  # fmt: skip
TableOption = Annotated[
    bool, typer.Option("--table", help=_("In how many passages of each case each code stands."))
]
MemosOption = Annotated[
    bool,
    typer.Option(
        "--memos", help=_("All that people noted: about passages, codes, and changes of codes.")
    ),
]
ReferencesOption = Annotated[
    bool, typer.Option("--references", help=_("As references, a line each, for a theme or a page."))
]


def passages(
    codes: CodesArgument = None,
    *,
    workspace: Workspace,
    scope: Scope,
    together_with: AndOption = None,
    without: NotOption = None,
    at: AtOption = None,
    coders: CodersOption = None,
    all_coders: AllCodersOption = False,
    around: AroundOption = 1,
    memos: MemosOption = False,
    table: TableOption = False,
    references: ReferencesOption = False,
    deidentify: DeidentifyOption = False,
    output: OutputOption = None,
    json: JsonOption = False,
) -> None:
    """Read the passages that people marked, with what stands around them.

    The first number is always that of cases: many passages may be one talkative case.
    """
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.notices import show_unmatched, show_unreadable
    from coprod_cli.cli.show.passages import show_code_table, show_passages
    from coprod_cli.cli.show.references import show_passage_references
    from coprod_cli.operations.find_passages import Wanted, find_passages, passage_notices
    from coprod_cli.operations.output import page_to_write

    refuse_together(
        ("--table", table), ("--references", references), hint="coprod passages --table"
    )
    scope = scope.within(at)
    wanted = Wanted(
        tuple(codes or ()), tuple(together_with or ()), tuple(without or ()), memos=memos,
        coders=tuple(coders or ()), all_coders=all_coders,
    )  # fmt: skip
    page = page_to_write(workspace.folder, output, "memos.md" if memos else "passages.md")
    if memos and not table and (json or not references):
        _show_all_memos(workspace, wanted, scope, around, page, deidentify=deidentify, json=json)
        return
    found = find_passages(
        workspace, wanted, scope, deidentify=deidentify, progress=progress_bar(_("Reading"))
    )
    if table:
        show_code_table(found, output=page, json=json)
    elif references and not json:
        show_passage_references(found.passages, output=page)
    else:
        show_passages(found, wanted, around, output=page, json=json)
    show_unmatched((*found.notices, *passage_notices(found)))
    show_unreadable(found.unreadable)


def _show_all_memos(
    workspace: Workspace, wanted: "Wanted", scope: Scope, around: int, page: Path | None, *,
    deidentify: bool, json: bool,
) -> None:  # fmt: skip
    """Show the memos of passages and codes, and the reasons for changes of codes."""
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show.memos import show_memos
    from coprod_cli.cli.show.notices import show_unmatched, show_unreadable
    from coprod_cli.operations.find_memos import find_memos

    found = find_memos(
        workspace, wanted, scope, deidentify=deidentify, progress=progress_bar(_("Reading"))
    )
    show_memos(found, wanted.codes, around, output=page, json=json)
    show_unmatched(found.notices)
    show_unreadable(found.passages.unreadable)
