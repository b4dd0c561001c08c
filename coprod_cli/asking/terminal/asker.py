"""The asker that a person meets at a terminal."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, assert_never

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples

from coprod_cli.asking.commands import (
    Wish,
    header,
    help_lines,
    prefill,
    section_title,
    understand,
)
from coprod_cli.asking.conflicts import CONFLICT, CONFLICT_END, texts
from coprod_cli.asking.editor import Places, edit_text
from coprod_cli.asking.terminal.heads import question_head
from coprod_cli.asking.terminal.help_page import help_application
from coprod_cli.asking.terminal.lists import (
    LEGEND,
    choice_application,
    choices_application,
    conflict_application,
    menu_application,
    review_application,
    ticked_in,
)
from coprod_cli.asking.terminal.screen import COMMAND, Frame, Screen
from coprod_cli.asking.terminal.writing import Leave, Left, text_application
from coprod_cli.cleaning import canonical_text, screen_text, typed_text
from coprod_cli.questions import (
    ChoiceQuestion,
    ChoicesQuestion,
    DateQuestion,
    NumberQuestion,
    YesNoQuestion,
    worded,
)
from coprod_cli.steps import (
    Answered,
    Back,
    ConflictStep,
    KeepDraft,
    MenuStep,
    OpenMenu,
    Paused,
    QuestionStep,
    Reply,
    ReviewStep,
    Step,
)
from coprod_cli.wording import OPENING_LINES, PATTERNS, WRITING_KEYS

_LIST_KEYS = "Arrows, Enter: choose   Shift+Tab: back\n?: not known   :menu  :help   Ctrl+C: stop"
_MANY_KEYS = (
    "Space: choose   Enter: next   Shift+Tab: back\n?: not known   :menu  :help   Ctrl+C: stop"
)
_MENU_KEYS = f"{LEGEND}\nArrows, 1-9: a section   Enter: go there   Shift+Tab: back"
_REVIEW_KEYS = f"{LEGEND}\nArrows, Enter: choose   Shift+Tab: back   Ctrl+C: stop"
_CONFLICT_KEYS = "Arrows, Enter: choose   Ctrl+C: stop, and choose later"
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
            case MenuStep():
                frame = (_menu_head(step), _MENU_KEYS)
                return self._ask_list(
                    lambda width: menu_application(step.entries, step.current, width), frame
                )
            case ReviewStep():
                frame = (_review_head(step), _REVIEW_KEYS)
                return self._ask_list(lambda width: review_application(step.entries, width), frame)
            case ConflictStep():
                frame = (_conflict_head(step), _CONFLICT_KEYS)
                return self._ask_list(lambda _: conflict_application(step), frame)
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
                frame = (_question_head(step, problem), WRITING_KEYS)
                leave, text = self._written(application, frame)
            reply = _reply_to(leave, text, step)
            problem = None
            if reply is Wish.EDIT:
                text = prefill(step) if leave is Leave.TAKE else typed_text(text)
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
            edited = edit_text(text, self._places, self._name, step.address)
        keep(edited.text)
        return edited.text, edited.problem

    def _ask_choice(self, step: QuestionStep, keep_draft: KeepDraft) -> Reply:
        problem = step.problem
        while True:
            application, keys = _list_for(step, self._screen.width)
            _keep_ticks(application, step, keep_draft)
            frame = (_question_head(step, problem), keys)
            try:
                result = self._screen.run(application, frame)
            except (KeyboardInterrupt, EOFError, OSError):
                result = Paused()
            problem = None
            if isinstance(result, list):
                return Answered(_bullets(result))
            step = replace(step, draft=_ticked(application, step))
            if result != COMMAND:
                reply: Reply = result
                return _with_draft(reply, step)
            typed = self._ask_command(step)
            if typed is Wish.HELP and self._shows_help(step):
                typed = Paused()
            if not isinstance(typed, Wish | Answered):
                return _with_draft(typed, step)
            if isinstance(typed, Answered):
                problem = "The commands are :back :menu :help :quit." if typed.text else None
            elif typed is Wish.EDIT:
                problem = "This answer is chosen, and not written."

    def _ask_command(self, step: QuestionStep) -> Reply | Wish:
        frame = (_question_head(step, None), ":back  :menu  :help  :quit")
        leave, text = self._written(text_application(":", None, multiline=False), frame)
        if leave is Leave.TAKE:
            return understand(text, step) if text.strip() != ":" else Answered("")
        if leave is Leave.EDIT:
            return Wish.EDIT
        return Back() if leave is Leave.BACK else Paused()

    def _shows_help(self, step: QuestionStep) -> bool:
        """Show the help; True where the person stopped there."""
        lines = [screen_text(line) for line in help_lines(step, self._citation)]
        head: StyleAndTextTuples = [
            ("class:question", f"{screen_text(worded(step.question.text, step.language))}\n")
        ]
        keys = "Arrows: read on   Enter: back to the question"
        try:
            self._screen.run(help_application(lines), (head, keys))
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


def _list_for(step: QuestionStep, width: int) -> "tuple[Application[Any], str]":
    match step.question:
        case ChoicesQuestion():
            return choices_application(step.question, step, width), _MANY_KEYS
        case ChoiceQuestion() | YesNoQuestion():
            return choice_application(step.question, step, width), _LIST_KEYS
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
    text = typed_text(text)
    if not canonical_text(text) and not step.earlier.text and step.draft is None:
        return None
    return text


def _question_head(step: QuestionStep, problem: str | None) -> StyleAndTextTuples:
    section = [section_title(step)] if step.section else []
    if step.section and step.section.intro and step.number == 1:
        section.append(worded(step.section.intro, step.language))
    return question_head(
        header(step),
        worded(step.question.text, step.language),
        section=section,
        opening=OPENING_LINES if step.opening else (),
        notes=[
            worded(step.question.help, step.language),
            _hint(step),
            "(Not known yet, so far.)" if step.earlier.unknown else "",
            *(f"! {remark}" for remark in step.remarks),
        ],
        problem=problem,
    )


def _hint(step: QuestionStep) -> str:
    match step.question:
        case DateQuestion():
            return "Year-month-day, such as 2026-11-24."
        case NumberQuestion():
            return "A number, such as 12 or 3.5."
        case _:
            return ""


def _menu_head(step: MenuStep) -> StyleAndTextTuples:
    text = f"All questions - {step.done} of {step.total} answered\n"
    return [("class:where", text)]


def _review_head(step: ReviewStep) -> StyleAndTextTuples:
    parts: StyleAndTextTuples = [
        ("class:where", f"Review - {step.done} of {step.total} answered\n"),
        ("class:help", "All of it is saved. Go back to any question, or finish.\n"),
    ]
    if any(entry.kinds for entry in step.entries):
        parts.append(("class:help", f"{PATTERNS}\n"))
    if step.problem:
        parts.append(("class:problem", f"{step.problem}\n"))
    return parts


def _conflict_head(step: ConflictStep) -> StyleAndTextTuples:
    parts: StyleAndTextTuples = [
        ("class:problem", f"{CONFLICT}\n"),
        ("class:help", f"{CONFLICT_END}\n\n"),
        ("class:question", f"{screen_text(step.text)}\n"),
    ]
    for name, text in texts(step):
        parts += [("class:section", f"{name}\n"), ("", f"{screen_text(text)}\n")]
    return parts
