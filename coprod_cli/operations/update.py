"""Bring notes to the newest version of their template, each as a whole."""

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
from coprod_cli.model.template import Template
from coprod_cli.notebook.drafts import Drafts, Unfinished
from coprod_cli.notebook.note.check import check_note, is_uncertain
from coprod_cli.notebook.note.edit import set_front_matter
from coprod_cli.notebook.note.reader import Note, require_case
from coprod_cli.notebook.note.upgrade import updated
from coprod_cli.notebook.note.version_diff import Change, Fate, changes, moved, renamed_addresses
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.query import Query, select
from coprod_cli.notebook.replace import replace_note
from coprod_cli.operations.workspace import Workspace


@dataclass(frozen=True)
class Update:
    """What becomes of one note: from which version to which, and each question's change."""

    path: Path
    case_id: str
    earlier: str
    newest: str
    changes: tuple[Change, ...]
    is_needed: bool

    def count(self, fate: Fate) -> int:
        """Return of how many questions that becomes."""
        return sum(change.fate is fate for change in self.changes)


class FailedUpdate(NamedTuple):
    """A note that could not be updated, and why."""

    path: Path
    error: CoprodError


def update_notes(
    workspace: Workspace,
    query: Query | None = None,
    *,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> Iterator[Update | FailedUpdate]:
    """Update notes one by one; a failure with one does not stop the others.

    Args:
        workspace: the workspace.
        query: which cases; by default all.
        dry_run: whether only to find what would change.
        progress: reports progress.

    Raises:
        NotFound: there is no notebook, or a reference names no case, or more than one.
        CoprodError: the only note that was named could not be updated.
    """
    selection = select(workspace.notebook, query or Query())
    is_only_one = selection.query.named and len(selection.paths) == 1
    with progress(selection.notes(), len(selection.paths)) as notes:
        for note in notes:
            try:
                update: Update | FailedUpdate = _update_one(workspace, note, dry_run=dry_run)
            except CoprodError as error:
                if is_only_one:
                    raise
                update = FailedUpdate(Path(note.source), error)
            yield update


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
            "this case is of a newer version ({theirs}) than the template here ({ours}).",
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
    """Return what would become of a note.

    Raises:
        InvalidInput: the note is in a state in which nothing should be written to it.
    """
    return _planned(note, template)[0]


def update_note(book: Notebook, path: Path, template: Template, now: datetime) -> Update:
    """Bring a note to the newest version of its template, its half-typed text with it.

    The note as it was is kept whole in the history. Where the program is killed in between, the
    next update does all of it.

    Raises:
        CaseHeld: somebody works on the case.
        InvalidInput: the note is in a state in which nothing should be written to it.
        CannotSave: it could not be written, or another program wrote it; it is as it was.
        CoprodError: it could not be read, or is a link that leads out of the notebook.
    """
    update = planned_update(book.read(path), template)
    if not update.is_needed:
        return update
    drafts = book.drafts(book.name_of(path))

    def newest(note: Note) -> bytes | None:
        nonlocal update
        update, after = _planned(note, template)
        if not update.is_needed:
            return None  # another process has just done it
        _rename_drafts(drafts, renamed_addresses(note, template))
        return set_front_matter(after, {"updated": timestamp(now)}).original.encode()

    replace_note(book, path, newest, now)
    return update


def _planned(note: Note, template: Template) -> tuple[Update, Note]:
    case = require_case(note)
    if is_uncertain(note, template):
        findings = check_note(note, lambda _: template)
        raise InvalidInput([each for each in findings if each.uncertain] or note.findings)
    form = as_worded_for(case, template)
    after = updated(note, form)
    update = Update(
        path=Path(note.source),
        case_id=case.id or Path(note.source).stem,
        earlier=case.template_version,
        newest=template.version,
        changes=tuple(changes(note, form)),
        is_needed=after.original != note.original,
    )
    return update, after


def is_older(one: str, other: str) -> bool:
    """Tell whether a version, such as 1.10.0, is older than another one."""
    return _numbers(one) < _numbers(other)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))


def _rename_drafts(drafts: Drafts, renamed: Mapping[Address, Address]) -> None:
    """Let half-typed text follow its question; none takes the place of another one."""
    kept = drafts.read()
    keys = {key: AnswerKey(moved(key.address, renamed), key.voice) for key in kept.texts}
    keys = {old: new for old, new in keys.items() if new != old and new not in kept.texts}
    if not keys:
        return

    def now_at(key: AnswerKey) -> AnswerKey:
        return keys.get(key, key)

    at = now_at(kept.at) if kept.at else None
    texts = {now_at(key): text for key, text in kept.texts.items()}
    bases = {now_at(key): base for key, base in kept.bases.items()}
    drafts.write(Unfinished(at, texts, bases))
