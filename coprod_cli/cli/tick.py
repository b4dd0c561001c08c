"""Ticking off next steps in their notes: all that are named, or none of them."""

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from coprod_cli.base.errors import CaseHeld, ExitCode, InvalidInput, WrongUsage
from coprod_cli.base.i18n import _, translated
from coprod_cli.operations.open_case import require_there, templates_by_name

if TYPE_CHECKING:
    from coprod_cli.knowledge.step_search import FoundStep, StepSearch
    from coprod_cli.model.template import Template
    from coprod_cli.notebook.note.next_steps import NextStep, Wish
    from coprod_cli.notebook.note.reader import Note
    from coprod_cli.notebook.notebook import Notebook

_REFERENCE = re.compile(r"(.+)\.([1-9][0-9]{0,4})\Z")


class Tick(NamedTuple):
    """A wish, and the note that it is about."""

    path: Path
    wish: "Wish"


class Ticked(NamedTuple):
    """A next step as it is now; `was_so` tells that it was so before."""

    found: "FoundStep"
    was_so: bool


class _Plan(NamedTuple):
    """What is to be done to one note, once all notes were looked through."""

    path: Path
    name: str
    wishes: "Sequence[Wish]"
    found: "Sequence[FoundStep]"


def ticks_of(book: "Notebook", done: Sequence[str], reopen: Sequence[str]) -> list[Tick]:
    """Return what references wish for, once each.

    Raises:
        NotFound: one names no case, or more than one.
        WrongUsage: one is no reference, or is to be ticked off and opened at once.
    """
    from coprod_cli.notebook.note.next_steps import Wish

    ticks: dict[tuple[str, int], Tick] = {}
    for is_done, references in ((True, done), (False, reopen)):
        for reference in references:
            found = _REFERENCE.match(reference)
            if found is None:
                # What was typed is not repeated: it may be the text of a next step.
                message = _("a next step is named by its case, a dot, and its number in the case.")
                raise WrongUsage(message, hint=_("20261123-k7m2q9.1, as coprod tasks shows it"))
            path, number = book.find(found[1]), int(found[2])
            tick = Tick(path, Wish(number, is_done))
            first = ticks.setdefault((os.path.realpath(path), number), tick)
            if first.wish.is_done != is_done:
                message = _("this one is to be ticked off and opened again, both.")
                raise WrongUsage(message, where=reference, hint=_("one of the two"))
    return list(ticks.values())


def tick_off(book: "Notebook", ticks: Iterable[Tick]) -> Iterator[Ticked]:
    """Tick off next steps, or open them again, and give each one when it is saved.

    Nothing is saved unless all can be: each case is held, and its note looked through, before.

    Raises:
        CannotSave: a note could not be written; those before it were, and their steps given.
        CaseHeld: somebody works on one of the cases.
        CoprodError: a next step is not there, or is another than the person saw.
        InvalidInput: a note has findings that leave an answer's owner in doubt.
    """
    from coprod_cli.base.clock import local_now, timestamp
    from coprod_cli.knowledge.step_search import StepSearch
    from coprod_cli.notebook.note.next_steps import ticked
    from coprod_cli.notebook.query import NO_FILTERS

    wanted: dict[Path, list[Wish]] = {}
    for path, wish in ticks:
        wanted.setdefault(path, []).append(wish)
    search = StepSearch(book, templates_by_name(book), NO_FILTERS, named=True)
    with ExitStack() as holds:
        _hold_all(book, wanted, holds)
        now = local_now()
        plans = [_plan(search, path, wishes, timestamp(now)) for path, wishes in wanted.items()]
        for plan in plans:
            edit = partial(
                ticked, template_of=search.template_of, wishes=plan.wishes, case_id=plan.name,
                updated=timestamp(now),
            )  # fmt: skip
            book.rewrite(plan.path, edit, now)
            for wish, found in zip(plan.wishes, plan.found, strict=True):
                yield _ticked(found, is_done=wish.is_done)


def _ticked(found: "FoundStep", *, is_done: bool) -> Ticked:
    task = found.step.task
    step = found.step._replace(task=task._replace(is_done=is_done))
    return Ticked(found._replace(step=step), task.is_done == is_done)


def _hold_all(book: "Notebook", paths: Iterable[Path], holds: ExitStack) -> None:
    """Hold each case until the end; always in one order, so that no two wait for each other."""
    from coprod_cli.base.clock import local_now

    named = {book.name_of(path): path for path in paths}
    for name, path in sorted(named.items()):
        require_there(path)
        try:
            holds.enter_context(book.hold(path, name, local_now(), sits=False))
        except CaseHeld as error:
            where = name if len(named) > 1 else ""
            raise CaseHeld(error.message, where=where, hint=error.hint) from None


def _plan(search: "StepSearch", path: Path, wishes: "Sequence[Wish]", updated: str) -> _Plan:
    from coprod_cli.knowledge.step_search import FoundStep
    from coprod_cli.notebook.note.next_steps import next_steps, ticked, wished_for

    note = search.notebook.read(path)
    case = note.case
    if case is None:
        require_there(path)
        raise InvalidInput(note.findings)
    _refuse_doubt(note, search.template_of(case.template))
    name = search.name(path, case.id)
    steps = wished_for(next_steps(case, search.template_of), wishes, name)
    ticked(note, search.template_of, wishes, name, updated)
    # Another program may write the note meanwhile: what is ticked is what was seen here.
    seen = [wish._replace(seen=step.task) for wish, step in zip(wishes, steps, strict=True)]
    found = [FoundStep(step._replace(case_id=name), case.title, path) for step in steps]
    return _Plan(path, name, seen, found)


def _refuse_doubt(note: "Note", template: "Template | None") -> None:
    from coprod_cli.notebook.note.check import check_note, is_uncertain

    if is_uncertain(note, template):
        findings = check_note(note, lambda _name: template)
        raise InvalidInput([each for each in findings if each.uncertain] or findings)


def tell_ticked(ticked: Iterable[Ticked], book: "Notebook", today: str, *, json: bool) -> None:
    """Say of each next step what became of it, as soon as it is saved."""
    from coprod_cli.cli.console import say, show_json

    told = []
    for found, was_so in ticked:
        step = found.step
        say(
            _what_became_of(step, was_so=was_so).format(
                ref=step.reference, what=translated(step.told(today))
            )
        )
        told.append(found.as_data(today, book.folder))
    if json:
        show_json(told)


def _what_became_of(step: "NextStep", *, was_so: bool) -> str:
    if step.task.is_done:
        return _("{ref} was done already: {what}") if was_so else _("{ref} is done: {what}")
    return _("{ref} was open already: {what}") if was_so else _("{ref} is open again: {what}")


def pick(found: "Sequence[FoundStep]", today: str, *, plain: bool) -> list[Tick]:
    """Let a person tick next steps in a list, and return what they changed.

    Raises:
        Exit: they stopped.
    """
    from coprod_cli.cli.console import say
    from coprod_cli.notebook.note.next_steps import Wish

    labels = [f"{translated(each.step.told(today))} - {each.step.reference}" for each in found]
    before = [each.step.task.is_done for each in found]
    after = _picked(labels, before, plain=plain)
    ticks = [
        Tick(path, Wish(step.number, is_done, step.task))
        for (step, _title, path), is_done in zip(found, after or before, strict=True)
        if is_done != step.task.is_done
    ]
    if not ticks:
        say(_("Nothing is changed."))
    if after is None:
        raise typer.Exit(ExitCode.INTERRUPTED)
    return ticks


def _picked(labels: list[str], ticks: list[bool], *, plain: bool) -> list[bool] | None:
    if not plain and os.environ.get("TERM", "dumb") != "dumb":
        from coprod_cli.interview.askers.terminal.checklist import tick_on_screen

        return tick_on_screen(labels, ticks)
    from coprod_cli.base.screen_text import screen_line
    from coprod_cli.interview.askers.plain.checklist import tick_by_lines
    from coprod_cli.interview.askers.plain.line_reader import line_reader

    out = sys.stdout if sys.stdout.isatty() else sys.stderr

    def say_line(line: str) -> None:
        print(screen_line(line), file=out, flush=True)

    return tick_by_lines(labels, ticks, say_line, line_reader(out, is_terminal=sys.stdin.isatty()))
