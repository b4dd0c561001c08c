"""Renders a case as Markdown to read, without markers."""

import re
from collections.abc import Callable, Iterable

from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.formats.case_as_read import CaseAsRead
from coprod_cli.formats.case_tree import ItemAsRead, QuestionAsRead
from coprod_cli.formats.markdown.footnotes import Footnotes
from coprod_cli.formats.markdown.page_words import every_remark, page_word, remark
from coprod_cli.formats.markdown.rounds import rounds_table
from coprod_cli.formats.rounds_as_read import RoundsAsRead
from coprod_cli.model.sources import evidence_label
from coprod_cli.model.voices import voice_label
from coprod_cli.notebook.note.new_note import (
    title_heading,
)

_ASIDES = set(every_remark("not-known", "not-answered"))
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
    language, notes = case.language, Footnotes(case.parts)
    lines = [title_heading(case.title, language)]
    for section in case.sections:
        blocks = [
            line
            for question in section.questions
            for line in (
                _rounds(question, case.rounds, language, notes)
                if case.rounds and case.rounds.address == question.address
                else _question(question, language, notes, every_question=every_question)
            )
        ]
        if blocks:
            lines += ["", heading(2, f"{section.number}. {section.title}"), *blocks]
    if case.left_over:
        lines += ["", heading(2, page_word("other", language))]
        for part in case.left_over:
            lines += ["", f"### {part.address}", "", *_answer_lines([part], language, notes)]
    return "\n".join([*lines, *notes.lines()]) + "\n"


def _rounds(
    question: QuestionAsRead, rounds: RoundsAsRead, language: str, notes: Footnotes
) -> list[str]:
    """Return a table of the rounds of questions that are asked again, and remarks on them."""
    if not question.parts and not rounds.is_table:
        return []
    lines = ["", heading(3, question.text)]
    if rounds.is_table:
        lines += ["", *rounds_table(rounds, language, notes)]
    for parts in (question.parts, *(each.remarks for each in rounds.rounds)):
        if parts:
            lines += ["", *_answer_lines(parts, language, notes)]
    return lines


def _question(
    question: QuestionAsRead, language: str, notes: Footnotes, *, every_question: bool
) -> list[str]:
    """Return the lines of a question with its answers; none if it is left out."""
    answers = _answer_lines(question.parts, language, notes)
    items = [
        line
        for item in question.items
        for line in _item(item, question, language, notes, every_question=every_question)
    ]
    if not question.parts and not items and not (every_question and question.is_asked):
        return []
    lines = ["", heading(3, question.text)]
    if not question.is_asked:
        lines += ["", remark("not-asked", language)]
    if answers:
        lines += ["", *answers]
    elif not items:
        lines += ["", remark("not-answered", language)]
    return [*lines, *items]


def _item(
    item: ItemAsRead,
    group: QuestionAsRead,
    language: str,
    notes: Footnotes,
    *,
    every_question: bool,
) -> list[str]:
    """Return the lines of a group's item: a heading, and a list of its questions with answers.

    A question has a remark if it is not asked, unless the whole group is not, which has one itself.
    """
    remarks = _answer_lines(item.parts, language, notes)
    list_lines: list[str] = []
    for question in item.questions:
        if not question.parts and not (every_question and question.is_asked):
            continue
        answers = _answer_lines(question.parts, language, notes)
        if not question.is_asked and group.is_asked:
            answers = [remark("not-asked", language), "", *answers]
        answers = answers or [remark("not-answered", language)]
        list_lines += _list_item(_item_question(question.text), answers)
    if not list_lines and not remarks:
        return []
    lines = ["", heading(4, item.name)]
    lines += ["", *remarks] if remarks else []
    lines += ["", *_without_last_blank(list_lines)] if list_lines else []
    return lines


def _item_question(text: str) -> str:
    return f"- **{' '.join(text.split())}**"


def _list_item(question: str, lines: list[str]) -> list[str]:
    """Return a list item: the answer's lines follow the question on its line if they are short."""
    if len(lines) == 1 and follows_on_line(lines[0]):
        return [f"{question} {lines[0]}"]
    indented = (f"  {line}" if line.strip() else "" for line in "\n".join(lines).split("\n"))
    return [question, "", *indented, ""]


def follows_on_line(text: str) -> bool:
    """Return True if a text may follow other words on their line: it begins no Markdown block."""
    return text in _ASIDES or _SHORT.match(text) is not None


def _without_last_blank(lines: list[str]) -> list[str]:
    return lines[:-1] if lines and not lines[-1] else lines


def _answer_lines(parts: Iterable[AnswerPart], language: str, notes: Footnotes) -> list[str]:
    """Return the lines of a question's answers, each with its voice."""
    lines: list[str] = []
    for part in parts:
        if part.voice or lines:
            label = label_of(part.voice, language)
            lines += ["", remark("voice", language, voice=label), ""]
        lines += lines_of_words(part, language, notes)
    return lines[1:] if lines[:1] == [""] else lines


def label_of(voice: str | None, language: str) -> str:
    """Return a voice's label; for an answer without a voice, that nobody is named."""
    return page_word("no-voice", language) if voice is None else voice_label(voice, language)


def lines_of_words(
    part: AnswerPart, language: str, notes: Footnotes, remark: Callable[..., str] = remark
) -> list[str]:
    """Return the lines of what one voice said, and of how it is known, without the voice's name.

    Args:
        part: the answer.
        language: the language of the page.
        notes: the page's footnotes, to which the answer's references are added.
        remark: returns a sentence of the page, such as `page_word` for a page without Markdown.
    """
    lines: list[str] = []
    if part.is_unknown:
        lines += [remark("not-known", language), ""]
    if part.text:
        lines += [part.text, ""]
    known = []
    if evidence := part.facts.evidence:
        known.append(remark("evidence", language, evidence=evidence_label(evidence, language)))
    elif part.sources:
        known.append(remark("sources", language))
    if known:
        lines += [" ".join(filter(None, [*known, notes.marks(part.sources)])), ""]
    return lines[:-1]


def heading(level: int, text: str) -> str:
    """Return a Markdown heading of some level, on one line."""
    return f"{'#' * level} {' '.join(text.split())}"
