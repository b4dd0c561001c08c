"""Terminal lists: the choices of a question, the menu, the review and a merge conflict."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import questionary
from prompt_toolkit.application import Application

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import msg
from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.word_wrap import cells_of, cut_line
from coprod_cli.interview.askers.conflicts import conflict_choices
from coprod_cli.interview.askers.entry_search import searched_text
from coprod_cli.interview.askers.question_text import NOT_ASKED_NOW, progress_text
from coprod_cli.interview.askers.reply_parsing import prefill
from coprod_cli.interview.askers.source_lines import source_note
from coprod_cli.interview.askers.terminal.list_widgets import (
    add_clearing_key,
    add_list_keys,
    checkbox_list,
    scroll_to_whole_labels,
    select_list,
    truncated_line,
    wrapped_label,
)
from coprod_cli.interview.askers.terminal.long_lists import add_long_list_keys
from coprod_cli.interview.askers.terminal.typed_labels import add_choice_keys
from coprod_cli.interview.replies import (
    Answered,
    Back,
    Chosen,
    Finished,
    Jump,
    KeptAsDraft,
    OpenReview,
    Withdrawn,
)
from coprod_cli.interview.step_parts import Entry, counts_among
from coprod_cli.interview.steps import ConflictStep, QuestionStep, ReviewStep
from coprod_cli.model.address import Address
from coprod_cli.model.case import TITLE, Status
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion

_MARKS = {Status.ANSWERED: "+", Status.UNKNOWN: "?", Status.UNANSWERED: " "}
_HALF_TYPED_MARK = "~"


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
    text = step.earlier.text or step.offered
    chosen = question.value(text) if text else None
    if not text and not step.earlier.given and not step.others:
        chosen = question.suggested
    default = next(
        (Answered(label) for label in labels if question.value(label) == chosen), Answered("")
    )
    application = scroll_to_whole_labels(select_list(choices, default))
    if step.offered:
        add_clearing_key(application)
    return add_choice_keys(add_list_keys(application, is_question=True))


def multiple_choice_list(
    question: ChoicesQuestion, step: QuestionStep, width: int
) -> "Application[Any]":
    """Return the list for a question with several choices.

    Its result is a reply, COMMAND or the list of ticked labels.
    """
    text = prefill(step) or step.offered
    values = question.value(text)
    if not text and step.draft is None and not step.earlier.given and not step.others:
        values = question.suggested
    chosen = values if isinstance(values, tuple) else ()
    labels = question.labels(step.language)
    choices = [
        questionary.Choice(wrapped_label(label, width), label, checked=choice.value in chosen)
        for label, choice in zip(labels, question.choices, strict=True)
    ]
    application = checkbox_list(choices, is_question=True)
    if step.offered:
        add_clearing_key(application)
    return add_choice_keys(application)


def menu_list(
    entries: tuple[Entry, ...], current: Address | None, width: int
) -> "Application[Any]":
    """Return the menu of all questions, with the pointer at `current`, else at the first one.

    Its result is a reply or COMMAND.
    """
    choices = [questionary.Choice(_("Look it all over, and finish"), OpenReview())]
    for number, group in groupby(entries, key=lambda entry: entry.section_number):
        section = list(group)
        if number:
            progress = f" ({progress_text(counts_among(section))})"
            title = truncated_line(f"{number}. {section[0].section_title}", width - len(progress))
            choices.append(questionary.Separator(title + progress))
        choices += [_entry_choice(entry, width) for entry in section]
    jumps = {entry.address: Jump(entry.address) for entry in entries}
    first = Jump(entries[0].address) if entries else None
    default = jumps.get(current, first) if current else first
    application = add_list_keys(select_list(choices, default), is_question=False)
    return add_long_list_keys(application, _searched(entries), has_sections=True)


def review_list(step: ReviewStep, width: int) -> "Application[Any]":
    """Return the review of all answers; its result is a reply or COMMAND."""
    finish = translated(msg("Finish {the_case}", the_case=step.case.called.the))
    choices = [questionary.Choice(finish, Finished())]
    if step.case.is_note:
        choices.append(questionary.Choice(_("Keep it as a draft, and stop"), KeptAsDraft()))
    entries = list(_review_choices(step, width))
    # Never at the first line: Enter pressed once too often would finish the case.
    rows = [choice for choice in entries if not isinstance(choice, questionary.Separator)]
    default = rows[0].value if rows else choices[-1].value
    choices += entries
    application = add_list_keys(select_list(choices, default), is_question=False)
    return add_long_list_keys(application, _searched(step.all_entries), has_sections=False)


def finish_list() -> "Application[Any]":
    """Return the list that asks once more whether to finish; its result is a reply or COMMAND."""
    choices = [
        questionary.Choice(_("Go back and look at it"), Back()),
        questionary.Choice(_("Finish it as it is"), Finished()),
    ]
    application = add_list_keys(select_list(choices, choices[0].value), is_question=False)
    return add_choice_keys(application)


def withdrawal_list() -> "Application[Any]":
    """Return the list that asks whether to withdraw; its result is a reply or COMMAND."""
    choices = [
        questionary.Choice(_("No, leave it as it is"), Back()),
        questionary.Choice(_("Yes, withdraw it"), Withdrawn()),
    ]
    application = add_list_keys(select_list(choices, choices[0].value), is_question=False)
    return add_choice_keys(application)


def conflict_list(step: ConflictStep) -> "Application[Any]":
    """Return the ways to resolve a merge conflict as a list; its result is a reply or COMMAND."""
    choices = [questionary.Choice(title, Chosen(take)) for title, take in conflict_choices(step)]
    application = add_list_keys(select_list(choices, choices[0].value), is_question=False)
    return add_choice_keys(application)


def _review_choices(step: ReviewStep, width: int) -> Iterator[questionary.Choice]:
    identifying = [entry for entry in step.all_entries if entry.kinds]
    if identifying:
        yield questionary.Separator(
            _("May tell who somebody is ({count})").format(count=len(identifying))
        )
        yield from (_identifying_choice(entry, width) for entry in identifying)
    entries = tuple(entry for entry in step.entries if entry.address != TITLE)
    groups = (
        (_("Half typed"), [entry for entry in step.all_entries if entry.half_typed]),
        (_("Left out"), _with_status(entries, Status.UNANSWERED)),
        (_("Not known yet"), _with_status(entries, Status.UNKNOWN)),
        (_("Answered"), _with_status(entries, Status.ANSWERED)),
        (_(NOT_ASKED_NOW), [entry for entry in step.elsewhere if not entry.half_typed]),
    )
    for title, members in groups:
        if members:
            yield questionary.Separator(f"{title} ({len(members)})")
            yield from (_entry_choice(entry, width) for entry in members)
    titles = [each for each in step.entries if each.address == TITLE and not each.half_typed]
    if titles:  # it is no question of the form, and not counted
        yield questionary.Separator(_("The title"))
        yield from (_entry_choice(entry, width) for entry in titles)


def _with_status(entries: tuple[Entry, ...], status: Status) -> list[Entry]:
    return [entry for entry in entries if entry.status is status and not entry.half_typed]


def _identifying_choice(entry: Entry, width: int) -> questionary.Choice:
    kinds = f" - {', '.join(map(translated, entry.kinds))}"
    title = truncated_line(f"! {translated(entry.text)}", max(width - len(kinds), 20)) + kinds
    return questionary.Choice(title, Jump(entry.address))


def _entry_choice(entry: Entry, width: int) -> questionary.Choice:
    mark = _HALF_TYPED_MARK if entry.half_typed else _MARKS[entry.status]
    question = f"{mark} {translated(entry.text)}"
    note = source_note(entry.evidence, entry.source_count)
    note = f" ({note})" if note else ""
    if not entry.summary:
        label = truncated_line(question, width - cells_of(note)) + note
        return questionary.Choice(label, Jump(entry.address))
    words = f" - {screen_line(entry.summary)}"
    columns = width - 6 - cells_of(note)
    words = cut_line(words, max(columns - cells_of(question), columns * 2 // 5)) + note
    label = truncated_line(question, width - cells_of(words)) + words
    return questionary.Choice(label, Jump(entry.address))


def _searched(entries: tuple[Entry, ...]) -> dict[Jump, str]:
    """Return the text in which typed words are searched, for each question."""
    return {Jump(entry.address): searched_text(entry) for entry in entries}
