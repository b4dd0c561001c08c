"""Public Python API: everything that a command can do, as functions for scripts.

Each function takes a workspace or a notebook first, and plain values. Results are frozen values;
nothing is printed and nobody is asked. All errors are subclasses of CoprodError.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from coprod_cli.base import settings
from coprod_cli.formats.markdown.layouts import lay_out
from coprod_cli.model.case import Case
from coprod_cli.model.template import Template
from coprod_cli.notebook.filters import NO_FILTERS, Filters
from coprod_cli.notebook.note.reader import require_case
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import Query
from coprod_cli.operations import add_case as _add
from coprod_cli.operations import check as _check
from coprod_cli.operations import edit_case as _edit
from coprod_cli.operations import export as _export
from coprod_cli.operations import find_steps as _steps
from coprod_cli.operations import list_cases as _list
from coprod_cli.operations import read_history as _history
from coprod_cli.operations import remove_case as _remove
from coprod_cli.operations import repair as _repair
from coprod_cli.operations import restore as _restore
from coprod_cli.operations import tick as _tick
from coprod_cli.operations import update as _update
from coprod_cli.operations.workspace import Workspace, open_workspace
from coprod_cli.templates import loader

__all__ = [
    "Filters", "Notebook", "Workspace", "add_case", "check_cases", "edit_case", "export_cases",
    "find_steps", "list_cases", "load_template", "open_notebook", "open_workspace", "read_case",
    "read_cases", "read_history", "remove_case", "render_case", "repair_cases", "restore_answers",
    "restore_case", "scan_cases", "tick_steps", "update_cases",
]  # fmt: skip


def open_notebook(folder: str | Path | None = None) -> Notebook:
    """Open a notebook: the folder, else COPROD_NOTEBOOK, the nearest upwards, or `~/coprod`.

    Raises:
        NotFound: there is none.
    """
    return Notebook.open(settings.notebook_folder(Path(folder) if folder is not None else None))


def load_template(name: str, notebook: Notebook | None = None) -> Template:
    """Load a template by its id from COPROD_PROMPTS, a notebook's own ones, and the shipped ones.

    Args:
        name: the template's id.
        notebook: the notebook; by default the one that `open_notebook` would open.

    Raises:
        NotFound: there is none of that name.
        InvalidInput: it has mistakes; the error carries all of them.
    """
    return loader.load_named_template(
        name, settings.prompts_folders(notebook.folder if notebook else None)
    )


# --- reading ---


def read_cases(notebook: Notebook | Workspace) -> Iterator[Case]:
    """Read the cases one by one, in the order of their ids; unreadable notes are left out.

    `notebook.notes()` yields those too, with their findings.
    """
    notes = _workspace(notebook).notebook.notes()
    return (note.case for note in notes if note.case is not None)


def read_case(notebook: Notebook | Workspace, reference: str) -> Case:
    """Read one case by its id, a unique beginning of it, its path, or `latest`.

    Raises:
        NotFound: no case, or more than one, has that name.
        InvalidInput: its note cannot be read; the error carries the findings.
    """
    book = _workspace(notebook).notebook
    return require_case(book.read(book.find(reference)))


def list_cases(
    notebook: Notebook | Workspace, filters: Filters = NO_FILTERS, *, removed: bool = False
) -> _list.CaseList:
    """Return a summary of each case that passes the filters; with `removed`, of those in the trash.

    Raises:
        NotFound: there is no notebook.
    """
    return _list.list_cases(_workspace(notebook), filters, removed=removed)


def find_steps(
    notebook: Notebook | Workspace,
    cases: Sequence[str] = (),
    filters: Filters = NO_FILTERS,
    *,
    done_too: bool = False,
) -> _steps.StepList:
    """Return the open next steps of cases, due first; with `done_too`, those that are done, too.

    Raises:
        NotFound: there is no notebook, or a reference names no case, or more than one.
    """
    query = Query(tuple(cases), filters)
    return _steps.find_steps(_workspace(notebook), query, done_too=done_too)


def read_history(notebook: Notebook | Workspace, reference: str) -> _history.CaseHistory:
    """Return the earlier texts of a case, the oldest first.

    Raises:
        NotFound: no case, or more than one, has that name.
    """
    return _history.read_history(_workspace(notebook), reference)


# --- writing ---


def add_case(
    notebook: Notebook | Workspace, answers: Mapping[str, Any], **options: Any
) -> _add.SavedCase:
    """Add a case with answers; all of it is checked first, and nothing is saved if any is wrong.

    Args:
        notebook: the notebook; a workspace's notebook is made where it is missing.
        answers: answers by address, in the forms that an answers file takes.
        options: `template`, `title`, `tags`, `language`, `plain_words`, `final`.

    Raises:
        InvalidInput: answers cannot be taken; the error carries every finding.
        NotFound: there is no such template.
        CannotSave: the note could not be written.
    """
    return _add.add_case(_workspace(notebook), answers, **options)


def edit_case(
    notebook: Notebook | Workspace, reference: str, answers: Mapping[str, Any], **options: Any
) -> _add.SavedCase:
    """Change answers of a case, and nothing else; all of it is checked first.

    Args:
        notebook: the notebook.
        reference: the case.
        answers: answers by address, in the forms that an answers file takes.
        options: `final`, `conversion`.

    Raises:
        NotFound: no case, or more than one, has that name.
        CaseHeld: somebody works on it.
        InvalidInput: answers cannot be taken; the error carries every finding.
        CannotSave: the note could not be written, and is as it was.
    """
    return _edit.edit_case(_workspace(notebook), reference, answers, **options)


def tick_steps(
    notebook: Notebook | Workspace, done: Sequence[str] = (), reopen: Sequence[str] = ()
) -> list[_tick.TickedStep]:
    """Tick off next steps, or open them again: all that are named, or none.

    Args:
        notebook: the notebook.
        done: the references of the steps to tick off, such as `20261123-k7m2q9.1`.
        reopen: the references of the steps to open again.

    Raises:
        NotFound: there is no such case or step.
        CaseHeld: somebody works on one of the cases.
        WrongUsage: a text is no reference.
        CannotSave: a note could not be written.
    """
    workspace = _workspace(notebook)
    ticks = _tick.parse_ticks(workspace, done, reopen)
    return list(_tick.tick_steps(workspace, ticks))


def update_cases(
    notebook: Notebook | Workspace,
    cases: Sequence[str] = (),
    filters: Filters = NO_FILTERS,
    *,
    dry_run: bool = False,
) -> Iterator[_update.Update | _update.FailedUpdate]:
    """Bring cases to the newest version of their template, one by one; no answer goes.

    Raises:
        NotFound: there is no notebook, or a reference names no case, or more than one.
        CoprodError: the only case that was named could not be updated.
    """
    query = Query(tuple(cases), filters)
    return _update.update_notes(_workspace(notebook), query, dry_run=dry_run)


def remove_case(notebook: Notebook | Workspace, reference: str) -> _remove.RemovedCase:
    """Move a case to the trash; `restore_case` brings it back.

    Raises:
        NotFound: no case, or more than one, has that name.
        CaseHeld: somebody works on it.
        CannotSave: it could not be moved, and is where it was.
    """
    return _remove.remove_case(_workspace(notebook), reference)


def restore_case(notebook: Notebook | Workspace, reference: str) -> Path:
    """Bring a removed case back, and return the path of its note.

    Raises:
        NotFound: no case in the trash, or more than one, has that name.
        CannotSave: it could not be moved, and is where it was.
    """
    return _restore.restore_case(_workspace(notebook), reference)


def restore_answers(
    notebook: Notebook | Workspace, reference: str, when: datetime, only: Collection[str] = ()
) -> _restore.RestoredAnswers:
    """Write answers of a case again as they were at a time; `only` names their addresses.

    Raises:
        NotFound: no case has that name, or nothing was replaced since then.
        CaseHeld: somebody works on it.
        CannotSave: the note could not be written, and is as it was.
    """
    return _restore.restore_answers(_workspace(notebook), reference, when, only)


# --- checking ---


def check_cases(
    notebook: Notebook | Workspace, cases: Sequence[str] = (), filters: Filters = NO_FILTERS
) -> Iterator[_check.CheckedNote]:
    """Check notes one by one, and yield the findings of each.

    Raises:
        NotFound: there is no notebook, or a reference names no case, or more than one.
    """
    return _check.check_notes(_workspace(notebook), Query(tuple(cases), filters))


def scan_cases(
    notebook: Notebook | Workspace, cases: Sequence[str] = (), filters: Filters = NO_FILTERS
) -> Iterator[_check.ScannedNote]:
    """Look for what in notes could identify a person, one note after another.

    Raises:
        NotFound: there is no notebook, or a reference names no case, or more than one.
    """
    return _check.scan_notes(_workspace(notebook), Query(tuple(cases), filters))


def repair_cases(
    notebook: Notebook | Workspace,
    cases: Sequence[str] = (),
    filters: Filters = NO_FILTERS,
    *,
    dry_run: bool = False,
) -> Iterator[_repair.RepairedNote]:
    """Repair damaged notes one by one; with `dry_run`, only find what can be repaired.

    Raises:
        NotFound: there is no notebook, or a reference names no case, or more than one.
    """
    query = Query(tuple(cases), filters)
    return _repair.repair_notes(_workspace(notebook), query, dry_run=dry_run)


# --- giving to others ---


def render_case(case: Case, template: Template | None = None, *, layout: str = "answered") -> str:
    """Return a case as Markdown to read, in the layout `answered` or `full`.

    Raises:
        NotFound: no template is given, and that of the case is not there.
    """
    return lay_out(case, template or load_template(case.template), layout)


def export_cases(
    notebook: Notebook | Workspace,
    out: TextIO,
    *,
    format: str = "jsonl",  # noqa: A002 - the word of the command line
    cases: Iterable[str] = (),
) -> int:
    """Write the notebook, or the named cases, to a text stream; return how many cases.

    Notes in which an answer's owner is in doubt are left out, as `coprod export` leaves them out,
    and so are those that are kept apart, unless they are named.

    Raises:
        NotFound: a named case is not there.
        WrongUsage: there is no such format.
    """
    workspace = _workspace(notebook)
    selection = _export.select_to_export(workspace, Query(tuple(cases)), format)
    exported = _export.export_cases(
        workspace, selection, format, lambda data: out.write(data.decode())
    )
    return exported.cases


def _workspace(notebook: Notebook | Workspace) -> Workspace:
    return notebook if isinstance(notebook, Workspace) else open_workspace(notebook.folder)
