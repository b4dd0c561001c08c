"""The commands of codes that change those in use, and the log of what they did."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.cli import completion
from coprod_cli.cli.code_options import (
    CodeArgument,
    DryRunOption,
    ReasonOption,
    UnderOption,
    asks_for_reason,
    code_option,
    reason_for,
    show_change,
)
from coprod_cli.cli.options import JsonOption
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.operations.code_changes import CodeChange

CodesArgument = Annotated[
    list[str],
    typer.Argument(metavar="CODE...", help=_("Codes."), autocompletion=completion.codes),
]
NewNameArgument = Annotated[str, typer.Argument(metavar="NAME", help=_("The new name."))]
TagsOption = Annotated[
    bool, typer.Option("--tags", help=_("Also where cases have the code as a tag."))
]
IntoOption = Annotated[
    list[str] | None,
    code_option("--into", _("A code that its passages may get. May be given more than once.")),
]


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
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.operations.recode import rename_code

    _require_output()
    progress = progress_bar(_("Changing"))
    change = partial(rename_code, workspace, code, name, tags=tags, progress=progress)
    _make(change, reason, dry_run=dry_run, json=json)


def merge(
    codes: CodesArgument,
    *,
    workspace: Workspace,
    into: Annotated[str, code_option("--into", _("The code that they become."))],
    reason: ReasonOption = None,
    tags: TagsOption = False,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Make one code of several: the others are retired, and their passages get that one."""
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.operations.recode import merge_codes

    _require_output()
    progress = progress_bar(_("Changing"))
    change = partial(merge_codes, workspace, codes, into, tags=tags, progress=progress)
    _make(change, reason, dry_run=dry_run, json=json)


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
    show_change(change, json=json)


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
    from coprod_cli.operations.move_codes import move_code

    _require_output()
    if bool(under) == top:
        raise WrongUsage(_("say where it goes."), hint="--under CODE, --top")
    change = partial(move_code, workspace, code, under)
    _make(change, reason, dry_run=dry_run, json=json)


def retire(
    code: CodeArgument,
    *,
    workspace: Workspace,
    instead: Annotated[
        list[str] | None,
        code_option("--instead", _("What to use instead. May be given more than once.")),
    ] = None,
    reason: ReasonOption = None,
    dry_run: DryRunOption = False,
    json: JsonOption = False,
) -> None:
    """Say that a code is no longer used; its passages keep it."""
    from coprod_cli.operations.move_codes import retire_code

    _require_output()
    change = partial(retire_code, workspace, code, instead or ())
    _make(change, reason, dry_run=dry_run, json=json)


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
    from coprod_cli.cli.console.progress import progress_bar
    from coprod_cli.operations.restore_codes import restore_codes

    _require_output()
    progress = progress_bar(_("Changing"))
    undo = partial(restore_codes, workspace, change, progress=progress)
    _make(undo, reason, dry_run=dry_run, json=json)


# --- what they have in common ---


def _make(
    change: "Callable[..., CodeChange]", reason: str | None, *, dry_run: bool, json: bool
) -> None:
    """Ask for the reason of a change if none is given, make the change, and show it.

    What cannot be done is refused before anybody types a reason for it.

    Args:
        change: makes it, or with `dry_run` returns what it would do; takes the reason.
        reason: what --reason says; None if it is not given.
        dry_run: whether only to tell what would change.
        json: whether to print JSON, for scripts, which nobody is asked by.
    """
    asks = not (dry_run or json)
    if asks_for_reason(reason, ask=asks):
        change(reason="", dry_run=True)
    given = reason_for(reason, ask=asks)
    show_change(change(reason=given, dry_run=dry_run), json=json)


def _require_output() -> None:
    from coprod_cli.cli.console.output import require_output

    require_output()


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
    passages_to_split(workspace, code, into)  # before a reason is asked for
    split = open_split(workspace, code, into, reason=reason_for(reason, ask=not json))
    try:
        ask_splits(split)
    finally:
        done = split.close()
    if done is not None:
        show_change(done, json=json)
