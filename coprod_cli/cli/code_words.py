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
from coprod_cli.cli.options import DataOption, JsonOption, PlainOption
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
    plain: PlainOption = False,
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
    is_given = data is not None or settings
    if plain or (is_person_here() and not (is_given or dry_run or json or extends)):
        _refuse_with_plain(is_given=bool(is_given or extends), dry_run=dry_run, json=json)
        _ask(workspace, code, is_new=True, under=under, reason=reason, plain=plain)
        return
    fields = _fields(code, data, settings)
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
    plain: PlainOption = False,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Change the words of a code or a set: what it is called, what it means.

    An empty text takes a key out. A change of what a code means is dated.
    """
    from coprod_cli.cli.console.output import require_output
    from coprod_cli.operations.edit_codes import edit_code, edit_set

    require_output()
    is_given = data is not None or settings
    if plain or not is_given:
        _refuse_with_plain(is_given=bool(is_given), dry_run=dry_run, json=json)
        _ask(workspace, code, is_new=False, under="", reason=reason, plain=plain)
        return
    fields = _fields(code, data, settings)
    change = (edit_code if "/" in code else edit_set)(
        workspace, code, fields, reason=reason or "", dry_run=dry_run
    )
    show_change(change, json=json)


def _refuse_with_plain(*, is_given: bool, dry_run: bool, json: bool) -> None:
    """Raise WrongUsage if an option is set that has no meaning where a person is asked.

    Raises:
        WrongUsage: one is set.
    """
    if is_given:
        message = _("{option} goes without data.").format(option="--plain")
        raise WrongUsage(message, hint=_("one of the two"))
    if dry_run or json:
        name = "--dry-run" if dry_run else "--json"
        message = _("{option} goes with data.").format(option=name)
        raise WrongUsage(message, hint="--set KEY=TEXT, --data FILE")


def _ask(
    workspace: Workspace, code: str, *, is_new: bool, under: str, reason: str | None, plain: bool
) -> None:
    from coprod_cli.cli.ask_code import ask_words, require_person_for_words

    require_person_for_words(plain=plain)
    ask_words(workspace, code, is_new=is_new, under=under, reason=reason or "", plain=plain)


def _fields(code: str, data: str | None, settings: list[str] | None) -> "Fields":
    """Return the words that --data and --set give to a code or a set."""
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
