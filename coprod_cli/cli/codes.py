"""The commands of codes; those that change something have modules of their own."""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from coprod_cli.base.errors import ExitCode, NotFound
from coprod_cli.base.i18n import _
from coprod_cli.base.message import msg
from coprod_cli.cli import change_codes, code_words, completion, exchange_codes
from coprod_cli.cli.code_options import CodeOrSetArgument
from coprod_cli.cli.embed import with_options
from coprod_cli.cli.error_handler import command_group
from coprod_cli.cli.options import EMBEDDED, JsonOption
from coprod_cli.cli.prompts_option import SearchingCommand
from coprod_cli.cli.translated_help import add_command
from coprod_cli.operations.workspace import Workspace

codes_app = command_group(_("The codes there are, what they mean, and your own ones."))

SetArgument = Annotated[
    str,
    typer.Argument(metavar="[SET]", help=_("A code set."), autocompletion=completion.code_sets),
]
CheckOption = Annotated[
    bool,
    typer.Option(
        "--check",
        help=_("Codes that are not used, retired ones in use, and used ones in no set."),
    ),
]
UndefinedOption = Annotated[
    bool, typer.Option("--undefined", help=_("The codes that are used and in no set yet."))
]
RetiredOption = Annotated[bool, typer.Option("--retired", help=_("Also codes no longer in use."))]


def list_codes(
    code_set: SetArgument = "",
    *,
    workspace: Workspace,
    check: CheckOption = False,
    undefined: UndefinedOption = False,
    retired: RetiredOption = False,
    json: JsonOption = False,
) -> None:
    """List the codes of each set: your own, and the lenses that come with coprod."""
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.cli.show import codes as shown

    if undefined:
        from coprod_cli.operations.check_codes import find_undefined_codes

        found = find_undefined_codes(workspace, progress=progress_bar(_("Reading")))
        shown.show_undefined_codes(found, json=json)
        return
    if check:
        from coprod_cli.operations.check_codes import check_codes

        findings = check_codes(workspace, progress=progress_bar(_("Reading")))
        shown.show_code_findings(findings, json=json)
        if findings:
            raise typer.Exit(ExitCode.FINDINGS)
        return
    from coprod_cli.operations.read_codes import list_codes as listed

    result = listed(workspace, code_set)
    shown.show_code_list(result, retired=retired, json=json)
    if result.unusable:
        raise typer.Exit(ExitCode.FINDINGS)


def show_code(code: CodeOrSetArgument, *, workspace: Workspace, json: JsonOption = False) -> None:
    """Show what a code means, or what a code set is and where its words come from."""
    from coprod_cli.cli.console.output import show_message
    from coprod_cli.cli.show.codes import show_code as show_found_code
    from coprod_cli.cli.show.codes import show_set
    from coprod_cli.model.code_name import CodeName, is_code_name
    from coprod_cli.operations.check_codes import use_in_words
    from coprod_cli.operations.code_uses import find_uses
    from coprod_cli.operations.read_codes import find_code, find_set

    if "/" not in code:
        show_set(find_set(workspace, code), json=json)
        return
    uses = find_uses(workspace) if workspace.folder.is_dir() else {}
    try:
        found = find_code(workspace, code)
    except NotFound:
        use = uses.get(CodeName(code)) if is_code_name(code) else None
        if use is None:
            raise
        message = msg('"{name}" is in no code set yet: {use}.', name=code, use=use_in_words(use))
        raise NotFound(message, hint=f"coprod codes new {code}") from None
    if found.placed.name != code and not json:
        show_message(msg("{old} is {new} now.", old=code, new=found.placed.name))
    show_found_code(found, uses.get(found.placed.name), json=json)


def _add(name: str, run: Callable[..., None], **options: Any) -> None:
    add_command(codes_app, name, with_options(run, EMBEDDED), kind=SearchingCommand, **options)


_add("list", list_codes, short_help=_("List the codes of each set."))
_add("show", show_code, short_help=_("Show what a code means."))
_add("new", code_words.new, short_help=_("Make a code, or a set of your own."))
_add("edit", code_words.edit, short_help=_("Change the words of a code."))
_add("rename", change_codes.rename, short_help=_("Give a code another name, everywhere."))
_add("merge", change_codes.merge, short_help=_("Make one code of several."))
_add("split", change_codes.split, short_help=_("Give each passage another code."))
_add("move", change_codes.move, short_help=_("Put a code below another one."))
_add("retire", change_codes.retire, short_help=_("Say that a code is no longer used."))
_add("import", exchange_codes.import_, short_help=_("Bring codes in from another program."))
_add("export", exchange_codes.export, short_help=_("Give a code set to other programs."))
_add("log", change_codes.log, short_help=_("List the changes of codes, and why."))
_add("restore", change_codes.restore, short_help=_("Undo a change of codes."))
