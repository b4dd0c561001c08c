"""What stands around each step: its head above the place to write, and the keys below it."""

from prompt_toolkit.formatted_text import StyleAndTextTuples

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import N_
from coprod_cli.base.screen_text import screen_text
from coprod_cli.interview.askers.commands import (
    TASKS_HINT,
    about_all,
    header,
    section_title,
    shortened,
)
from coprod_cli.interview.askers.conflicts import CONFLICT, CONFLICT_END, texts
from coprod_cli.interview.askers.terminal.header import question_head
from coprod_cli.interview.askers.terminal.lists import LEGEND
from coprod_cli.interview.askers.terminal.screen import Frame
from coprod_cli.interview.opening_text import PATTERNS, WRITING_KEYS, opening_lines
from coprod_cli.interview.protocol import (
    ConflictStep,
    GroupStep,
    Item,
    MenuStep,
    QuestionStep,
    ReviewStep,
)
from coprod_cli.model.choice_questions import ChoicesQuestion
from coprod_cli.model.questions import DateQuestion, GroupQuestion, NumberQuestion, TasksQuestion
from coprod_cli.model.wording import worded

_LIST_KEYS = N_(
    "Arrows, Enter: choose   Shift+Tab: back\n?: not known   :menu  :help   Ctrl+C: stop"
)
_MANY_KEYS = N_(
    "Space: choose   Enter: next   Shift+Tab: back\n?: not known   :menu  :help   Ctrl+C: stop"
)
_GROUP_KEYS = N_(
    "Arrows, Enter: choose   Del: take out   Shift+Tab: back\n"
    "?: not known   :menu  :help   Ctrl+C: stop"
)
_MENU_KEYS = N_("Arrows, 1-9: a section   Enter: go there   Shift+Tab: back")
_REVIEW_KEYS = N_("Arrows, Enter: choose   Shift+Tab: back   Ctrl+C: stop")
_CONFLICT_KEYS = N_("Arrows, Enter: choose   Ctrl+C: stop, and choose later")
_MOST_SHOWN = 200


def writing_frame(step: QuestionStep, problem: str | None) -> Frame:
    """Return what is around a question whose answer is written."""
    return _question_head(step, problem), _(WRITING_KEYS)


def choosing_frame(step: QuestionStep, problem: str | None) -> Frame:
    """Return what is around a question whose answer is chosen."""
    keys = _MANY_KEYS if isinstance(step.question, ChoicesQuestion) else _LIST_KEYS
    return _question_head(step, problem), _(keys)


def group_frame(step: GroupStep, problem: str | None) -> Frame:
    """Return what is around a group."""
    keys = _GROUP_KEYS if step.items else _LIST_KEYS
    return _question_head(step.top, problem), _(keys)


def removal_frame(item: Item) -> Frame:
    """Return what is around the question whether an item is to go."""
    head: StyleAndTextTuples = [
        ("class:question", f"{_('Take out {item}?').format(item=screen_text(item.name))}\n"),
        ("", f"{shortened(item.summary, _MOST_SHOWN)}\n"),
    ]
    return head, _(_REVIEW_KEYS)


def command_frame(step: QuestionStep) -> Frame:
    """Return what is around a command in the making, at a question whose answer is chosen."""
    return _question_head(step, None), ":back  :menu  :help  :quit"


def help_frame(step: QuestionStep) -> Frame:
    """Return what is around the help of a question."""
    question = screen_text(translated(worded(step.question.text, step.language)))
    head: StyleAndTextTuples = [("class:question", f"{question}\n")]
    return head, _("Arrows: read on   Enter: back to the question")


def menu_frame(step: MenuStep) -> Frame:
    """Return what is around the menu."""
    text = _("All questions - {done} of {total} answered").format(done=step.done, total=step.total)
    return [("class:where", f"{text}\n")], f"{_(LEGEND)}\n{_(_MENU_KEYS)}"


def review_frame(step: ReviewStep) -> Frame:
    """Return what is around the review."""
    text = _("Review - {done} of {total} answered").format(done=step.done, total=step.total)
    saved = _("All of it is saved. Go back to any question, or finish.")
    parts: StyleAndTextTuples = [("class:where", f"{text}\n"), ("class:help", f"{saved}\n")]
    if any(entry.kinds for entry in step.entries):
        parts.append(("class:help", f"{_(PATTERNS)}\n"))
    if step.problem:
        parts.append(("class:problem", f"{translated(step.problem)}\n"))
    return parts, f"{_(LEGEND)}\n{_(_REVIEW_KEYS)}"


def conflict_frame(step: ConflictStep) -> Frame:
    """Return what is around the choice between two texts."""
    parts: StyleAndTextTuples = [
        ("class:problem", f"{_(CONFLICT)}\n"),
        ("class:help", f"{_(CONFLICT_END)}\n\n"),
        ("class:question", f"{screen_text(translated(step.text))}\n"),
    ]
    for name, text in texts(step):
        parts += [("class:section", f"{name}\n"), ("", f"{screen_text(text)}\n")]
    return parts, _(_CONFLICT_KEYS)


def _question_head(step: QuestionStep, problem: str | None) -> StyleAndTextTuples:
    section = [section_title(step)] if step.section else []
    if step.section and step.section.intro and step.number == 1 and not step.item:
        section.append(worded(step.section.intro, step.language))
    before = _("Earlier wording: {text}").format(text=step.asked_before)
    return question_head(
        header(step),
        worded(step.question.text, step.language),
        section=section,
        opening=opening_lines(names_people=step.names_people) if step.opening else (),
        notes=[
            before if step.asked_before else "",
            worded(step.question.help, step.language),
            _hint(step),
            about_all(step) if isinstance(step.question, GroupQuestion) else "",
            _("(Not known yet, so far.)") if step.earlier.unknown else "",
            *(f"! {translated(remark)}" for remark in step.remarks),
        ],
        problem=problem,
    )


def _hint(step: QuestionStep) -> str:
    match step.question:
        case DateQuestion():
            return _("Year-month-day, such as 2026-11-24.")
        case NumberQuestion():
            return _("A number, such as 12 or 3.5.")
        case TasksQuestion() if not step.question.help:
            return _(TASKS_HINT)
        case _:
            return ""
