"""Open an existing case for an interview with a person: where they left it, or at its menu."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from operator import itemgetter
from pathlib import Path

from coprod_cli.base.clock import epoch_seconds
from coprod_cli.base.errors import CannotSave, NotFound
from coprod_cli.base.message import msg
from coprod_cli.interview.engine import Interview
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.case import TITLE, Case
from coprod_cli.model.plain_language import as_worded_for
from coprod_cli.model.template import Template
from coprod_cli.notebook.drafts import DraftState
from coprod_cli.notebook.note.reader import require_case
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.recovery import recover
from coprod_cli.operations.autosave import Autosave
from coprod_cli.operations.choices import choose_sections
from coprod_cli.operations.conduct_sitting import Sitting, notice_of_words, with_scan
from coprod_cli.operations.convert import NO_CONVERSION, Conversion, convert_case
from coprod_cli.operations.lock_case import lock_case, read_workable_case
from coprod_cli.operations.workspace import Workspace


def open_draft(workspace: Workspace, reference: str | None = None) -> Sitting:
    """Open a case at the question where the person left it; by default the latest draft.

    Raises:
        CoprodError: the case does not exist, its note is damaged, or another process has locked it.
    """

    def begin(template: Template, case: Case, kept: DraftState) -> Interview:
        return Interview.resume(template, case, at=kept.at, drafts=kept.texts, bases=kept.bases)

    return _open_again(workspace, reference, begin)


def open_at_menu(
    workspace: Workspace,
    reference: str,
    *,
    sections: Iterable[str] = (),
    conversion: Conversion = NO_CONVERSION,
) -> Sitting:
    """Open a case at its menu, or at the first question of the given sections.

    Args:
        workspace: the workspace.
        reference: the case.
        sections: the ids of the sections to ask; by default the menu is shown.
        conversion: what to convert the case into before it is opened.

    Raises:
        CoprodError: the case does not exist, its note is damaged, it cannot be converted, or
            another process has locked it.
    """

    def begin(template: Template, case: Case, kept: DraftState) -> Interview:
        section_ids = choose_sections(template, sections)
        return Interview.reopen(
            template, case, sections=section_ids, drafts=kept.texts, bases=kept.bases
        )

    return _open_again(workspace, reference, begin, conversion)


def changed_questions(workspace: Workspace, path: Path) -> Mapping[AnswerKey, str]:
    """Return the questions that an update added or reworded, with their earlier wordings.

    A new question has the earlier wording "".

    Raises:
        CoprodError: the note cannot be read, or its template does not exist.
    """
    from coprod_cli.notebook.note.version_diff import questions_to_ask

    note = workspace.notebook.read(path)
    case = require_case(note)
    template = as_worded_for(case, workspace.library.load(case.template))
    questions = questions_to_ask(note, template)
    return questions if Interview.ask_again(template, case, questions, drafts={}).route else {}


def open_changed_questions(
    workspace: Workspace, path: Path, questions: Mapping[AnswerKey, str]
) -> Sitting:
    """Open a case at some of its questions; each is shown with its earlier wording.

    Args:
        workspace: the workspace.
        path: the path of the case's note.
        questions: the questions, as `changed_questions` returns them.

    Raises:
        CoprodError: the case does not exist, its note is damaged, or another process has locked it.
    """

    def begin(template: Template, case: Case, kept: DraftState) -> Interview:
        return Interview.ask_again(template, case, questions, drafts=kept.texts, bases=kept.bases)

    return replace(_open_again(workspace, str(path), begin), paused_command="update")


def latest_draft(notebook: Notebook) -> Path:
    """Return the path of the draft with the latest change.

    Raises:
        NotFound: the notebook has no draft.
    """
    drafts = [
        ((epoch_seconds(case.updated), case.id), note.source)
        for note in notebook.notes()
        if (case := note.case) and case.status == "draft"
    ]
    if not drafts:
        message = msg("there is no draft to go on with.")
        raise NotFound(message, where=str(notebook.folder), hint="coprod list")
    return Path(max(drafts, key=itemgetter(0))[1])


def _open_again(
    workspace: Workspace,
    reference: str | None,
    begin: Callable[[Template, Case, DraftState], Interview],
    conversion: Conversion = NO_CONVERSION,
) -> Sitting:
    """Lock and read a case with its drafts; `begin` returns the interview to start."""
    notebook = workspace.notebook
    path = notebook.find(reference) if reference else latest_draft(notebook)
    notices = recover(notebook, workspace.clock())
    autosave, case, lock = lock_case(workspace, path, interactive=True)
    try:
        if conversion.wanted:
            template = convert_case(workspace, path, conversion)
            case = read_workable_case(notebook, path)
            autosave = replace(autosave, template=as_worded_for(case, template))
        unfinished = autosave.drafts.read()
        notices += _rescue_orphans(autosave, unfinished)
        notices += _notice_of_earlier_version(case, autosave.template)
    except BaseException:
        lock.release()
        raise
    interview = begin(autosave.template, case, unfinished)
    words = notebook.read_watched_words()
    notices += notice_of_words(words)
    return Sitting(with_scan(interview, words), autosave, lock, tuple(notices))


def _notice_of_earlier_version(case: Case, template: Template) -> list[str]:
    """Return a sentence if a case was answered with an earlier version of its template."""
    if case.template_version == template.version:
        return []
    from coprod_cli.operations.update import is_older

    if not is_older(case.template_version, template.version):
        return []
    return [
        msg(
            "This case is of an earlier version of its form. To renew it: {command}",
            command=f"coprod update {case.id}",
        )
    ]


def _rescue_orphans(autosave: Autosave, unfinished: DraftState) -> list[str]:
    """Rescue drafts of questions that the template no longer has; return a sentence about them."""
    orphans = {
        key: text
        for key, text in unfinished.texts.items()
        if key.address != TITLE and autosave.template.question_at(key.address) is None
    }
    if not orphans:
        return []
    folder = autosave.rescue(orphans)
    if folder is None:
        message = msg("half-typed text of questions that are gone could not be kept elsewhere.")
        hint = msg("make room, then try again")
        raise CannotSave(message, where=str(autosave.drafts.path), hint=hint)
    return [
        msg(
            "What was half typed at questions that this form no longer has is kept in {folder}",
            folder=folder,
        )
    ]
