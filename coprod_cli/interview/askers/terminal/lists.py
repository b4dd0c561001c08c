"""Terminal lists: the choices of a question, the menu, the review and a merge conflict."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from questionary.prompts.common import InquirerControl

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import N_
from coprod_cli.interview.askers.commands import prefill
from coprod_cli.interview.askers.conflicts import conflict_choices
from coprod_cli.interview.askers.terminal.list_widgets import (
    add_key_bindings,
    add_list_keys,
    checkbox_list,
    list_control,
    scroll_to_whole_labels,
    select_list,
    truncated_line,
    wrapped_label,
)
from coprod_cli.interview.replies import (
    Answered,
    Chosen,
    Finished,
    Jump,
    KeptAsDraft,
)
from coprod_cli.interview.steps import ConflictStep, Entry, QuestionStep
from coprod_cli.model.address import Address
from coprod_cli.model.case import Status
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion

_MARKS = {Status.ANSWERED: "+", Status.UNKNOWN: "?", Status.UNANSWERED: " "}
_HALF_TYPED_MARK = "~"
LEGEND = N_("+ answered   ? not known   ~ half typed")


def single_choice_list(
    question: ChoiceQuestion | YesNoQuestion, step: QuestionStep, width: int
) -> "Application[Any]":
    """Return the list for a question with one choice; its result is a reply or COMMAND."""
    labels = list(question.labels(step.language))
    choices = [questionary.Choice(_("(leave it open)"), Answered(""))]
    choices += [
        questionary.Choice(wrapped_label(label, width), Answered(label)) for label in labels
    ]
    # The note may have the label in another language, or the value itself.
    chosen = question.value(step.earlier.text) if step.earlier.text else None
    if not step.earlier.given:
        chosen = question.suggested
    default = next(
        (Answered(label) for label in labels if question.value(label) == chosen), Answered("")
    )
    application = scroll_to_whole_labels(select_list(choices, default))
    return add_list_keys(application, is_question=True)


def multiple_choice_list(
    question: ChoicesQuestion, step: QuestionStep, width: int
) -> "Application[Any]":
    """Return the list for a question with several choices.

    Its result is a reply, COMMAND or the list of ticked labels.
    """
    values = question.value(prefill(step))
    if step.draft is None and not step.earlier.given:
        values = question.suggested
    chosen = values if isinstance(values, tuple) else ()
    labels = question.labels(step.language)
    choices = [
        questionary.Choice(wrapped_label(label, width), label, checked=choice.value in chosen)
        for label, choice in zip(labels, question.choices, strict=True)
    ]
    return checkbox_list(choices, is_question=True)


def menu_list(
    entries: tuple[Entry, ...], current: Address | None, width: int
) -> "Application[Any]":
    """Return the menu of all questions, with the pointer at `current`.

    Its result is a reply or COMMAND.
    """
    choices: list[questionary.Choice] = []
    for number, group in groupby(entries, key=lambda entry: entry.section_number):
        section = list(group)
        if number:
            done = sum(entry.status is not Status.UNANSWERED for entry in section)
            count = _(" ({done} of {total})").format(done=done, total=len(section))
            title = truncated_line(f"{number}. {section[0].section_title}", width - len(count))
            choices.append(questionary.Separator(title + count))
        choices += [_entry_choice(entry, width) for entry in section]
    jumps = {entry.address: Jump(entry.address) for entry in entries}
    default = jumps.get(current) if current else None
    application = add_list_keys(select_list(choices, default), is_question=False)
    return _add_section_keys(application, choices)


def review_list(entries: tuple[Entry, ...], width: int) -> "Application[Any]":
    """Return the review of all answers; its result is a reply or COMMAND."""
    choices = [
        questionary.Choice(_("Finish this case"), Finished()),
        questionary.Choice(_("Keep it as a draft, and stop"), KeptAsDraft()),
        *_review_choices(entries, width),
    ]
    return add_list_keys(select_list(choices, choices[0].value), is_question=False)


def conflict_list(step: ConflictStep) -> "Application[Any]":
    """Return the ways to resolve a merge conflict as a list; its result is a reply or COMMAND."""
    choices = [questionary.Choice(title, Chosen(take)) for title, take in conflict_choices(step)]
    return add_list_keys(select_list(choices, choices[0].value), is_question=False)


def _review_choices(entries: tuple[Entry, ...], width: int) -> Iterator[questionary.Choice]:
    identifying = [entry for entry in entries if entry.kinds]
    if identifying:
        yield questionary.Separator(
            _("May tell who somebody is ({count})").format(count=len(identifying))
        )
        yield from (_identifying_choice(entry, width) for entry in identifying)
    groups = (
        (_("Half typed"), [entry for entry in entries if entry.half_typed]),
        (_("Left out"), _with_status(entries, Status.UNANSWERED)),
        (_("Not known yet"), _with_status(entries, Status.UNKNOWN)),
        (_("Answered"), _with_status(entries, Status.ANSWERED)),
    )
    for title, members in groups:
        if members:
            yield questionary.Separator(f"{title} ({len(members)})")
            yield from (_entry_choice(entry, width) for entry in members)


def _with_status(entries: tuple[Entry, ...], status: Status) -> list[Entry]:
    return [entry for entry in entries if entry.status is status and not entry.half_typed]


def _identifying_choice(entry: Entry, width: int) -> questionary.Choice:
    kinds = f" - {', '.join(map(translated, entry.kinds))}"
    title = truncated_line(f"! {translated(entry.text)}", max(width - len(kinds), 20)) + kinds
    return questionary.Choice(title, Jump(entry.address))


def _entry_choice(entry: Entry, width: int) -> questionary.Choice:
    mark = _HALF_TYPED_MARK if entry.half_typed else _MARKS[entry.status]
    label = truncated_line(f"{mark} {translated(entry.text)}", width)
    return questionary.Choice(label, Jump(entry.address))


def _add_section_keys(
    application: "Application[Any]", choices: list[questionary.Choice]
) -> "Application[Any]":
    """Bind 1 to 9 to move the pointer to a section's first question, and return the list."""
    control = list_control(application)
    starts = [
        index + 1
        for index, choice in enumerate(choices[:-1])
        if isinstance(choice, questionary.Separator)
    ]
    keys = KeyBindings()
    for number, start in enumerate(starts[:9], 1):
        keys.add(str(number), eager=True)(_point_at(control, start))
    return add_key_bindings(application, keys)


def _point_at(control: InquirerControl, index: int) -> Callable[[KeyPressEvent], None]:
    def move_pointer(event: KeyPressEvent) -> None:  # noqa: ARG001 - a key binding's form
        control.pointed_at = index

    return move_pointer
