"""Frames of the terminal screens: the lines above each input or list, and the keys below."""

from prompt_toolkit.formatted_text import StyleAndTextTuples

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import N_
from coprod_cli.base.screen_text import screen_text
from coprod_cli.interview.askers.conflicts import CONFLICT, CONFLICT_END, conflict_texts
from coprod_cli.interview.askers.question_text import (
    TASKS_HINT,
    group_note,
    position_line,
    section_title,
    shortened,
)
from coprod_cli.interview.askers.terminal.header import question_lines
from coprod_cli.interview.askers.terminal.lists import LEGEND
from coprod_cli.interview.askers.terminal.screen import Frame
from coprod_cli.interview.opening_text import PATTERNS, WRITING_KEYS, opening_lines
from coprod_cli.interview.steps import (
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
_CHECKBOX_KEYS = N_(
    "Space: choose   Enter: next   Shift+Tab: back\n?: not known   :menu  :help   Ctrl+C: stop"
)
_GROUP_KEYS = N_(
    "Arrows, Enter: choose   Del: take out   Shift+Tab: back\n"
    "?: not known   :menu  :help   Ctrl+C: stop"
)
_MENU_KEYS = N_("Arrows, 1-9: a section   Enter: go there   Shift+Tab: back")
_REVIEW_KEYS = N_("Arrows, Enter: choose   Shift+Tab: back   Ctrl+C: stop")
_CONFLICT_KEYS = N_("Arrows, Enter: choose   Ctrl+C: stop, and choose later")
_SUMMARY_LENGTH = 200


def writing_frame(step: QuestionStep, problem: str | None) -> Frame:
    """Return the frame of a question with a text input."""
    return _question_lines(step, problem), _(WRITING_KEYS)


def choosing_frame(step: QuestionStep, problem: str | None) -> Frame:
    """Return the frame of a question with a list of choices."""
    keys = _CHECKBOX_KEYS if isinstance(step.question, ChoicesQuestion) else _LIST_KEYS
    return _question_lines(step, problem), _(keys)


def group_frame(step: GroupStep, problem: str | None) -> Frame:
    """Return the frame of a group's list of items."""
    keys = _GROUP_KEYS if step.items else _LIST_KEYS
    return _question_lines(step.top, problem), _(keys)


def removal_frame(item: Item) -> Frame:
    """Return the frame of the confirmation before an item is removed."""
    title: StyleAndTextTuples = [
        ("class:question", f"{_('Take out {item}?').format(item=screen_text(item.name))}\n"),
        ("", f"{shortened(item.summary, _SUMMARY_LENGTH)}\n"),
    ]
    return title, _(_REVIEW_KEYS)


def command_frame(step: QuestionStep) -> Frame:
    """Return the frame in which a command is typed at a question with a list of choices."""
    return _question_lines(step, None), ":back  :menu  :help  :quit"


def help_frame(step: QuestionStep) -> Frame:
    """Return the frame of a question's help page."""
    question = screen_text(translated(worded(step.question.text, step.language)))
    title: StyleAndTextTuples = [("class:question", f"{question}\n")]
    return title, _("Arrows: read on   Enter: back to the question")


def menu_frame(step: MenuStep) -> Frame:
    """Return the frame of the menu."""
    text = _("All questions - {done} of {total} answered").format(done=step.done, total=step.total)
    return [("class:position", f"{text}\n")], f"{_(LEGEND)}\n{_(_MENU_KEYS)}"


def review_frame(step: ReviewStep) -> Frame:
    """Return the frame of the review."""
    text = _("Review - {done} of {total} answered").format(done=step.done, total=step.total)
    saved = _("All of it is saved. Go back to any question, or finish.")
    parts: StyleAndTextTuples = [("class:position", f"{text}\n"), ("class:help", f"{saved}\n")]
    if any(entry.kinds for entry in step.entries):
        parts.append(("class:help", f"{_(PATTERNS)}\n"))
    if step.problem:
        parts.append(("class:problem", f"{translated(step.problem)}\n"))
    return parts, f"{_(LEGEND)}\n{_(_REVIEW_KEYS)}"


def conflict_frame(step: ConflictStep) -> Frame:
    """Return the frame of a merge conflict, with both texts."""
    parts: StyleAndTextTuples = [
        ("class:problem", f"{_(CONFLICT)}\n"),
        ("class:help", f"{_(CONFLICT_END)}\n\n"),
        ("class:question", f"{screen_text(translated(step.text))}\n"),
    ]
    for label, text in conflict_texts(step):
        parts += [("class:section", f"{label}\n"), ("", f"{screen_text(text)}\n")]
    return parts, _(_CONFLICT_KEYS)


def _question_lines(step: QuestionStep, problem: str | None) -> StyleAndTextTuples:
    section = [section_title(step)] if step.section else []
    if step.section and step.section.intro and step.number == 1 and not step.item:
        section.append(worded(step.section.intro, step.language))
    earlier_wording = _("Earlier wording: {text}").format(text=step.asked_before)
    return question_lines(
        position_line(step),
        worded(step.question.text, step.language),
        section=section,
        opening=opening_lines(names_people=step.names_people) if step.opening else (),
        notes=[
            earlier_wording if step.asked_before else "",
            worded(step.question.help, step.language),
            _hint(step),
            group_note(step) if isinstance(step.question, GroupQuestion) else "",
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
