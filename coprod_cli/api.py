"""Public Python API: a function for each thing that a command can do.

Each function takes a notebook or a workspace first, then plain values. Results are immutable;
nothing is printed, and nobody is asked. All errors are subclasses of CoprodError.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from io import TextIOBase
from pathlib import Path
from typing import Any, BinaryIO, TextIO

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
from coprod_cli.operations.convert import Conversion
from coprod_cli.operations.workspace import Workspace, open_workspace
from coprod_cli.templates import loader

__all__ = [
    "Filters", "Notebook", "Workspace", "add_case", "check_cases", "edit_case", "export_cases",
    "find_steps", "list_cases", "load_template", "open_notebook", "open_workspace", "read_case",
    "read_cases", "read_history", "remove_case", "render_case", "repair_cases", "restore_answers",
    "restore_case", "scan_cases", "tick_steps", "update_cases",
]  # fmt: skip


def open_notebook(folder: str | Path | None = None) -> Notebook:
    """Return the notebook in a folder.

    Args:
        folder: the folder; by default COPROD_NOTEBOOK, the nearest notebook upwards from the
            working folder, or `~/coprod`.

    Raises:
        NotFound: the folder is no notebook.
    """
    return Notebook.open(settings.notebook_folder(Path(folder) if folder is not None else None))


def load_template(name: str, notebook: Notebook | None = None) -> Template:
    """Return a template from COPROD_PROMPTS, the notebook, or the ones that coprod comes with.

    Args:
        name: the template's id.
        notebook: the notebook; by default the one that `open_notebook` would open.

    Raises:
        NotFound: the template does not exist.
        InvalidInput: the template has mistakes; the error carries all of them.
    """
    return loader.load_named_template(
        name, settings.prompts_folders(notebook.folder if notebook else None)
    )


# --- reading ---


def read_cases(notebook: Notebook | Workspace) -> Iterator[Case]:
    """Yield the cases one by one, in the order of their ids; unreadable notes are left out.

    `notebook.notes()` yields those, too, with their findings.
    """
    notes = _workspace(notebook).notebook.notes()
    return (note.case for note in notes if note.case is not None)


def read_case(notebook: Notebook | Workspace, reference: str) -> Case:
    """Return the case with an id, a unique beginning of one, a path, or `latest`.

    Raises:
        NotFound: no case, or more than one, has that name.
        InvalidInput: its note cannot be read; the error carries the findings.
    """
    opened = _workspace(notebook).notebook
    return require_case(opened.read(opened.find(reference)))


def list_cases(
    notebook: Notebook | Workspace, filters: Filters = NO_FILTERS, *, removed: bool = False
) -> _list.CaseList:
    """Return a summary of each case that passes the filters; with `removed`, of those in the trash.

    Raises:
        NotFound: the notebook does not exist.
    """
    return _list.list_cases(_workspace(notebook), filters, removed=removed)


def find_steps(
    notebook: Notebook | Workspace,
    cases: Sequence[str] = (),
    filters: Filters = NO_FILTERS,
    *,
    done_too: bool = False,
) -> _steps.StepList:
    """Return the open next steps of cases, the earliest due day first.

    With `done_too`, completed next steps are returned, too.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, or more than one.
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
    notebook: Notebook | Workspace,
    answers: Mapping[str, Any],
    *,
    template: str = settings.DEFAULT_TEMPLATE,
    title: str | None = None,
    tags: Iterable[str] = (),
    language: str | None = None,
    plain_words: bool = False,
    final: bool = False,
) -> _add.SavedCase:
    """Add a case with answers; all of them are checked first, and nothing is saved if one is wrong.

    An answer is a text, a number, a date, True or False, a list of texts, a list of mappings for
    the items of a repeated group, or a mapping with `text`, `unknown`, `voice` and `evidence`. A
    list of such mappings has the answers of several voices.

    Args:
        notebook: the notebook; a workspace's notebook is made if it does not exist.
        answers: the answers by address, such as `situation.setting`.
        template: the template's id.
        title: the case's title.
        tags: the case's tags.
        language: the language of the case, such as `sv`; by default the workspace's preferred one.
        plain_words: whether the questions are in plain language.
        final: whether to mark the case as final.

    Raises:
        InvalidInput: an answer is invalid; the error carries every finding.
        NotFound: the template does not exist.
        CannotSave: the note could not be written.
        WrongUsage: the template does not have the language, or the title has several lines.
    """
    return _add.add_case(
        _workspace(notebook), answers, template=template, title=title, tags=tags,
        language=language, plain_words=plain_words, final=final,
    )  # fmt: skip


def edit_case(
    notebook: Notebook | Workspace,
    reference: str,
    answers: Mapping[str, Any],
    *,
    template: str | None = None,
    language: str | None = None,
    plain_words: bool | None = None,
    final: bool = False,
) -> _add.SavedCase:
    """Change answers of a case; all of them are checked first, and other answers stay.

    Args:
        notebook: the notebook.
        reference: the case: its id, a unique beginning of it, its path, or `latest`.
        answers: the answers by address, in the forms that `add_case` takes.
        template: the id of the template to convert the case to; by default it keeps its own.
        language: the language to convert the case to; by default it keeps its own.
        plain_words: whether to convert the questions into plain language, or back; by default they
            keep their wording.
        final: whether to mark the case as final.

    Raises:
        NotFound: no case, or more than one, has that name.
        CaseHeld: another process has locked the case.
        InvalidInput: an answer is invalid; the error carries every finding.
        CannotSave: the note could not be written; it is unchanged.
        WrongUsage: the case cannot be converted.
    """
    conversion = Conversion(language, plain_words, template)
    return _edit.edit_case(
        _workspace(notebook), reference, answers, final=final, conversion=conversion
    )


def tick_steps(
    notebook: Notebook | Workspace, done: Sequence[str] = (), reopen: Sequence[str] = ()
) -> list[_tick.TickedStep]:
    """Tick off next steps, or open them again: all of them, or none.

    Args:
        notebook: the notebook.
        done: the references of the steps to tick off, such as `20261123-k7m2q9.1`.
        reopen: the references of the steps to open again.

    Raises:
        NotFound: the case or the step of a reference does not exist.
        CaseHeld: another process has locked one of the cases.
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
    """Update cases one by one to the newest version of their template; every answer stays.

    With `dry_run`, the updates are planned, and nothing is written.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, or more than one.
        CoprodError: one case is named, and it could not be updated.
    """
    query = Query(tuple(cases), filters)
    return _update.update_notes(_workspace(notebook), query, dry_run=dry_run)


def remove_case(notebook: Notebook | Workspace, reference: str) -> _remove.RemovedCase:
    """Move a case to the trash; `restore_case` moves it back.

    Raises:
        NotFound: no case, or more than one, has that name.
        CaseHeld: another process has locked it.
        CannotSave: the note could not be moved; it is still in the notebook.
    """
    return _remove.remove_case(_workspace(notebook), reference)


def restore_case(notebook: Notebook | Workspace, reference: str) -> Path:
    """Move a case from the trash back into the notebook, and return the path of its note.

    Raises:
        NotFound: no case in the trash, or more than one, has that name.
        CannotSave: the note could not be moved; it is still in the trash.
    """
    return _restore.restore_case(_workspace(notebook), reference)


def restore_answers(
    notebook: Notebook | Workspace, reference: str, when: datetime, only: Collection[str] = ()
) -> _restore.RestoredAnswers:
    """Restore answers of a case to what they were at a time.

    Args:
        notebook: the notebook.
        reference: the case.
        when: the time, with a time zone.
        only: the addresses to restore; by default all that changed since.

    Raises:
        NotFound: no case has that name, or no answer changed since then.
        CaseHeld: another process has locked it.
        CannotSave: the note could not be written; it is unchanged.
    """
    return _restore.restore_answers(_workspace(notebook), reference, when, only)


# --- checking ---


def check_cases(
    notebook: Notebook | Workspace, cases: Sequence[str] = (), filters: Filters = NO_FILTERS
) -> Iterator[_check.CheckedNote]:
    """Check notes one by one, and yield the findings of each.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, or more than one.
    """
    return _check.check_notes(_workspace(notebook), Query(tuple(cases), filters))


def scan_cases(
    notebook: Notebook | Workspace, cases: Sequence[str] = (), filters: Filters = NO_FILTERS
) -> Iterator[_check.ScannedNote]:
    """Search notes one by one for text that could identify a person.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, or more than one.
    """
    return _check.scan_notes(_workspace(notebook), Query(tuple(cases), filters))


def repair_cases(
    notebook: Notebook | Workspace,
    cases: Sequence[str] = (),
    filters: Filters = NO_FILTERS,
    *,
    dry_run: bool = False,
) -> Iterator[_repair.RepairedNote]:
    """Repair damaged notes one by one; with `dry_run`, only plan the repairs.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, or more than one.
    """
    query = Query(tuple(cases), filters)
    return _repair.repair_notes(_workspace(notebook), query, dry_run=dry_run)


# --- rendering and exporting ---


def render_case(case: Case, template: Template | None = None, *, layout: str = "answered") -> str:
    """Return a case as Markdown.

    Args:
        case: the case.
        template: its template; by default the one that `load_template` finds.
        layout: `answered`, or `full` for every question.

    Raises:
        NotFound: no template is given, and the case's template does not exist.
    """
    return lay_out(case, template or load_template(case.template), layout)


def export_cases(
    notebook: Notebook | Workspace,
    out: TextIO | BinaryIO,
    *,
    format: str = "jsonl",  # noqa: A002 - the word of the command line
    cases: Iterable[str] = (),
    filters: Filters = NO_FILTERS,
    force: bool = False,
    deidentify: bool = False,
    excel: bool = False,
) -> int:
    """Write all cases, or the named ones, to a stream; return the number of cases.

    Like `coprod export`, it leaves out notes with answers that cannot be attributed to a question,
    and notes that are kept apart since people are named in them, unless the notes are named.

    Args:
        notebook: the notebook.
        out: the stream, of text or of bytes; a format that is not text needs one of bytes.
        format: the name of a format, such as `jsonl` or `csv`.
        cases: references to cases; by default all.
        filters: which of the cases to take.
        force: whether to take notes with answers that cannot be attributed, too.
        deidentify: whether to replace text that could identify a person by placeholders.
        excel: whether to write csv as Excel opens it in Sweden and most of Europe: in UTF-8 with a
            byte-order mark, and with semicolons. Also a stream of text is given the mark.

    Raises:
        NotFound: a named case does not exist.
        WrongUsage: the format does not exist, or Excel opens no variant of it.
    """
    workspace = _workspace(notebook)
    selection = _export.select_to_export(
        workspace, Query(tuple(cases), filters), format, excel=excel
    )

    stream: Any = out  # of text or of bytes, which only its class tells

    def write(data: bytes) -> object:
        return stream.write(data.decode() if isinstance(stream, TextIOBase) else data)

    exported = _export.export_cases(
        workspace, selection, format, write, force=force, deidentify=deidentify, excel=excel
    )
    return exported.cases


def _workspace(notebook: Notebook | Workspace) -> Workspace:
    return notebook if isinstance(notebook, Workspace) else open_workspace(notebook.folder)
