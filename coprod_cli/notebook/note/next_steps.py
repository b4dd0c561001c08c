"""Next steps (tasks) of a case: lists them in order, and ticks them off in the note."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from coprod_cli.base.clock import is_day
from coprod_cli.base.errors import CoprodError, NotFound
from coprod_cli.base.message import N_, Message, composed, joined, msg
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.item_tasks import ItemTask, done_answer, item_task
from coprod_cli.model.questions import ItemTasks, TasksQuestion
from coprod_cli.model.tasks import Task, count_places, may_have_tasks, read_tasks
from coprod_cli.model.template import TemplateLookup
from coprod_cli.notebook.note.apply_case import with_case_changes
from coprod_cli.notebook.note.checkbox import with_checkbox
from coprod_cli.notebook.note.edit import refuse_if_uncertain, set_front_matter
from coprod_cli.notebook.note.reader import Note, require_case

OPEN, OVERDUE, DONE, CANCELLED = N_("open"), N_("overdue"), N_("done"), N_("cancelled")
_NEVER = "9999-99-99"


class NextStep(NamedTuple):
    """A next step of a case.

    Attributes:
        case_id: the name of its case.
        number: its number in the case, from 1, in the order of the note. Done and cancelled steps
            count, and lines that only look like a step, so that no number changes when one of
            them is mended.
        address: the address of the answer that has the step.
        answer_index: the index, from 0, of that answer among the case's answers; of an item, that
            of its first one.
        task: what is to be done, by whom and by when.
        voice: the voice whose step it is; None if it has none.
        done_at: the address of the answer that says that it is done, for an item of a group that
            is a next step (see `model.item_tasks`); None for a line with a box.
    """

    case_id: str
    number: int
    address: str
    answer_index: int
    task: Task
    voice: str | None = None
    done_at: Address | None = None

    @property
    def reference(self) -> str:
        """The name of the next step in commands, such as `20261123-k7m2q9.1`."""
        return f"{self.case_id}.{self.number}"

    def state(self, today: str) -> str:
        """Return OPEN, OVERDUE, DONE or CANCELLED; `today` is ISO 8601."""
        if not self.task.is_open:
            return DONE if self.task.is_done else CANCELLED
        return OVERDUE if is_day(self.task.due) and self.task.due < today else OPEN

    def as_data(self, today: str) -> dict[str, Any]:
        """Return the next step as JSON data."""
        return {
            "reference": self.reference,
            "case": self.case_id,
            "number": self.number,
            "address": self.address,
            "voice": self.voice,
            "what": self.task.what,
            "owner": self.task.owner or None,
            "due": self.task.due or None,
            "done": self.task.is_done,
            "cancelled": self.task.is_cancelled,
            "overdue": self.state(today) == OVERDUE,
        }

    def as_line(self, today: str) -> Message:
        """Return the next step as one line of text for a person."""
        task = self.task
        due = task.due
        if due and self.state(today) == OVERDUE:
            due = msg("{day}, overdue", day=due)
        said = msg("said by {voice}", voice=self.voice) if self.voice else ""
        details = joined((part for part in (task.owner, due, said) if part), ", ")
        if not details:
            return composed("{what}", what=task.what)
        return composed("{what} ({details})", what=task.what, details=details)


class StepChange(NamedTuple):
    """A change of a next step: tick it off, or open it again.

    `seen` is the next step as the person saw it; None if only its number is known.
    """

    number: int
    is_done: bool
    seen: Task | None = None


def next_steps(case: Case, template_of: TemplateLookup) -> list[NextStep]:
    """Return all next steps of a case, in the order of its note.

    They are read from the answers to questions of type `tasks`, from answers whose question is not
    known, since the template is missing or has another version, and from items of groups that are
    next steps (see `model.item_tasks`). Every item of such a group that has an answer counts in the
    numbers.

    Args:
        case: the case.
        template_of: returns its template; called only if there may be a next step.
    """
    steps: list[NextStep] = []
    items: set[Address] = set()
    places = 0
    for answer_index, answer in enumerate(case.answers):
        # These cheap tests skip nearly all answers.
        item = answer.address.item_address if answer.given else None
        is_new_item = item is not None and item not in items
        count = count_places(answer[1]) if may_have_tasks(answer[1]) else 0
        if not count and not is_new_item:
            continue
        template = template_of(case.template)
        if is_new_item and item is not None:
            items.add(item)
            group = template.group_at(item) if template else None
            if template is not None and group is not None and group.tasks is not None:
                places += 1
                if (found := item_task(case, template, item)) is not None:
                    steps.append(_item_step(case, item, group.tasks, found, places, answer_index))
        if not count:
            continue
        question = template.question_at(answer.address) if template else None
        if question is None or isinstance(question, TasksQuestion):
            steps += _task_steps(case.id, answer, places, answer_index)
            places += count
    return steps


def _task_steps(case_id: str, answer: Answer, places: int, answer_index: int) -> Iterator[NextStep]:
    """Yield the next steps in an answer; `places` is how many places come before them."""
    for task in read_tasks(answer.text):
        number = places + task.place + 1
        yield NextStep(case_id, number, answer.address, answer_index, task, answer.voice)


def _item_step(  # noqa: PLR0917 - called in one place
    case: Case, item: Address, tasks: ItemTasks, found: ItemTask, number: int, answer_index: int
) -> NextStep:
    address, done_at = item.child(tasks.what), item.child(tasks.done)
    return NextStep(case.id, number, address, answer_index, found.task, found.voice, done_at)


def open_steps(case: Case, template_of: TemplateLookup) -> tuple[NextStep, ...]:
    """Return the open next steps of a case, the earliest due day first."""
    steps = (step for step in next_steps(case, template_of) if step.task.is_open)
    return tuple(sorted(steps, key=sort_key))


def sort_key(step: NextStep) -> tuple[bool, str, str, int]:
    """Return the key that sorts open steps by due day, then by case; the others come last."""
    due = step.task.due if is_day(step.task.due) else _NEVER
    return not step.task.is_open, due, step.case_id, step.number


def steps_to_change(
    steps: Sequence[NextStep], changes: Iterable[StepChange], case_id: str
) -> list[NextStep]:
    """Return the next step of each change, among all next steps of a case.

    Raises:
        NotFound: the case has no step with such a number.
        CoprodError: the step with a number is not the one that the person saw.
    """
    changed = []
    numbered = {step.number: step for step in steps}
    for change in changes:
        where = f"{case_id}.{change.number}"
        step = numbered.get(change.number)
        if step is None:
            raise _not_found(change.number, max(numbered, default=0), case_id)
        if change.seen is not None and not _is_same(step.task, change.seen):
            message = msg("this note was changed meanwhile: another next step has this number.")
            raise CoprodError(message, where=where, hint="coprod tasks")
        changed.append(step)
    return changed


def with_steps_ticked(
    note: Note,
    template_of: TemplateLookup,
    changes: Sequence[StepChange],
    case_id: str,
    updated: str,
) -> Note:
    """Return the note with next steps ticked off or opened again.

    Only the characters in their boxes and the time of the last change are written; of an item that
    is a next step, the answer that says that it is done. The same note is returned if none changes.

    Raises:
        CoprodError: see `steps_to_change`.
        InvalidInput: an answer in the note cannot be attributed to its question.
        WrongUsage: several voices said whether a step is done.
    """
    steps = next_steps(refuse_if_uncertain(note), template_of)
    result = note
    wanted = list(zip(changes, steps_to_change(steps, changes, case_id), strict=True))
    for change, step in wanted:
        if step.done_at is None:
            result = with_checkbox(result, step.answer_index, step.task, is_done=change.is_done)
    for change, step in wanted:
        if step.done_at is not None:
            result = _with_item_ticked(result, step, template_of, updated, is_done=change.is_done)
    return result if result is note else set_front_matter(result, {"updated": updated})


def _with_item_ticked(
    note: Note, step: NextStep, template_of: TemplateLookup, updated: str, *, is_done: bool
) -> Note:
    case = require_case(note)
    template = template_of(case.template)
    if template is None or step.done_at is None or step.task.is_already(done=is_done):
        return note
    answer = done_answer(case, template, step.done_at, updated[:10] if is_done else "")
    now = datetime.fromisoformat(updated)
    return with_case_changes(note, case, case.with_answer(answer), template, now)


def _not_found(number: int, last: int, case_id: str) -> NotFound:
    """Return the error for a number that no next step has; `last` is the last one that has one."""
    where = f"{case_id}.{number}"
    if number < last:
        message = msg(
            "what has this number is not read as a next step: a line that only looks like one, or "
            "a part of an agreement without a day."
        )
        return NotFound(message, where=where, hint=f"coprod check {case_id}")
    message = msg("there is no next step of this number.")
    return NotFound(message, where=where, hint=f"coprod tasks {case_id} --all")


def _is_same(one: Task, other: Task) -> bool:
    return (one.what, one.owner, one.due) == (other.what, other.owner, other.due)
