"""Drafts of the terminal asker: half-typed text and ticks kept when a question is left."""

from typing import Any, assert_never

from prompt_toolkit.application import Application

from coprod_cli.base.text import canonical_text, clean_input
from coprod_cli.interview.askers.commands import LocalCommand
from coprod_cli.interview.askers.reply_parsing import LocalCall, NotTaken, parse_reply, prefill
from coprod_cli.interview.askers.terminal.list_widgets import ticked_labels
from coprod_cli.interview.askers.terminal.text_input import Exit
from coprod_cli.interview.protocol import KeepDraft
from coprod_cli.interview.replies import Answered, Back, Paused, Reply
from coprod_cli.interview.steps import QuestionStep
from coprod_cli.model.choice_questions import ChoicesQuestion


def text_reply(
    action: Exit, text: str, step: QuestionStep, *, kept: str | None
) -> Reply | LocalCall | NotTaken:
    """Return the reply for a text input that was left, with the text as a draft if it changed.

    Args:
        action: how it was left.
        text: its text.
        step: the question.
        kept: the text that was not taken just before, as for `parse_reply`.
    """
    match action:
        case Exit.SUBMIT:
            return parse_reply(text, step, kept=kept)
        case Exit.TAKE_OFFERED:
            return Answered(step.offered)
        case Exit.BACK:
            return Back(_changed_draft(text, step))
        case Exit.EDIT:
            return LocalCall(LocalCommand.EDIT, clean_input(text))
        case Exit.TAKE_OUT:
            raise AssertionError(action)  # the asker does that itself
        case Exit.PAUSE:
            return Paused(_changed_draft(text, step))
        case _:
            assert_never(action)


def _changed_draft(text: str, step: QuestionStep) -> str | None:
    """Return typed text as a draft; None if the input was empty before and still is."""
    text = clean_input(text)
    if not canonical_text(text) and not step.earlier.text and step.draft is None:
        return None
    return text


def save_ticks(application: "Application[Any]", step: QuestionStep, keep: KeepDraft) -> None:
    """Make a list save its ticks as the draft after each key that changes them."""

    def save_if_changed(_: object) -> None:
        ticks = ticks_draft(application, step)
        if ticks is not None and ticks != step.draft:
            keep(ticks)

    application.key_processor.after_key_press += save_if_changed


def ticks_draft(application: "Application[Any]", step: QuestionStep) -> str | None:
    """Return the ticks of a list as a draft; the step's draft if they have not changed."""
    if not isinstance(step.question, ChoicesQuestion):
        return step.draft
    ticks = bullet_list(ticked_labels(application))
    is_same = step.question.value(ticks) == step.question.value(prefill(step))
    return step.draft if is_same else ticks


def bullet_list(labels: list[str]) -> str:
    """Return labels as a Markdown list."""
    return "\n".join(f"- {label}" for label in labels)
