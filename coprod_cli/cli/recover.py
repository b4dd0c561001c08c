"""The commands that take away and bring back: remove, restore, history."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod_cli.base.errors import NotFound, WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.cli.options import (
    CaseArgument,
    JsonOption,
    NotebookOption,
    RestorableArgument,
)
from coprod_cli.operations.open_case import open_notebook, require_there

if TYPE_CHECKING:
    from coprod_cli.notebook.history import Earlier
    from coprod_cli.notebook.note.reader import Note
    from coprod_cli.notebook.notebook import Notebook

ToOption = Annotated[
    str | None,
    typer.Option("--to", metavar="WHEN", help=_("Bring back what answers said at a time.")),
]
OnlyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="ADDRESS",
        help=_("With --to: only this one. May be given more than once."),
    ),
]
WholeOption = Annotated[
    bool, typer.Option("--whole", help=_("With --to: the whole note, as it was before a repair."))
]
ClearOption = Annotated[
    bool, typer.Option("--clear", help=_("Remove all earlier texts of the case, for good."))
]


def remove(case: CaseArgument, notebook: NotebookOption = None) -> None:
    """Move a case to the notebook's bin; coprod restore brings it back."""
    from coprod_cli.base.clock import local_now
    from coprod_cli.cli.console import say, show_text
    from coprod_cli.notebook.trash import Bin

    book = open_notebook(notebook)
    path = book.find(case)
    now = local_now()
    with book.hold(path, book.name_of(path), now, sits=False):
        require_there(path)
        removed = Bin(book).put(path, now)
    message = _("In the bin. To bring it back: {command}")
    say(message.format(command=f"coprod restore {path.stem}"))
    show_text(f"{removed}\n")


def restore(
    case: RestorableArgument,
    notebook: NotebookOption = None,
    to: ToOption = None,
    only: OnlyOption = None,
    whole: WholeOption = False,
) -> None:
    """Bring a removed case back; with --to, what its answers said before they were changed."""
    book = open_notebook(notebook)
    if to is not None:
        _restore_answers(book, book.find(case), _moment(to), only or [], whole=whole)
        return
    if only or whole:
        name = "--only" if only else "--whole"
        message = _("{option} goes with --to.").format(option=name)
        raise WrongUsage(message, hint=f"coprod restore {case} --to WHEN {name}")
    _restore_case(book, case)


def history(
    case: CaseArgument,
    notebook: NotebookOption = None,
    clear: ClearOption = False,
    json: JsonOption = False,
) -> None:
    """List what answers of a case said before they were replaced or emptied."""
    from coprod_cli.base.files import refuse_way_out
    from coprod_cli.cli.console import on_screen, say, show_json, show_table

    book = open_notebook(notebook)
    path = book.find(case)
    name = book.name_of(path)
    kept = book.history(name)
    if clear:
        refuse_way_out(kept.folder, book.folder)
        kept.clear()
        say(_("The earlier texts are removed."))
        return
    entries = kept.entries()
    if json:
        show_json([_as_data(each) for each in entries])
        return
    whole_note = on_screen(N_("the whole note"))
    rows = [
        (_local(each.when), each.answer.address if each.answer else whole_note, _said(each))
        for each in entries
    ]
    columns = (_("Until"), _("Answer"), _("What it said"))
    show_table(columns, rows, empty=_("Nothing was replaced yet."))
    if entries:
        whole = " --whole" if entries[-1].answer is None else ""
        command = f"coprod restore {name} --to {rows[-1][0]}{whole}"
        say(_("To bring one back: {command}").format(command=command))


def _restore_case(book: "Notebook", reference: str) -> None:
    from coprod_cli.base.clock import local_now
    from coprod_cli.cli.console import say, show_text
    from coprod_cli.notebook.trash import Bin

    bin_ = Bin(book)
    try:
        path = bin_.find(reference)
    except NotFound as error:
        raise _not_in_bin(book, reference, error) from None
    with book.hold(book.folder / path.name, book.name_of(path), local_now(), sits=False):
        restored = bin_.bring_back(path)
    say(_("The case is back."))
    show_text(f"{restored}\n")


def _not_in_bin(book: "Notebook", reference: str, error: NotFound) -> NotFound:
    try:
        book.find(reference)
    except NotFound:
        return error
    hint = _("{command}, for earlier texts of its answers")
    return NotFound(
        _("this case is not in the bin: it is in the notebook."),
        hint=hint.format(command=f"coprod restore {reference} --to WHEN"),
    )


def _restore_answers(
    book: "Notebook", path: Path, when: datetime, only: list[str], *, whole: bool
) -> None:
    from functools import reduce

    from coprod_cli.cli.console import say, show_text
    from coprod_cli.model.case import Case, said_by
    from coprod_cli.operations.open_case import hold_case

    if whole:
        _restore_whole(book, path, when)
        return
    keeper, known, hold = hold_case(book, path, sits=False)
    with hold:
        answers = [
            each
            for each in keeper.history.answers_at(when)
            if (not only or each.address in only)
            and said_by(known, each.address, each.voice) != each
        ]
        if not answers:
            name = known.id or path.stem
            hint = f"coprod history {name}"
            raise NotFound(_("nothing was replaced since then."), where=name, hint=hint)
        keeper.save_case(known, reduce(Case.with_answer, answers, known))
    addresses = ", ".join(each.address for each in answers)
    say(_("As before again: {addresses}").format(addresses=addresses))
    show_text(f"{path}\n")


def _restore_whole(book: "Notebook", path: Path, when: datetime) -> None:
    from coprod_cli.base.clock import local_now
    from coprod_cli.cli.console import say, show_text
    from coprod_cli.notebook.replace import replace_note

    name = book.name_of(path)

    def earlier(_note: "Note") -> bytes:
        kept = book.history(name).note_at(when)
        if kept is None:
            hint = f"coprod history {name}"
            raise NotFound(_("no whole note was kept since then."), where=name, hint=hint)
        return kept

    replace_note(book, path, earlier, local_now())
    say(_("The whole note is as it was; as it was until now, it is in the history."))
    show_text(f"{path}\n")


def _moment(text: str) -> datetime:
    """Return a time that a person wrote; a day alone is its beginning, here."""
    try:
        # Far from now, a time may be none at all in this place.
        return datetime.fromisoformat(text.strip()).astimezone()
    except (ValueError, OverflowError, OSError):
        hint = _("--to 2026-11-24T09:30, as coprod history lists them")
        raise WrongUsage(_("--to takes a day, or a day and a time."), hint=hint) from None


def _local(when: datetime) -> str:
    return when.astimezone().strftime("%Y-%m-%dT%H:%M:%S")


def _said(entry: "Earlier") -> str:
    if entry.answer is None:
        return str(entry.path)
    from coprod_cli.cli.console import on_screen

    first = entry.answer.text.partition("\n")[0]
    unknown = on_screen(N_("(not known yet)"))
    return f"{unknown} {first}".rstrip() if entry.answer.unknown else first


def _as_data(entry: "Earlier") -> dict[str, Any]:
    answer = entry.answer
    return {
        "until": entry.when.astimezone().isoformat(),
        "address": answer.address if answer else None,
        "text": answer.text if answer else None,
        "status": str(answer.status) if answer else None,
        "voice": answer.voice if answer else None,
        "evidence": answer.evidence if answer else None,
        "path": str(entry.path),
    }
