"""Purge: delete for good what is left of removed cases, or of replaced texts."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.errors import CaseHeld, CoprodError, NotFound, WrongUsage, system_reason
from coprod_cli.base.files import refuse_outside_link
from coprod_cli.base.message import Message, msg
from coprod_cli.notebook.code_files import CodeFiles
from coprod_cli.notebook.kept_changes import changes_with_words, file_texts, finished_changes
from coprod_cli.notebook.latest import LATEST
from coprod_cli.notebook.leftovers import Leftovers, LeftoverSearch, of_code_changes
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.notebook.references import AmbiguousCase, has_id_part, is_list_number
from coprod_cli.notebook.side_files import remove_file
from coprod_cli.notebook.trash import Trash
from coprod_cli.operations.workspace import Workspace

_AGE = re.compile(r"([0-9]{1,6})([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 31, "y": 366}


@dataclass(frozen=True)
class PurgePlan:
    """What is to be deleted for good.

    Attributes:
        cases: what is left of each case, without those of which nothing is; and last, what is
            kept of changes of codes that quote them, or are that old.
        named: whether one case was named.
        before: only earlier texts that were replaced before this time; None for all that is left.
        forgotten: the ids of cases that are left alone, since their notes are neither in the
            notebook nor in the trash; they have to be named.
        of_any_case: a folder with rescued texts whose case is not known; they are left alone.
    """

    cases: tuple[Leftovers, ...]
    named: bool = False
    before: datetime | None = None
    forgotten: tuple[str, ...] = ()
    of_any_case: Path | None = None


class Purged(NamedTuple):
    """What was deleted of a case, and what could not be.

    Attributes:
        case: what was left of it.
        deleted: how many files were deleted.
        failed: the files that are still there, and why.
        error: why nothing was deleted, or None.
    """

    case: Leftovers
    deleted: int
    failed: tuple[tuple[Path, Message], ...] = ()
    error: CoprodError | None = None


def plan_purge(
    workspace: Workspace,
    reference: str | None = None,
    *,
    all_removed: bool = False,
    history_older_than: str | None = None,
) -> PurgePlan:
    """Return what `purge` will delete; nothing is changed.

    Args:
        workspace: the workspace.
        reference: a removed case, or a case in the notebook, of which only what was removed is
            deleted: its history, and notes in the trash.
        all_removed: whether to take all cases in the trash.
        history_older_than: an age such as `90d`, or a day or time; only earlier texts that were
            replaced before it are deleted, of the named case or of all.

    Raises:
        WrongUsage: none or too much of this is given, or the age is none.
        NotFound: nothing is left of such a case, or more than one has that name.
        CoprodError: a folder of the notebook cannot be read, so that something could be missed.
    """
    if all_removed == (reference is not None or history_older_than is not None):
        hint = "coprod purge CASE, --all-removed, --history-older-than 90d"
        raise WrongUsage(msg("name a case, or say what is to be deleted for good."), hint=hint)
    search = LeftoverSearch(workspace.notebook)
    names = None if reference is None else [_named(search, reference)]
    forgotten: tuple[str, ...] = ()
    of_any_case = None
    if history_older_than is not None:
        before = parse_age(history_older_than, workspace.clock())
        names = search.names_with_history() if names is None else names
        cases = [search.older_history(name, before) for name in names]
    else:
        before = None
        if names is None:
            names, forgotten = search.names_in_trash(), tuple(search.forgotten())
        cases = [search.of_case(name) for name in names]
        of_any_case = search.rescued_of_any_case()
    found = tuple(case for case in cases if case.files)
    codes = _kept_codes(search, cases, before, of_all=reference is None)
    found = (*found, codes) if codes.files else found
    return PurgePlan(found, reference is not None, before, forgotten, of_any_case)


def _kept_codes(
    search: LeftoverSearch, cases: Iterable[Leftovers], before: datetime | None, *, of_all: bool
) -> Leftovers:
    """Return what is kept of finished changes of codes that is to be deleted, too.

    That is what quotes one of the cases; of all removed cases, also copies of code sets in the
    trash; of earlier texts of all cases, what is from before then.

    Raises:
        CoprodError: a folder of the notebook cannot be read.
    """
    changes = finished_changes(search.notebook)
    if before is not None:
        changes = [each for each in changes if each.when < before]
    if before is None or not of_all:
        wanted = {each.id: None for each in changes if each.in_trash and of_all}
        for case in cases:
            note = search.note_of(case.name)
            present = "".join(file_texts([note])) if note else ""
            found = changes_with_words(changes, case.name, file_texts(case.paths), present)
            wanted.update(dict.fromkeys(each.id for each in found))
        changes = [each for each in changes if each.id in wanted]
    return of_code_changes(changes)


def parse_age(text: str, now: datetime) -> datetime:
    """Return the time that an age (`90d`, `12w`, `6m`, `1y`) or an ISO 8601 day or time names.

    A month counts 31 days and a year 366, so that never more is deleted than was meant.

    Raises:
        WrongUsage: the text is neither.
    """
    try:
        if match := _AGE.fullmatch(text.strip()):
            return now - timedelta(days=int(match[1]) * _DAYS[match[2]])
        return datetime.fromisoformat(text.strip()).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        message = msg("--history-older-than takes an age, or a day.")
        raise WrongUsage(message, hint="90d, 12w, 6m, 1y, 2026-11-24") from None


def purge(workspace: Workspace, plan: PurgePlan) -> Iterator[Purged]:
    """Delete what a plan names, case by case; a failure with one case does not stop the others.

    Raises:
        CaseHeld: one case was named, and another process has locked it; nothing was deleted.
        CoprodError: one case was named, and it is no longer as it was planned.
    """
    for case in plan.cases:
        try:
            yield _purge(workspace, case, plan.before)
        except CoprodError as error:
            if plan.named and not case.of_codes:
                raise
            yield Purged(case, 0, error=error)
    workspace.notebook.forget_for_good()


def _purge(workspace: Workspace, case: Leftovers, before: datetime | None) -> Purged:
    notebook = workspace.notebook
    if case.of_codes:
        with CodeFiles(notebook).lock(workspace.clock()):
            finished = {path for each in finished_changes(notebook) for path in each.files}
            failed = tuple(_delete(notebook, [each for each in case.paths if each in finished], ()))
        return Purged(case, len(case.paths) - len(failed), failed)
    note = notebook.folder / f"{case.name}.md"
    with notebook.lock_case(note, case.name, workspace.clock(), interactive=False):
        search = LeftoverSearch(notebook)
        paths = _still_left(search, case, before)
        for path in paths:
            refuse_outside_link(path.parent, notebook.folder)
        notes = set() if before else {path for path in paths if search.is_note(path)}
        failed = tuple(_delete(notebook, paths, notes))
    # What the lock has removed already, such as an unfinished file, is deleted, too.
    return Purged(case, len(case.paths) - len(failed), failed)


def _still_left(search: LeftoverSearch, case: Leftovers, before: datetime | None) -> list[Path]:
    """Return the planned files of a case that are still there.

    Raises:
        CaseHeld: other files are left of it than were planned.
    """
    if before is not None:
        return [path for _when, path in search.old_texts(case.name, before)]
    now = search.of_case(case.name)
    if now.in_notebook != case.in_notebook or not set(now.paths) <= set(case.paths):
        message = msg("this case has changed since it was listed, and nothing of it was deleted.")
        raise CaseHeld(message, where=case.name, hint=msg("once more"))
    return list(now.paths)


def _delete(
    notebook: Notebook, paths: Iterable[Path], notes: Collection[Path]
) -> Iterator[tuple[Path, Message]]:
    """Delete files, and yield those that cannot be, and why.

    Args:
        notebook: the notebook.
        paths: the files.
        notes: those of them that are among the notebook's notes.
    """
    for path in paths:
        try:
            if path in notes:
                notebook.store.delete(path)
            else:
                remove_file(path)
        except OSError as error:
            yield path, system_reason(error)
            continue
        _remove_empty_folders(notebook, path)


def _remove_empty_folders(notebook: Notebook, path: Path) -> None:
    """Remove the folders of coprod's own that are empty without a file."""
    if path.is_relative_to(notebook.state):
        top = notebook.state / path.relative_to(notebook.state).parts[0]
    elif path.is_relative_to(notebook.folder):
        return  # a folder of the person's
    else:
        top = path.parent.parent  # rescued texts outside the notebook
    notebook.store.remove_empty_folders(path.parent, top)


def _named(search: LeftoverSearch, reference: str) -> str:
    """Return the name of the case that a reference names: in the trash, the notebook, or neither.

    Raises:
        NotFound: nothing is left of such a case, or more than one has that name.
    """
    notebook = search.notebook
    trash = Trash(notebook)
    try:
        return notebook.case_id_of(trash.find(reference))
    except AmbiguousCase:
        raise
    except NotFound as error:
        if reference == LATEST:
            raise
        missing = error
    forgotten = [name for name in search.forgotten() if reference and name.startswith(reference)]
    if len(forgotten) == 1:
        return forgotten[0]
    path = notebook.find(reference)
    if is_list_number(reference) and not has_id_part(path.stem, reference):
        raise missing  # numbers are those of the bin here
    return notebook.case_id_of(path)
