"""Asker of what a person answers at a list: choices, groups, the menu, the review, a conflict."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, assert_never

from prompt_toolkit.application import Application

from coprod_cli.interview.askers.commands import LocalCommand, place_of
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.reply_parsing import reply_at_group
from coprod_cli.interview.askers.terminal.command_line import ask_command
from coprod_cli.interview.askers.terminal.frame import Frame
from coprod_cli.interview.askers.terminal.groups import (
    RemovalRequest,
    group_list,
    removal_list,
    unknown_list,
)
from coprod_cli.interview.askers.terminal.help_pages import HelpPages
from coprod_cli.interview.askers.terminal.layout import (
    choosing_frame,
    conflict_frame,
    finish_frame,
    group_frame,
    menu_frame,
    removal_frame,
    review_frame,
    voice_frame,
    withdrawal_frame,
)
from coprod_cli.interview.askers.terminal.lists import (
    conflict_list,
    finish_list,
    menu_list,
    multiple_choice_list,
    review_list,
    single_choice_list,
    withdrawal_list,
)
from coprod_cli.interview.askers.terminal.screen import COMMAND, Screen
from coprod_cli.interview.askers.terminal.sources import SourcesScreens
from coprod_cli.interview.askers.terminal.tags import ask_tags
from coprod_cli.interview.askers.terminal.text_input import run_text_input
from coprod_cli.interview.askers.terminal.ticks import bullet_list, save_ticks, ticks_draft
from coprod_cli.interview.askers.terminal.voice_choice import ask_voice
from coprod_cli.interview.protocol import KeepDraft
from coprod_cli.interview.replies import (
    Answered,
    Back,
    Paused,
    RemoveItem,
    Reply,
    Skipped,
    Unknown,
    with_draft,
)
from coprod_cli.interview.step_parts import Item
from coprod_cli.interview.steps import (
    ConflictStep,
    FinishStep,
    GroupStep,
    MenuStep,
    QuestionStep,
    ReviewStep,
    SourcesStep,
    Step,
    TagsStep,
    VoiceStep,
    WithdrawalStep,
)
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion


class ListAsker:
    """Asks a person at lists on a full `Screen`, which must have been entered."""

    def __init__(self, screen: Screen, help_pages: HelpPages) -> None:
        """Take the screen, and the pages that a person may open at a list."""
        self._screen = screen
        self._help = help_pages

    def ask(self, step: Step, keep_draft: KeepDraft) -> Reply:  # noqa: C901, PLR0911 - each kind
        """Show one step and return the reply; Ctrl+C, signals and a closed window pause."""
        match step:
            case QuestionStep():
                return self.ask_choice(step, keep_draft)
            case GroupStep():
                return self._ask_group(step)
            case MenuStep():
                return self._ask_list(
                    step,
                    lambda width: menu_list(step.entries, step.current, width),
                    menu_frame(step),
                )
            case ReviewStep():
                return self._ask_list(
                    step, lambda width: review_list(step, width), review_frame(step)
                )
            case TagsStep():
                show_help = partial(self._help.show_commands, step)
                return ask_tags(step, partial(run_text_input, self._screen), show_help)
            case SourcesStep():
                return self._ask_sources(step, keep_draft)
            case VoiceStep():
                frame = voice_frame(step)
                ask = partial(self._ask_command, step, frame)
                return ask_voice(self._screen, step.voices, step.current, frame, ask)
            case FinishStep():
                return self._ask_list(step, lambda _: finish_list(), finish_frame(step))
            case WithdrawalStep():
                return self._ask_list(step, lambda _: withdrawal_list(), withdrawal_frame(step))
            case ConflictStep():
                return self._ask_list(step, lambda _: conflict_list(step), conflict_frame(step))
            case _:
                assert_never(step)

    def ask_choice(self, step: QuestionStep, keep_draft: KeepDraft) -> Reply:
        """Ask a question with choices, as `ask` does."""
        problem = step.problem
        while True:
            application = _choice_list(step, self._screen.width)
            save_ticks(application, step, keep_draft)
            frame = choosing_frame(step, problem)
            result = self._run_list(application, frame)
            problem = None
            if isinstance(result, list):
                return Answered(bullet_list(result))
            step = replace(step, draft=ticks_draft(application, step))
            reply = self._reply_of(result, step, frame)
            if reply is not None:
                return with_draft(reply, step.draft)

    def _ask_group(self, step: GroupStep) -> Reply:
        problem = step.top.problem
        while True:
            application = group_list(step, self._screen.width)
            frame = group_frame(step, problem)
            result = self._run_list(application, frame)
            problem = None
            if isinstance(result, RemovalRequest):
                reply = self._confirm_removal(result.item, step)
            else:
                reply = self._reply_of(result, step, frame)
            if reply is not None:
                return reply_at_group(reply, step)

    def _confirm_removal(self, item: Item, step: GroupStep) -> Reply | None:
        """Ask whether to remove an item; return None if the person keeps it."""
        result = self._run_list(removal_list(item), removal_frame(item, step.top.case))
        return result if isinstance(result, RemoveItem | Paused) else None

    def _reply_of(self, result: Any, step: QuestionStep | GroupStep, frame: Frame) -> Reply | None:
        """Return the reply of a question's list; None to go on there."""
        if isinstance(result, Unknown):
            result = self._run_list(unknown_list(), frame)
            if isinstance(result, Skipped | Back):
                return None
        reply: Reply | None = result if result != COMMAND else self._ask_command(step, frame)
        return reply

    def _run_list(self, application: "Application[Any]", frame: Frame) -> Any:
        """Run a list; return its result, or Paused() if the person or a signal stopped it."""
        try:
            return self._screen.run(application, frame)
        except INTERRUPTIONS:
            return Paused()

    # --- commands at a list ---

    def _ask_command(self, step: Step, frame: Frame) -> Reply | None:
        """Read a command at a list with a frame; return its reply, or None to go on there."""
        command = ask_command(self._screen, frame, place_of(step))
        if isinstance(command, LocalCommand):
            return None if self._help.show_commands(step, frame, command) else Paused()
        return command

    def _ask_sources(self, step: SourcesStep, keep_draft: KeepDraft) -> Reply:
        return SourcesScreens(
            step, keep_draft, width=self._screen.width, run_list=self._run_list,
            run_text=partial(run_text_input, self._screen),
            ask_command=partial(self._ask_command, step),
            show_help=partial(self._help.show_commands, step),
        ).ask()  # fmt: skip

    # --- menu, review and conflict ---

    def _ask_list(
        self, step: Step, make_list: "Callable[[int], Application[Any]]", frame: Frame
    ) -> Reply:
        """Run a list, made for the screen's width in columns, until it yields a reply."""
        while True:
            result = self._run_list(make_list(self._screen.width), frame)
            reply: Reply | None = result if result != COMMAND else self._ask_command(step, frame)
            if reply is not None:
                return reply


def _choice_list(step: QuestionStep, width: int) -> "Application[Any]":
    match step.question:
        case ChoicesQuestion():
            return multiple_choice_list(step.question, step, width)
        case ChoiceQuestion() | YesNoQuestion():
            return single_choice_list(step.question, step, width)
        case _:
            raise AssertionError(step.question.type)
