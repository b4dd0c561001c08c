"""The commands of codes that change something, and the log of what they did."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.errors import ExitCode, WrongUsage
from coprod_cli.base.i18n import _, current_language
from coprod_cli.cli import completion
from coprod_cli.cli.options import DataOption, JsonOption, LanguageOption
from coprod_cli.cli.output_options import OutputOption
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.operations.code_changes import CodeChange
    from coprod_cli.operations.code_fields import Fields

CodeArgument = Annotated[
    str,
    typer.Argument(
        metavar="CODE", help=_("A code, such as ours/waiting."), autocompletion=completion.codes
    ),
]
CodeOrSetArgument = Annotated[
    str,
    typer.Argument(
        metavar="CODE", help=_("A code, such as ours/waiting, or a set, such as ours."),
        autocompletion=completion.codes_and_sets,
    ),
]  # fmt: skip
CodesArgument = Annotated[
    list[str],
    typer.Argument(metavar="CODE...", help=_("Codes."), autocompletion=completion.codes),
]
NewNameArgument = Annotated[str, typer.Argument(metavar="NAME", help=_("The new name."))]
ReasonOption = Annotated[
    str | None, typer.Option("--reason", "--why", metavar="TEXT", help=_("Why, for the log."))
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help=_("Only tell what would change."))]
TagsOption = Annotated[
    bool, typer.Option("--tags", help=_("Also where cases have the code as a tag."))
]
FieldsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="KEY=TEXT",
        help=_("Give one text, such as name.sv=Väntan. May be given more than once."),
    ),
]  # fmt: skip
UnderOption = Annotated[
    str,
    typer.Option(
        "--under", metavar="CODE", help=_("Below this code."), autocompletion=completion.codes
    ),
]
IntoOption = Annotated[
    list[str] | None,
    typer.Option(
        "--into", metavar="CODE", autocompletion=completion.codes,
        help=_("A code that its passages may get. May be given more than once."),
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
    from coprod_cli.operations.edit_codes import new_code, new_set, refuse_taken

    _require_output()
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
    _show(change, json=json)


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
    from coprod_cli.cli.console.output import show_message
    from coprod_cli.operations.edit_codes import edit_code, edit_set

    _require_output()
    if data is None and not settings:
        require_person_for_words()
    fields = _fields(workspace, code, data, settings, asks=True, is_new=False)
    if not fields:
        show_message(_("Nothing is changed."))
        return
    change = (edit_code if "/" in code else edit_set)(
        workspace, code, fields, reason=reason or "", dry_run=dry_run
    )
    _show(change, json=json)


def rename(
    code: CodeArgument,
    name: NewNameArgument,
    *,
    workspace: Workspace,
    reason: ReasonOption = None,
    tags: TagsOption = False,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Give a code another name, in its set and in all passages.

    Its earlier name stays known. What people see is its name in words: see codes edit.
    """
    from coprod_cli.operations.recode import rename_code

    _require_output()
    reason = _reason(reason, ask=not (dry_run or json))
    change = rename_code(workspace, code, name, reason=reason, tags=tags, dry_run=dry_run)
    _show(change, json=json)


def merge(
    codes: CodesArgument,
    *,
    workspace: Workspace,
    into: Annotated[
        str,
        typer.Option(
            "--into",
            metavar="CODE",
            help=_("The code that they become."),
            autocompletion=completion.codes,
        ),
    ],
    reason: ReasonOption = None,
    tags: TagsOption = False,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Make one code of several: the others are retired, and their passages get that one."""
    from coprod_cli.operations.recode import merge_codes

    _require_output()
    reason = _reason(reason, ask=not (dry_run or json))
    change = merge_codes(workspace, codes, into, reason=reason, tags=tags, dry_run=dry_run)
    _show(change, json=json)


def split(
    code: CodeArgument,
    *,
    workspace: Workspace,
    into: IntoOption = None,
    data: Annotated[
        str | None,
        typer.Option(
            "--data",
            metavar="FILE",
            help=_("Take JSON lines, each with a passage and its codes; - is standard input."),
        ),
    ] = None,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Say passage by passage which of several codes it gets; the others keep the code."""
    from coprod_cli.operations.split_code import read_assignments, split_code

    _require_output()
    if data is None:
        _split_with_person(workspace, code, into or (), reason, dry_run=dry_run, json=json)
        return
    source, text = _text_of(data)
    change = split_code(
        workspace, code, into or (), read_assignments(text, source), source=source,
        reason=reason or "", dry_run=dry_run,
    )  # fmt: skip
    _show(change, json=json)


def move(
    code: CodeArgument,
    *,
    workspace: Workspace,
    under: UnderOption = "",
    top: Annotated[bool, typer.Option("--top", help=_("At the top of its set."))] = False,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Put a code below another one of its set; its name stays."""
    from coprod_cli.operations.recode import move_code

    _require_output()
    if bool(under) == top:
        raise WrongUsage(_("say where it goes."), hint="--under CODE, --top")
    reason = _reason(reason, ask=not (dry_run or json))
    _show(move_code(workspace, code, under, reason=reason, dry_run=dry_run), json=json)


def retire(
    code: CodeArgument,
    *,
    workspace: Workspace,
    instead: Annotated[
        list[str] | None,
        typer.Option(
            "--instead",
            metavar="CODE",
            autocompletion=completion.codes,
            help=_("What to use instead. May be given more than once."),
        ),
    ] = None,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Say that a code is no longer used; its passages keep it."""
    from coprod_cli.operations.recode import retire_code

    _require_output()
    reason = _reason(reason, ask=not (dry_run or json))
    change = retire_code(workspace, code, instead or (), reason=reason, dry_run=dry_run)
    _show(change, json=json)


def import_(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE", help=_("A .qdc file, or CSV with a row for each code; - is input.")
        ),
    ],
    *,
    workspace: Workspace,
    into: Annotated[
        str,
        typer.Option(
            "--into",
            metavar="SET",
            autocompletion=completion.code_sets,
            help=_("The set that they come into; by default named after the file."),
        ),
    ] = "",
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Bring codes in from another program, into a new set or one of your own.

    What the set has already is changed and not doubled. Nothing is taken out.
    """
    from coprod_cli.cli.show.code_changes import show_imported_codes
    from coprod_cli.operations.exchange_codes import import_codes, read_bytes

    _require_output()
    name = _("standard input") if file == "-" else file
    data = read_bytes(sys.stdin.buffer if file == "-" else Path(file), name)
    done = import_codes(workspace, data, name, into=into, reason=reason or "", dry_run=dry_run)
    show_imported_codes(done, json=json)


def export(
    code_set: Annotated[
        str,
        typer.Argument(metavar="SET", help=_("A code set."), autocompletion=completion.code_sets),
    ],
    *,
    workspace: Workspace,
    file_format: Annotated[
        str, typer.Option("--format", metavar="WORD", help=_("csv, qdc (REFI-QDA), or yaml."))
    ] = "csv",
    language: LanguageOption = None,
    output: OutputOption = None,
) -> None:
    """Give a code set to other programs, as CSV or as a REFI-QDA codebook."""
    from coprod_cli.cli.console.output import show_data
    from coprod_cli.operations.exchange_codes import export_codes
    from coprod_cli.operations.output import open_output, page_to_write

    path = page_to_write(workspace.folder, output, f"{code_set}.{file_format}")
    data = export_codes(workspace, code_set, file_format, language or current_language())
    with open_output(path, show_data) as write:
        write(data)


def log(*, workspace: Workspace, json: JsonOption = False) -> None:
    """List the changes of codes: when, what, how many passages, and why."""
    from coprod_cli.cli.show.code_changes import show_code_log
    from coprod_cli.operations.restore_codes import read_code_log

    show_code_log(read_code_log(workspace), json=json)


def restore(
    change: Annotated[
        str,
        typer.Argument(
            metavar="[CHANGE]",
            help=_("A change in codes log, or the end of it; the last one where none is named."),
        ),
    ] = "",
    *,
    workspace: Workspace,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Undo a change of codes: sets and passages are as they were.

    A passage that has changed since stays as it is. To undo that, restore it in turn.
    """
    from coprod_cli.operations.restore_codes import restore_codes

    _require_output()
    reason = _reason(reason, ask=not (dry_run or json))
    _show(restore_codes(workspace, change, reason=reason, dry_run=dry_run), json=json)


# --- what they have in common ---


def _require_output() -> None:
    from coprod_cli.cli.console.output import require_output

    require_output()


def _show(change: "CodeChange", *, json: bool) -> None:
    from coprod_cli.cli.show.code_changes import show_code_change

    show_code_change(change, json=json)
    if change.planned.unread:
        raise typer.Exit(ExitCode.FINDINGS)


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


def _reason(given: str | None, *, ask: bool) -> str:
    """Return why something is done: what --reason says, or what a person types; "" for nothing."""
    from coprod_cli.cli.askers import ask_line, is_person_here

    if given is not None or not ask or not is_person_here():
        return given or ""
    return ask_line(_("Why? It goes into the log. Enter for no reason: "))


def _text_of(data: str) -> tuple[str, str]:
    """Return the name and the text of the file that --data names."""
    from coprod_cli.operations.exchange_codes import read_file

    if data == "-":
        return _("standard input"), read_file(sys.stdin.buffer, _("standard input"))
    return data, read_file(Path(data), data)


def _split_with_person(
    workspace: Workspace,
    code: str,
    into: "list[str] | tuple[str, ...]",
    reason: str | None,
    *,
    dry_run: bool,
    json: bool,
) -> None:
    """Split a code with the person at the terminal; with dry_run, list its passages.

    Raises:
        WrongUsage: nobody is there to ask.
    """
    from coprod_cli.cli.show.code_changes import show_passages_to_split
    from coprod_cli.cli.split_passages import ask_splits
    from coprod_cli.operations.split_code import open_split, passages_to_split

    if dry_run:
        show_passages_to_split(passages_to_split(workspace, code, into), json=json)
        return
    from coprod_cli.cli.askers import is_person_here

    if not is_person_here():
        message = _("there is no terminal to ask at.")
        raise WrongUsage(message, hint=_("--data FILE, or --dry-run to see the passages"))
    split = open_split(workspace, code, into, reason=_reason(reason, ask=not json))
    try:
        ask_splits(split)
    finally:
        done = split.close()
    if done is not None:
        _show(done, json=json)
