"""Menu, review and merge conflict of the plain asker, as numbered lines."""

from collections.abc import Callable
from itertools import groupby

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import N_
from coprod_cli.base.text import clean_input, is_yes
from coprod_cli.interview.askers.case_name import case_line
from coprod_cli.interview.askers.commands import (
    LocalCommand,
    Place,
    Refusal,
    command_lines,
    place_of,
    read_command,
)
from coprod_cli.interview.askers.conflicts import (
    CONFLICT,
    CONFLICT_END,
    conflict_choices,
    conflict_texts,
)
from coprod_cli.interview.askers.entry_search import has_words, searched_text
from coprod_cli.interview.askers.question_text import (
    NOT_ASKED_NOW,
    finish_lines,
    first_line,
    progress_text,
    withdrawal_lines,
)
from coprod_cli.interview.askers.source_lines import source_note
from coprod_cli.interview.askers.speakers import others_counted
from coprod_cli.interview.askers.tags_line import shown_tags
from coprod_cli.interview.opening_text import PATTERNS
from coprod_cli.interview.replies import (
    Back,
    Chosen,
    Finished,
    Jump,
    KeptAsDraft,
    OpenMenu,
    OpenReview,
    Reply,
    Withdrawn,
)
from coprod_cli.interview.step_parts import Entry, counts_among
from coprod_cli.interview.steps import (
    ConflictStep,
    FinishStep,
    MenuStep,
    ReviewStep,
    WithdrawalStep,
)
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
    show(*filter(None, [step.notice]))
    show(
        "",
        case_line(step.case),
        _("All questions - {progress}").format(progress=progress_text(step.counts)),
        *filter(None, [others_counted(step.others)]),
        "",
    )
    numbered = _numbered(step.entries)
    numbers = {number: entry.address for number, entry in numbered.items()}
    _show_entries(numbered, show)
    show("", _("A number such as 4.3 goes to that question. Enter goes back."))
    show(_("Words show the questions that have them. f looks it all over, and finishes."))
    while True:
        match _read_choice("> ", place_of(step), show, read_line):
            case "" | OpenMenu():
                return Back()
            case "f":
                return OpenReview()
            case str(word) if word in numbers:
                return Jump(numbers[word])
            case str(word):
                _show_found(word, numbered, show)
            case reply:
                return reply


def ask_review(step: ReviewStep, show: ShowLines, read_line: ReadLine) -> Reply:
    """Show the status of every question, and ask whether to finish."""
    show(*filter(None, [step.notice]))
    progress = _("Review - {progress}").format(progress=progress_text(step.counts))
    notes = [others_counted(step.others), shown_tags(step.tags)]
    show("", case_line(step.case), progress, *filter(None, notes), "")
    numbered = _numbered(step.all_entries)
    numbers = {number: entry.address for number, entry in numbered.items()}
    elsewhere = {number: each for number, each in numbered.items() if each in step.elsewhere}
    _show_entries({n: each for n, each in numbered.items() if n not in elsewhere}, show)
    if elsewhere:
        show("", f"{_(NOT_ASKED_NOW)}:")
        show(*(_entry_line(number, entry) for number, entry in elsewhere.items()))
    if any(entry.kinds for entry in step.all_entries):
        show("", _(PATTERNS))
    if step.problem:
        show("", step.problem)
    show("", _("A number such as 4.3 goes to that question."))
    has_drafts = step.case.is_note
    show(_("f finishes it. d keeps it as a draft.") if has_drafts else _("f finishes it."))
    while True:
        match _read_choice("> ", place_of(step), show, read_line):
            case "f":
                return Finished()
            case "d" if has_drafts:
                return KeptAsDraft()
            case str(word) if word in numbers:
                return Jump(numbers[word])
            case str() if has_drafts:
                show(_("f, d, or a number in the list."))
            case str():
                show(_("f, or a number in the list."))
            case reply:
                return reply


def ask_finish(step: FinishStep, show: ShowLines, read_line: ReadLine) -> Reply:
    """Ask once more whether to finish the case as it is; Enter goes back."""
    show("", case_line(step.case), *finish_lines(step))
    show(_("y finishes it as it is. Enter goes back."))
    return _read_agreement(step, Finished(), show, read_line)


def _read_agreement(
    step: FinishStep | WithdrawalStep, agreed: Reply, show: ShowLines, read_line: ReadLine
) -> Reply:
    """Read a yes, which gives a reply, or a no, which goes back."""
    while True:
        match _read_choice("> ", place_of(step), show, read_line):
            case str(word) if is_yes(word):
                return agreed
            case "" | "n" | "no" | "nej":
                return Back()
            case str():
                show(_("y, or Enter."))
            case reply:
                return reply


def ask_withdrawal(step: WithdrawalStep, show: ShowLines, read_line: ReadLine) -> Reply:
    """Ask once more whether to withdraw the case; Enter goes back."""
    show("", case_line(step.case), *withdrawal_lines(step))
    show(_("y withdraws it. Enter goes back."))
    return _read_agreement(step, Withdrawn(), show, read_line)


def ask_conflict(step: ConflictStep, show: ShowLines, read_line: ReadLine) -> Reply:
    """Show the two texts of a merge conflict, and ask which to keep."""
    show("", case_line(step.case), _(CONFLICT), _(CONFLICT_END), "", step.text)
    for label, text in conflict_texts(step, max_lines=None):
        show(label, *(f"  {line}" for line in text.split("\n")))
    choices = conflict_choices(step)
    for number, (title, _take) in enumerate(choices, 1):
        show(f"  {number}. {title}")
    takes = {str(number): take for number, (_title, take) in enumerate(choices, 1)}
    while True:
        match _read_choice(_("Number > "), Place.CONFLICT, show, read_line):
            case str(word) if word in takes:
                return Chosen(takes[word])
            case str():
                show(_("That number is not in the list."))
            case reply:
                return reply


def _read_choice(prompt: str, place: Place, show: ShowLines, read_line: ReadLine) -> str | Reply:
    """Read a word in small letters, or the reply of a command; show help and mistyped commands."""
    while True:
        typed = clean_input(read_line(prompt)).strip()
        match read_command(typed, place):
            case None:
                return typed.lower()
            case Refusal(message):
                show(message)
            case LocalCommand():
                show("", *command_lines(place))
            case reply:
                return reply


def _numbered(entries: tuple[Entry, ...]) -> dict[str, Entry]:
    """Return the questions by number, such as 4.3: the third one that is shown of section 4."""
    numbered: dict[str, Entry] = {}
    by_section = sorted(entries, key=lambda entry: entry.section_number)
    for section_number, section in groupby(by_section, key=lambda entry: entry.section_number):
        for index, entry in enumerate(section, 1):
            numbered[f"{section_number}.{index}"] = entry
    return numbered


def _show_entries(numbered: dict[str, Entry], show: ShowLines) -> None:
    """Print the questions by section, with their status and the first words of their answers."""
    by_section = groupby(numbered.items(), key=lambda item: item[1].section_number)
    for section_number, group in by_section:
        section = list(group)
        if section_number:
            counts = counts_among(entry for _number, entry in section)
            title = section[0][1].section_title
            show(f"{section_number}. {title} ({progress_text(counts)})")
        show(*(_entry_line(number, entry) for number, entry in section))


def _entry_line(number: str, entry: Entry) -> str:
    status = _("half typed") if entry.half_typed else _(_STATUS_NAMES[entry.status])
    words = f": {first_line(entry.summary)}" if entry.summary else ""
    identifiers = f" ! {', '.join(map(translated, entry.kinds))}" if entry.kinds else ""
    note = source_note(entry.evidence, entry.source_count)
    sources = f" ({note})" if note else ""
    return f"  {number} {translated(entry.text)} - {status}{words}{sources}{identifiers}"


def _show_found(typed: str, numbered: dict[str, Entry], show: ShowLines) -> None:
    """Print the questions that have the typed words, with their numbers."""
    if typed.replace(".", "").isdecimal():
        show(_("That number is not in the list."))
        return
    found = [
        _entry_line(number, entry)
        for number, entry in numbered.items()
        if has_words(searched_text(entry), typed)
    ]
    show(*(found or [_("No question has these words.")]))
