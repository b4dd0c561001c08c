"""Open an existing case again, whatever is asked about it: lock, convert and read it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from coprod_cli.base.errors import CannotSave, NotFound
from coprod_cli.base.message import msg
from coprod_cli.interview.engine import Interview
from coprod_cli.model.case import TITLE, Case
from coprod_cli.model.case_outline import CaseOutline
from coprod_cli.model.plain_language import as_worded_for
from coprod_cli.model.template import Template
from coprod_cli.notebook.copies import copy_notices
from coprod_cli.notebook.drafts import DraftState
from coprod_cli.notebook.latest import latest_note
from coprod_cli.notebook.recovery import recover
from coprod_cli.notebook.remembered import read_remembered
from coprod_cli.notebook.rewrite import prepare_to_replace
from coprod_cli.notebook.withdrawn import is_withdrawn_at, refuse_withdrawn
from coprod_cli.operations.autosave import Autosave
from coprod_cli.operations.conduct_sitting import Sitting, notice_of_words, with_scan
from coprod_cli.operations.convert import NO_CONVERSION, Conversion, convert_case
from coprod_cli.operations.lock_case import lock_case, read_workable_case
from coprod_cli.operations.sitting_voice import choose_voice, voice_in, with_speaker_said
from coprod_cli.operations.workspace import Workspace


def latest_draft(workspace: Workspace) -> Path:
    """Return the path of the draft with the latest change; withdrawn ones do not count.

    Raises:
        NotFound: the notebook has no draft.
        InvalidInput: it has none that can be read, and other notes that cannot be.
    """
    notebook, find = workspace.notebook, workspace.library.find
    message = msg("there is no draft to go on with.")
    none = NotFound(message, where=str(notebook.folder), hint="coprod list")

    def is_withdrawn(case: CaseOutline, path: str) -> bool:
        return is_withdrawn_at(path, find(case.template), notebook.read)

    return latest_note(notebook.listed(), none, drafts=True, is_withdrawn=is_withdrawn)


def open_again(
    workspace: Workspace,
    reference: str | None,
    begin: Callable[[Template, Case, DraftState, str | None], Interview],
    conversion: Conversion = NO_CONVERSION,
    *,
    voice: str | None = None,
    remembers: bool = True,
) -> Sitting:
    """Lock and read a case with its drafts, and begin an interview about it.

    Args:
        workspace: the workspace.
        reference: the case; None for the draft that was changed last.
        begin: returns the interview, given the template, the case, its drafts, and who speaks.
        conversion: what to convert the case into before it is opened.
        voice: who speaks, as an option names it; None if it does not.
        remembers: whether to go by who spoke last in the notebook.

    Raises:
        CoprodError: the case does not exist or was withdrawn, its note is damaged, it cannot be
            converted, or another process has locked it.
    """
    chosen = choose_voice(voice)
    notebook = workspace.notebook
    path = notebook.find_to_change(reference) if reference else latest_draft(workspace)
    notices = recover(notebook, workspace.clock())
    autosave, case, lock = lock_case(workspace, path, interactive=True)
    try:
        refuse_withdrawn(case, autosave.template, case.id or path.stem)
        if conversion.wanted:  # which writes before notices are shown
            prepare_to_replace(notebook, path)
        notices += notebook.losses(path)
        if conversion.wanted:
            template = convert_case(workspace, path, conversion)
            case = read_workable_case(notebook, path)
            autosave = replace(autosave, template=as_worded_for(case, template))
        unfinished = autosave.drafts.read()
        notices += autosave.drafts.notices
        notices += _rescue_orphans(autosave, unfinished)
        notices += _notice_of_earlier_version(case, autosave.template)
        notices += copy_notices(notebook.copies_of(path), notebook.folder)
        last_voice = read_remembered(notebook.folder).voice if remembers else ""
        speaker = voice_in(case, unfinished, chosen, last_voice)
        interview = begin(autosave.template, case, unfinished, speaker)
    except BaseException:
        lock.release()
        raise
    interview = with_speaker_said(interview, last_voice)
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
    command = f"coprod update {case.id}"
    message = msg(
        "Its form has a newer version by now. To bring it up to that: {command}", command=command
    )
    return [message]


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
