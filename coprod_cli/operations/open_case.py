"""Open a case that is there for a sitting: a draft, any case at its menu, or some questions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from operator import itemgetter
from pathlib import Path

from coprod_cli.base.errors import CannotSave, NotFound
from coprod_cli.base.message import msg
from coprod_cli.interview.engine import Interview
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Case
from coprod_cli.model.plain_language import as_worded_for
from coprod_cli.model.template import Template
from coprod_cli.notebook.drafts import Unfinished
from coprod_cli.notebook.note.reader import require_case
from coprod_cli.notebook.notebook import Notebook, moment
from coprod_cli.notebook.recovery import recover
from coprod_cli.operations.autosave import NoteKeeper
from coprod_cli.operations.choices import choose_sections
from coprod_cli.operations.convert import NO_CONVERSION, Conversion, convert_case
from coprod_cli.operations.hold_case import hold_case, read_workable_case
from coprod_cli.operations.hold_sitting import Sitting, with_scan
from coprod_cli.operations.workspace import Workspace


def open_draft(workspace: Workspace, reference: str | None = None) -> Sitting:
    """Open a case where the person was, with what is half typed; by default the latest draft.

    Raises:
        CoprodError: the case is not there, cannot be worked on, or somebody else works on it.
    """

    def begin(form: Template, case: Case, kept: Unfinished) -> Interview:
        return Interview.resume(form, case, at=kept.at, drafts=kept.texts, bases=kept.bases)

    return _open_again(workspace, reference, begin)


def open_at_menu(
    workspace: Workspace,
    reference: str,
    *,
    sections: Iterable[str] = (),
    conversion: Conversion = NO_CONVERSION,
) -> Sitting:
    """Open any case at its menu, or at the first question of the named sections.

    Args:
        workspace: the workspace.
        reference: the case.
        sections: the ids of the sections to ask.
        conversion: how the case is changed before it is opened.

    Raises:
        CoprodError: the case is not there, cannot be worked on or converted, or somebody else
            works on it.
    """

    def begin(form: Template, case: Case, kept: Unfinished) -> Interview:
        asked = choose_sections(form, sections)
        return Interview.reopen(form, case, sections=asked, drafts=kept.texts, bases=kept.bases)

    return _open_again(workspace, reference, begin, conversion)


def changed_questions(workspace: Workspace, path: Path) -> Mapping[AnswerKey, str]:
    """Return what an update of a case left to ask: each answer, with its earlier wording or "".

    Raises:
        CoprodError: the note cannot be read, or its template is not there.
    """
    from coprod_cli.notebook.note.version_diff import to_ask

    note = workspace.notebook.read(path)
    case = require_case(note)
    form = as_worded_for(case, workspace.library.load(case.template))
    asked = to_ask(note, form)
    return asked if Interview.ask_again(form, case, asked, drafts={}).route else {}


def open_changed_questions(
    workspace: Workspace, path: Path, asked: Mapping[AnswerKey, str]
) -> Sitting:
    """Open a case at some of its questions, each with its earlier wording beside it.

    Args:
        workspace: the workspace.
        path: the path of the case's note.
        asked: the questions, as `changed_questions` returns them.

    Raises:
        CoprodError: the case is not there, cannot be worked on, or somebody else works on it.
    """

    def begin(form: Template, case: Case, kept: Unfinished) -> Interview:
        return Interview.ask_again(form, case, asked, drafts=kept.texts, bases=kept.bases)

    return replace(_open_again(workspace, str(path), begin), paused_command="update")


def latest_draft(notebook: Notebook) -> Path:
    """Return the path of the draft that was changed last.

    Raises:
        NotFound: there is no draft.
    """
    known = ((note.case, note.source) for note in notebook.notes())
    drafts = [
        ((moment(case.updated), case.id), source)
        for case, source in known
        if case and case.status == "draft"
    ]
    if not drafts:
        message = msg("there is no draft to go on with.")
        raise NotFound(message, where=str(notebook.folder), hint="coprod list")
    return Path(max(drafts, key=itemgetter(0))[1])


def _open_again(
    workspace: Workspace,
    reference: str | None,
    begin: Callable[[Template, Case, Unfinished], Interview],
    conversion: Conversion = NO_CONVERSION,
) -> Sitting:
    """Open a case that is there, with what is half typed; `begin` starts the interview."""
    notebook = workspace.notebook
    path = notebook.find(reference) if reference else latest_draft(notebook)
    found = recover(notebook, workspace.clock())
    keeper, case, hold = hold_case(workspace, path, sits=True)
    try:
        if conversion.wanted:
            form = convert_case(workspace, path, conversion)
            case = read_workable_case(notebook, path)
            keeper = replace(keeper, template=as_worded_for(case, form))
        unfinished = keeper.drafts.read()
        found += _rescue_strays(keeper, unfinished)
        found += _earlier_version(case, keeper.template)
    except BaseException:
        hold.release()
        raise
    interview = begin(keeper.template, case, unfinished)
    return Sitting(with_scan(interview, notebook), keeper, hold, tuple(found))


def _earlier_version(case: Case, form: Template) -> list[str]:
    """Return a sentence where a case is of an earlier version of its template."""
    if case.template_version == form.version:
        return []
    from coprod_cli.operations.update import is_older

    if not is_older(case.template_version, form.version):
        return []
    return [
        msg(
            "This case is of an earlier version of its form. To renew it: {command}",
            command=f"coprod update {case.id}",
        )
    ]


def _rescue_strays(keeper: NoteKeeper, unfinished: Unfinished) -> list[str]:
    """Save half-typed text of questions that the template no longer has; return where, as text."""
    form = keeper.template
    strays = {
        key: text
        for key, text in unfinished.texts.items()
        if key.address != TITLE and form.question_at(key.address) is None
    }
    if not strays:
        return []
    folder = keeper.rescue(strays)
    if folder is None:
        message = msg("half-typed text of questions that are gone could not be kept elsewhere.")
        hint = msg("make room, then try again")
        raise CannotSave(message, where=str(keeper.drafts.path), hint=hint)
    return [
        msg(
            "What was half typed at questions that this form no longer has is kept in {folder}",
            folder=folder,
        )
    ]
