"""The asker that a person meets at a terminal."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, assert_never

from prompt_toolkit.application import Application

from coprod_cli.base.i18n import _
from coprod_cli.base.screen_text import screen_text
from coprod_cli.base.text import canonical_text, clean_input
from coprod_cli.interview.askers.commands import (
    GROUP_KEYS,
    KEYS,
    Wish,
    help_lines,
    prefill,
    reply_at_group,
    understand,
)
from coprod_cli.interview.askers.external_editor import Places, edit_text
from coprod_cli.interview.askers.terminal.groups import (
    Removal,
    group_application,
    removal_application,
)
from coprod_cli.interview.askers.terminal.help_page import help_application
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
    choice_application,
    choices_application,
    conflict_application,
    menu_application,
    review_application,
    ticked_in,
)
from coprod_cli.interview.askers.terminal.screen import COMMAND, Frame, Screen
from coprod_cli.interview.askers.terminal.text_input import Leave, Left, text_application
from coprod_cli.interview.protocol import (
    Answered,
    Back,
    ConflictStep,
    GroupStep,
    Item,
    KeepDraft,
    MenuStep,
    OpenMenu,
    Paused,
    QuestionStep,
    RemoveItem,
    Reply,
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
    """Asks on a `Screen`, which must have been entered."""

    def __init__(
        self,
        screen: Screen,
        *,
        citation: str,
        places: Places,
        name: str,
        left: Left | None = None,
    ) -> None:
        """Take the screen, the template's citation, and the places for an editor's text.

        `left` is how the person left the very first question, where it was put before this asker.
        """
        self._left = left
        self._screen = screen
        self._citation = citation
        self._places = places
        self._name = name

    def ask(self, step: Step, keep_draft: KeepDraft) -> Reply:
        """Put one step; Ctrl+C, signals and a closed window pause the interview."""
        match step:
            case QuestionStep():
                return self._ask_question(step, keep_draft)
            case GroupStep():
                return self._ask_group(step)
            case MenuStep():
                return self._ask_list(
                    lambda width: menu_application(step.entries, step.current, width),
                    menu_frame(step),
                )
            case ReviewStep():
                return self._ask_list(
                    lambda width: review_application(step.entries, width), review_frame(step)
                )
            case ConflictStep():
                return self._ask_list(lambda _: conflict_application(step), conflict_frame(step))
            case _:
                assert_never(step)

    # --- a question ---

    def _ask_question(self, step: QuestionStep, keep_draft: KeepDraft) -> Reply:
        match step.question:
            case ChoiceQuestion() | ChoicesQuestion() | YesNoQuestion():
                return self._ask_choice(step, keep_draft)
            case _:
                return self._ask_text(step, keep_draft)

    def _ask_text(self, step: QuestionStep, keep_draft: KeepDraft) -> Reply:
        text, problem = prefill(step), step.problem
        while True:
            if self._left is not None:
                (leave, text), self._left = self._left, None
            else:
                application = text_application(text, keep_draft)
                leave, text = self._written(application, writing_frame(step, problem))
            reply = _reply_to(leave, text, step)
            problem = None
            if reply is Wish.EDIT:
                text = prefill(step) if leave is Leave.TAKE else clean_input(text)
                text, problem = self._edit(text, step, keep_draft)
                step = replace(step, draft=text)
            elif reply is Wish.HELP:
                text = prefill(step)
                if self._shows_help(step):
                    return Paused(step.draft)
            elif not isinstance(reply, Wish):
                return _with_draft(reply, step) if leave is Leave.TAKE else reply

    def _written(self, application: "Application[Any]", frame: Frame) -> tuple[Leave, str]:
        try:
            left: tuple[Leave, str] = self._screen.run(application, frame)
        except (KeyboardInterrupt, EOFError, OSError):
            return Leave.PAUSE, application.current_buffer.text
        return left

    def _edit(self, text: str, step: QuestionStep, keep: KeepDraft) -> tuple[str, str | None]:
        keep(text)
        with self._screen.given_back():
            edited = edit_text(text, self._places, self._name, step.key)
        keep(edited.text)
        return edited.text, edited.problem

    def _ask_choice(self, step: QuestionStep, keep_draft: KeepDraft) -> Reply:
        problem = step.problem
        while True:
            application = _list_for(step, self._screen.width)
            _keep_ticks(application, step, keep_draft)
            result = self._chosen(application, choosing_frame(step, problem))
            if isinstance(result, list):
                return Answered(_bullets(result))
            step = replace(step, draft=_ticked(application, step))
            reply, problem = (result, None) if result != COMMAND else self._ask_command(step)
            if reply is not None:
                return _with_draft(reply, step)

    def _ask_group(self, step: GroupStep) -> Reply:
        problem = step.top.problem
        while True:
            application = group_application(step, self._screen.width)
            result = self._chosen(application, group_frame(step, problem))
            problem = None
            if isinstance(result, Removal):
                reply = self._confirmed(result.item)
            elif result != COMMAND:
                reply = result
            else:
                reply, problem = self._ask_command(step.top)
            if reply is not None:
                return reply_at_group(reply, step)

    def _confirmed(self, item: Item) -> Reply | None:
        """Ask whether an item is to go; None where it is to stay."""
        result = self._chosen(removal_application(item), removal_frame(item))
        return result if isinstance(result, RemoveItem | Paused) else None

    def _chosen(self, application: "Application[Any]", frame: Frame) -> Any:
        """Return what came of a list: a reply, COMMAND, or what was ticked."""
        try:
            return self._screen.run(application, frame)
        except (KeyboardInterrupt, EOFError, OSError):
            return Paused()

    def _ask_command(self, step: QuestionStep) -> tuple[Reply | None, str | None]:
        """Take a command at a list; return the reply, or None and what is to be told there."""
        typed = self._typed_command(step)
        if typed is Wish.HELP:
            return (Paused() if self._shows_help(step) else None), None
        if typed is Wish.EDIT:
            return None, _("This answer is chosen, and not written.")
        if isinstance(typed, Answered):
            return None, _("The commands are :back :menu :help :quit.") if typed.text else None
        return (None if isinstance(typed, Wish) else typed), None

    def _typed_command(self, step: QuestionStep) -> Reply | Wish:
        application = text_application(":", None, multiline=False)
        leave, text = self._written(application, command_frame(step))
        if leave is Leave.TAKE:
            return understand(text, step) if text.strip() != ":" else Answered("")
        if leave is Leave.EDIT:
            return Wish.EDIT
        return Back() if leave is Leave.BACK else Paused()

    def _shows_help(self, step: QuestionStep) -> bool:
        """Show the help; True where the person stopped there."""
        keys = GROUP_KEYS if isinstance(step.question, GroupQuestion) else KEYS
        lines = [screen_text(line) for line in help_lines(step, self._citation, keys)]
        try:
            self._screen.run(help_application(lines), help_frame(step))
        except (KeyboardInterrupt, EOFError, OSError):
            return True
        return False

    # --- lists ---

    def _ask_list(
        self, make_application: "Callable[[int], Application[Any]]", frame: Frame
    ) -> Reply:
        while True:
            try:
                result = self._screen.run(make_application(self._screen.width), frame)
            except (KeyboardInterrupt, EOFError, OSError):
                return Paused()
            if result != COMMAND:
                reply: Reply = result
                return reply
            leave, text = self._written(
                text_application(":", None, multiline=False), (frame[0], "")
            )
            command = _LIST_COMMANDS.get(text.strip()) if leave is Leave.TAKE else None
            if leave is Leave.PAUSE:
                return Paused()
            if command is not None:
                return command


def _list_for(step: QuestionStep, width: int) -> "Application[Any]":
    match step.question:
        case ChoicesQuestion():
            return choices_application(step.question, step, width)
        case ChoiceQuestion() | YesNoQuestion():
            return choice_application(step.question, step, width)
        case _:
            raise AssertionError(step.question.type)


def _keep_ticks(application: "Application[Any]", step: QuestionStep, keep: KeepDraft) -> None:
    """Keep what is ticked after each key, where that is not what stood there."""

    def keep_now(_: object) -> None:
        ticked = _ticked(application, step)
        if ticked is not None and ticked != step.draft:
            keep(ticked)

    application.key_processor.after_key_press += keep_now


def _ticked(application: "Application[Any]", step: QuestionStep) -> str | None:
    """Return what is ticked in a list as a draft; the draft as it was where nothing changed."""
    if not isinstance(step.question, ChoicesQuestion):
        return step.draft
    ticked = _bullets(ticked_in(application))
    is_same = step.question.value(ticked) == step.question.value(prefill(step))
    return step.draft if is_same else ticked


def _with_draft(reply: Reply, step: QuestionStep) -> Reply:
    """Return a reply that leaves a question, with what it held when a command was typed."""
    return type(reply)(step.draft) if isinstance(reply, Back | OpenMenu | Paused) else reply


def _bullets(labels: list[str]) -> str:
    return "\n".join(f"- {label}" for label in labels)


def _reply_to(leave: Leave, text: str, step: QuestionStep) -> Reply | Wish:
    match leave:
        case Leave.TAKE:
            return understand(text, step)
        case Leave.BACK:
            return Back(_changed(text, step))
        case Leave.EDIT:
            return Wish.EDIT
        case Leave.PAUSE:
            return Paused(_changed(text, step))
        case _:
            assert_never(leave)


def _changed(text: str, step: QuestionStep) -> str | None:
    """Return typed text as a draft; None where nothing was typed and nothing stood there."""
    text = clean_input(text)
    if not canonical_text(text) and not step.earlier.text and step.draft is None:
        return None
    return text
