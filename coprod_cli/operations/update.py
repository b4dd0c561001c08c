"""Update notes to the newest version of their template."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.clock import timestamp
from coprod_cli.base.errors import CoprodError, InvalidInput, NotFound
from coprod_cli.base.message import msg
from coprod_cli.base.progress import Progress, no_progress
from coprod_cli.model.address import Address
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.model.plain_language import as_worded_for
from coprod_cli.model.template import Template, version_key
from coprod_cli.notebook.drafts import Drafts
from coprod_cli.notebook.note.check import refuse_uncertain
from coprod_cli.notebook.note.edit import set_front_matter
from coprod_cli.notebook.note.reader import Note, require_case
from coprod_cli.notebook.note.upgrade import upgrade_note
from coprod_cli.notebook.note.version_diff import (
    DiffKind,
    QuestionDiff,
    current_address,
    diff_note,
    renamed_addresses,
)
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import Query, Selection, select
from coprod_cli.notebook.rewrite import replace_note
from coprod_cli.operations.workspace import Workspace


@dataclass(frozen=True)
class Update:
    """An update of one note that was made or planned.

    Attributes:
        path: the note's path.
        case_id: the case's id.
        earlier: the version of the template before.
        newest: the version afterwards.
        changes: the change of each question.
        is_needed: whether the note changes.
    """

    path: Path
    case_id: str
    earlier: str
    newest: str
    changes: tuple[QuestionDiff, ...]
    is_needed: bool

    def count(self, kind: DiffKind) -> int:
        """Return how many questions have a kind of difference, such as DiffKind.REWORDED."""
        return sum(change.kind is kind for change in self.changes)


class FailedUpdate(NamedTuple):
    """The path of a note that could not be updated, and why."""

    path: Path
    error: CoprodError


def update_notes(
    workspace: Workspace,
    query: Query | None = None,
    *,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Iterator[Update | FailedUpdate]:
    """Update notes one by one; an error with one note does not stop the others.

    Args:
        workspace: the workspace.
        query: which cases; by default all.
        dry_run: whether to plan the updates without writing anything.
        progress: reports progress.

    Raises:
        NotFound: the notebook does not exist, or a reference names no case, or more than one.
        WrongUsage: a filter names what does not exist, such as a misspelt template.
        CoprodError: the query names one note, and it could not be updated.
    """
    selection = select(workspace.notebook, query or Query(), workspace.library, to_change=True)
    return update_selection(workspace, selection, dry_run=dry_run, progress=progress)


def update_selection(
    workspace: Workspace,
    selection: Selection,
    *,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Iterator[Update | FailedUpdate]:
    """Update the notes of a selection one by one; an error with one does not stop the others.

    Raises:
        CoprodError: the selection names one note, and it could not be updated.
    """
    names_one = selection.query.named and len(selection.paths) == 1
    with progress(selection.notes(), len(selection.paths)) as notes:
        for note in notes:
            try:
                result: Update | FailedUpdate = _update_one(workspace, note, dry_run=dry_run)
            except CoprodError as error:
                if names_one:
                    raise
                result = FailedUpdate(Path(note.source), error)
            yield result


def _update_one(workspace: Workspace, note: Note, *, dry_run: bool) -> Update:
    case = require_case(note)
    if not case.template:
        raise InvalidInput(note.findings)
    try:
        template = workspace.library.load(case.template)
    except NotFound:
        message = msg("the template of this case is not here.")
        raise NotFound(message, where=note.source, hint="coprod templates list") from None
    if is_older(template.version, case.template_version):
        message = msg(
            "this is of a newer version ({theirs}) than the template here ({ours}).",
            theirs=case.template_version,
            ours=template.version,
        )
        raise CoprodError(
            message, where=note.source, hint=msg("the newer template, with --prompts")
        )
    if dry_run:
        return planned_update(note, template)
    return update_note(workspace.notebook, Path(note.source), template, workspace.clock())


def planned_update(note: Note, template: Template) -> Update:
    """Return the update of a note without writing it.

    Raises:
        InvalidInput: an answer in the note cannot be attributed to its question.
    """
    return _planned(note, template)[0]


def update_note(notebook: Notebook, path: Path, template: Template, now: datetime) -> Update:
    """Update a note and its drafts to the newest version of its template.

    The note as it was is saved whole in the history. If the program is killed in between, the next
    update does all of it.

    Raises:
        CaseHeld: another process has locked the case.
        InvalidInput: an answer in the note cannot be attributed to its question.
        CannotSave: the note could not be written, or another program changed it; it is unchanged.
        CoprodError: the note cannot be read, or is a link to a file outside the notebook.
    """
    update = planned_update(notebook.read(path), template)
    if not update.is_needed:
        return update
    drafts = notebook.drafts(notebook.case_id_of(path))

    def new_bytes(note: Note) -> bytes | None:
        nonlocal update
        update, after = _planned(note, template)
        if not update.is_needed:
            return None  # another process has just updated it
        _rename_drafts(drafts, renamed_addresses(note, template))
        for message in drafts.notices:
            notebook.notify(message)
        return set_front_matter(after, {"updated": timestamp(now)}).original.encode()

    replace_note(notebook, path, new_bytes, now)
    return update


def _planned(note: Note, template: Template) -> tuple[Update, Note]:
    case = require_case(note)
    refuse_uncertain(note, template)
    worded = as_worded_for(case, template)
    after = upgrade_note(note, worded)
    update = Update(
        path=Path(note.source),
        case_id=case.id or Path(note.source).stem,
        earlier=case.template_version,
        newest=template.version,
        changes=tuple(diff_note(note, worded)),
        is_needed=after.original != note.original,
    )
    return update, after


def is_older(one: str, other: str) -> bool:
    """Return whether a version such as 1.9.0 is older than another one such as 1.10.0."""
    return version_key(one) < version_key(other)


def _rename_drafts(drafts: Drafts, renamed: Mapping[Address, Address]) -> None:
    """Move drafts to the new addresses of their questions; none replaces another draft."""
    saved = drafts.read()
    new_keys = {
        key: AnswerKey(current_address(key.address, renamed), key.voice) for key in saved.texts
    }
    new_keys = {old: new for old, new in new_keys.items() if new not in (old, *saved.texts)}
    if not new_keys:
        return

    def new_key(key: AnswerKey) -> AnswerKey:
        return new_keys.get(key, key)

    at = new_key(saved.at) if saved.at else None
    texts = {new_key(key): text for key, text in saved.texts.items()}
    bases = {new_key(key): base for key, base in saved.bases.items()}
    drafts.write(saved._replace(at=at, texts=texts, bases=bases))
