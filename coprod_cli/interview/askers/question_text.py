"""Texts shown around a question by the terminal and the plain asker: position, keys and help."""

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import N_
from coprod_cli.base.screen_text import screen_line
from coprod_cli.interview.opening_text import OPENING_HEADER
from coprod_cli.interview.steps import QuestionStep
from coprod_cli.model.wording import worded

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
_SUMMARY_LENGTH = 60
_GROUP_NOTE_LENGTH = 150


def shortened(text: str, length: int = _SUMMARY_LENGTH) -> str:
    """Return the first line of a text, cut with `...` if it is longer than `length` characters."""
    line = screen_line(text.partition("\n")[0])
    return line if len(line) <= length else f"{line[: length - 4].rstrip()} ..."


def group_note(step: QuestionStep) -> str:
    """Return the shortened text about a group as a whole, with its label; "" if there is none."""
    text = shortened(step.earlier.text.strip(), _GROUP_NOTE_LENGTH)
    return _("About all of it: {text}").format(text=text) if text else ""


def help_lines(step: QuestionStep, citation: str, keys: tuple[str, ...] = KEYS) -> list[str]:
    """Return the lines of a question's help: its own help, the keys, and its source.

    Args:
        step: the question.
        citation: the citation of the template's source; "" if it has none.
        keys: what each key does, untranslated.
    """
    lines = []
    if step.question.help:
        lines += [translated(worded(step.question.help, step.language)), ""]
    lines += [_(key) for key in keys]
    if step.question.source_text:
        source_text = worded(step.question.source_text, step.language)
        lines += ["", _("The source's own wording: {text}").format(text=source_text)]
    if citation and step.section:
        lines += ["", _("Source: {citation}").format(citation=citation)]
    return lines


def position_line(step: QuestionStep) -> str:
    """Return the position in the interview, on one line: section, question, count of answers."""
    if step.section is None:
        return _(OPENING_HEADER) if step.opening else _("The case's title")
    template = _("Section {section} of {sections} - question {number} of {count}")
    if step.item:
        template = _("Section {section} of {sections} - {item}, question {number} of {count}")
    position = template.format(
        section=step.section_number,
        sections=step.section_count,
        item=screen_line(step.item),
        number=step.number,
        count=step.count,
    )
    progress = _("{done} of {total} answered").format(done=step.done, total=step.total)
    return f"{position} - {progress}"


def section_title(step: QuestionStep) -> str:
    """Return the title of the question's section; "" for the case's title."""
    return worded(step.section.title, step.language) if step.section else ""
