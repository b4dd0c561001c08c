"""Port between the interview and its askers: terminal, plain lines or an answers file."""

from collections.abc import Callable
from typing import Protocol

from coprod_cli.interview.replies import Reply
from coprod_cli.interview.steps import Step

KeepDraft = Callable[[str], None]
"""Saves half-typed text of the current question as its draft."""


class Asker(Protocol):
    """Shows the steps of an interview and returns the replies."""

    def ask(self, step: Step, keep_draft: KeepDraft) -> Reply:
        """Show one step and return the reply.

        Args:
            step: what to ask.
            keep_draft: called with half-typed text while the person types.
        """
