"""Make and change cases."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from coprod_cli.api.workspaces import workspace_of
from coprod_cli.base import settings
from coprod_cli.model.tags import TagChange
from coprod_cli.notebook.filters import NO_FILTERS, Filters
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import Query
from coprod_cli.operations import add_case as _add
from coprod_cli.operations import edit_case as _edit
from coprod_cli.operations import finish_case as _finish
from coprod_cli.operations import purge as _purge
from coprod_cli.operations import remove_case as _remove
from coprod_cli.operations import restore as _restore
from coprod_cli.operations import tick as _tick
from coprod_cli.operations import update as _update
from coprod_cli.operations.choices import choose_tags
from coprod_cli.operations.convert import Conversion
from coprod_cli.operations.workspace import Workspace


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
    voice: str | None = None,
) -> _add.SavedCase:
    """Add a case with answers; all of them are checked first, and nothing is saved if one is wrong.

    An answer is a text, a number, a date, True or False, a list of texts, a list of mappings for
    the items of a repeated group, or a mapping with `text`, `unknown`, `voice` and `evidence`. A
    list of such mappings has the answers of several voices; `voice` None is the answer without one.

    Args:
        notebook: the notebook; a workspace's notebook is made if it does not exist.
        answers: the answers by address, such as `situation.setting`, or by `ADDRESS@VOICE`.
        template: the template's id.
        title: the case's title.
        tags: the case's tags.
        language: the language of the case, such as `sv`; by default the workspace's preferred one.
        plain_words: whether the questions are in plain language.
        final: whether to mark the case as final.
        voice: the voice of all answers that name none.

    Raises:
        InvalidInput: an answer is invalid; the error carries every finding.
        NotFound: the template does not exist.
        CannotSave: the note could not be written.
        WrongUsage: the template does not have the language, or the title has several lines.
    """
    return _add.add_case(
        workspace_of(notebook), answers, template=template, title=title, tags=tags,
        language=language, plain_words=plain_words, final=final, voice=voice,
    )  # fmt: skip


def edit_case(
    notebook: Notebook | Workspace,
    reference: str,
    answers: Mapping[str, Any] | None = None,
    *,
    tags: Iterable[str] | None = None,
    template: str | None = None,
    language: str | None = None,
    plain_words: bool | None = None,
    final: bool = False,
    again: bool = False,
    voice: str | None = None,
) -> _add.SavedCase:
    """Change answers and tags of a case; all are checked first, and other answers stay.

    Args:
        notebook: the notebook.
        reference: the case: its id, a unique beginning of it, its path, or `latest`.
        answers: the answers by address, or by `ADDRESS@VOICE`, in the forms that `add_case` takes.
            Where several voices answered a question, the voice must be named.
        tags: the tags that replace all that the case has; by default it keeps them.
        template: the id of the template to convert the case to; by default it keeps its own.
        language: the language to convert the case to; by default it keeps its own.
        plain_words: whether to convert the questions into plain language, or back; by default they
            keep their wording.
        final: whether to mark the case as final.
        again: whether the answers are a new round of the questions that the form asks again, each
            named by its id alone; its day is today unless they name another one.
        voice: the voice of all answers that name none.

    Raises:
        NotFound: no case, or more than one, has that name.
        CaseHeld: another process has locked the case.
        InvalidInput: an answer is invalid; the error carries every finding.
        CannotSave: the note could not be written; it is unchanged.
        WrongUsage: the case cannot be converted, or a tag is none.
    """
    conversion = Conversion(language, plain_words, template)
    change = TagChange() if tags is None else TagChange(instead=choose_tags(tags, "tags"))
    return _edit.edit_case(
        workspace_of(notebook), reference, answers, final=final, conversion=conversion, tags=change,
        again=again, voice=voice,
    )  # fmt: skip


def finish_case(
    notebook: Notebook | Workspace, reference: str, *, force: bool = False
) -> _add.SavedCase:
    """Finish a case; one that is finished stays as it is.

    Args:
        notebook: the notebook.
        reference: the case: its id, a unique beginning of it, its path, or `latest`.
        force: whether to finish it also if its answers may tell who somebody is, or if it has none.

    Raises:
        NotFound: no case, or more than one, has that name.
        CaseHeld: another process has locked the case.
        InvalidInput: something is in the way; the error carries every finding.
        CannotSave: the note could not be written; it is unchanged.
    """
    return _finish.finish_case(workspace_of(notebook), reference, force=force)


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
    workspace = workspace_of(notebook)
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
    return _update.update_notes(workspace_of(notebook), query, dry_run=dry_run)


def remove_case(notebook: Notebook | Workspace, reference: str) -> _remove.RemovedCase:
    """Move a case to the trash; `restore_case` moves it back.

    Raises:
        NotFound: no case, or more than one, has that name.
        CaseHeld: another process has locked it.
        CannotSave: the note could not be moved; it is still in the notebook.
    """
    return _remove.remove_case(workspace_of(notebook), reference)


def restore_case(notebook: Notebook | Workspace, reference: str) -> Path:
    """Move a case from the trash back into the notebook, and return the path of its note.

    Raises:
        NotFound: no case in the trash, or more than one, has that name.
        CannotSave: the note could not be moved; it is still in the trash.
    """
    return _restore.restore_case(workspace_of(notebook), reference)


def plan_purge(
    notebook: Notebook | Workspace,
    reference: str | None = None,
    *,
    all_removed: bool = False,
    history_older_than: str | None = None,
) -> _purge.PurgePlan:
    """Return what `purge` would delete for good; nothing is changed.

    Args:
        notebook: the notebook.
        reference: a removed case; or one in the notebook, whose note and drafts will stay.
        all_removed: whether to take all cases in the trash.
        history_older_than: an age such as `90d`, or a day: only the history before it, of the named
            case or of all.

    Raises:
        NotFound: nothing is left of such a case, or more than one has that name.
        WrongUsage: none or too much of this is given.
    """
    return _purge.plan_purge(
        workspace_of(notebook), reference, all_removed=all_removed,
        history_older_than=history_older_than,
    )  # fmt: skip


def purge(notebook: Notebook | Workspace, plan: _purge.PurgePlan) -> list[_purge.Purged]:
    """Delete for good what a plan names; each result says what of it could not be deleted.

    Raises:
        CaseHeld: the plan names one case, and another process has locked it.
    """
    return list(_purge.purge(workspace_of(notebook), plan))


def restore_answers(
    notebook: Notebook | Workspace, reference: str, when: datetime, only: Collection[str] = ()
) -> _restore.RestoredAnswers:
    """Restore answers of a case to what they were at a time.

    Args:
        notebook: the notebook.
        reference: the case.
        when: the time, with a time zone.
        only: the answers to restore, each `ADDRESS`, or `ADDRESS@VOICE` where several voices
            answered; by default all that changed since.

    Raises:
        NotFound: no case has that name, or no answer changed since then.
        CaseHeld: another process has locked it.
        CannotSave: the note could not be written; it is unchanged.
        WrongUsage: `only` names none of several voices that answered a question.
    """
    return _restore.restore_answers(workspace_of(notebook), reference, when, only)
