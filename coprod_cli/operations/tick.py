"""Tick off next steps in their notes, or open them again: all that are named, or none."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coprod_cli.base.clock import timestamp
from coprod_cli.base.errors import CaseHeld, InvalidInput, WrongUsage
from coprod_cli.base.message import msg
from coprod_cli.knowledge.step_search import FoundStep, StepSearch
from coprod_cli.notebook.filters import NO_FILTERS
from coprod_cli.notebook.note.next_steps import Wish, next_steps, ticked, wished_for
from coprod_cli.notebook.notebook import Notebook
from coprod_cli.operations.hold_case import require_there
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.model.template import Template
    from coprod_cli.notebook.note.reader import Note

_REFERENCE = re.compile(r"(.+)\.([1-9][0-9]{0,4})\Z")


class Tick(NamedTuple):
    """A change that is wished for in a next step, and the note in which the step stands."""

    path: Path
    wish: Wish


class TickedStep(NamedTuple):
    """A next step after its change; `unchanged` where it was so before."""

    found: FoundStep
    unchanged: bool


class _Plan(NamedTuple):
    """The changes to one note, made once all notes were looked through."""

    path: Path
    name: str
    wishes: Sequence[Wish]
    found: Sequence[FoundStep]


def parse_ticks(notebook: Notebook, done: Sequence[str], reopen: Sequence[str]) -> list[Tick]:
    """Return the changes that references such as `20261123-k7m2q9.1` wish for, once each.

    Args:
        notebook: the notebook.
        done: the next steps to tick off.
        reopen: the next steps to open again.

    Raises:
        NotFound: a reference names no case, or more than one.
        WrongUsage: a text is no reference, or a step is to be ticked off and opened at once.
    """
    ticks: dict[tuple[str, int], Tick] = {}
    for is_done, references in ((True, done), (False, reopen)):
        for reference in references:
            found = _REFERENCE.match(reference)
            if found is None:
                # The text is not repeated: it may be that of a next step.
                message = msg(
                    "a next step is named by its case, a dot, and its number in the case."
                )
                raise WrongUsage(message, hint=msg("20261123-k7m2q9.1, as coprod tasks shows it"))
            path, number = notebook.find(found[1]), int(found[2])
            tick = Tick(path, Wish(number, is_done))
            first = ticks.setdefault((os.path.realpath(path), number), tick)
            if first.wish.is_done != is_done:
                message = msg("this one is to be ticked off and opened again, both.")
                raise WrongUsage(message, where=reference, hint=msg("one of the two"))
    return list(ticks.values())


def changed_ticks(found: Sequence[FoundStep], done: Sequence[bool]) -> list[Tick]:
    """Return the changes that turn next steps into what a person chose.

    Args:
        found: the next steps as the person saw them.
        done: whether each of them is done now.
    """
    return [
        Tick(path, Wish(step.number, is_done, step.task))
        for (step, _title, path), is_done in zip(found, done, strict=True)
        if is_done != step.task.is_done
    ]


def tick_steps(workspace: Workspace, ticks: Iterable[Tick]) -> Iterator[TickedStep]:
    """Tick off next steps, or open them again, and yield each one when it is saved.

    Nothing is saved unless all can be: each case is locked, and its note looked through, before.

    Raises:
        CannotSave: a note could not be written; those before it were, and their steps yielded.
        CaseHeld: somebody works on one of the cases.
        CoprodError: a next step is not there, or is another than the person saw.
        InvalidInput: a note has findings that leave an answer's owner in doubt.
    """
    notebook = workspace.notebook
    wanted: dict[Path, list[Wish]] = {}
    for path, wish in ticks:
        wanted.setdefault(path, []).append(wish)
    search = StepSearch(notebook, workspace.library.find, NO_FILTERS, named=True)
    with ExitStack() as locks:
        _lock_all(workspace, wanted, locks)
        now = workspace.clock()
        plans = [_plan(search, path, wishes, timestamp(now)) for path, wishes in wanted.items()]
        for plan in plans:
            edit = partial(
                ticked, template_of=search.template_of, wishes=plan.wishes, case_id=plan.name,
                updated=timestamp(now),
            )  # fmt: skip
            notebook.rewrite(plan.path, edit, now)
            for wish, found in zip(plan.wishes, plan.found, strict=True):
                yield _after(found, is_done=wish.is_done)


def _after(found: FoundStep, *, is_done: bool) -> TickedStep:
    task = found.step.task
    step = found.step._replace(task=task._replace(is_done=is_done))
    return TickedStep(found._replace(step=step), task.is_done == is_done)


def _lock_all(workspace: Workspace, paths: Iterable[Path], locks: ExitStack) -> None:
    """Lock each case until the end; always in one order, so that no two wait for each other."""
    notebook = workspace.notebook
    named = {notebook.name_of(path): path for path in paths}
    for name, path in sorted(named.items()):
        require_there(path)
        try:
            locks.enter_context(notebook.hold(path, name, workspace.clock(), sits=False))
        except CaseHeld as error:
            where = name if len(named) > 1 else ""
            raise CaseHeld(error.message, where=where, hint=error.hint) from None


def _plan(search: StepSearch, path: Path, wishes: Sequence[Wish], updated: str) -> _Plan:
    note = search.notebook.read(path)
    case = note.case
    if case is None:
        require_there(path)
        raise InvalidInput(note.findings)
    _refuse_uncertain(note, search.template_of(case.template))
    name = search.name(path, case.id)
    steps = wished_for(next_steps(case, search.template_of), wishes, name)
    ticked(note, search.template_of, wishes, name, updated)
    # Another program may write the note meanwhile: what is ticked is what was seen here.
    seen = [wish._replace(seen=step.task) for wish, step in zip(wishes, steps, strict=True)]
    found = [FoundStep(step._replace(case_id=name), case.title, path) for step in steps]
    return _Plan(path, name, seen, found)


def _refuse_uncertain(note: "Note", template: "Template | None") -> None:
    from coprod_cli.notebook.note.check import check_note, is_uncertain

    if is_uncertain(note, template):
        findings = check_note(note, lambda _name: template)
        raise InvalidInput([each for each in findings if each.uncertain] or findings)
