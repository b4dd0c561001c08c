"""The commands codes new and edit: the words of codes and of code sets."""

from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.cli import completion
from coprod_cli.cli.code_options import (
    CodeOrSetArgument,
    DryRunOption,
    ReasonOption,
    UnderOption,
    show_change,
)
from coprod_cli.cli.options import DataOption, JsonOption
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.operations.code_fields import Fields

FieldsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="KEY=TEXT",
        help=_("Give one text, such as name.sv=Väntan. May be given more than once."),
    ),
]  # fmt: skip


def new(
    code: CodeOrSetArgument,
    *,
    workspace: Workspace,
    under: UnderOption = "",
    extends: Annotated[
        str,
        typer.Option(
            "--extends",
            metavar="SET",
            help=_("The set that a new set takes codes over from."),
            autocompletion=completion.code_sets,
        ),
    ] = "",
    data: DataOption = None,
    settings: FieldsOption = None,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Make a code, such as ours/waiting, or a set of your own, such as ours."""
    from coprod_cli.cli.askers import is_person_here
    from coprod_cli.cli.console.output import require_output
    from coprod_cli.operations.edit_codes import new_code, new_set, refuse_taken

    require_output()
    if "/" in code and extends:
        raise WrongUsage(_("only a set extends another one."), hint=code.partition("/")[0])
    refuse_taken(workspace, code)
    asks = is_person_here() and not (dry_run or json or extends)
    fields = _fields(workspace, code, data, settings, asks=asks, is_new=True)
    if "/" in code:
        change = new_code(
            workspace, code, fields, under=under, reason=reason or "", dry_run=dry_run
        )
    else:
        change = new_set(
            workspace, code, fields, extends=extends, reason=reason or "", dry_run=dry_run
        )
    show_change(change, json=json)


def edit(
    code: CodeOrSetArgument,
    *,
    workspace: Workspace,
    data: DataOption = None,
    settings: FieldsOption = None,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Change the words of a code or a set: what it is called, what it means.

    An empty text takes a key out. A change of what a code means is dated.
    """
    from coprod_cli.cli.ask_code import require_person_for_words
    from coprod_cli.cli.console.output import require_output, show_message
    from coprod_cli.operations.edit_codes import edit_code, edit_set

    require_output()
    if data is None and not settings:
        require_person_for_words()
    fields = _fields(workspace, code, data, settings, asks=True, is_new=False)
    if not fields:
        show_message(_("Nothing is changed."))
        return
    change = (edit_code if "/" in code else edit_set)(
        workspace, code, fields, reason=reason or "", dry_run=dry_run
    )
    show_change(change, json=json)


def _fields(
    workspace: Workspace,
    code: str,
    data: str | None,
    settings: list[str] | None,
    *,
    asks: bool,
    is_new: bool,
) -> "Fields":
    """Return the words that --data and --set give to a code or a set, else those of a person."""
    if data is None and not settings:
        from coprod_cli.cli.ask_code import ask_words

        return ask_words(workspace, code, is_new=is_new) if asks else {}
    from coprod_cli.cli.data_option import read_data
    from coprod_cli.operations.code_fields import (
        CODE_KEYS,
        SET_KEYS,
        fields_of_data,
        fields_of_settings,
    )

    keys = CODE_KEYS if "/" in code else SET_KEYS
    document = read_data(data)
    fields = fields_of_data(document, keys) if document is not None else {}
    return {**fields, **fields_of_settings(settings or (), keys)}
