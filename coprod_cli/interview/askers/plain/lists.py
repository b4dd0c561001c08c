"""The menu and the review, line by line: each question has a number."""

from collections.abc import Callable
from itertools import groupby

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import N_
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.conflicts import CONFLICT, CONFLICT_END, takes, texts
from coprod_cli.interview.opening_text import PATTERNS
from coprod_cli.interview.protocol import (
    Back,
    Chosen,
    ConflictStep,
    Entry,
    Finished,
    Jump,
    KeptAsDraft,
    MenuStep,
    OpenMenu,
    Paused,
    Reply,
    ReviewStep,
)
from coprod_cli.model.case import Status

Say = Callable[..., None]
Read = Callable[[str], str]

_STATES = {
    Status.ANSWERED: N_("answered"),
    Status.UNKNOWN: N_("not known yet"),
    Status.UNANSWERED: N_("left out"),
}


def ask_menu(step: MenuStep, say: Say, read: Read) -> Reply:
    """Ask where to go; back to the question on Enter."""
    say(
        "",
        _("All questions - {done} of {total} answered").format(done=step.done, total=step.total),
        "",
    )
    numbers = _say_entries(step.entries, say)
    say("", _("A number such as 4.3 goes to that question. Enter goes back."))
    while True:
        word = clean_input(read("> ")).strip()
        if word in ("", ":back", ":menu"):
            return Back()
        if word == ":quit":
            return Paused()
        if word in numbers:
            return Jump(numbers[word])
        say(_("That number is not in the list."))


def ask_review(step: ReviewStep, say: Say, read: Read) -> Reply:
    """Show what is answered, not known and left out, and ask what to do."""
    say("", _("Review - {done} of {total} answered").format(done=step.done, total=step.total), "")
    numbers = _say_entries(step.entries, say)
    if any(entry.kinds for entry in step.entries):
        say("", _(PATTERNS))
    if step.problem:
        say("", step.problem)
    say("", _("A number such as 4.3 goes to that question."))
    say(_("f finishes the case. d keeps it as a draft."))
    while True:
        word = clean_input(read("> ")).strip().lower()
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
                say(_("f, d, or a number in the list."))


def ask_conflict(step: ConflictStep, say: Say, read: Read) -> Reply:
    """Show two texts for one answer, and ask which of them is to stand."""
    say("", _(CONFLICT), _(CONFLICT_END), "", step.text)
    for name, text in texts(step, most_lines=None):
        say(name, *(f"  {line}" for line in text.split("\n")))
    choices = takes(step)
    for number, (title, _take) in enumerate(choices, 1):
        say(f"  {number}. {title}")
    while True:
        word = clean_input(read(_("Number > "))).strip()
        if word == ":quit":
            return Paused()
        if word in [str(number) for number in range(1, len(choices) + 1)]:
            return Chosen(choices[int(word) - 1][1])
        say(_("That number is not in the list."))


def _say_entries(entries: tuple[Entry, ...], say: Say) -> dict[str, str]:
    """List the questions; return the address that each number stands for."""
    numbers: dict[str, str] = {}
    for section_number, group in groupby(entries, key=lambda entry: entry.section_number):
        within = list(group)
        if section_number:
            done = sum(entry.status is not Status.UNANSWERED for entry in within)
            title = within[0].section_title
            count = _("({done} of {total})").format(done=done, total=len(within))
            say(f"{section_number}. {title} {count}")
        for place, entry in enumerate(within, 1):
            number = f"{section_number}.{place}"
            numbers[number] = entry.address
            state = _("half typed") if entry.half_typed else _(_STATES[entry.status])
            telling = f" ! {', '.join(map(translated, entry.kinds))}" if entry.kinds else ""
            say(f"  {number} {translated(entry.text)} - {state}{telling}")
    return numbers
