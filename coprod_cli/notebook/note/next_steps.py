"""Next steps (tasks) of a case: lists them in order, and ticks them off in the note."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from coprod_cli.base.errors import CoprodError, NotFound
from coprod_cli.base.message import N_, Message, composed, joined, msg
from coprod_cli.model.case import Case
from coprod_cli.model.questions import TasksQuestion
from coprod_cli.model.tasks import Task, is_day, read_tasks
from coprod_cli.model.template import TemplateLookup
from coprod_cli.notebook.note.checkbox import with_checkbox
from coprod_cli.notebook.note.edit import refuse_if_uncertain, set_front_matter
from coprod_cli.notebook.note.reader import Note

OPEN, OVERDUE, DONE = N_("open"), N_("overdue"), N_("done")
_NEVER = "9999-99-99"


class NextStep(NamedTuple):
    """A next step of a case.

    Attributes:
        case_id: the name of its case.
        number: its number in the case, from 1; done steps count, in the order of the note.
        address: the address of the answer that has the step.
        answer_index: the index, from 0, of that answer among the case's answers.
        task: what is to be done, by whom and by when.
    """

    case_id: str
    number: int
    address: str
    answer_index: int
    task: Task

    @property
    def reference(self) -> str:
        """The name of the next step in commands, such as `20261123-k7m2q9.1`."""
        return f"{self.case_id}.{self.number}"

    def state(self, today: str) -> str:
        """Return OPEN, OVERDUE or DONE; `today` is ISO 8601."""
        if self.task.is_done:
            return DONE
        return OVERDUE if is_day(self.task.due) and self.task.due < today else OPEN

    def as_data(self, today: str) -> dict[str, Any]:
        """Return the next step as JSON data."""
        return {
            "reference": self.reference,
            "case": self.case_id,
            "number": self.number,
            "address": self.address,
            "what": self.task.what,
            "owner": self.task.owner or None,
            "due": self.task.due or None,
            "done": self.task.is_done,
            "overdue": self.state(today) == OVERDUE,
        }

    def as_line(self, today: str) -> Message:
        """Return the next step as one line of text for a person."""
        task = self.task
        due = task.due
        if due and self.state(today) == OVERDUE:
            due = msg("{day}, overdue", day=due)
        details = joined((part for part in (task.owner, due) if part), ", ")
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

    They are read from the answers to questions of type `tasks`, and from answers whose question is
    not known, since the template is missing or has another version.

    Args:
        case: the case.
        template_of: returns its template; called only if there may be a next step.
    """
    steps: list[NextStep] = []
    for answer_index, answer in enumerate(case.answers):
        # This cheap test skips nearly all answers.
        if " [" not in answer[1] or not (tasks := list(read_tasks(answer.text))):
            continue
        template = template_of(case.template)
        question = template.question_at(answer.address) if template else None
        if question is None or isinstance(question, TasksQuestion):
            steps += [
                NextStep(case.id, number, answer.address, answer_index, task)
                for number, task in enumerate(tasks, len(steps) + 1)
            ]
    return steps


def sort_key(step: NextStep) -> tuple[bool, str, str, int]:
    """Return the key that sorts next steps by due day, then by case; done steps come last."""
    due = step.task.due if is_day(step.task.due) else _NEVER
    return step.task.is_done, due, step.case_id, step.number


def steps_to_change(
    steps: Sequence[NextStep], changes: Iterable[StepChange], case_id: str
) -> list[NextStep]:
    """Return the next step of each change, among all next steps of a case.

    Raises:
        NotFound: the case has no step with such a number.
        CoprodError: the step with a number is not the one that the person saw.
    """
    changed = []
    for change in changes:
        where = f"{case_id}.{change.number}"
        if change.number > len(steps):
            message = msg("this case has no next step of this number.")
            raise NotFound(message, where=where, hint=f"coprod tasks {case_id} --all")
        step = steps[change.number - 1]
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

    Only the characters in their boxes and the time of the last change are written; the same note
    is returned if no box changes.

    Raises:
        CoprodError: see `steps_to_change`.
        InvalidInput: an answer in the note cannot be attributed to its question.
    """
    steps = next_steps(refuse_if_uncertain(note), template_of)
    result = note
    for change, step in zip(changes, steps_to_change(steps, changes, case_id), strict=True):
        result = with_checkbox(result, step.answer_index, step.task, is_done=change.is_done)
    return result if result is note else set_front_matter(result, {"updated": updated})


def _is_same(one: Task, other: Task) -> bool:
    return (one.what, one.owner, one.due) == (other.what, other.owner, other.due)
