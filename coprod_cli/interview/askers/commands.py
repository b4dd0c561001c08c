"""What a typed line means: an answer, "not known yet", or one of the colon commands."""

import re
from enum import Enum, auto

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import N_
from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.text import clean_input
from coprod_cli.interview.opening_text import OPENING_HEADER
from coprod_cli.interview.protocol import (
    Answered,
    Back,
    GroupStep,
    OpenMenu,
    Paused,
    QuestionStep,
    Reply,
    Unknown,
)
from coprod_cli.model.wording import worded


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
    where the cursor waits; what stood there is then kept as it was. A `?` on a line of its own
    below a text says that the text is beside "not known yet".
    """
    text = clean_input(typed)
    if text == step.earlier.text and text:
        # What stands there is taken as it is, "not known yet" among it.
        return Unknown(text) if step.earlier.unknown else Answered(text)
    came_with = prefill(step)
    behind = text[len(came_with) :].strip() if came_with and text.startswith(came_with) else ""
    word = behind if _COMMAND.match(behind) else text.strip()
    if word == "?":
        return Unknown()
    if _COMMAND.match(word):
        return _COMMANDS[word]
    if _ESCAPED.match(word):
        return Answered(word[1:])
    if _ESCAPED.match(behind) and ":" in behind:
        return Answered(came_with + text[len(came_with) :].replace("::", ":", 1))
    return _text_and_last_line(text)


def _text_and_last_line(text: str) -> Answered | Unknown:
    """Return an answer, or "not known yet" with the text above its last line."""
    above, line_end, last = text.rstrip().rpartition("\n")
    mark = last.strip()
    if not line_end or not above.strip() or set(mark) != {"?"}:
        return Answered(text)
    return Unknown(above) if mark == "?" else Answered(f"{above}\n{mark[1:]}")


def reply_at_group(reply: Reply, step: GroupStep) -> Reply:
    """Return a reply to a group: "not known yet" leaves what is said about all of it beside it."""
    return Unknown(step.top.earlier.text) if isinstance(reply, Unknown) else reply


def prefill(step: QuestionStep) -> str:
    """Return the text that a question comes with: half-typed text, else the earlier answer."""
    return step.earlier.text if step.draft is None else step.draft


KEYS = (
    N_("Enter: takes the answer; an empty one is left open"),
    N_("Alt+Enter or Ctrl+O: a new line (or \\ and Enter)"),
    N_("Shift+Tab or :back: the question before"),
    N_("Ctrl+G or :edit: write in your own editor"),
    N_("?: not known yet; also as the last line of a text (?? is a plain ?)"),
    N_(":menu: all questions; go to any of them"),
    N_("Ctrl+C or :quit: stop; every word is kept"),
)


PLAIN_KEYS = (
    KEYS[0],
    N_("\\ and Enter: a new line"),
    N_(":back: the question before"),
    N_(":edit: write in your own editor"),
    *KEYS[4:],
)


GROUP_KEYS = (
    N_("Enter: adds one, changes the one pointed at, or goes on"),
    N_("Del: takes out the one pointed at, when you say so again"),
    KEYS[2],
    N_("?: not known yet"),
    *KEYS[5:],
)


PLAIN_GROUP_KEYS = (
    N_("a: adds one"),
    N_("a number: changes that one"),
    N_("r and a number: takes that one out, when you say so again"),
    N_("Enter: goes on"),
    N_(":back: the question before"),
    *GROUP_KEYS[3:],
)


TASKS_HINT = N_("One step on each line, such as: call back (owner: nurse, due: 2026-12-01)")
_MOST_SHOWN = 60
_MOST_SHOWN_ALONE = 150


def shortened(text: str, most: int = _MOST_SHOWN) -> str:
    """Return the beginning of what was said in an item, on one line."""
    line = screen_line(text.partition("\n")[0])
    return line if len(line) <= most else f"{line[: most - 4].rstrip()} ..."


def about_all(step: QuestionStep) -> str:
    """Return what a group itself says beside its items, beginning and all; "" for nothing."""
    said = shortened(step.earlier.text.strip(), _MOST_SHOWN_ALONE)
    return _("About all of it: {text}").format(text=said) if said else ""


def help_lines(step: QuestionStep, citation: str, keys: tuple[str, ...] = KEYS) -> list[str]:
    """Return the help of a question: its help line, the keys, and what the source says."""
    lines = []
    if step.question.help:
        lines += [translated(worded(step.question.help, step.language)), ""]
    lines += [_(key) for key in keys]
    if step.question.source_text:
        own = worded(step.question.source_text, step.language)
        lines += ["", _("The source's own wording: {text}").format(text=own)]
    if citation and step.section:
        lines += ["", _("Source: {citation}").format(citation=citation)]
    return lines


def header(step: QuestionStep) -> str:
    """Return where the person is, in one line."""
    if step.section is None:
        return _(OPENING_HEADER) if step.opening else _("The case's title")
    where = _("Section {section} of {sections} - question {number} of {count}")
    if step.item:
        where = _("Section {section} of {sections} - {item}, question {number} of {count}")
    told = where.format(
        section=step.section_number,
        sections=step.section_count,
        item=screen_line(step.item),
        number=step.number,
        count=step.count,
    )
    progress = _("{done} of {total} answered").format(done=step.done, total=step.total)
    return f"{told} - {progress}"


def section_title(step: QuestionStep) -> str:
    """Return the title of the question's section."""
    return worded(step.section.title, step.language) if step.section else ""
