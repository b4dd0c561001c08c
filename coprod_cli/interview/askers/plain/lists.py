"""Menu, review and merge conflict of the plain asker, as numbered lines."""

from collections.abc import Callable
from itertools import groupby

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import N_
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.conflicts import (
    CONFLICT,
    CONFLICT_END,
    conflict_choices,
    conflict_texts,
)
from coprod_cli.interview.opening_text import PATTERNS
from coprod_cli.interview.replies import (
    Back,
    Chosen,
    Finished,
    Jump,
    KeptAsDraft,
    OpenMenu,
    Paused,
    Reply,
)
from coprod_cli.interview.steps import ConflictStep, Entry, MenuStep, ReviewStep
from coprod_cli.model.case import Status

ShowLines = Callable[..., None]
"""Prints lines of text."""
ReadLine = Callable[[str], str]
"""Shows a prompt and reads one line."""

_STATUS_NAMES = {
    Status.ANSWERED: N_("answered"),
    Status.UNKNOWN: N_("not known yet"),
    Status.UNANSWERED: N_("left out"),
}


def ask_menu(step: MenuStep, show: ShowLines, read_line: ReadLine) -> Reply:
    """Show the menu and ask for a question; Enter goes back."""
    show(
        "",
        _("All questions - {done} of {total} answered").format(done=step.done, total=step.total),
        "",
    )
    numbers = _show_entries(step.entries, show)
    show("", _("A number such as 4.3 goes to that question. Enter goes back."))
    while True:
        word = clean_input(read_line("> ")).strip()
        if word in ("", ":back", ":menu"):
            return Back()
        if word == ":quit":
            return Paused()
        if word in numbers:
            return Jump(numbers[word])
        show(_("That number is not in the list."))


def ask_review(step: ReviewStep, show: ShowLines, read_line: ReadLine) -> Reply:
    """Show the status of every question, and ask whether to finish."""
    show("", _("Review - {done} of {total} answered").format(done=step.done, total=step.total), "")
    numbers = _show_entries(step.entries, show)
    if any(entry.kinds for entry in step.entries):
        show("", _(PATTERNS))
    if step.problem:
        show("", step.problem)
    show("", _("A number such as 4.3 goes to that question."))
    show(_("f finishes the case. d keeps it as a draft."))
    while True:
        word = clean_input(read_line("> ")).strip().lower()
        match word:
            case "f":
                return Finished()
            case "d":
                return KeptAsDraft()
            case ":back":
                return Back()
            case ":menu":
                return OpenMenu()
            case ":quit":
                return Paused()
            case _ if word in numbers:
                return Jump(numbers[word])
            case _:
                show(_("f, d, or a number in the list."))


def ask_conflict(step: ConflictStep, show: ShowLines, read_line: ReadLine) -> Reply:
    """Show the two texts of a merge conflict, and ask which to keep."""
    show("", _(CONFLICT), _(CONFLICT_END), "", step.text)
    for label, text in conflict_texts(step, max_lines=None):
        show(label, *(f"  {line}" for line in text.split("\n")))
    choices = conflict_choices(step)
    for number, (title, _take) in enumerate(choices, 1):
        show(f"  {number}. {title}")
    while True:
        word = clean_input(read_line(_("Number > "))).strip()
        if word == ":quit":
            return Paused()
        if word in [str(number) for number in range(1, len(choices) + 1)]:
            return Chosen(choices[int(word) - 1][1])
        show(_("That number is not in the list."))


def _show_entries(entries: tuple[Entry, ...], show: ShowLines) -> dict[str, str]:
    """Print the questions by section; return the address of each number."""
    numbers: dict[str, str] = {}
    for section_number, group in groupby(entries, key=lambda entry: entry.section_number):
        section = list(group)
        if section_number:
            done = sum(entry.status is not Status.UNANSWERED for entry in section)
            title = section[0].section_title
            count = _("({done} of {total})").format(done=done, total=len(section))
            show(f"{section_number}. {title} {count}")
        for index, entry in enumerate(section, 1):
            number = f"{section_number}.{index}"
            numbers[number] = entry.address
            status = _("half typed") if entry.half_typed else _(_STATUS_NAMES[entry.status])
            identifiers = f" ! {', '.join(map(translated, entry.kinds))}" if entry.kinds else ""
            show(f"  {number} {translated(entry.text)} - {status}{identifiers}")
    return numbers
