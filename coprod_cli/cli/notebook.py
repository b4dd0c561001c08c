"""The commands that look at a notebook: init, list, show."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.i18n import _, ngettext
from coprod_cli.base.message import N_
from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.settings import expanded, is_language, notebook_folder
from coprod_cli.cli.options import (
    CaseArgument,
    JsonOption,
    NotebookOption,
    SinceFilter,
    StatusFilter,
    TagFilter,
    TemplateFilter,
    UntilFilter,
)
from coprod_cli.cli.output_options import tell_links
from coprod_cli.operations.open_case import templates_by_name

if TYPE_CHECKING:
    from coprod_cli.model.case import Case
    from coprod_cli.model.template import TemplateLookup
    from coprod_cli.notebook.note.reader import Note

_STATUSES = {"draft": N_("draft"), "final": N_("final")}

RemovedOption = Annotated[
    bool, typer.Option("--removed", help=_("The cases in the bin, the last one removed last."))
]


def init(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help=_("The folder."))] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="L", help=_("The notebook's language, such as sv.")),
    ] = None,
) -> None:
    """Make a notebook in a folder (this one, where none is named)."""
    from coprod_cli.cli.console import say, show_text
    from coprod_cli.notebook.notebook import Notebook

    if language is not None and not is_language(language):
        message = _('"{language}" is no language code.').format(language=screen_line(language))
        raise WrongUsage(message, hint="en, sv")
    chosen = expanded(folder) if folder is not None else Path.cwd()
    was_made = Notebook(chosen).is_made
    book = Notebook.make(chosen)
    if language is not None:
        book.set_language(language)
    say(_("This is a notebook already.") if was_made else _("A new notebook."))
    show_text(f"{chosen}\n")


def list_cases(
    notebook: NotebookOption = None,
    template: TemplateFilter = None,
    status: StatusFilter = None,
    tag: TagFilter = None,
    since: SinceFilter = None,
    until: UntilFilter = None,
    removed: RemovedOption = False,
    json: JsonOption = False,
) -> None:
    """List the cases of the notebook, the newest last."""
    from coprod_cli.cli.console import on_screen, progress, say, show_json, show_table
    from coprod_cli.notebook.notebook import Notebook
    from coprod_cli.notebook.query import Filters, selected_notes
    from coprod_cli.notebook.trash import Bin

    filters = Filters(template, status, tag, since, until)
    book = Notebook.open(notebook_folder(notebook))
    rows: list[dict[str, Any]] = []
    unreadable = 0
    paths = Bin(book).paths() if removed else book.paths()
    tell_links(book, paths)
    notes = selected_notes(book, paths, filters, named=removed)
    with progress(notes, len(paths), 1, _("Reading")) as shown:
        for note in shown:
            if note.case is None:
                unreadable += 1
            else:
                rows.append(_summary(note, book.folder))
    if unreadable:
        told = ngettext(
            "{count} note cannot be read. Try: coprod check",
            "{count} notes cannot be read. Try: coprod check",
            unreadable,
        )
        say(told.format(count=unreadable))
    if json:
        show_json(rows)
        return
    answered, untitled = on_screen(N_("{answered} of {questions}")), on_screen(N_("Untitled case"))
    cells = [
        (row["id"], _shown_status(row["status"]), answered.format_map(row),
         row["updated"][:16].replace("T", " "), row["title"] or untitled)
        for row in rows
    ]  # fmt: skip
    empty = _("No case fits.") if filters.any else _("No cases yet. Try: coprod new-case")
    empty = _("The bin is empty.") if removed else empty
    columns = (_("Case"), _("Status"), _("Answered"), _("Last changed"), _("Title"))
    show_table(columns, cells, empty=empty)


def show(case: CaseArgument, notebook: NotebookOption = None, json: JsonOption = False) -> None:
    """Show one case on the screen."""
    from coprod_cli.cli.console import show_json
    from coprod_cli.formats.case_as_read import CaseReader
    from coprod_cli.notebook.notebook import Notebook, require_case, shown_path

    book = Notebook.open(notebook_folder(notebook))
    path = book.find(case)
    tell_links(book, [str(path)])
    known = require_case(book.read(path))
    look_up = templates_by_name(book)
    if json:
        read = CaseReader(look_up).read(known, shown_path(str(path), book.folder))
        show_json(read.as_data())
        return
    _show_case(known, look_up)


def _summary(note: "Note", folder: Path) -> dict[str, Any]:
    from coprod_cli.notebook.notebook import shown_path

    case = note.case
    if case is None:
        return {}
    # A group counts as one question, however many items it has.
    addresses = {answer.address.outer for answer in case.answers}
    answered = {answer.address.outer for answer in case.answers if answer.text or answer.unknown}
    return {
        "id": case.id,
        "title": case.title,
        "template": case.template,
        "status": case.status,
        "created": case.created,
        "updated": case.updated,
        "tags": list(case.tags),
        "answered": len(answered),
        "questions": len(addresses),
        "path": shown_path(note.source, folder),
    }


def _show_case(case: "Case", look_up: "TemplateLookup") -> None:
    from coprod_cli.base.errors import NotFound
    from coprod_cli.cli.console import show_reading
    from coprod_cli.formats.markdown.layouts import lay_out

    form = look_up(case.template)
    if form is None:
        message = _('there is no template "{name}".')
        raise NotFound(message.format(name=case.template), hint="coprod templates list")
    status = _shown_status(case.status)
    facts = [case.id, status, case.created[:10], *(f"#{tag}" for tag in case.tags)]
    show_reading(lay_out(case, form, "answered"), " - ".join(fact for fact in facts if fact))


def _shown_status(status: str) -> str:
    """Return a case's status as a person reads it; in a file or a pipe it stays as it is."""
    from coprod_cli.cli.console import on_screen

    return on_screen(_STATUSES[status]) if status in _STATUSES else status
