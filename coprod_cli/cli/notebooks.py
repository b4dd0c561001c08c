"""The commands that look at a notebook: init, list, show, check."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod_cli.cli.options import (
    CaseArgument,
    CasesArgument,
    JsonOption,
    NotebookOption,
    SinceFilter,
    StatusFilter,
    TagFilter,
    TemplateFilter,
    UntilFilter,
)
from coprod_cli.errors import ExitCode
from coprod_cli.settings import expanded, notebook_folder, prompts_folders

if TYPE_CHECKING:
    from coprod_cli.note.reading import Note
    from coprod_cli.records import TemplateLookup


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
    json: JsonOption = False,
) -> None:
    """List the cases of the notebook, the newest last."""
    from coprod_cli.console import progress, say, show_json, show_table
    from coprod_cli.notebook import Notebook
    from coprod_cli.selection import Filters, selected_notes

    filters = Filters(template, status, tag, since, until)
    book = Notebook.open(notebook_folder(notebook))
    rows: list[dict[str, Any]] = []
    unreadable = 0
    paths = book.paths()
    notes = selected_notes(book, paths, filters, named=False)
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
    empty = "No cases yet. Try: coprod new-case" if not filters.any else "No case fits."
    show_table(("Case", "Status", "Answered", "Last changed", "Title"), cells, empty=empty)


def show(case: CaseArgument, notebook: NotebookOption = None, json: JsonOption = False) -> None:
    """Show one case on the screen."""
    from coprod_cli.console import show_json
    from coprod_cli.notebook import Notebook, require_case, shown_path
    from coprod_cli.records import Recorder

    book = Notebook.open(notebook_folder(notebook))
    path = book.find(case)
    note = require_case(book.read(path))
    look_up = _template_lookup()
    if json and note.case is not None:
        record = Recorder(look_up).record(note.case, shown_path(str(path), book.folder))
        show_json(record.as_data())
        return
    _show_case(note, look_up)


def check(
    cases: CasesArgument = None,
    notebook: NotebookOption = None,
    template: TemplateFilter = None,
    status: StatusFilter = None,
    tag: TagFilter = None,
    since: SinceFilter = None,
    until: UntilFilter = None,
    json: JsonOption = False,
) -> None:
    """Look for what is wrong in notes; exit 1 where something is."""
    from coprod_cli.check import check_note
    from coprod_cli.console import progress, say, show_findings, show_json
    from coprod_cli.notebook import Notebook
    from coprod_cli.selection import Filters, selected_notes, selected_paths

    filters = Filters(template, status, tag, since, until)
    book = Notebook.open(notebook_folder(notebook))
    look_up = _template_lookup()
    findings = []
    seen: dict[str, str] = {}
    count = 0
    paths = selected_paths(book, cases or [])
    chosen = selected_notes(book, paths, filters, named=bool(cases))
    with progress(chosen, len(paths), 1, "Checking") as shown:
        for note in shown:
            count += 1
            findings += [*check_note(note, look_up), *_same_id(note, seen)]
    if json:
        show_json([asdict(finding) for finding in findings])
    else:
        show_findings(findings)
        looked_at = f"{count} {'note' if count == 1 else 'notes'}"
        remarks = f"{len(findings)} {'finding' if len(findings) == 1 else 'findings'}"
        say(f"{looked_at} looked at: {remarks if findings else 'all is well'}.")
    if findings:
        raise typer.Exit(ExitCode.FINDINGS)


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


def _same_id(note: "Note", seen: dict[str, str]) -> "list[Any]":
    from coprod_cli.errors import Finding

    case_id = note.case.id if note.case else ""
    if case_id and case_id in seen:
        message = f'this has the id of another note, "{Path(seen[case_id]).name}".'
        hint = "give one of them another id, or remove it"
        return [Finding("same-id", message, note.source, 1, 1, hint)]
    if case_id:
        seen[case_id] = note.source
    return []


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


def _template_lookup() -> "TemplateLookup":
    from functools import lru_cache

    from coprod_cli.loading import load_named_template
    from coprod_cli.records import template_lookup

    folders = prompts_folders()
    return lru_cache(maxsize=None)(template_lookup(lambda name: load_named_template(name, folders)))
