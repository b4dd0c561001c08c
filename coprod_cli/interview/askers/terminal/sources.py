"""How an answer is known, and its references, at the terminal: a list, then lines of text."""

from collections.abc import Callable
from typing import Any

import questionary
from prompt_toolkit.application import Application

from coprod_cli.base.i18n import _
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.commands import LocalCommand, Place, Refusal, read_command
from coprod_cli.interview.askers.source_lines import (
    as_draft,
    evidence_words,
    leave,
    read_references,
)
from coprod_cli.interview.askers.terminal.frame import Frame
from coprod_cli.interview.askers.terminal.layout import evidence_frame, references_frame
from coprod_cli.interview.askers.terminal.list_widgets import (
    add_list_keys,
    scroll_to_whole_labels,
    select_list,
    wrapped_label,
)
from coprod_cli.interview.askers.terminal.screen import COMMAND
from coprod_cli.interview.askers.terminal.text_input import Exit, TextResult, text_input
from coprod_cli.interview.askers.terminal.typed_labels import add_choice_keys
from coprod_cli.interview.protocol import KeepDraft
from coprod_cli.interview.replies import Back, Paused, Reply
from coprod_cli.interview.steps import SourcesStep
from coprod_cli.model.sources import evidence_label

_NONE = ""
"""The value of the line that says nothing of how the answer is known."""


class SourcesScreens:
    """Asks how one answer is known: a list, and then the references."""

    def __init__(
        self,
        step: SourcesStep,
        keep_draft: KeepDraft,
        *,
        width: int,
        run_list: "Callable[[Application[Any], Frame], Any]",
        run_text: "Callable[[Application[Any], Frame], TextResult]",
        ask_command: "Callable[[Frame], Reply | None]",
        show_help: Callable[[Frame], bool],
    ) -> None:
        """Create the screens.

        Args:
            step: the answer.
            keep_draft: saves what is half typed.
            width: the screen's width in columns.
            run_list: runs a list in a frame.
            run_text: runs a text input in a frame.
            ask_command: reads a command at a list; returns its reply, None to go on there.
            show_help: shows the commands; returns False if the person stopped the interview there.
        """
        self._step = step
        self._keep_draft = keep_draft
        self._width = width
        self._run_list = run_list
        self._run_text = run_text
        self._ask_command = ask_command
        self._show_help = show_help
        self._evidence = step.evidence
        self._references = step.sources

    def ask(self) -> Reply:
        """Show both screens, and return the reply; what was typed is saved however it is left."""
        problem = self._step.problem
        while True:
            reply = self._ask_evidence(problem)
            if reply is not None:
                return reply
            reply = self._ask_references()
            if reply is not None:
                return reply
            problem = None

    def _leave(self, *, stops: bool = False) -> Reply:
        return leave(self._step, self._evidence, self._references, stops=stops)

    def _ask_evidence(self, problem: str | None) -> Reply | None:
        """Ask how the answer is known; return None to go on to the references."""
        step = self._step
        choices = [questionary.Choice(_("(leave it open)"), _NONE)]
        choices += [
            questionary.Choice(
                wrapped_label(evidence_label(word, step.language), self._width), word
            )
            for word in evidence_words(step)
        ]
        while True:
            application = select_list(choices, self._evidence or _NONE)
            application = add_list_keys(scroll_to_whole_labels(application), is_question=False)
            add_choice_keys(application)
            frame = evidence_frame(step, self._references, problem)
            result = self._run_list(application, frame)
            if result == COMMAND:
                result = self._ask_command(frame)
            match result:
                case None:
                    continue
                case Back():
                    return self._leave()
                case Paused():
                    return self._leave(stops=True)
                case _:
                    self._evidence = result or None
                    return None

    def _ask_references(self) -> Reply | None:
        """Ask for the references; return None to go back to the list."""
        text, problem = self._as_text(), None
        while True:
            frame = references_frame(self._step, problem)
            keep = self._keep if self._step.is_text else None
            action, text = self._run_text(text_input(text, keep, ends_at_blank_line=True), frame)
            text, command = _without_command(text)
            self._references, problem = read_references(text), None
            if action is Exit.PAUSE:
                return self._leave(stops=True)
            if action is Exit.BACK:
                return None
            match command:
                case Refusal(message):
                    problem = message
                case LocalCommand():
                    if not self._show_help(frame):
                        return self._leave(stops=True)
                case Paused():
                    return self._leave(stops=True)
                case _ if action is Exit.SUBMIT:
                    return self._leave()
            text = self._as_text()

    def _as_text(self) -> str:
        """Return the references as lines, and an empty one to write on."""
        return "".join(f"{reference}\n" for reference in self._references)

    def _keep(self, text: str) -> None:
        self._keep_draft(as_draft(self._step, read_references(text)))


def _without_command(text: str) -> tuple[str, Reply | LocalCommand | Refusal | None]:
    """Return typed lines without a last one that is a command, and what that means."""
    above, _line_end, last = clean_input(text).rstrip().rpartition("\n")
    command = read_command(last, Place.SOURCES)
    return (text, None) if command is None else (above, command)
