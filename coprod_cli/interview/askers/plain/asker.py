"""A person, line by line: no cursor movement, numbered choices, fit for a screen reader."""

import os
import select
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TextIO

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.screen_text import screen_text
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.commands import (
    PLAIN_GROUP_KEYS,
    PLAIN_KEYS,
    TASKS_HINT,
    Wish,
    header,
    help_lines,
    prefill,
    reply_at_group,
    section_title,
    understand,
)
from coprod_cli.interview.askers.external_editor import Places, edit_text
from coprod_cli.interview.askers.plain.choices import choice_lines, chosen_by_number, labels_of
from coprod_cli.interview.askers.plain.groups import Begun, ask_group
from coprod_cli.interview.askers.plain.line_reader import stopping_on_signals
from coprod_cli.interview.askers.plain.lists import ask_conflict, ask_menu, ask_review
from coprod_cli.interview.opening_text import opening_lines
from coprod_cli.interview.protocol import (
    AddItem,
    Answered,
    Back,
    ConflictStep,
    GroupStep,
    KeepDraft,
    MenuStep,
    OpenMenu,
    Paused,
    QuestionStep,
    Reply,
    ReviewStep,
    Skipped,
    Step,
    Unknown,
)
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion
from coprod_cli.model.questions import (
    DateQuestion,
    LineQuestion,
    NumberQuestion,
    TasksQuestion,
    TextQuestion,
)
from coprod_cli.model.wording import worded

PASTE_PAUSE = 0.1
"""Seconds within which a further line must be waiting to belong to the same paste."""


@dataclass
class PlainAsker:
    """Asks with printed lines and reads whole lines.

    `is_terminal` tells that a person types, so that lines which arrive together are one paste.
    """

    citation: str
    places: Places
    name: str
    out: TextIO
    is_terminal: bool
    read_line: Callable[[str], str]
    _typed: str | None = field(default=None, init=False)
    _section: str = field(default="", init=False)
    _told_keys: bool = field(default=False, init=False)
    _begun: str = field(default="", init=False)

    def ask(self, step: Step, keep_draft: KeepDraft) -> Reply:
        """Put one step; Ctrl+C, Ctrl+D, the end of input and signals pause the interview."""
        self._typed = None
        try:
            with stopping_on_signals():
                match step:
                    case QuestionStep():
                        return self._ask_question(step, keep_draft)
                    case GroupStep():
                        return self._ask_group(step)
                    case MenuStep():
                        return ask_menu(step, self.say, self.read_line)
                    case ReviewStep():
                        return ask_review(step, self.say, self.read_line)
                    case ConflictStep():
                        return ask_conflict(step, self.say, self.read_line)
        except (KeyboardInterrupt, EOFError, OSError):
            with suppress(OSError):
                self.say("")  # the cursor stands behind a prompt
            return Paused(self._typed)

    def say(self, *lines: str) -> None:
        """Print lines, translated, and with nothing in them that could steer a terminal."""
        for line in lines:
            print(screen_text(translated(line)), file=self.out, flush=True)

    # --- a question ---

    def _ask_question(self, step: QuestionStep, keep: KeepDraft) -> Reply:
        if self._begun and step.item:
            step = replace(step, draft=self._begun)
            keep(self._begun)
        self._begun = ""
        self._put(step)
        while True:
            self._typed = step.draft
            typed = self._read_answer(step, keep)
            if typed is None:
                return Skipped()
            match chosen_by_number(typed, step) or understand(typed, step):
                case Wish.HELP:
                    self.say("", *help_lines(step, self.citation, PLAIN_KEYS), "")
                case Wish.EDIT:
                    step = self._edited(step, keep)
                case Back() | OpenMenu() | Paused() as leave:
                    return type(leave)(step.draft)
                case Unknown(text="") if _goes_on(step):
                    return Unknown(step.draft or "")
                case reply:
                    return reply

    def _ask_group(self, step: GroupStep) -> Reply:
        self._put(step.top)
        while (reply := ask_group(step, self.say, self.read_line)) is None:
            self.say("", *help_lines(step.top, self.citation, PLAIN_GROUP_KEYS), "")
        if isinstance(reply, Begun):
            self._begun = reply.text
            return AddItem()
        return reply_at_group(reply, step)

    def _put(self, step: QuestionStep) -> None:
        if step.opening:
            self.say(*opening_lines(names_people=step.names_people))
        self.say("", header(step))
        if section_title(step) != self._section:
            self._section = section_title(step)
            self.say(self._section)
            if step.section and step.section.intro:
                self.say(worded(step.section.intro, step.language))
        self.say("", worded(step.question.text, step.language))
        if step.asked_before:
            self.say(_("Earlier wording: {text}").format(text=step.asked_before))
        if told := _help_of(step):
            self.say(told)
        self.say(*choice_lines(step))
        if not self._told_keys:
            self._told_keys = True
            self.say(_("(:help tells all keys.)"))
        for remark in step.remarks:
            self.say(f"! {translated(remark)}")
        if step.problem:
            self.say(step.problem)

    def _read_answer(self, step: QuestionStep, keep: KeepDraft) -> str | None:
        """Return what was typed, or None where Enter alone keeps what stands."""
        start = ""
        if step.draft is not None:
            self.say(_("You had begun with:"), *_quoted(step.draft or _("(nothing)")))
            if _goes_on(step):
                self.say(_("Enter takes it as it is. What you write now goes on from there."))
                start = step.draft
            else:
                self.say(_("Enter takes it as it is. What you write now takes its place."))
        elif step.earlier.given:
            said = step.earlier.text or _("(nothing)")
            unknown = step.earlier.unknown
            so_far = (
                _("Your answer so far (not known yet):") if unknown else _("Your answer so far:")
            )
            self.say(so_far, *_quoted(said))
            self.say(_("Enter keeps it. What you write now takes its place."))
            self.say(_("To empty it: a \\, Enter, and Enter again."))
        typed = self._read_lines(_hint(step), start, keep)
        if typed == "" and step.draft is not None:
            return step.draft
        if typed == "" and step.earlier.given:
            return None
        return _continued(start, typed, step)

    def _read_lines(self, prompt: str, start: str, keep: KeepDraft) -> str:
        r"""Read one answer: on after a line that ends with one `\`, and over a paste's lines.

        The last line of a paste often has no end, and the terminal holds it back: so that it does
        not answer the next question, Enter alone takes what was pasted.
        """
        lines: list[str] = []
        is_paste = more = False
        while True:
            came_at_once = more
            line = self._read_line(prompt, start, lines)
            prompt = ""
            if is_paste and not came_at_once and not line:
                return "\n".join(lines)
            goes_on = line.endswith("\\") and not line.endswith("\\\\") and not is_paste
            more = not goes_on and self._more_is_waiting()
            lines.append(line.removesuffix("\\") if goes_on else line)
            is_paste = is_paste or more
            if not goes_on and not is_paste:
                return "\n".join(lines)
            self._typed = start + "\n".join(lines)
            keep(self._typed)
            if is_paste and came_at_once and not more:
                self.say(_("These lines are one answer. Enter alone takes it."))

    def _read_line(self, prompt: str, start: str, lines: list[str]) -> str:
        """Read a line; where that is interrupted, keep what there is of it."""
        try:
            return clean_input(self.read_line(f"{prompt}> "))
        except KeyboardInterrupt as stop:
            if half := clean_input("".join(stop.args)):
                self._typed = start + "\n".join([*lines, half])
            raise

    def _more_is_waiting(self) -> bool:
        if not self.is_terminal or os.name == "nt":
            return False
        return bool(select.select([sys.stdin], [], [], PASTE_PAUSE)[0])

    def _edited(self, step: QuestionStep, keep: KeepDraft) -> QuestionStep:
        """Return the step with what the person's own editor saved as its half-typed text."""
        if labels_of(step):
            self.say(_("This answer is chosen, and not written."))
            return step
        edited = edit_text(prefill(step), self.places, self.name, step.key)
        if edited.problem:
            self.say(edited.problem)
            return step
        keep(edited.text)
        return replace(step, draft=edited.text)


def _help_of(step: QuestionStep) -> str:
    if step.question.help:
        return translated(worded(step.question.help, step.language))
    return _(TASKS_HINT) if isinstance(step.question, TasksQuestion) else ""


def _hint(step: QuestionStep) -> str:
    match step.question:
        case ChoicesQuestion():
            return _("Numbers, with commas between ")
        case ChoiceQuestion() | YesNoQuestion() | NumberQuestion():
            return _("Number ")
        case DateQuestion():
            return _("Year-month-day ")
        case _:
            return ""


def _quoted(text: str) -> Iterator[str]:
    return (f"  {line}" for line in text.split("\n"))


def _goes_on(step: QuestionStep) -> bool:
    """Tell whether what is written now goes on from what was half typed."""
    one_line = isinstance(step.question, LineQuestion) and "\n" not in (step.draft or "")
    many_lines = isinstance(step.question, TextQuestion | TasksQuestion)
    return step.draft is not None and (many_lines or one_line)


def _continued(start: str, typed: str, step: QuestionStep) -> str:
    """Put what is typed now behind what was half typed, but for a command, which stands alone."""
    match understand(typed, step):
        case Answered() if start:
            return start + typed
        case Unknown(text) if start and text:
            return start + typed
        case _:
            return typed
