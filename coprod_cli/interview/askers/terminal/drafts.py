"""Replies of a text input at the terminal, with half-typed text kept as the draft."""

from typing import assert_never

from coprod_cli.base.text import canonical_text, clean_input
from coprod_cli.interview.askers.commands import LocalCommand
from coprod_cli.interview.askers.reply_parsing import LocalCall, NotTaken, parse_reply
from coprod_cli.interview.askers.terminal.text_input import Exit
from coprod_cli.interview.replies import Answered, Back, Paused, Reply
from coprod_cli.interview.steps import QuestionStep


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
