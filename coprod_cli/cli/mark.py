"""The command mark: give codes to passages of a case."""

from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.errors import ExitCode, WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.cli.options import (
    JsonOption,
    KeptApartOption,
    OptionalCaseArgument,
    PlainOption,
    address_option,
    refuse_together,
    voice_option,
)
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coprod_cli.interview.marking_desk import MarkingDesk
    from coprod_cli.knowledge.marking import Marking

CoderOption = Annotated[
    str | None,
    typer.Option(
        "--coder", metavar="NAME",
        help=_("Who marks, such as anna, or anna.2 for a second round."),
    ),
]  # fmt: skip
_AtOption = Annotated[
    str | None,
    address_option(_("Only the answers of this section, or to this question.")),
]
_VoiceOption = Annotated[str | None, voice_option(_("Only what this voice said."))]
_WithOption = Annotated[
    list[str] | None,
    typer.Option("--with", metavar="NAME", help=_("Show what this coder marked, too.")),
]
_DataOption = Annotated[
    str | None,
    typer.Option(
        "--data", metavar="FILE",
        help=_("Take passages from a YAML or JSON file; - is standard input."),
    ),
]  # fmt: skip
_SetOption = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="ADDRESS=WORDS",
        help=_("Mark these words, * for the whole answer. May be given more than once."),
    ),
]  # fmt: skip
_CodeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--code", metavar="CODE", help=_("With --set: the code. May be given more than once.")
    ),
]
_MemoOption = Annotated[
    str | None, typer.Option("--memo", metavar="TEXT", help=_("With --set: what you think."))
]
_DoneOption = Annotated[bool, typer.Option("--done", help=_("You have gone through the case."))]
_EditorOption = Annotated[
    bool, typer.Option("--editor", help=_("Mark in your own editor, with braces around words."))
]
_LeftOption = Annotated[
    bool, typer.Option("--left", help=_("List the cases that you are not done with."))
]


def mark(
    case: OptionalCaseArgument = None,
    *,
    workspace: Workspace,
    coder: CoderOption = None,
    at: _AtOption = None,
    voice: _VoiceOption = None,
    beside: _WithOption = None,
    data: _DataOption = None,
    settings: _SetOption = None,
    code: _CodeOption = None,
    memo: _MemoOption = None,
    done: _DoneOption = False,
    editor: _EditorOption = False,
    left: _LeftOption = False,
    kept_apart: KeptApartOption = False,
    plain: PlainOption = False,
    json: JsonOption = False,
) -> None:
    """Mark passages of a case with codes; the note itself is never changed.

    You go through its answers, and name words or sentences, and their codes. With --data or --set
    nothing is asked. What you mark lies in codings/NAME. Without a case, you are asked which.
    """
    from coprod_cli.cli.askers import is_person_here
    from coprod_cli.cli.cases_to_mark import choose_case_to_mark
    from coprod_cli.cli.show.notices import named_case

    how_to_ask = (
        ("--at", at), ("--voice", voice), ("--with", beside), ("--editor", editor),
    )  # fmt: skip
    if left:
        given = (
            ("CASE", case),
            ("--data", data),
            ("--set", settings),
            ("--code", code),
            ("--memo", memo),
            ("--done", done),
            *how_to_ask,
        )
        _show_left(workspace, coder, given, kept_apart=kept_apart, json=json)
        return
    if (code or memo) and not settings:
        name = "--code" if code else "--memo"
        message = _("{option} goes with --set.").format(option=name)
        raise WrongUsage(message, hint=f"--set ADDRESS=WORDS {name} ...")
    if data is not None or settings or done:
        _refuse_with_data([name for name, value in how_to_ask if value])
        case = _named(case, kept_apart=kept_apart)
        _mark_data(workspace, case, coder, data, settings, code, memo, done=done, json=json)
        return
    if json:
        _named(case, kept_apart=kept_apart)
        message = _("{option} goes with data.").format(option="--json")
        raise WrongUsage(message, hint=_("{option} with --data or --set").format(option="--json"))
    if case is None and is_person_here():
        coder = _coder(workspace, coder, plain=plain)
        path = choose_case_to_mark(workspace, coder, kept_apart=kept_apart, plain=plain)
    else:
        path = named_case(workspace.notebook, _named(case, kept_apart=kept_apart))
    _ask(workspace, path, coder, at, voice, beside, plain=plain, editor=editor)


def _show_left(
    workspace: Workspace, coder: str | None, given: "Iterable[tuple[str, object]]", *,
    kept_apart: bool, json: bool,
) -> None:  # fmt: skip
    """Print the cases that a coder is not done with.

    Raises:
        WrongUsage: other options are given, which mean nothing here; or nobody knows who marks.
    """
    from coprod_cli.cli.cases_to_mark import show_cases_left
    from coprod_cli.operations.mark_case import require_coder

    for name, value in given:
        refuse_together(("--left", True), (name, bool(value)), hint="coprod mark --left")
    coder = require_coder(workspace, coder)
    show_cases_left(workspace, coder, kept_apart=kept_apart, json=json)


def _named(case: str | None, *, kept_apart: bool) -> str:
    """Return the case that is named.

    Raises:
        WrongUsage: there is none, or an option is given that chooses among those to ask for.
    """
    if case is None:
        hint = "coprod mark --left, coprod mark latest --data FILE"
        raise WrongUsage(_("name a case."), hint=hint)
    refuse_together(("CASE", True), ("--kept-apart", kept_apart), hint="coprod mark CASE")
    return case


def _refuse_with_data(options: list[str]) -> None:
    """Refuse options that say how to ask, where nobody is asked.

    Raises:
        WrongUsage: there is one.
    """
    if options:
        message = _("{option} does not go with --data, --set or --done.").format(option=options[0])
        raise WrongUsage(message, hint="--data FILE, --set ADDRESS=WORDS --code CODE, --done")


def _mark_data(
    workspace: Workspace, case: str, coder: str | None, data: str | None,
    settings: list[str] | None, codes: list[str] | None, memo: str | None,
    *, done: bool, json: bool,
) -> None:  # fmt: skip
    from coprod_cli.cli.console.output import require_output
    from coprod_cli.cli.data_option import read_data
    from coprod_cli.cli.show.marked_case import show_marked_case
    from coprod_cli.operations.mark_case import mark_case, require_coder

    require_output()
    marked = mark_case(
        workspace, case, require_coder(workspace, coder), read_data(data) or (),
        settings=settings or (), codes=codes or (), memo=memo or "", done=done,
    )  # fmt: skip
    show_marked_case(marked, json=json)


def _ask(
    workspace: Workspace, case: str, coder: str | None, at: str | None, voice: str | None,
    beside: list[str] | None, *, plain: bool, editor: bool,
) -> None:  # fmt: skip
    from coprod_cli.cli.askers import mark_passages, require_person
    from coprod_cli.cli.console.output import show_message
    from coprod_cli.cli.show.marked_case import show_end_of_marking
    from coprod_cli.operations.half_typed_marks import half_typed_marks, rescue_edited_marks
    from coprod_cli.operations.mark_case import choose_coder, open_marking
    from coprod_cli.operations.marking_desk import marking_desk

    require_person(plain=plain, instead="--data FILE, --set ADDRESS=WORDS --code CODE")
    session, marking = open_marking(workspace, case, _coder(workspace, coder, plain=plain))
    with half_typed_marks(session) as half_typed:
        for folder in rescue_edited_marks(session) if half_typed else ():
            message = _("What an editor had when coprod was stopped is kept in {folder}")
            show_message(message.format(folder=folder))
        desk = marking_desk(
            session, marking, at=at, voice=voice, others=beside or (), half_typed=half_typed
        )
        if editor:
            marked = _in_editor(workspace, desk, marking)
        else:
            marked = mark_passages(
                desk, marking, plain=plain, edit=lambda marking: _edited(workspace, desk, marking)
            )
    coder = marking.coding.coder
    is_kept = choose_coder(workspace, None) == coder
    show_end_of_marking(session.file.path, marked, is_kept=is_kept)


def _in_editor(workspace: Workspace, desk: "MarkingDesk", marking: "Marking") -> "Marking":
    """Let a person mark in their editor; a text with faults is kept, and they are shown.

    Raises:
        Exit: the text could not be taken; nothing is saved.
    """
    from coprod_cli.cli.console.output import show_message
    from coprod_cli.interview.askers.marks_editor import NotMarked

    try:
        return _edited(workspace, desk, marking)
    except NotMarked as failure:
        for line in failure.lines:
            show_message(line)
        raise typer.Exit(ExitCode.INVALID) from None


def _edited(workspace: Workspace, desk: "MarkingDesk", marking: "Marking") -> "Marking":
    """Let a person mark in their editor; a text with faults is kept.

    Raises:
        NotMarked: the text could not be taken, with where it is kept; nothing is saved.
    """
    from coprod_cli.interview.askers.external_editor import EditorFolders
    from coprod_cli.interview.askers.marks_editor import NotMarked, mark_in_editor
    from coprod_cli.operations.keep_text import keep_text

    notebook = workspace.notebook
    folders = EditorFolders(notebook.marking_files_folder, notebook.rescued_texts_folder)
    try:
        return mark_in_editor(desk, marking, folders)
    except NotMarked as failure:
        if not failure.text:
            raise
        kept = keep_text(workspace, marking.case.id, "passages.md", failure.text)
        message = _("Nothing is saved. What you wrote is kept in {folder}")
        raise NotMarked([*failure.lines, message.format(folder=kept)]) from None


def _coder(workspace: Workspace, coder: str | None, *, plain: bool) -> str:
    """Return who marks, after asking once if nobody is known."""
    from coprod_cli.cli.askers import ask_line
    from coprod_cli.operations.mark_case import choose_coder, require_coder

    known = choose_coder(workspace, coder)
    if not known and not plain:
        known = ask_line(_("Who marks? A name, such as anna > "))
    return require_coder(workspace, known or None)
