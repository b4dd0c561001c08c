"""The commands that look at a notebook: init, list, show."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod_cli.cli.destinations import tell_links
from coprod_cli.cli.opening import templates_by_name
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
from coprod_cli.settings import expanded, notebook_folder

if TYPE_CHECKING:
    from coprod_cli.note.reading import Note
    from coprod_cli.records import TemplateLookup


RemovedOption = Annotated[
    bool, typer.Option("--removed", help="The cases in the bin, the last one removed last.")
]


def init(
    folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", help="The folder.")] = None,
) -> None:
    """Make a notebook in a folder (this one, where none is named)."""
    from coprod_cli.console import say, show_text
    from coprod_cli.notebook import Notebook

    chosen = expanded(folder) if folder is not None else Path.cwd()
    was_made = Notebook(chosen).is_made
    Notebook.make(chosen)
    say("This is a notebook already." if was_made else "A new notebook.")
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
    from coprod_cli.bin import Bin
    from coprod_cli.console import progress, say, show_json, show_table
    from coprod_cli.notebook import Notebook
    from coprod_cli.selection import Filters, selected_notes

    filters = Filters(template, status, tag, since, until)
    book = Notebook.open(notebook_folder(notebook))
    rows: list[dict[str, Any]] = []
    unreadable = 0
    paths = Bin(book).paths() if removed else book.paths()
    tell_links(book, paths)
    notes = selected_notes(book, paths, filters, named=removed)
    with progress(notes, len(paths), 1, "Reading") as shown:
        for note in shown:
            if note.case is None:
                unreadable += 1
            else:
                rows.append(_summary(note, book.folder))
    if unreadable:
        notes_told = "1 note" if unreadable == 1 else f"{unreadable} notes"
        say(f"{notes_told} cannot be read. Try: coprod check")
    if json:
        show_json(rows)
        return
    cells = [
        (row["id"], row["status"], f"{row['answered']} of {row['questions']}",
         row["updated"][:16].replace("T", " "), row["title"] or "Untitled case")
        for row in rows
    ]  # fmt: skip
    empty = "No case fits." if filters.any else "No cases yet. Try: coprod new-case"
    empty = "The bin is empty." if removed else empty
    show_table(("Case", "Status", "Answered", "Last changed", "Title"), cells, empty=empty)


def show(case: CaseArgument, notebook: NotebookOption = None, json: JsonOption = False) -> None:
    """Show one case on the screen."""
    from coprod_cli.console import show_json
    from coprod_cli.notebook import Notebook, require_case, shown_path
    from coprod_cli.records import Recorder

    book = Notebook.open(notebook_folder(notebook))
    path = book.find(case)
    tell_links(book, [path])
    note = require_case(book.read(path))
    look_up = templates_by_name()
    if json and note.case is not None:
        record = Recorder(look_up).record(note.case, shown_path(str(path), book.folder))
        show_json(record.as_data())
        return
    _show_case(note, look_up)


def _summary(note: "Note", folder: Path) -> dict[str, Any]:
    from coprod_cli.notebook import shown_path

    case = note.case
    if case is None:
        return {}
    addresses = {answer.address for answer in case.answers}
    answered = {answer.address for answer in case.answers if answer.text or answer.unknown}
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


def _show_case(note: "Note", look_up: "TemplateLookup") -> None:
    from coprod_cli.console import show_reading
    from coprod_cli.errors import NotFound
    from coprod_cli.render import render_case

    case = note.case
    form = look_up(case.template) if case else None
    if case is None or form is None:
        name = case.template if case else ""
        raise NotFound(f'there is no template "{name}".', hint="coprod templates list")
    facts = [case.id, str(case.status), case.created[:10], *(f"#{tag}" for tag in case.tags)]
    show_reading(render_case(case, form), " - ".join(fact for fact in facts if fact))
