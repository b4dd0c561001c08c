"""The command finish: look a case over, and finish it."""

from pathlib import Path
from typing import Annotated

import typer

from coprod_cli.base.i18n import _
from coprod_cli.cli.askers import is_person_here, require_person
from coprod_cli.cli.options import CaseArgument, JsonOption, PlainOption
from coprod_cli.cli.sitting import conduct_with_person
from coprod_cli.operations.workspace import Workspace

ForceOption = Annotated[
    bool,
    typer.Option("--force", help=_("Finish it also if answers may tell who somebody is.")),
]


def finish(
    case: CaseArgument,
    *,
    workspace: Workspace,
    plain: PlainOption = False,
    force: ForceOption = False,
    json: JsonOption = False,
) -> None:
    """Look a case over, and finish it.

    Where nobody can be asked, or with --json or --force, it is finished at once, or refused: half
    typed text and missing answers are told, and what may tell who somebody is.
    """
    if plain or (is_person_here() and not (force or json)):
        require_person(plain=plain)
        from coprod_cli.operations.finish_case import open_at_review

        conduct_with_person(lambda: open_at_review(workspace, case), plain=plain)
        return
    from coprod_cli.cli.console.output import require_output
    from coprod_cli.cli.show.notices import named_case, show_copies
    from coprod_cli.cli.show.saved_case import show_saved_case
    from coprod_cli.operations.finish_case import finish_case

    require_output()
    path = Path(named_case(workspace.notebook, case))
    show_copies(workspace.notebook, path)
    show_saved_case(finish_case(workspace, path, force=force), json=json)
