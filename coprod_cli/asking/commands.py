"""What a typed line means: an answer, "not known yet", or one of the colon commands."""

import re
from enum import Enum, auto

from coprod_cli.cleaning import typed_text
from coprod_cli.questions import worded
from coprod_cli.steps import Answered, Back, OpenMenu, Paused, QuestionStep, Reply, Unknown
from coprod_cli.wording import OPENING_HEADER


class Wish(Enum):
    """What a person may want that changes nothing in the interview."""

    EDIT = auto()
    HELP = auto()


_COMMANDS: dict[str, Reply | Wish] = {
    ":back": Back(),
    ":menu": OpenMenu(),
    ":quit": Paused(),
    ":edit": Wish.EDIT,
    ":help": Wish.HELP,
}
_COMMAND = re.compile(r":(back|menu|edit|help|quit)\Z")
_ESCAPED = re.compile(r":{2,}(?:back|menu|edit|help|quit)\Z|\?{2,}\Z")


def understand(typed: str, step: QuestionStep) -> Reply | Wish:
    """Return what a whole typed text means at a question.

    A command may also stand right behind the text that the question came with, since that is
    where the cursor waits; what stood there is then kept as it was.
    """
    text = typed_text(typed)
    if text == step.earlier.text and text:
        return Answered(text)
    word = text.strip()
    came_with = prefill(step)
    behind = text[len(came_with) :] if came_with and text.startswith(came_with) else ""
    if _COMMAND.match(behind.strip()):
        word = behind.strip()
    if word == "?":
        return Unknown()
    if _ESCAPED.match(word):
        return Answered(word[1:])
    if _ESCAPED.match(behind.strip()) and ":" in behind:
        return Answered(came_with + behind.replace("::", ":", 1))
    if not _COMMAND.match(word):
        return Answered(text)
    return _COMMANDS[word]


def prefill(step: QuestionStep) -> str:
    """Return the text that a question comes with: half-typed text, else the earlier answer."""
    return step.earlier.text if step.draft is None else step.draft


KEYS = (
    ("Enter", "takes the answer; an empty one is left open"),
    ("Alt+Enter or Ctrl+O", "a new line (or \\ and Enter)"),
    ("Shift+Tab or :back", "the question before"),
    ("Ctrl+G or :edit", "write in your own editor"),
    ("?", "not known yet (?? is the answer ?)"),
    (":menu", "all questions; go to any of them"),
    ("Ctrl+C or :quit", "stop; every word is kept"),
)


PLAIN_KEYS = (
    ("Enter", "takes the answer; an empty one is left open"),
    ("\\ and Enter", "a new line"),
    (":back", "the question before"),
    (":edit", "write in your own editor"),
    *KEYS[4:],
)


def help_lines(
    step: QuestionStep, citation: str, keys: tuple[tuple[str, str], ...] = KEYS
) -> list[str]:
    """Return the help of a question: its help line, the keys, and what the source says."""
    lines = []
    if step.question.help:
        lines += [worded(step.question.help, step.language), ""]
    lines += [f"{key}: {meaning}" for key, meaning in keys]
    if step.question.source_text:
        lines += [
            "",
            f"The source's own wording: {worded(step.question.source_text, step.language)}",
        ]
    if citation and step.section:
        lines += ["", f"Source: {citation}"]
    return lines


def header(step: QuestionStep) -> str:
    """Return where the person is, in one line."""
    if step.section is None:
        return OPENING_HEADER if step.opening else "The case's title"
    section = f"Section {step.section_number} of {step.section_count}"
    question = f"question {step.number} of {step.count}"
    return f"{section} - {question} - {step.done} of {step.total} answered"


def section_title(step: QuestionStep) -> str:
    """Return the title of the question's section."""
    return worded(step.section.title, step.language) if step.section else ""
