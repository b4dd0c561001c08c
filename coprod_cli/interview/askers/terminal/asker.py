"""Asker for a person at a terminal: full screen, with text inputs and lists."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, assert_never

from prompt_toolkit.application import Application

from coprod_cli.base.i18n import _
from coprod_cli.base.screen_text import screen_text
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.commands import (
    LocalCommand,
    parse_reply,
    prefill,
    reply_at_group,
)
from coprod_cli.interview.askers.external_editor import EditorFolders, edit_text
from coprod_cli.interview.askers.question_text import GROUP_KEYS, KEYS, help_lines
from coprod_cli.interview.askers.terminal.drafts import (
    bullet_list,
    save_ticks,
    text_reply,
    ticks_draft,
    with_draft,
)
from coprod_cli.interview.askers.terminal.groups import (
    RemovalRequest,
    group_list,
    removal_list,
)
from coprod_cli.interview.askers.terminal.help_page import help_page
from coprod_cli.interview.askers.terminal.layout import (
    choosing_frame,
    command_frame,
    conflict_frame,
    group_frame,
    help_frame,
    menu_frame,
    removal_frame,
    review_frame,
    writing_frame,
)
from coprod_cli.interview.askers.terminal.lists import (
    conflict_list,
    menu_list,
    multiple_choice_list,
    review_list,
    single_choice_list,
)
from coprod_cli.interview.askers.terminal.screen import COMMAND, Frame, Screen
from coprod_cli.interview.askers.terminal.text_input import Exit, TextResult, text_input
from coprod_cli.interview.protocol import KeepDraft
from coprod_cli.interview.replies import (
    Answered,
    Back,
    OpenMenu,
    Paused,
    RemoveItem,
    Reply,
)
from coprod_cli.interview.steps import (
    ConflictStep,
    GroupStep,
    Item,
    MenuStep,
    QuestionStep,
    ReviewStep,
    Step,
)
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion
from coprod_cli.model.questions import GroupQuestion

_LIST_COMMANDS: dict[str, Reply] = {
    ":back": Back(),
    ":menu": OpenMenu(),
    ":quit": Paused(),
}


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
        match step:
            case QuestionStep():
                return self._ask_question(step, keep_draft)
            case GroupStep():
                return self._ask_group(step)
            case MenuStep():
                return self._ask_list(
                    lambda width: menu_list(step.entries, step.current, width), menu_frame(step)
                )
            case ReviewStep():
                return self._ask_list(
                    lambda width: review_list(step.entries, width), review_frame(step)
                )
            case ConflictStep():
                return self._ask_list(lambda _: conflict_list(step), conflict_frame(step))
            case _:
                assert_never(step)

    # --- questions ---

    def _ask_question(self, step: QuestionStep, keep_draft: KeepDraft) -> Reply:
        match step.question:
            case ChoiceQuestion() | ChoicesQuestion() | YesNoQuestion():
                return self._ask_choice(step, keep_draft)
            case _:
                return self._ask_text(step, keep_draft)

    def _ask_text(self, step: QuestionStep, keep_draft: KeepDraft) -> Reply:
        text, problem = prefill(step), step.problem
        while True:
            if self._first_result is not None:
                (action, text), self._first_result = self._first_result, None
            else:
                application = text_input(text, keep_draft)
                action, text = self._run_text_input(application, writing_frame(step, problem))
            reply = text_reply(action, text, step)
            problem = None
            if reply is LocalCommand.EDIT:
                text = prefill(step) if action is Exit.SUBMIT else clean_input(text)
                text, problem = self._edit(text, step, keep_draft)
                step = replace(step, draft=text)
            elif reply is LocalCommand.HELP:
                text = prefill(step)
                if not self._show_help(step):
                    return Paused(step.draft)
            elif not isinstance(reply, LocalCommand):
                return with_draft(reply, step) if action is Exit.SUBMIT else reply

    def _run_text_input(self, application: "Application[Any]", frame: Frame) -> TextResult:
        try:
            result: TextResult = self._screen.run(application, frame)
        except (KeyboardInterrupt, EOFError, OSError):
            return Exit.PAUSE, application.current_buffer.text
        return result

    def _edit(self, text: str, step: QuestionStep, keep: KeepDraft) -> tuple[str, str | None]:
        """Open a text in the person's editor; return the new text, and a problem or None."""
        keep(text)
        with self._screen.suspended():
            edited = edit_text(text, self._folders, self._case_id, step.key)
        keep(edited.text)
        return edited.text, edited.problem

    def _ask_choice(self, step: QuestionStep, keep_draft: KeepDraft) -> Reply:
        problem = step.problem
        while True:
            application = _choice_list(step, self._screen.width)
            save_ticks(application, step, keep_draft)
            result = self._run_list(application, choosing_frame(step, problem))
            if isinstance(result, list):
                return Answered(bullet_list(result))
            step = replace(step, draft=ticks_draft(application, step))
            reply, problem = (result, None) if result != COMMAND else self._ask_command(step)
            if reply is not None:
                return with_draft(reply, step)

    def _ask_group(self, step: GroupStep) -> Reply:
        problem = step.top.problem
        while True:
            application = group_list(step, self._screen.width)
            result = self._run_list(application, group_frame(step, problem))
            problem = None
            if isinstance(result, RemovalRequest):
                reply = self._confirm_removal(result.item)
            elif result != COMMAND:
                reply = result
            else:
                reply, problem = self._ask_command(step.top)
            if reply is not None:
                return reply_at_group(reply, step)

    def _confirm_removal(self, item: Item) -> Reply | None:
        """Ask whether to remove an item; return None if the person keeps it."""
        result = self._run_list(removal_list(item), removal_frame(item))
        return result if isinstance(result, RemoveItem | Paused) else None

    def _run_list(self, application: "Application[Any]", frame: Frame) -> Any:
        """Run a list; return its result, or Paused() if the person or a signal stopped it."""
        try:
            return self._screen.run(application, frame)
        except (KeyboardInterrupt, EOFError, OSError):
            return Paused()

    def _ask_command(self, step: QuestionStep) -> tuple[Reply | None, str | None]:
        """Read a command at a list; return its reply, or None and a problem to show there."""
        command = self._read_command(step)
        if command is LocalCommand.HELP:
            return (None if self._show_help(step) else Paused()), None
        if command is LocalCommand.EDIT:
            return None, _("This answer is chosen, and not written.")
        if isinstance(command, Answered):
            is_empty = not command.text
            return None, None if is_empty else _("The commands are :back :menu :help :quit.")
        return (None if isinstance(command, LocalCommand) else command), None

    def _read_command(self, step: QuestionStep) -> Reply | LocalCommand:
        application = text_input(":", None, multiline=False)
        action, text = self._run_text_input(application, command_frame(step))
        if action is Exit.SUBMIT:
            return parse_reply(text, step) if text.strip() != ":" else Answered("")
        if action is Exit.EDIT:
            return LocalCommand.EDIT
        return Back() if action is Exit.BACK else Paused()

    def _show_help(self, step: QuestionStep) -> bool:
        """Show a question's help; return False if the person stopped the interview there."""
        keys = GROUP_KEYS if isinstance(step.question, GroupQuestion) else KEYS
        lines = [screen_text(line) for line in help_lines(step, self._citation, keys)]
        try:
            self._screen.run(help_page(lines), help_frame(step))
        except (KeyboardInterrupt, EOFError, OSError):
            return False
        return True

    # --- menu, review and conflict ---

    def _ask_list(self, make_list: "Callable[[int], Application[Any]]", frame: Frame) -> Reply:
        """Run a list, made for the screen's width in columns, until it yields a reply."""
        while True:
            result = self._run_list(make_list(self._screen.width), frame)
            if result != COMMAND:
                reply: Reply = result
                return reply
            action, text = self._run_text_input(
                text_input(":", None, multiline=False), (frame[0], "")
            )
            command = _LIST_COMMANDS.get(text.strip()) if action is Exit.SUBMIT else None
            if action is Exit.PAUSE:
                return Paused()
            if command is not None:
                return command


def _choice_list(step: QuestionStep, width: int) -> "Application[Any]":
    match step.question:
        case ChoicesQuestion():
            return multiple_choice_list(step.question, step, width)
        case ChoiceQuestion() | YesNoQuestion():
            return single_choice_list(step.question, step, width)
        case _:
            raise AssertionError(step.question.type)
