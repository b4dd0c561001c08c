"""Next steps (tasks): reads and writes them as a Markdown task list, one per line.

`- [ ] what (owner: role, due: 2026-12-01)`, as GitHub Flavored Markdown (5.3) and Obsidian show
them. In Swedish the two words are `ansvarig` and `senast`; both are read in either language.

Read are also the forms that other programs and people make of such a line: another bullet, a
number, a quotation, no-break spaces, escaped or empty boxes, and the boxes of Obsidian's plug-in
Tasks: `[/]` is in progress, `[-]` is cancelled, and other signs are open.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from coprod_cli.base.clock import is_day
from coprod_cli.base.patterns import lazy_pattern
from coprod_cli.model.task_details import due_spans, split_details

_B = r"[^\S\n]"  # a blank; also a no-break space
_QUOTES = rf"(?:{_B}*>)*{_B}*"
_ITEM = lazy_pattern(r"[ \t]*[-*+] \[([ xX])\][ \t]+(\S.*)\Z")
_STEP = lazy_pattern(
    rf"(?P<quotes>{_QUOTES})(?P<bullet>\\?[-*+]|[•‣◦▪·\u2013\u2014]|[0-9]{{1,9}}\\?[.)]){_B}+"
    rf"(?P<box>\\?\[(?P<mark>{_B}*[xX✓✔/\-><!?*\"]?{_B}*)\\?\]){_B}+(?P<what>\S.*)"
)
_LIKE_A_STEP = lazy_pattern(
    rf"{_QUOTES}(?:(?:\\?[-*+]|[•‣◦▪·\u2013\u2014]|[0-9]{{1,9}}\\?[.)]){_B}*)?"
    rf"(?:\\?\[(?!\^){_B}*[^\[\]\n]?{_B}*\\?\](?![(\[:])|[☐☑☒□■⬜✅]){_B}*\S"
)
_MAY_BE_BOX = lazy_pattern("[\\[☐☑☒□■⬜✅]")
_PLAIN_ITEM = lazy_pattern(rf"(?:[-*+•]|[0-9]{{1,9}}[.)]){_B}+.*\w")
_BEGINNING = lazy_pattern(r"(?:[-*+]|[0-9]{1,3}[.)])[ \t]+|(?=\[[ xX]?\][ \t])")
_BOX = lazy_pattern(r"\[([ xX]?)\][ \t]+")
_MAY_BE_DUE = lazy_pattern("[:📅📆🗓]")
_DUE_NAMES = ("due", "senast")
_LONGEST_NAME = 12  # with some blanks behind it
_DONE_MARKS = frozenset("xX✓✔")
_CANCELLED_MARK = "-"
_GFM_BULLET = lazy_pattern(r"[-*+]|[0-9]{1,9}[.)]")


class Task(NamedTuple):
    """One next step.

    Attributes:
        what: what is to be done.
        owner: who does it, by role; "" if not named.
        due: the day by which it is due, ISO 8601 if valid; "" if not named.
        is_done: whether its box is ticked.
        line: the number of its line in the answer, from 0.
        is_cancelled: whether its box says that nobody will do it.
        place: its place among the lines of the answer that are next steps or look like one, from 0.
    """

    what: str
    owner: str
    due: str
    is_done: bool
    line: int
    is_cancelled: bool = False
    place: int = 0

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return not self.is_done and not self.is_cancelled

    def is_already(self, *, done: bool) -> bool:
        """Return whether ticking it off (or, if not `done`, opening it again) changes nothing."""
        return self.is_done if done else self.is_open


class UnreadLine(NamedTuple):
    """A line of a list of next steps that is none; `has_box` if it looks as if it were one."""

    line: int
    has_box: bool


def read_tasks(text: str) -> Iterator[Task]:
    """Yield the next steps in an answer; other lines are skipped."""
    place = 0
    for number, line in enumerate(text.split("\n")):
        if "[" not in line and (line.isascii() or not may_have_tasks(line)):
            continue
        if match := _STEP.match(line):
            yield _task(match, number, place)
            place += 1
        elif _LIKE_A_STEP.match(line):
            place += 1


def may_have_tasks(text: str) -> bool:
    """Return False if a text has nothing that looks like the box of a next step."""
    return _MAY_BE_BOX.search(text) is not None


def count_places(text: str) -> int:
    """Return how many lines of an answer are next steps or look like one."""
    return sum(
        1
        for line in text.split("\n")
        if may_have_tasks(line) and (_STEP.match(line) or _LIKE_A_STEP.match(line))
    )


def unread_lines(text: str) -> Iterator[UnreadLine]:
    """Yield the lines of a list of next steps that people may take for one, and that are none."""
    for number, line in enumerate(text.split("\n")):
        if _STEP.match(line):
            continue
        if _LIKE_A_STEP.match(line):
            yield UnreadLine(number, has_box=True)
        elif _PLAIN_ITEM.match(line):
            yield UnreadLine(number, has_box=False)


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
    line_end = -1
    for match in _MAY_BE_DUE.finditer(text):
        if match.start() <= line_end:
            continue
        if match[0] == ":":
            before = text[max(match.start() - _LONGEST_NAME, 0) : match.start()]
            if not before.rstrip().lower().endswith(_DUE_NAMES):
                continue
        start = text.rfind("\n", 0, match.start()) + 1
        line_end = text.find("\n", match.start())
        line_end = len(text) if line_end < 0 else line_end
        line = text[start:line_end]
        if due := next((task.due for task in read_tasks(line)), ""):
            yield from ((start + first, start + last) for first, last in due_spans(line, due))


def with_tick(text: str, task: Task, *, is_done: bool) -> str:
    """Return an answer with one of its next steps ticked off, or opened again."""
    lines = text.split("\n")
    line = lines[task.line]
    match = _STEP.match(line)
    if match is None or _task(match, 0, 0).is_already(done=is_done):
        return text
    start, end = match.span("mark")
    lines[task.line] = f"{line[:start]}{'x' if is_done else ' '}{line[end:]}"
    return "\n".join(lines)


def _task(match: re.Match[str], line: int, place: int) -> Task:
    what, owner, due = split_details(match["what"])
    mark = match["mark"].strip()
    return Task(what, owner, due, mark in _DONE_MARKS, line, mark == _CANCELLED_MARK, place)


def _as_task(line: str) -> str:
    if step := _STEP.match(line):
        return _as_written_step(step)
    what = line.strip()
    if beginning := _BEGINNING.match(what):
        what = what[beginning.end() :].strip()
    box = _BOX.match(what)
    mark = box[1].strip() if box else ""
    rest = what[box.end() :].strip() if box else what
    # A line with only a bullet or a box is kept as the text of a step.
    return f"- [{mark.lower() or ' '}] {rest}" if rest else f"- [ ] {line.strip()}"


def _as_written_step(step: re.Match[str]) -> str:
    """Return a next step in a form that Markdown knows, with its mark, number and quotation."""
    bullet = step["bullet"].replace("\\", "")
    bullet = bullet if _GFM_BULLET.fullmatch(bullet) else "-"
    quotes = step["quotes"] if ">" in step["quotes"] else ""
    return f"{quotes}{bullet} [{step['mark'].strip() or ' '}] {step['what'].rstrip()}"
