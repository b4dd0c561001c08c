"""Plain asker: prints lines and reads lines, with numbered choices, for screen readers."""

import os
import select
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TextIO

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.screen_text import screen_text
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.commands import LocalCommand
from coprod_cli.interview.askers.external_editor import EditorFolders, edit_text
from coprod_cli.interview.askers.interruptions import INTERRUPTIONS
from coprod_cli.interview.askers.plain.choices import (
    answer_by_number,
    choice_lines,
    input_hint,
)
from coprod_cli.interview.askers.plain.groups import NewItemText, ask_group
from coprod_cli.interview.askers.plain.line_reader import interrupt_on_signals
from coprod_cli.interview.askers.plain.lists import (
    ask_conflict,
    ask_finish,
    ask_menu,
    ask_review,
    ask_withdrawal,
)
from coprod_cli.interview.askers.plain.pages import Pages
from coprod_cli.interview.askers.plain.question_lines import (
    continues_draft,
    given_lines,
    lines_below_choices,
    question_lines,
)
from coprod_cli.interview.askers.plain.sources import ask_sources
from coprod_cli.interview.askers.plain.tags import ask_tags
from coprod_cli.interview.askers.plain.voice_choice import ask_voice
from coprod_cli.interview.askers.question_text import (
    help_lines,
)
from coprod_cli.interview.askers.reply_parsing import (
    LocalCall,
    NotTaken,
    is_colon_line,
    parse_continued,
    parse_reply,
    prefill,
    reply_at_group,
)
from coprod_cli.interview.askers.speakers import others_lines
from coprod_cli.interview.askers.terminal_modes import reset_modes
from coprod_cli.interview.protocol import KeepDraft
from coprod_cli.interview.replies import (
    AddItem,
    Answered,
    Paused,
    Reply,
    Skipped,
)
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
from coprod_cli.model.answer_key import AnswerKey

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
    _place: tuple[str, str | None] = field(default=("", None), init=False)
    _has_shown_hint: bool = field(default=False, init=False)
    _new_item_text: str = field(default="", init=False)
    _asked: AnswerKey | None = field(default=None, init=False)
    _pages: Pages = field(init=False)

    def __post_init__(self) -> None:
        self._pages = Pages(self.out, self.read_line, self.is_terminal)
        self.read_line = self._pages.read_line

    def ask(  # noqa: C901, PLR0911 - each kind
        self, step: Step, keep_draft: KeepDraft
    ) -> Reply:
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
                    case TagsStep():
                        return ask_tags(step, self.show, self.read_line)
                    case SourcesStep():
                        return ask_sources(step, keep_draft, self.show, self.read_line)
                    case VoiceStep():
                        return ask_voice(step, self.show, self.read_line)
                    case FinishStep():
                        return ask_finish(step, self.show, self.read_line)
                    case WithdrawalStep():
                        return ask_withdrawal(step, self.show, self.read_line)
                    case ConflictStep():
                        return ask_conflict(step, self.show, self.read_line)
        except INTERRUPTIONS:
            with suppress(OSError):
                self.show("")  # ends the line of the prompt
            return Paused(self._draft)

    def show(self, *lines: str) -> None:
        """Print lines, translated, and without control characters, a screenful at a time."""
        for line in lines:
            self._pages.show(screen_text(translated(line)))

    # --- questions ---

    def _ask_question(self, step: QuestionStep, keep: KeepDraft) -> Reply:
        if self._new_item_text and step.item:
            step = replace(step, draft=self._new_item_text)
            keep(self._new_item_text)
        self._new_item_text = ""
        if step.problem and step.key == self._asked:
            self.show(step.problem)  # the question was heard just before
        else:
            self._show_question(step)
        self._asked = step.key
        while True:
            self._draft = step.draft
            start, typed = self._read_answer(step, keep)
            if typed is None:
                return Skipped()
            if not typed and step.offered:
                return Answered(step.offered)
            reply = answer_by_number(typed, step) or parse_continued(start, typed, step)
            while isinstance(reply, NotTaken) and reply.is_text:
                start, typed, reply = self._ask_again(reply, start, typed, step, keep)
            match reply:
                case NotTaken(message):
                    self.show(message)
                case LocalCall(LocalCommand.EDIT, text):
                    step = self._edit(text, step, keep)
                case LocalCall(command, text):
                    self.show("", *self._about(step, command), "")
                    step = step if text == prefill(step) else replace(step, draft=text)
                case _:
                    return reply

    def _ask_again(
        self, refused: NotTaken, start: str, typed: str, step: QuestionStep, keep: KeepDraft
    ) -> tuple[str, str, Reply | LocalCall | NotTaken]:
        """Show what was not taken; read another line for it, or Enter, which keeps it as text.

        Returns:
            The text before what was typed, what was typed, and what it means.
        """
        whole = start + typed
        if "\n" in typed.strip():
            above, line_end, _last = whole.rstrip().rpartition("\n")
            start = above + line_end
        self._draft = whole
        keep(whole)
        self.show(refused.message)
        if start:
            self.show(_("What you write now takes the place of that line alone."))
        typed = self._read_lines("", start, keep)
        if typed:
            return start, typed, parse_continued(start, typed, step)
        return "", whole, parse_reply(whole, step, kept=whole)

    def _ask_group(self, step: GroupStep) -> Reply:
        self._show_question(step.top)
        while isinstance(reply := ask_group(step, self.show, self.read_line), LocalCommand):
            self.show("", *self._about(step.top, reply, step), "")
        if isinstance(reply, NewItemText):
            self._new_item_text = reply.text
            return AddItem()
        return reply_at_group(reply, step)

    def _about(
        self, step: QuestionStep, command: LocalCommand, group: GroupStep | None = None
    ) -> list[str]:
        """Return what others said at a question, or its help."""
        if command is LocalCommand.OTHERS:
            return others_lines(step, group)
        return help_lines(step, self.citation, self.case_id, plain=True)

    def _show_question(self, step: QuestionStep) -> None:
        place = step.section.id if step.section else "", step.case.voice
        is_new_section = place != self._place
        self._place = place
        self.show(*question_lines(step, is_new_section=is_new_section))
        self.show(*choice_lines(step))
        if not self._has_shown_hint:
            self._has_shown_hint = True
            self.show(_("(:help tells all keys.)"))
        self.show(*lines_below_choices(step))

    def _read_answer(self, step: QuestionStep, keep: KeepDraft) -> tuple[str, str | None]:
        """Show the draft or earlier answer, and read an answer.

        Returns:
            The text from which the answer goes on, and the typed text; None to keep the answer.
        """
        self.show(*given_lines(step))
        start = step.draft or "" if continues_draft(step) else ""
        typed = self._read_lines(input_hint(step), start, keep)
        if typed == "" and step.draft is not None:
            return "", step.draft
        if typed == "" and step.earlier.given:
            return "", None
        return start, typed

    def _read_lines(self, prompt: str, start: str, keep: KeepDraft) -> str:
        r"""Read the lines of one answer: a `\` at a line's end continues it, as does a paste.

        The last line of a paste often has no line break, so the terminal holds it back. An empty
        line therefore ends a paste: otherwise that last line would answer the next question. So
        does a line with a command.
        """
        lines: list[str] = []
        in_paste = more = False
        while True:
            was_waiting = more
            line = self._read_line(prompt, start, lines)
            prompt = ""
            if in_paste and not was_waiting and (not line or is_colon_line(line)):
                return "\n".join([*lines, line] if line else lines)
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

    def _edit(self, text: str, step: QuestionStep, keep: KeepDraft) -> QuestionStep:
        """Open a text in the person's editor; return the step with the result as its draft."""
        keep(text)
        edited = edit_text(text, self.folders, self.case_id, step)
        reset_modes(self.out)  # an editor that crashed may have left some on
        if edited.problem:
            self.show(edited.problem)
            if edited.text == prefill(step):
                return step
        keep(edited.text)
        return replace(step, draft=edited.text)
