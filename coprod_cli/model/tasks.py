"""Next steps (tasks): reads and writes them as a Markdown task list, one per line.

`- [ ] what (owner: role, due: 2026-12-01)`, as GitHub Flavored Markdown (5.3) and Obsidian show
them. In Swedish the two words are `ansvarig` and `senast`; both are read in either language.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from coprod_cli.base.text import folded

_ITEM = re.compile(r"[ \t]*[-*+] \[([ xX])\][ \t]+(\S.*)\Z")
_BEGINNING = re.compile(r"(?:[-*+]|[0-9]{1,3}[.)])[ \t]+|(?=\[[ xX]?\][ \t])")
_BOX = re.compile(r"\[([ xX]?)\][ \t]+")
_DETAILS = re.compile(r"\(([^()]*)\)[ \t]*\Z")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_DUE = re.compile(
    r"(?:due|senast)[ \t]*:[ \t]*([0-9]{4}-[0-9]{2}-[0-9]{2})(?=[ \t]*[,)])", re.IGNORECASE
)
_NAMES = {"owner": "owner", "ansvarig": "owner", "due": "due", "senast": "due"}


class Task(NamedTuple):
    """One next step.

    Attributes:
        what: what is to be done.
        owner: who does it, by role; "" if not named.
        due: the day by which it is due, ISO 8601 if valid; "" if not named.
        is_done: whether its box is ticked.
        line: the number of its line in the answer, from 0.
    """

    what: str
    owner: str
    due: str
    is_done: bool
    line: int


def read_tasks(text: str) -> Iterator[Task]:
    """Yield the next steps in an answer; other lines are skipped."""
    for number, line in enumerate(text.split("\n")):
        if match := _ITEM.match(line):
            what, details = _split_details(match[2])
            owner, due = details.get("owner", ""), details.get("due", "")
            yield Task(what, owner, due, match[1] != " ", number)


def as_task_list(text: str) -> str:
    """Return an answer as a task list: each of its lines becomes a next step.

    An indented line continues the step above it. A task list stays unchanged, without its blank
    lines.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        is_continuation = bool(lines) and line[0] in " \t"
        lines.append(line if is_continuation or _ITEM.match(line) else _as_task(line))
    return "\n".join(lines)


def first_invalid_due(text: str) -> Task | None:
    """Return the first next step whose `due` is not a day; None if there is none."""
    return next((task for task in read_tasks(text) if task.due and not is_day(task.due)), None)


def due_day_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end offsets of the days on which next steps are due, in order."""
    line_end, bracket, due = -1, -1, ""
    for match in _DUE.finditer(text):
        if match.start() > line_end:
            start = text.rfind("\n", 0, match.start()) + 1
            line_end = text.find("\n", match.start())
            line_end = len(text) if line_end < 0 else line_end
            due = next((task.due for task in read_tasks(text[start:line_end])), "")
            bracket = text.rfind("(", start, line_end)  # only the last bracket has the due day
        if match[1] == due and match.start() > bracket:
            yield match.span(1)


def with_tick(text: str, task: Task, *, is_done: bool) -> str:
    """Return an answer with one of its next steps ticked off, or opened again."""
    lines = text.split("\n")
    line = lines[task.line]
    box = line.index("[") + 1
    lines[task.line] = f"{line[:box]}{'x' if is_done else ' '}{line[box + 1 :]}"
    return "\n".join(lines)


def _as_task(line: str) -> str:
    what = line.strip()
    if beginning := _BEGINNING.match(what):
        what = what[beginning.end() :].strip()
    box = _BOX.match(what)
    mark = box[1].strip() if box else ""
    rest = what[box.end() :].strip() if box else what
    # A line with only a bullet or a box is kept as the text of a step.
    return f"- [{mark.lower() or ' '}] {rest}" if rest else f"- [ ] {line.strip()}"


def _split_details(text: str) -> tuple[str, dict[str, str]]:
    """Split `what (owner: role, due: day)`; a bracket with other words is part of `what`."""
    match = _DETAILS.search(text)
    details: dict[str, str] = {}
    for part in match[1].split(",") if match else ():
        name, colon, value = part.partition(":")
        key = _NAMES.get(folded(name))
        if not colon or key is None or key in details:
            return text.rstrip(), {}
        details[key] = value.strip()
    what = text[: match.start()].rstrip() if match else ""
    return (what, details) if what else (text.rstrip(), {})


def is_day(text: str) -> bool:
    """Return True if a text is a day in ISO 8601: YYYY-MM-DD."""
    if not _DAY.match(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
