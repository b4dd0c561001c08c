"""Port between the interview and its askers: terminal, plain lines or an answers file."""

from collections.abc import Callable
from typing import Protocol

from coprod_cli.interview.replies import Reply
from coprod_cli.interview.steps import Step

KeepDraft = Callable[[str], None]


class Asker(Protocol):
    """Whoever puts a step and brings back a reply: a terminal, plain lines, an answers file."""

    def ask(self, step: Step, keep_draft: KeepDraft) -> Reply:
        """Put one step; call `keep_draft` with text in the making."""
