"""Asker for a person at a terminal: full screen, with text inputs and lists.

The lists and the help are loaded when they are first shown: an interview begins with a text.
"""

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from coprod_cli.base.message import joined, msg
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.commands import LocalCommand
from coprod_cli.interview.askers.external_editor import EditorFolders, edit_text
from coprod_cli.interview.askers.reply_parsing import LocalCall, NotTaken, prefill
from coprod_cli.interview.askers.terminal.drafts import text_reply
from coprod_cli.interview.askers.terminal.layout import writing_frame
from coprod_cli.interview.askers.terminal.screen import Screen
from coprod_cli.interview.askers.terminal.text_input import (
    Exit,
    TextResult,
    run_text_input,
    text_input,
)
from coprod_cli.interview.protocol import KeepDraft
from coprod_cli.interview.replies import Paused, Reply
from coprod_cli.interview.steps import QuestionStep, Step
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion

if TYPE_CHECKING:
    from coprod_cli.interview.askers.terminal.help_pages import HelpPages
    from coprod_cli.interview.askers.terminal.list_asker import ListAsker


class TerminalAsker:
    """Asks a person on a full `Screen`, which must have been entered."""

    def __init__(
        self,
        screen: Screen,
        *,
        citation: str,
        folders: EditorFolders,
        case_id: str,
        first_result: TextResult | None = None,
    ) -> None:
        """Create an asker.

        Args:
            screen: the screen.
            citation: the citation of the template's source; "" if it has none.
            folders: the private folders for text that is open in an external editor.
            case_id: the case's id, for the names of those files.
            first_result: the input of the first question, if it was asked before this asker.
        """
        self._screen = screen
        self._citation = citation
        self._folders = folders
        self._case_id = case_id
        self._first_result = first_result

    def ask(self, step: Step, keep_draft: KeepDraft) -> Reply:
        """Show one step and return the reply; Ctrl+C, signals and a closed window pause."""
        if not isinstance(step, QuestionStep):
            return self._lists.ask(step, keep_draft)
        match step.question:
            case ChoiceQuestion() | ChoicesQuestion() | YesNoQuestion():
                return self._lists.ask_choice(step, keep_draft)
            case _:
                return self._ask_text(step, keep_draft)

    @cached_property
    def _help(self) -> "HelpPages":
        from coprod_cli.interview.askers.terminal.help_pages import HelpPages

        return HelpPages(self._screen, self._citation, self._case_id)

    @cached_property
    def _lists(self) -> "ListAsker":
        from coprod_cli.interview.askers.terminal.list_asker import ListAsker

        return ListAsker(self._screen, self._help)

    def _ask_text(self, step: QuestionStep, keep_draft: KeepDraft) -> Reply:
        text, problem = prefill(step), step.problem
        kept: str | None = None
        refused: NotTaken | None = None
        while True:
            if self._first_result is not None:
                (action, text), self._first_result = self._first_result, None
            else:
                application = text_input(
                    text, keep_draft, offered=step.offered, offered_label=step.offered_label
                )
                if refused is not None:
                    from coprod_cli.interview.askers.terminal.command_input import (
                        let_escape_take_out,
                    )

                    let_escape_take_out(application)
                frame = writing_frame(step, problem)
                action, text = run_text_input(self._screen, application, frame)
            problem = None
            if action is Exit.TAKE_OUT and refused is not None:
                text, refused, kept = refused.rest, None, None
                keep_draft(text)
                continue
            reply = text_reply(action, text, step, kept=kept)
            kept = refused = None
            match reply:
                case LocalCall(LocalCommand.EDIT, begun):
                    text, problem = self._edit(begun, step, keep_draft)
                    step = replace(step, draft=text)
                case LocalCall(command, text):
                    if text != prefill(step):
                        keep_draft(text)
                        step = replace(step, draft=text)
                    if not self._help.show_about(step, command):
                        return Paused(step.draft)
                case NotTaken(message):
                    text = kept = clean_input(text)
                    refused = reply
                    problem = joined([message, msg("Esc takes it out.")])
                case _:
                    return reply

    def _edit(self, text: str, step: QuestionStep, keep: KeepDraft) -> tuple[str, str | None]:
        """Open a text in the person's editor; return the new text, and a problem or None."""
        keep(text)
        with self._screen.suspended():
            edited = edit_text(text, self._folders, self._case_id, step)
        keep(edited.text)
        return edited.text, edited.problem
