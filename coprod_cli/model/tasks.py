"""Next steps as a Markdown task list: one a line, who by role and by when behind it in brackets.

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
    """One next step. `line` counts from 0 within its answer; `due` is ISO 8601, "" for none."""

    what: str
    owner: str
    due: str
    is_done: bool
    line: int


def read_tasks(text: str) -> Iterator[Task]:
    """Give the next steps that an answer holds; its other lines are passed over."""
    for number, line in enumerate(text.split("\n")):
        if found := _ITEM.match(line):
            what, details = _cut(found[2])
            owner, due = details.get("owner", ""), details.get("due", "")
            yield Task(what, owner, due, found[1] != " ", number)


def as_task_list(text: str) -> str:
    """Return an answer as a task list: each of its lines is a next step.

    A line that is indented goes on with the step above it. What is a task list already stays as it
    is but for its blank lines.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        goes_on = bool(lines) and line[0] in " \t"
        lines.append(line if goes_on or _ITEM.match(line) else _as_task(line))
    return "\n".join(lines)


def without_day(text: str) -> Task | None:
    """Return the first next step whose `due` is not a day; None where there is none."""
    return next((task for task in read_tasks(text) if task.due and not is_day(task.due)), None)


def due_days(text: str) -> Iterator[tuple[int, int]]:
    """Give where the days stand by which next steps are due: offsets in the text, in order."""
    line_end, bracket, due = -1, -1, ""
    for found in _DUE.finditer(text):
        if found.start() > line_end:
            start = text.rfind("\n", 0, found.start()) + 1
            line_end = text.find("\n", found.start())
            line_end = len(text) if line_end < 0 else line_end
            due = next((task.due for task in read_tasks(text[start:line_end])), "")
            bracket = text.rfind("(", start, line_end)  # only the last one has a step's day
        if found[1] == due and found.start() > bracket:
            yield found.span(1)


def with_tick(text: str, task: Task, *, is_done: bool) -> str:
    """Return an answer with one of its next steps ticked off, or open again."""
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
    # A line of nothing but a bullet or a box is still what somebody typed.
    return f"- [{mark.lower() or ' '}] {rest}" if rest else f"- [ ] {line.strip()}"


def _cut(said: str) -> tuple[str, dict[str, str]]:
    """Cut `what (owner: role, due: day)`; a bracket of other words belongs to the what."""
    found = _DETAILS.search(said)
    details: dict[str, str] = {}
    for part in found[1].split(",") if found else ():
        name, colon, value = part.partition(":")
        known = _NAMES.get(folded(name))
        if not colon or known is None or known in details:
            return said.rstrip(), {}
        details[known] = value.strip()
    what = said[: found.start()].rstrip() if found else ""
    return (what, details) if what else (said.rstrip(), {})


def is_day(text: str) -> bool:
    """Tell whether a text is a day as ISO 8601 has it, year first."""
    if not _DAY.match(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
