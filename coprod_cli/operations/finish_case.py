"""Finish a case: at its review, with a person, or at once, where nothing is in the way."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import joined, msg
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.finishing import FinishCheck, check_before_finishing
from coprod_cli.interview.positions import AtReview
from coprod_cli.model.case import CaseStatus
from coprod_cli.notebook.note.next_steps import open_steps
from coprod_cli.operations.add_case import SavedCase
from coprod_cli.operations.conduct_sitting import Sitting, with_scan
from coprod_cli.operations.lock_case import lock_case
from coprod_cli.operations.open_case import open_at_menu
from coprod_cli.operations.workspace import Workspace


def open_at_review(workspace: Workspace, reference: str) -> Sitting:
    """Open a case at its review, to finish it with a person.

    Raises:
        CoprodError: the case does not exist, its note is damaged, or another process has locked it.
    """
    sitting = open_at_menu(workspace, reference)
    return replace(sitting, interview=replace(sitting.interview, position=AtReview()))


def finish_case(workspace: Workspace, case: str | Path, *, force: bool = False) -> SavedCase:
    """Finish a case without asking anybody; a finished case stays as it is.

    Args:
        workspace: the workspace.
        case: a reference to the case, or the path of its note.
        force: whether to finish it also if its answers may tell who somebody is, or if it has none.

    Raises:
        CaseHeld: another process has locked the case.
        InvalidInput: something is half typed, a required answer is missing, or without `force`, an
            answer may tell who somebody is, or nothing is answered; carries every finding, and
            nothing is saved.
        NotFound: the reference names no case, or more than one.
        CoprodError: the note is damaged or cannot be written; or `latest` is not certain.
    """
    path = case if isinstance(case, Path) else workspace.notebook.find_to_change(case)
    autosave, current, lock = lock_case(workspace, path, interactive=False)
    with lock:
        if current.status == CaseStatus.FINAL:
            return SavedCase(path.stem, path, str(current.status))
        kept = autosave.drafts.read()
        interview = Interview.resume(
            autosave.template, current, at=None, drafts=kept.texts, bases=kept.bases
        )
        watched = workspace.notebook.read_watched_words()
        check = check_before_finishing(with_scan(interview, watched))
        findings = [*_blocks(check, path), *(() if force else _doubts(check, path))]
        if findings:
            raise InvalidInput(findings)
        autosave.save_case(current, replace(current, status=CaseStatus.FINAL))
    steps = open_steps(current, lambda _name: autosave.template)
    return SavedCase(path.stem, path, str(CaseStatus.FINAL), open_steps=steps)


def _blocks(check: FinishCheck, path: Path) -> Iterator[Finding]:
    """Yield a finding for each text that was not taken, and for a required answer."""
    resume = f"coprod resume {path.stem}"
    for key in check.half_typed:
        message = msg('"{address}" has half-typed text.', address=str(key))
        yield Finding("half-typed", message, str(path), hint=resume)
    if check.missing is not None:
        message = msg('"{address}" is needed before it is finished.', address=check.missing)
        yield Finding("missing", message, str(path), hint=resume)


def _doubts(check: FinishCheck, path: Path) -> Iterator[Finding]:
    """Yield a finding for each answer that may tell who somebody is, and for an empty case."""
    hint = msg("--force, if it is meant so")
    for address, kinds in check.kinds.items():
        message = msg(
            '"{address}" may tell who somebody is ({kinds}).',
            address=address,
            kinds=joined(kinds, ", "),
        )
        yield Finding("identifier", message, str(path), hint=hint)
    if check.is_empty:
        yield Finding("empty", msg("nothing is answered here."), str(path), hint=hint)
