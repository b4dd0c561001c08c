"""Items of groups that are next steps: reads what, by whom, by when, and whether it is done.

A group says with `tasks` which of its questions say so. Only an item whose `when` is a day is a
next step: what somebody does "every morning" is never done, and would stay in every list.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from coprod_cli.base.clock import is_day
from coprod_cli.base.errors import WrongUsage
from coprod_cli.base.text import folded
from coprod_cli.base.written_days import without_weekday, written_days
from coprod_cli.model.address import Address
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.choice_questions import ChoiceQuestion, YesNoQuestion
from coprod_cli.model.questions import ItemTasks
from coprod_cli.model.tasks import Task
from coprod_cli.model.template import Template
from coprod_cli.model.visibility import relevant_addresses
from coprod_cli.model.voices import (
    answers_there,
    setting_of,
    several_voices,
    unnamed_key,
    voices_of,
)
from coprod_cli.model.wording import worded


class ItemTask(NamedTuple):
    """An item as a next step, and the voice that said what is to be done; None if not one did."""

    task: Task
    voice: str | None


def item_task(case: Case, template: Template, item: Address) -> ItemTask | None:
    """Return an item of a group as a next step; None if it is none, since `when` is no day.

    Of several voices, the first one in the note with a day says when, and the first one who, as on
    the page of an agreement; what they say is to be done is joined.
    """
    group = template.group_at(item)
    if group is None or group.tasks is None:
        return None
    tasks = group.tasks
    days = (_day_in(answer.text) for answer in _given(case, item.child(tasks.when)))
    due = next((day for day in days if day), "")
    said = _given(case, item.child(tasks.what))
    what = "; ".join(dict.fromkeys(" ".join(answer.text.split()) for answer in said))
    if not due or not what:
        return None
    done_at = item.child(tasks.done)
    is_done = any(_says_done(template, answer) for answer in _given(case, done_at))
    voices = voices_of(said)
    task = Task(what, _owner(case, template, item, tasks), due, is_done, 0)
    return ItemTask(task, voices[0] if len(voices) == 1 else None)


def done_answer(case: Case, template: Template, done_at: Address, day: str) -> Answer:
    """Return the answer that says that an item is done on a day (ISO 8601), or with "" not yet.

    Raises:
        WrongUsage: several voices said whether it is done, and none of them was named.
    """
    there = answers_there(case, done_at)
    if len(there) > 1:
        key = there[0].key
        message = several_voices(done_at, voices_of(there))
        raise WrongUsage(message, hint=f"coprod edit {case.id} {setting_of(key)}")
    key = unnamed_key(case, done_at)
    question = template.question_at(done_at)
    if question is None or not day:
        return Answer(done_at, voice=key.voice)
    text = "yes" if isinstance(question, YesNoQuestion) else day
    return Answer(done_at, question.parse(text, case.language), voice=key.voice)


def _given(case: Case, address: Address) -> list[Answer]:
    return [answer for answer in answers_there(case, address) if answer.text]


def _day_in(text: str) -> str:
    """Return the day that an answer is, ISO 8601; "" for other words, and days without a year."""
    if is_day(text.strip()):
        return text.strip()
    words = without_weekday(folded(text))
    found = written_days(words)
    if found is None or found.end < len(words) or len(found.days) != 1:
        return ""
    return next(iter(found.days)).isoformat()


def _says_done(template: Template, answer: Answer) -> bool:
    question = template.question_at(answer.address)
    value = question.value(answer.text) if question else None
    return not answer.unknown and (value is True or isinstance(value, date))


def _owner(case: Case, template: Template, item: Address, tasks: ItemTasks) -> str:
    asked = relevant_addresses(template, case)
    owner = ""
    for address in map(item.child, tasks.who):
        if address in asked:
            owner = next(_owners(case, template, address), owner)
    return owner


def _owners(case: Case, template: Template, address: Address) -> Iterator[str]:
    question = template.question_at(address)
    for answer in _given(case, address):
        choice = question.find(answer.text) if isinstance(question, ChoiceQuestion) else None
        label = worded(choice.owner, case.language) if choice and choice.owner else answer.text
        yield " ".join(label.split())
