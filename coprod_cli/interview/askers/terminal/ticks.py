"""Ticks in a list of choices, which are kept as the draft of its question."""

from typing import Any

from prompt_toolkit.application import Application

from coprod_cli.interview.askers.reply_parsing import prefill
from coprod_cli.interview.askers.terminal.list_widgets import ticked_labels
from coprod_cli.interview.protocol import KeepDraft
from coprod_cli.interview.steps import QuestionStep
from coprod_cli.model.choice_questions import ChoicesQuestion


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
