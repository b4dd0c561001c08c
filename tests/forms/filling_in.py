"""A person who fills in a form, at a terminal or in plain lines.

What is asked is known from an interview that goes along: it is the pure engine, and nothing of the
program that is tested.
"""

from dataclasses import replace

from terminal import ALT_ENTER, DOWN, ENTER, UP

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import msg
from coprod_cli.interview.askers.question_text import position_line, progress_text
from coprod_cli.interview.engine import Interview
from coprod_cli.interview.opening_text import WRITING_KEYS
from coprod_cli.interview.replies import (
    AddItem,
    Answered,
    Finished,
    Reply,
    Skipped,
    Unknown,
)
from coprod_cli.interview.steps import FinishStep, GroupStep, QuestionStep, ReviewStep, Step
from coprod_cli.model.case import TITLE, Case
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion
from coprod_cli.model.wording import worded
from coprod_cli.privacy.review import ReviewScan

MOST_STEPS = 200


def interview_about(form, language, *, asks_title=True):
    case = Case("20261124-aaaaaa", "", form.id, form.version, language)
    scan = None if form.names_people else ReviewScan()
    return replace(Interview.begin(form, case, asks_title=asks_title), scan=scan)


class Person:
    """Knows what to say to each step: replies by address, the title among them."""

    def __init__(self, title, replies):
        self.waiting = {TITLE: Answered(title), **replies}

    def reply_to(self, step: Step) -> Reply:
        match step:
            case QuestionStep(address=address):
                return self.waiting.pop(address, Skipped())
            case GroupStep(top=top):
                if any(each.startswith(f"{top.address}#") for each in self.waiting):
                    return AddItem()
                return self.waiting.pop(top.address, Skipped())
            case ReviewStep():
                assert not self.waiting, "all was asked"
                return Finished()
            case FinishStep():
                return Finished()
        raise AssertionError(step)


def fill_in(interview, person, say):
    """Go through an interview: `say` tells the program each reply, and how it is said."""
    for _step in range(MOST_STEPS):
        step = interview.step
        if step is None:
            return interview.case
        reply = person.reply_to(step)
        say(step, reply)
        interview = interview.apply(reply)
        assert interview.problem is None
    raise AssertionError("this goes round and round")


def choice_labels(step):
    """What may be chosen at a question; nothing where the answer is written."""
    match step.question:
        case ChoiceQuestion() | ChoicesQuestion():
            return step.question.labels(step.language)
        case YesNoQuestion():
            return list(step.question.labels(step.language))
    return []


def chosen_at(step, reply):
    """The labels that a reply chooses."""
    text = step.question.parse(reply.text, step.language) if isinstance(reply, Answered) else ""
    return [line.removeprefix("- ") for line in text.split("\n")] if text else []


# --- at a terminal ---------------------------------------------------------------------------


class Hand:
    """Presses the keys for each reply, once the screen shows what is asked.

    It keeps the screens that it saw.
    """

    def __init__(self, terminal):
        self.terminal = terminal
        self.screens = []

    def say(self, step, reply):
        self._say(step, reply)
        self.screens.append(self.terminal.text())

    def _say(self, step, reply):
        match step:
            case QuestionStep() if choice_labels(step):
                self._see_question(step)
                self._choose(step, reply)
            case QuestionStep():
                self._see_question(step)
                self._write(reply)
            case GroupStep(top=top, items=items):
                self._see_question(top)
                self._at_group(reply, is_empty=not items)
            case ReviewStep(counts=counts):
                self.terminal.see(_("Review - {progress}").format(progress=progress_text(counts)))
                finish = msg("Finish {the_case}", the_case=step.case.called.the)
                self._take(translated(finish))
            case FinishStep():
                self.terminal.see("> " + _("Go back and look at it"))
                self._take(_("Finish it as it is"))

    def _see_question(self, step):
        question = worded(step.question.text, step.language)
        self.terminal.see(position_line(step), translated(question))

    def _write(self, reply):
        self.terminal.see(_(WRITING_KEYS))
        match reply:
            case Answered(text):
                self._send(text.replace("\n", ALT_ENTER))
                self._see_end_of(text)
            case Unknown(text):
                self._send(f"{text}\n?".lstrip("\n").replace("\n", ALT_ENTER))
                self._see_end_of("?")
        self._send(ENTER)

    def _choose(self, step, reply):
        labels = chosen_at(step, reply)
        if isinstance(reply, Unknown):
            self._take_unknown()
        elif isinstance(step.question, ChoicesQuestion):
            for label in labels:
                self._point_at(label)
                self._send(" ")
                ticked = f"● {label}"
                self.terminal.wait_until(lambda ticked=ticked: self.terminal.shows(ticked), ticked)
            self._send(ENTER)
        else:
            self._take(labels[0] if labels else _("(leave it open)"))

    def _at_group(self, reply, *, is_empty):
        match reply:
            case AddItem():
                self._take(_("Add one") if is_empty else _("Add another"))
            case Unknown():
                self._take_unknown()
            case Skipped():
                self._take(_("Go on"))

    def _take_unknown(self):
        self._send("?")
        self.terminal.see("> " + _("Not known yet"))
        self._send(ENTER)

    def _take(self, label):
        self._point_at(label)
        self._send(ENTER)

    def _point_at(self, label):
        """Press an arrow until the pointer stands at a label; a long one is broken into lines."""
        self.terminal.wait_until(self._pointed, "a pointer")
        key = UP if self._is_above(label) else DOWN
        while not _begins(label, self._pointed()):
            before = self._pointed()
            self._send(key)
            self.terminal.wait_until(
                lambda before=before: self._pointed() not in ("", before), f"the way to {label}"
            )

    def _is_above(self, label):
        lines = [_unmarked(line.lstrip()) for line in self.terminal.lines()]
        pointed = next(at for at, line in enumerate(lines) if line.startswith("> "))
        return any(_begins(label, line) for line in lines[:pointed])

    def _pointed(self):
        """What the pointer stands at; "" where there is none yet."""
        pointed = [each for each in self.terminal.lines() if each.lstrip().startswith("> ")]
        return _unmarked(pointed[0].lstrip().removeprefix("> ")) if len(pointed) == 1 else ""

    def _see_end_of(self, text):
        """Wait until the cursor stands behind what was typed."""
        last = text.split("\n")[-1][-8:].rstrip()

        def stands() -> bool:
            line, column = self.terminal.cursor
            written = "".join(self.terminal.lines()[max(line - 1, 0) : line])
            written += self.terminal.lines()[line][:column]
            return written.replace(" ", "").endswith(last.replace(" ", ""))

        self.terminal.wait_until(stands, f"the cursor behind {last!r}")

    def _send(self, keys):
        self.terminal.send_bytes(keys.encode())


def _unmarked(line):
    return line.lstrip().lstrip("●○").lstrip()


def _begins(label, line):
    return bool(line) and (label == line or label.startswith(f"{line} "))


# --- in plain lines --------------------------------------------------------------------------


class Lines:
    """Writes the lines for each reply: choices by their numbers, `a` for one more item."""

    def __init__(self):
        self.written = []

    def say(self, step, reply):
        self.written.append(self._line(step, reply))

    @property
    def text(self):
        return "".join(f"{line}\n" for line in self.written)

    def _line(self, step, reply):
        match reply:
            case Unknown(text):
                return f"{text}\n?".lstrip("\n").replace("\n", "\\\n")
            case Skipped():
                return ""
            case AddItem():
                return "a"
            case Finished():
                return "y" if isinstance(step, FinishStep) else "f"
        if labels := choice_labels(step):
            chosen = chosen_at(step, reply)
            return ", ".join(str(labels.index(each) + 1) for each in chosen)
        return reply.text.replace("\n", "\\\n")
