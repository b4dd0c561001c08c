"""Checks of a group: whether its items can be next steps, or rounds, as it says."""

from collections.abc import Collection, Iterator

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import Message, joined, msg
from coprod_cli.base.yaml_document import Document, Path
from coprod_cli.model.address import Address
from coprod_cli.model.questions import DateQuestion, GroupQuestion, Question
from coprod_cli.templates.validation import closest_name

_TASK_TYPES = {
    "what": ("line", "text"),
    "who": ("line", "choice", "choices"),
    "when": ("line", "date"),
    "done": ("date", "yes_no"),
}
"""The types of questions that each key of `tasks` may name."""


def lint_item_tasks(question: Question, document: Document, path: Path) -> Iterator[Finding]:
    """Check that `tasks` names questions of its group, each of a type that it can use.

    Args:
        question: any question; only groups are checked.
        document: the file that it is written in, or that changes it.
        path: its path in that document.
    """
    if not isinstance(question, GroupQuestion) or question.tasks is None:
        return
    for key, ids in question.tasks.question_ids.items():
        for index, name in enumerate(ids):
            message = _problem(question, key, name)
            if message is None:
                continue
            known = [each.id for each in question.questions]
            hint = closest_name(name, known, 1) if name not in known else ""
            place = _first_known(
                document, (*path, "tasks", key, index), (*path, "tasks", key), path
            )
            yield document.finding(place, message, kind="tasks", hint=hint)


def lint_rounds(
    question: Question, addresses: Collection[str], document: Document, path: Path
) -> Iterator[Finding]:
    """Check that a group that is asked again has a day, and that the sections asked the same.

    Args:
        question: any question; only groups are checked.
        addresses: the addresses of all questions of the template.
        document: the file that it is written in, or that changes it.
        path: its path in that document.
    """
    if not isinstance(question, GroupQuestion) or not question.again:
        return
    for index, section in enumerate(question.again):
        asked = {Address(section).child(each.id) for each in question.questions}
        if asked.isdisjoint(addresses):
            message = msg('"again" names a section that asks none of these: "{id}".', id=section)
            place = _first_known(document, (*path, "again", index), (*path, "again"), path)
            yield document.finding(place, message, kind="again")
    if not any(isinstance(each, DateQuestion) for each in question.questions):
        message = msg('"again" needs a question of type date here, for the day of each round.')
        yield document.finding(
            _first_known(document, (*path, "again"), path), message, kind="again"
        )


def lint_column_titles(question: Question, document: Document, path: Path) -> Iterator[Finding]:
    """Check that only questions with a column of their own, in a table of rounds, have a title."""
    found = [((*path, "column_title"), question)]
    if isinstance(question, GroupQuestion) and not question.again:
        found += [
            ((*path, "questions", index, "column_title"), each)
            for index, each in enumerate(question.questions)
        ]
    for place, each in found:
        if each.column_title is not None:
            message = msg('"column_title" is for the questions of a group with "again".')
            yield document.finding(_first_known(document, place, path), message, kind="again")


def _problem(group: GroupQuestion, key: str, name: str) -> Message | None:
    found = group.find(name)
    if found is None:
        return msg('"tasks" names a question that is not in this group: "{id}".', id=name)
    if found.type not in _TASK_TYPES[key]:
        types = joined(_TASK_TYPES[key], ", ")
        return msg('"{key}" in "tasks" takes a question of type {types}.', key=key, types=types)
    return None


def _first_known(document: Document, *paths: Path) -> Path:
    """Return the first path that the document has: a question may be written in another file."""
    return next((path for path in paths if path in document.positions), paths[-1])
