"""Renders a case as Markdown to read, without markers, or an empty form."""

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
    "not-asked": {
        "en": "*Not asked, as the other answers stand.*",
        "sv": "*Frågan ställs inte, så som de andra svaren ser ut.*",
    },
    "voice": {"en": "*Voice: {voice}*", "sv": "*Röst: {voice}*"},
    "other": {"en": "## Other", "sv": "## Övrigt"},
    "source": {"en": "Source: {citation}", "sv": "Källa: {citation}"},
}
"""The words of the page itself, in the case's language, whatever the user's language is."""

_WRITING_LINES = 4
_BLANK_ITEMS = 2
"""How many items of a group an empty form has space for; one can print another sheet."""
_ASIDES = ("<br>", *_WORDS["not-known"].values(), *_WORDS["not-answered"].values())
# One line that begins no Markdown block, such as a list, and so may follow its question.
_SHORT = re.compile(r"(?![0-9]{1,9}[.)](?:[ \t]|\Z))[^\W_][^\n]*\Z")


def render_page(case: CaseAsRead, *, every_question: bool = False) -> str:
    """Return a case as Markdown.

    Args:
        case: the case.
        every_question: whether to show every question whose conditions hold, instead of only
            those that are answered or marked as not known yet. Answers to questions that are not
            asked are shown in either case, with a remark.
    """
    language = case.language
    lines = [title_heading(case.title, language)]
    for section in case.sections:
        blocks = [
            line
            for question in section.questions
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
    """Return a template as an empty form to print: every question, with space to write."""
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
                lines += _writing_space(question, language)
    if template.source:
        cited = worded(_WORDS["source"], language).format(citation=template.source.citation)
        lines += ["", "---", "", cited]
    return "\n".join(lines) + "\n"


def _blank_items(group: GroupQuestion, language: str) -> Iterator[str]:
    for number in range(1, _BLANK_ITEMS + 1):
        lines: list[str] = []
        for question in group.questions:
            space = _writing_space(question, language)
            if isinstance(question, LineQuestion | DateQuestion | NumberQuestion):
                space = space[:1]
            lines += _list_item(_item_question(worded(question.text, language)), space)
        yield from ([""] if number > 1 else [])
        yield from (item_heading(group, number, language), "", *_without_last_blank(lines))


def _writing_space(question: Question, language: str) -> list[str]:
    """Return the lines on which an answer is written by hand."""
    if isinstance(question, ChoiceQuestion | ChoicesQuestion | YesNoQuestion):
        return [f"- [ ] {label}" for label in question.labels(language)]
    if isinstance(question, TasksQuestion):
        return ["- [ ] <br>"] * _WRITING_LINES
    return ["<br>"] * _WRITING_LINES


def _question(question: QuestionAsRead, language: str, *, every_question: bool) -> list[str]:
    """Return the lines of a question with its answers; none if it is left out."""
    items = [
        line
        for item in question.items
        for line in _item(item, question, language, every_question=every_question)
    ]
    if not question.parts and not items and not (every_question and question.is_asked):
        return []
    lines = ["", _heading(3, question.text)]
    if not question.is_asked:
        lines += ["", worded(_WORDS["not-asked"], language)]
    if answers := _answer_lines(question.parts, language):
        lines += ["", *answers]
    elif not items:
        lines += ["", worded(_WORDS["not-answered"], language)]
    return [*lines, *items]


def _item(
    item: ItemAsRead, group: QuestionAsRead, language: str, *, every_question: bool
) -> list[str]:
    """Return the lines of a group's item: a heading, and a list of its questions with answers.

    A question has a remark if it is not asked, unless the whole group is not, which has one itself.
    """
    list_lines: list[str] = []
    for question in item.questions:
        if not question.parts and not (every_question and question.is_asked):
            continue
        answers = _answer_lines(question.parts, language)
        if not question.is_asked and group.is_asked:
            answers = [worded(_WORDS["not-asked"], language), "", *answers]
        answers = answers or [worded(_WORDS["not-answered"], language)]
        list_lines += _list_item(_item_question(question.text), answers)
    remarks = _answer_lines(item.parts, language)
    if not list_lines and not remarks:
        return []
    lines = ["", _heading(4, item.name)]
    lines += ["", *remarks] if remarks else []
    lines += ["", *_without_last_blank(list_lines)] if list_lines else []
    return lines


def _item_question(text: str) -> str:
    return f"- **{' '.join(text.split())}**"


def _list_item(question: str, lines: list[str]) -> list[str]:
    """Return a list item: the answer's lines follow the question on its line if they are short."""
    if len(lines) == 1 and (lines[0] in _ASIDES or _SHORT.match(lines[0])):
        return [f"{question} {lines[0]}"]
    indented = (f"  {line}" if line.strip() else "" for line in "\n".join(lines).split("\n"))
    return [question, "", *indented, ""]


def _without_last_blank(lines: list[str]) -> list[str]:
    return lines[:-1] if lines and not lines[-1] else lines


def _answer_lines(parts: Iterable[AnswerPart], language: str) -> list[str]:
    """Return the lines of a question's answers, each with its voice."""
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
