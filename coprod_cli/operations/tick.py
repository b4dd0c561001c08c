"""Tick off next steps (tasks) in their notes, or open them again: all of them, or none."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import NamedTuple

from coprod_cli.base.clock import timestamp
from coprod_cli.base.errors import CaseHeld, InvalidInput, WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.knowledge.step_search import FoundStep, StepSearch
from coprod_cli.notebook.filters import NO_FILTERS
from coprod_cli.notebook.note.next_steps import (
    StepChange,
    next_steps,
    steps_to_change,
    with_steps_ticked,
)
from coprod_cli.notebook.note_paths import id_or_stem
from coprod_cli.notebook.references import require_exists
from coprod_cli.notebook.rewrite import rewrite_note
from coprod_cli.notebook.withdrawn import refuse_withdrawn
from coprod_cli.operations.workspace import Workspace

_REFERENCE = re.compile(r"(.+)\.([1-9][0-9]{0,4})\Z")


class Tick(NamedTuple):
    """A requested change of a next step, and the path of the note that has the step."""

    path: Path
    change: StepChange


class TickedStep(NamedTuple):
    """A next step after its change; `unchanged` if it had the requested state before."""

    found: FoundStep
    unchanged: bool


class _Plan(NamedTuple):
    """The changes to one note, planned before any note is written."""

    path: Path
    name: str
    changes: Sequence[StepChange]
    found: Sequence[FoundStep]


def parse_ticks(
    workspace: Workspace, done: Sequence[str] = (), reopen: Sequence[str] = ()
) -> list[Tick]:
    """Return the changes for references such as `20261123-k7m2q9.1`, without duplicates.

    Args:
        workspace: the workspace.
        done: the references of the next steps to tick off.
        reopen: the references of the next steps to open again.

    Raises:
        NotFound: a reference names no case, or more than one.
        WrongUsage: a text is no reference, or a step is both to be ticked off and opened again.
    """
    ticks: dict[tuple[str, int], Tick] = {}
    for is_done, references in ((True, done), (False, reopen)):
        for reference in references:
            match = _REFERENCE.match(reference)
            if match is None:
                # The error does not contain the text, which may be that of a next step.
                message = msg(
                    "a next step is named by its case, a dot, and its number in the case."
                )
                raise WrongUsage(message, hint=msg("20261123-k7m2q9.1, as coprod tasks shows it"))
            path, number = workspace.notebook.find_to_change(match[1]), int(match[2])
            tick = Tick(path, StepChange(number, is_done))
            first = ticks.setdefault((os.path.realpath(path), number), tick)
            if first.change.is_done != is_done:
                message = msg("this one is to be ticked off and opened again, both.")
                raise WrongUsage(message, where=reference, hint=msg("one of the two"))
    return list(ticks.values())


def changed_ticks(found: Sequence[FoundStep], done: Sequence[bool]) -> list[Tick]:
    """Return the changes that a person made in a list of next steps.

    Args:
        found: the next steps in the list.
        done: whether each of them is ticked now.
    """
    return [
        Tick(path, StepChange(step.number, is_done, step.task))
        for (step, _title, path), is_done in zip(found, done, strict=True)
        if is_done != step.task.is_done
    ]


def tick_steps(workspace: Workspace, ticks: Iterable[Tick]) -> Iterator[TickedStep]:
    """Tick off next steps, or open them again, and yield each one after it is saved.

    Before anything is saved, each case is locked and each change is checked against its note.

    Raises:
        CannotSave: a note could not be written; the steps of earlier notes were, and are yielded.
        CaseHeld: another process has locked one of the cases.
        CoprodError: a next step does not exist, or its text is not the one the person saw.
        NotFound: one of the cases was withdrawn.
        InvalidInput: an answer in a note cannot be attributed to its question.
    """
    notebook = workspace.notebook
    changes_by_path: dict[Path, list[StepChange]] = {}
    for path, change in ticks:
        changes_by_path.setdefault(path, []).append(change)
    search = StepSearch(notebook, workspace.library, NO_FILTERS, named=True)
    with ExitStack() as locks:
        _lock_all(workspace, changes_by_path, locks)
        now = workspace.clock()
        plans = [
            _plan(search, path, changes, timestamp(now))
            for path, changes in changes_by_path.items()
        ]
        for plan in plans:
            edit = partial(
                with_steps_ticked, template_of=search.library.find, changes=plan.changes,
                case_id=plan.name, updated=timestamp(now),
            )  # fmt: skip
            rewrite_note(notebook, plan.path, edit, now)
            for change, found in zip(plan.changes, plan.found, strict=True):
                yield _ticked_step(found, is_done=change.is_done)


def _ticked_step(found: FoundStep, *, is_done: bool) -> TickedStep:
    task = found.step.task
    step = found.step._replace(task=task._replace(is_done=is_done, is_cancelled=False))
    return TickedStep(found._replace(step=step), task.is_already(done=is_done))


def _lock_all(workspace: Workspace, paths: Iterable[Path], locks: ExitStack) -> None:
    """Lock the cases in a fixed order, so that two processes never wait for each other."""
    notebook = workspace.notebook
    paths_by_name = {notebook.case_id_of(path): path for path in paths}
    for name, path in sorted(paths_by_name.items()):
        require_exists(path)
        try:
            locks.enter_context(
                notebook.lock_case(path, name, workspace.clock(), interactive=False)
            )
        except CaseHeld as error:
            where = name if len(paths_by_name) > 1 else ""
            raise CaseHeld(error.message, where=where, hint=error.hint) from None


def _plan(search: StepSearch, path: Path, changes: Sequence[StepChange], updated: str) -> _Plan:
    from coprod_cli.notebook.note.check import refuse_uncertain

    note = search.notebook.read(path)
    case = note.case
    if case is None:
        require_exists(path)
        raise InvalidInput(note.findings)
    template = search.library.find(case.template)
    refuse_withdrawn(case, template, id_or_stem(note))
    refuse_uncertain(note, template)
    name = search.name(path, case.id)
    steps = steps_to_change(next_steps(case, search.library.find), changes, name)
    with_steps_ticked(note, search.library.find, changes, name, updated)
    # Another program may change the note before it is written: the steps must be the same then.
    seen = [change._replace(seen=step.task) for change, step in zip(changes, steps, strict=True)]
    found = [FoundStep(step._replace(case_id=name), case.title, path) for step in steps]
    return _Plan(path, name, seen, found)
