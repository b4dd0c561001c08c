"""The command that brings cases to the newest version of their template: update."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod_cli.base.errors import CoprodError, ExitCode, WrongUsage
from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.base.settings import prompts_folders
from coprod_cli.cli.options import (
    CasesArgument,
    JsonOption,
    NotebookOption,
    PlainOption,
    SinceFilter,
    StatusFilter,
    TagFilter,
    TemplateFilter,
    UntilFilter,
)
from coprod_cli.cli.sitting import conduct_with_person, is_person_here
from coprod_cli.operations.open_case import open_notebook, prepare_again

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coprod_cli.interview.engine import Interview
    from coprod_cli.model.case import Case
    from coprod_cli.model.template import Template
    from coprod_cli.notebook.drafts import Unfinished
    from coprod_cli.notebook.note.reader import Note
    from coprod_cli.notebook.notebook import Notebook
    from coprod_cli.notebook.query import Filters
    from coprod_cli.operations.open_case import Prepared
    from coprod_cli.operations.update import Update


def update(
    cases: CasesArgument = None,
    notebook: NotebookOption = None,
    every: Annotated[bool, typer.Option("--all", help=_("All cases of the notebook."))] = False,
    template: TemplateFilter = None,
    status: StatusFilter = None,
    tag: TagFilter = None,
    since: SinceFilter = None,
    until: UntilFilter = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Only tell what would change."))
    ] = False,
    plain: PlainOption = False,
    json: JsonOption = False,
) -> None:
    """Bring cases to the newest version of their template; no answer goes.

    Of one case, at a terminal, the new and the reworded questions are asked then.
    """
    from coprod_cli.cli.console import show_error
    from coprod_cli.notebook.query import Filters

    if every == bool(cases):
        hint = "coprod update CASE, coprod update --all"
        raise WrongUsage(_("name the cases, or take all of them."), hint=hint)
    book = open_notebook(notebook)
    filters = Filters(template, status, tag, since, until)
    done, failed = _updates(book, cases or [], filters, dry_run=dry_run)
    if json:
        _show_data(done)
    else:
        _show(done, in_full=not every, dry_run=dry_run)
    for error in failed:
        show_error(error)
    if failed:
        raise typer.Exit(ExitCode.FINDINGS)
    is_one = len(done) == 1 and not every
    if is_one and not dry_run and not json and (plain or is_person_here()):
        _ask_what_is_open(book, done[0], notebook, plain=plain)


def _updates(
    book: "Notebook", references: list[str], filters: "Filters", *, dry_run: bool
) -> "tuple[list[Update], list[CoprodError]]":
    """Bring notes to the newest version, one by one; what fails with one does not stop the others.

    Raises:
        CoprodError: the only note that was named could not be brought there.
    """
    from coprod_cli.cli.console import progress
    from coprod_cli.notebook.query import selected_notes, selected_paths
    from coprod_cli.templates.library import TemplateLibrary

    form_of = TemplateLibrary(prompts_folders(book.folder)).load
    paths = selected_paths(book, references)
    chosen = selected_notes(book, paths, filters, named=bool(references))
    done: list[Update] = []
    failed: list[CoprodError] = []
    with progress(chosen, len(paths), 1, _("Updating")) as notes:
        for note in notes:
            try:
                done.append(_update_one(book, note, form_of, dry_run=dry_run))
            except CoprodError as error:
                if references and len(paths) == 1:
                    raise
                failed.append(error)
    return done, failed


def _update_one(
    book: "Notebook", note: "Note", form_of: "Callable[[str], Template]", *, dry_run: bool
) -> "Update":
    from coprod_cli.base.clock import local_now
    from coprod_cli.base.errors import InvalidInput, NotFound
    from coprod_cli.operations.update import is_older, planned_update, update_note

    case = note.case
    if case is None or not case.template:
        raise InvalidInput(note.findings)
    try:
        form = form_of(case.template)
    except NotFound:
        message = _("the template of this case is not here.")
        raise NotFound(message, where=note.source, hint="coprod templates list") from None
    if is_older(form.version, case.template_version):
        message = _("this case is of a newer version ({theirs}) than the template here ({ours}).")
        message = message.format(theirs=case.template_version, ours=form.version)
        raise CoprodError(message, where=note.source, hint=_("the newer template, with --prompts"))
    if dry_run:
        return planned_update(note, form)
    return update_note(book, Path(note.source), form, local_now())


# --- what is told ---


def _show(done: "list[Update]", *, in_full: bool, dry_run: bool) -> None:
    from coprod_cli.cli.console import say, show_text

    needed = [each for each in done if each.is_needed]
    for each in needed:
        show_text(f"{_summary(each)}\n")
        for line in _details(each) if in_full else ():
            show_text(f"  {line}\n")
    if not done:
        say(_("No case fits."))
    elif not needed:
        say(_("All is of the newest version."))
    elif dry_run:
        say(_("Nothing is changed yet: this is what an update would do."))
    else:
        name = needed[0].case_id if len(needed) == 1 else "CASE"
        told = _("No answer is gone. The note as it was stays in the history: {command}")
        say(told.format(command=f"coprod history {name}"))


def _summary(update: "Update") -> str:
    from coprod_cli.cli.console import on_screen
    from coprod_cli.notebook.note.version_diff import Fate

    names = {
        Fate.NEW: on_screen(N_("{count} new")),
        Fate.REWORDED: on_screen(N_("{count} reworded")),
        Fate.RENAMED: on_screen(N_("{count} renamed")),
        Fate.REMOVED: on_screen(N_("{count} removed")),
        Fate.KEPT: on_screen(N_("{count} kept")),
    }
    counts = ((name, update.count(fate)) for fate, name in names.items())
    told = ", ".join(name.format(count=count) for name, count in counts if count)
    return f"{update.case_id}: {update.earlier or '?'} -> {update.newest}: {told}"


def _details(update: "Update") -> "Iterator[str]":
    from coprod_cli.cli.console import on_screen
    from coprod_cli.notebook.note.version_diff import Fate

    for change in update.changes:
        match change.fate:
            case Fate.NEW:
                what = on_screen(N_("new"))
            case Fate.REWORDED:
                what = on_screen(N_("worded anew, the answer stays"))
            case Fate.RENAMED:
                what = on_screen(N_("the same, its address was {was}")).format(was=change.was)
            case Fate.REMOVED if change.answered:
                what = on_screen(N_("no longer asked, the answer stays in the note"))
            case Fate.REMOVED:
                what = on_screen(N_("no longer asked, it was open"))
            case _:
                continue
        yield (
            f"{change.address}: {what}: {change.text}"
            if change.text
            else f"{change.address}: {what}"
        )


def _show_data(done: "list[Update]") -> None:
    from coprod_cli.cli.console import show_json

    show_json([_as_data(each) for each in done])


def _as_data(update: "Update") -> dict[str, Any]:
    return {
        "id": update.case_id,
        "path": str(update.path),
        "from": update.earlier,
        "to": update.newest,
        "updated": update.is_needed,
        "changes": [
            {
                "address": change.address,
                "change": str(change.fate),
                "question": change.text,
                "was": change.was or None,
                "before": change.before or None,
                "answered": change.answered,
            }
            for change in update.changes
        ],
    }


def _ask_what_is_open(
    book: "Notebook", update: "Update", notebook: Path | None, *, plain: bool
) -> None:
    """Ask the new questions and the reworded ones, with the earlier wording beside."""
    from coprod_cli.cli.console import say
    from coprod_cli.interview.engine import Interview
    from coprod_cli.model.plain_language import as_worded_for
    from coprod_cli.notebook.note.version_diff import to_ask
    from coprod_cli.notebook.notebook import require_case
    from coprod_cli.templates.library import TemplateLibrary

    note = book.read(update.path)
    case = require_case(note)
    library = TemplateLibrary(prompts_folders(book.folder))
    form = as_worded_for(case, library.load(case.template))
    asked = to_ask(note, form)
    if not Interview.ask_again(form, case, asked, drafts={}).route:
        say(_("There is nothing new to ask."))
        return

    def begin(form: "Template", known: "Case", kept: "Unfinished") -> "Interview":
        return Interview.ask_again(form, known, asked, drafts=kept.texts, bases=kept.bases)

    def prepare() -> "Prepared":
        prepared = prepare_again(notebook, str(update.path), begin)
        return prepared._replace(goes_on_with="update")

    conduct_with_person(prepare, plain=plain)
