"""Layouts: a case as Markdown to read, without markers and without what is hidden."""

import re
from collections.abc import Iterable, Iterator

from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.formats.case_as_read import CaseAsRead
from coprod_cli.formats.case_tree import ItemAsRead, QuestionAsRead
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion
from coprod_cli.model.questions import (
    DateQuestion,
    GroupQuestion,
    LineQuestion,
    NumberQuestion,
    Question,
    TasksQuestion,
)
from coprod_cli.model.template import Template
from coprod_cli.model.wording import worded
from coprod_cli.notebook.note.new_note import (
    item_heading,
    question_heading,
    section_heading,
    title_heading,
)

_WORDS = {
    "not-known": {"en": "*Not known yet.*", "sv": "*Inte känt än.*"},
    "not-answered": {"en": "*Not answered.*", "sv": "*Inte besvarad.*"},
    "voice": {"en": "*Voice: {voice}*", "sv": "*Röst: {voice}*"},
    "other": {"en": "## Other", "sv": "## Övrigt"},
    "source": {"en": "Source: {citation}", "sv": "Källa: {citation}"},
}
"""What a page says itself, in the language of the case and not in that of who renders it."""

_WRITING_LINES = 4
_BLANK_ITEMS = 2
"""How many items of a group an empty form has room for; a sheet more may be printed."""
_ASIDES = ("<br>", *_WORDS["not-known"].values(), *_WORDS["not-answered"].values())
# One line that is no Markdown block of its own, and so may stand behind what was asked.
_SHORT = re.compile(r"(?![0-9]{1,9}[.)](?:[ \t]|\Z))[^\W_][^\n]*\Z")


def render_page(case: CaseAsRead, *, every_question: bool = False) -> str:
    """Return a case as Markdown.

    Args:
        case: the case.
        every_question: whether to show every question that is asked; else only those that were
            answered, or whose answer is not known yet.
    """
    language = case.language
    lines = [title_heading(case.title, language)]
    for section in case.sections:
        blocks = [
            line
            for question in section.questions
            if question.is_asked
            for line in _question(question, language, every_question=every_question)
        ]
        if blocks:
            lines += ["", _heading(2, f"{section.number}. {section.title}"), *blocks]
    if case.left_over:
        lines += ["", worded(_WORDS["other"], language)]
        for part in case.left_over:
            lines += ["", f"### {part.address}", "", *_answer_lines([part], language)]
    return "\n".join(lines) + "\n"


def render_blank(template: Template, language: str) -> str:
    """Return a template as an empty form to print: every question, and room to write."""
    lines = [title_heading(worded(template.title, language), language)]
    for number, section in enumerate(template.sections, 1):
        lines += ["", section_heading(section, number, language)]
        for question in section.questions:
            lines += ["", question_heading(question, language), ""]
            if question.help:
                lines += [f"*{worded(question.help, language)}*", ""]
            if isinstance(question, GroupQuestion):
                lines += _blank_items(question, language)
            else:
                lines += _room_for(question, language)
    if template.source:
        cited = worded(_WORDS["source"], language).format(citation=template.source.citation)
        lines += ["", "---", "", cited]
    return "\n".join(lines) + "\n"


def _blank_items(group: GroupQuestion, language: str) -> Iterator[str]:
    for number in range(1, _BLANK_ITEMS + 1):
        lines: list[str] = []
        for question in group.questions:
            room = _room_for(question, language)
            if isinstance(question, LineQuestion | DateQuestion | NumberQuestion):
                room = room[:1]
            lines += _point(_asked_in_item(worded(question.text, language)), room)
        yield from ([""] if number > 1 else [])
        yield from (item_heading(group, number, language), "", *_without_last_blank(lines))


def _room_for(question: Question, language: str) -> list[str]:
    """Return room to write an answer by hand."""
    if isinstance(question, ChoiceQuestion | ChoicesQuestion | YesNoQuestion):
        return [f"- [ ] {label}" for label in question.labels(language)]
    if isinstance(question, TasksQuestion):
        return ["- [ ] <br>"] * _WRITING_LINES
    return ["<br>"] * _WRITING_LINES


def _question(question: QuestionAsRead, language: str, *, every_question: bool) -> list[str]:
    """Return a question with what was said to it; nothing where it is left out."""
    items = [
        line
        for item in question.items
        for line in _item(item, language, every_question=every_question)
    ]
    if not question.parts and not items and not every_question:
        return []
    lines = ["", _heading(3, question.text)]
    if said := _answer_lines(question.parts, language):
        lines += ["", *said]
    elif not items:
        lines += ["", worded(_WORDS["not-answered"], language)]
    return [*lines, *items]


def _item(item: ItemAsRead, language: str, *, every_question: bool) -> list[str]:
    """Return an item of a group: a heading, and a list of what was asked and said."""
    points: list[str] = []
    for question in item.questions:
        if question.is_asked and (question.parts or every_question):
            not_answered = worded(_WORDS["not-answered"], language)
            said = _answer_lines(question.parts, language) or [not_answered]
            points += _point(_asked_in_item(question.text), said)
    remarks = _answer_lines(item.parts, language)
    if not points and not remarks:
        return []
    lines = ["", _heading(4, item.name)]
    lines += ["", *remarks] if remarks else []
    lines += ["", *_without_last_blank(points)] if points else []
    return lines


def _asked_in_item(text: str) -> str:
    return f"- **{' '.join(text.split())}**"


def _point(asked: str, lines: list[str]) -> list[str]:
    """Return a point of a list: what was said stands behind what was asked where it is short."""
    if len(lines) == 1 and (lines[0] in _ASIDES or _SHORT.match(lines[0])):
        return [f"{asked} {lines[0]}"]
    within = (f"  {line}" if line.strip() else "" for line in "\n".join(lines).split("\n"))
    return [asked, "", *within, ""]


def _without_last_blank(lines: list[str]) -> list[str]:
    return lines[:-1] if lines and not lines[-1] else lines


def _answer_lines(parts: Iterable[AnswerPart], language: str) -> list[str]:
    not_known = worded(_WORDS["not-known"], language)
    lines: list[str] = []
    for part in parts:
        if lines:
            lines.append("")
        if part.voice:
            lines += [worded(_WORDS["voice"], language).format(voice=part.voice), ""]
        if part.is_unknown:
            lines += [not_known, ""] if part.text else [not_known]
        if part.text:
            lines.append(part.text)
    return lines


def _heading(level: int, text: str) -> str:
    return f"{'#' * level} {' '.join(text.split())}"
