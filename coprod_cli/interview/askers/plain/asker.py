"""Plain asker: prints lines and reads lines, with numbered choices, for screen readers."""

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
    LocalCommand,
    parse_reply,
    prefill,
    reply_at_group,
)
from coprod_cli.interview.askers.external_editor import EditorFolders, edit_text
from coprod_cli.interview.askers.plain.choices import answer_by_number, choice_labels, choice_lines
from coprod_cli.interview.askers.plain.groups import NewItemText, ask_group
from coprod_cli.interview.askers.plain.line_reader import interrupt_on_signals
from coprod_cli.interview.askers.plain.lists import ask_conflict, ask_menu, ask_review
from coprod_cli.interview.askers.question_text import (
    PLAIN_GROUP_KEYS,
    PLAIN_KEYS,
    TASKS_HINT,
    help_lines,
    position_line,
    section_title,
)
from coprod_cli.interview.opening_text import opening_lines
from coprod_cli.interview.protocol import KeepDraft
from coprod_cli.interview.replies import (
    AddItem,
    Answered,
    Back,
    OpenMenu,
    Paused,
    Reply,
    Skipped,
    Unknown,
)
from coprod_cli.interview.steps import (
    ConflictStep,
    GroupStep,
    MenuStep,
    QuestionStep,
    ReviewStep,
    Step,
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
    """Asks with printed lines, and reads whole lines.

    Attributes:
        citation: the citation of the template's source; "" if it has none.
        folders: the private folders for text that is open in an external editor.
        case_id: the case's id, for the names of those files.
        out: the stream to print on.
        is_terminal: whether a person types, so that lines which arrive together are one paste.
        read_line: shows a prompt and reads a line.
    """

    citation: str
    folders: EditorFolders
    case_id: str
    out: TextIO
    is_terminal: bool
    read_line: Callable[[str], str]
    _draft: str | None = field(default=None, init=False)
    _section: str = field(default="", init=False)
    _has_shown_hint: bool = field(default=False, init=False)
    _new_item_text: str = field(default="", init=False)

    def ask(self, step: Step, keep_draft: KeepDraft) -> Reply:
        """Show one step and return the reply; Ctrl+C, Ctrl+D, end of input and signals pause."""
        self._draft = None
        try:
            with interrupt_on_signals():
                match step:
                    case QuestionStep():
                        return self._ask_question(step, keep_draft)
                    case GroupStep():
                        return self._ask_group(step)
                    case MenuStep():
                        return ask_menu(step, self.show, self.read_line)
                    case ReviewStep():
                        return ask_review(step, self.show, self.read_line)
                    case ConflictStep():
                        return ask_conflict(step, self.show, self.read_line)
        except (KeyboardInterrupt, EOFError, OSError):
            with suppress(OSError):
                self.show("")  # ends the line of the prompt
            return Paused(self._draft)

    def show(self, *lines: str) -> None:
        """Print lines, translated, and without control characters."""
        for line in lines:
            print(screen_text(translated(line)), file=self.out, flush=True)

    # --- questions ---

    def _ask_question(self, step: QuestionStep, keep: KeepDraft) -> Reply:
        if self._new_item_text and step.item:
            step = replace(step, draft=self._new_item_text)
            keep(self._new_item_text)
        self._new_item_text = ""
        self._show_question(step)
        while True:
            self._draft = step.draft
            typed = self._read_answer(step, keep)
            if typed is None:
                return Skipped()
            match answer_by_number(typed, step) or parse_reply(typed, step):
                case LocalCommand.HELP:
                    self.show("", *help_lines(step, self.citation, PLAIN_KEYS), "")
                case LocalCommand.EDIT:
                    step = self._edit(step, keep)
                case Back() | OpenMenu() | Paused() as reply:
                    return type(reply)(step.draft)
                case Unknown(text="") if _continues_draft(step):
                    return Unknown(step.draft or "")
                case reply:
                    return reply

    def _ask_group(self, step: GroupStep) -> Reply:
        self._show_question(step.top)
        while (reply := ask_group(step, self.show, self.read_line)) is None:
            self.show("", *help_lines(step.top, self.citation, PLAIN_GROUP_KEYS), "")
        if isinstance(reply, NewItemText):
            self._new_item_text = reply.text
            return AddItem()
        return reply_at_group(reply, step)

    def _show_question(self, step: QuestionStep) -> None:
        if step.opening:
            self.show(*opening_lines(names_people=step.names_people))
        self.show("", position_line(step))
        if section_title(step) != self._section:
            self._section = section_title(step)
            self.show(self._section)
            if step.section and step.section.intro:
                self.show(worded(step.section.intro, step.language))
        self.show("", worded(step.question.text, step.language))
        if step.asked_before:
            self.show(_("Earlier wording: {text}").format(text=step.asked_before))
        if text := _help_text(step):
            self.show(text)
        self.show(*choice_lines(step))
        if not self._has_shown_hint:
            self._has_shown_hint = True
            self.show(_("(:help tells all keys.)"))
        for remark in step.remarks:
            self.show(f"! {translated(remark)}")
        if step.problem:
            self.show(step.problem)

    def _read_answer(self, step: QuestionStep, keep: KeepDraft) -> str | None:
        """Show the draft or earlier answer; return the typed text, or None to keep the answer."""
        start = ""
        if step.draft is not None:
            self.show(_("You had begun with:"), *_quoted(step.draft or _("(nothing)")))
            if _continues_draft(step):
                self.show(_("Enter takes it as it is. What you write now goes on from there."))
                start = step.draft
            else:
                self.show(_("Enter takes it as it is. What you write now takes its place."))
        elif step.earlier.given:
            text = step.earlier.text or _("(nothing)")
            unknown = step.earlier.unknown
            label = (
                _("Your answer so far (not known yet):") if unknown else _("Your answer so far:")
            )
            self.show(label, *_quoted(text))
            self.show(_("Enter keeps it. What you write now takes its place."))
            self.show(_("To empty it: a \\, Enter, and Enter again."))
        typed = self._read_lines(_hint(step), start, keep)
        if typed == "" and step.draft is not None:
            return step.draft
        if typed == "" and step.earlier.given:
            return None
        return _with_start(start, typed, step)

    def _read_lines(self, prompt: str, start: str, keep: KeepDraft) -> str:
        r"""Read the lines of one answer: a `\` at a line's end continues it, as does a paste.

        The last line of a paste often has no line break, so the terminal holds it back. An empty
        line therefore ends a paste: otherwise that last line would answer the next question.
        """
        lines: list[str] = []
        in_paste = more = False
        while True:
            was_waiting = more
            line = self._read_line(prompt, start, lines)
            prompt = ""
            if in_paste and not was_waiting and not line:
                return "\n".join(lines)
            continues = line.endswith("\\") and not line.endswith("\\\\") and not in_paste
            more = not continues and self._is_more_waiting()
            lines.append(line.removesuffix("\\") if continues else line)
            in_paste = in_paste or more
            if not continues and not in_paste:
                return "\n".join(lines)
            self._draft = start + "\n".join(lines)
            keep(self._draft)
            if in_paste and was_waiting and not more:
                self.show(_("These lines are one answer. Enter alone takes it."))

    def _read_line(self, prompt: str, start: str, lines: list[str]) -> str:
        """Read a line; on an interrupt, keep its unfinished text as the draft."""
        try:
            return clean_input(self.read_line(f"{prompt}> "))
        except KeyboardInterrupt as stop:
            if unfinished := clean_input("".join(stop.args)):
                self._draft = start + "\n".join([*lines, unfinished])
            raise

    def _is_more_waiting(self) -> bool:
        if not self.is_terminal or os.name == "nt":
            return False
        return bool(select.select([sys.stdin], [], [], PASTE_PAUSE)[0])

    def _edit(self, step: QuestionStep, keep: KeepDraft) -> QuestionStep:
        """Open the text in the person's editor; return the step with the result as its draft."""
        if choice_labels(step):
            self.show(_("This answer is chosen, and not written."))
            return step
        edited = edit_text(prefill(step), self.folders, self.case_id, step.key)
        if edited.problem:
            self.show(edited.problem)
            return step
        keep(edited.text)
        return replace(step, draft=edited.text)


def _help_text(step: QuestionStep) -> str:
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


def _continues_draft(step: QuestionStep) -> bool:
    """Return True if new input is appended to the draft, False if it replaces it."""
    one_line = isinstance(step.question, LineQuestion) and "\n" not in (step.draft or "")
    many_lines = isinstance(step.question, TextQuestion | TasksQuestion)
    return step.draft is not None and (many_lines or one_line)


def _with_start(start: str, typed: str, step: QuestionStep) -> str:
    """Return typed text appended to the draft `start`; a command stays alone."""
    match parse_reply(typed, step):
        case Answered() if start:
            return start + typed
        case Unknown(text) if start and text:
            return start + typed
        case _:
            return typed
