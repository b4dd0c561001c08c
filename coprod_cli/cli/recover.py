"""The commands remove, restore and history."""

from pathlib import Path
from typing import Annotated

import typer

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.i18n import _, ngettext
from coprod_cli.cli.options import CaseArgument, JsonOption, RestorableArgument
from coprod_cli.operations.workspace import Workspace

ToOption = Annotated[
    str | None,
    typer.Option("--to", metavar="WHEN", help=_("Bring back what answers said at a time.")),
]
OnlyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="ADDRESS",
        help=_("With --to: only this one, or ADDRESS@VOICE. May be given more than once."),
    ),
]
WholeOption = Annotated[
    bool, typer.Option("--whole", help=_("With --to: the whole note, as it was before a repair."))
]
ClearOption = Annotated[
    bool, typer.Option("--clear", help=_("Remove all earlier texts of the case, for good."))
]


def remove(case: CaseArgument, *, workspace: Workspace) -> None:
    """Move a case to the bin; coprod restore brings it back."""
    from coprod_cli.cli.console.output import require_output, show_message, show_text
    from coprod_cli.cli.show.notices import named_case, show_copies
    from coprod_cli.operations.remove_case import remove_case

    require_output()
    path = named_case(workspace.notebook, case, always=True)
    show_copies(workspace.notebook, Path(path))
    removed = remove_case(workspace, path)
    if removed.codings:
        message = ngettext(
            "{count} coding of it has words of it, and went into the bin, too.",
            "{count} codings of it have words of it, and went into the bin, too.",
            removed.codings,
        )
        show_message(message.format(count=removed.codings))
    message = _("In the bin. To bring it back: {command}")
    show_message(message.format(command=f"coprod restore {removed.name}"))
    show_text(f"{removed.path}\n")


def restore(
    case: RestorableArgument,
    *,
    workspace: Workspace,
    to: ToOption = None,
    only: OnlyOption = None,
    whole: WholeOption = False,
) -> None:
    """Bring a removed case back; with --to, what its answers said before they were changed."""
    from coprod_cli.cli.console.output import require_output, show_message, show_text
    from coprod_cli.operations.restore import restore_case

    require_output()
    if to is not None:
        _restore_earlier(workspace, case, to, only or [], whole=whole)
        return
    if only or whole:
        name = "--only" if only else "--whole"
        message = _("{option} goes with --to.").format(option=name)
        raise WrongUsage(message, hint=f"coprod restore {case} --to WHEN {name}")
    path = restore_case(workspace, case)
    show_message(_("It is back in the notebook."))
    show_text(f"{path}\n")


def _restore_earlier(
    workspace: Workspace, case: str, to: str, only: list[str], *, whole: bool
) -> None:
    from coprod_cli.cli.console.output import show_message, show_text
    from coprod_cli.cli.show.notices import named_case
    from coprod_cli.operations.restore import parse_moment, restore_answers, restore_note

    case = named_case(workspace.notebook, case)
    if whole:
        path = restore_note(workspace, case, parse_moment(to))
        show_message(_("The whole note is as it was; as it was until now, it is in the history."))
    else:
        path, restored = restore_answers(workspace, case, parse_moment(to), only)
        show_message(_("As before again: {addresses}").format(addresses=", ".join(restored)))
    show_text(f"{path}\n")


def history(
    case: CaseArgument,
    *,
    workspace: Workspace,
    clear: ClearOption = False,
    json: JsonOption = False,
) -> None:
    """List what answers of a case said before they were replaced or emptied."""
    from coprod_cli.cli.console.output import show_message
    from coprod_cli.cli.show.history import show_history
    from coprod_cli.cli.show.notices import named_case
    from coprod_cli.operations.read_history import clear_history, read_history

    if clear:
        cleared = clear_history(workspace, named_case(workspace.notebook, case, always=True))
        show_message(_("The earlier texts are removed."))
        if cleared.code_changes:
            message = ngettext(
                "So is what was kept of {count} change of codes, which quoted them: it cannot be "
                "undone any more.",
                "So is what was kept of {count} changes of codes, which quoted them: they cannot "
                "be undone any more.",
                cleared.code_changes,
            )
            show_message(message.format(count=cleared.code_changes))
        for each in cleared.quotes:
            message = ngettext(
                "{count} passage that {coder} marked still has words of them: "
                "coprod mark {case} --coder {coder}, and coprod check --codings",
                "{count} passages that {coder} marked still have words of them: "
                "coprod mark {case} --coder {coder}, and coprod check --codings",
                each.passages,
            )
            show_message(message.format(count=each.passages, coder=each.coder, case=case))
        return
    show_history(read_history(workspace, case), json=json)
