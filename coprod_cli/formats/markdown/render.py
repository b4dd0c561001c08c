"""Layouts: a case as Markdown to read, without markers and without what is hidden."""

import re
from collections.abc import Iterator

from coprod_cli.model.address import item_address, item_place, items_in
from coprod_cli.model.case import Answer, Case
from coprod_cli.model.choice_questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion
from coprod_cli.model.plain_language import as_worded_for
from coprod_cli.model.questions import (
    DateQuestion,
    GroupQuestion,
    LineQuestion,
    NumberQuestion,
    Question,
    TasksQuestion,
)
from coprod_cli.model.template import Template
from coprod_cli.model.visibility import relevant_addresses
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


def render_case(case: Case, template: Template, layout: str = "answered") -> str:
    """Return a case as Markdown.

    Args:
        case: the case.
        template: its template, which gives the order and the headings.
        layout: `answered` for what was answered or is not known yet, `full` for every question.
    """
    template = as_worded_for(case, template)
    lines = [title_heading(case.title, case.language)]
    relevant = relevant_addresses(template, case)
    said = answers_by_address(case)
    for number, section in enumerate(template.sections, 1):
        blocks: list[str] = []
        for question in section.questions:
            address = section.address(question)
            if address not in relevant:
                continue
            heading = question_heading(question, case.language)
            lines_of = _block(heading, said.get(address, []), layout, case.language)
            items = []
            if isinstance(question, GroupQuestion):
                items = list(_items(question, address, case, relevant, layout))
            if items and not any(each.given for each in said.get(address, [])):
                lines_of = ["", heading]
            blocks += [*lines_of, *items]
        if blocks:
            lines += ["", section_heading(section, number, case.language), *blocks]
    lines += _left_over(case, template)
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
            lines += _point(_asked_in_item(question, language), room)
        yield from ([""] if number > 1 else [])
        yield from (item_heading(group, number, language), "", *_without_last_blank(lines))


def _room_for(question: Question, language: str) -> list[str]:
    """Return room to write an answer by hand."""
    if isinstance(question, ChoiceQuestion | ChoicesQuestion | YesNoQuestion):
        return [f"- [ ] {label}" for label in question.labels(language)]
    if isinstance(question, TasksQuestion):
        return ["- [ ] <br>"] * _WRITING_LINES
    return ["<br>"] * _WRITING_LINES


def _block(heading: str, said: list[Answer], layout: str, language: str) -> list[str]:
    """Return a question with what was said to it; nothing where it is left out."""
    answers = [answer for answer in said if answer.given]
    if not answers and layout != "full":
        return []
    lines = _answer_lines(answers, language) or [worded(_WORDS["not-answered"], language)]
    return ["", heading, "", *lines]


def _items(
    group: GroupQuestion, address: str, case: Case, relevant: frozenset[str], layout: str
) -> Iterator[str]:
    """Give the items of a group: a heading each, and below it a list of what was asked and said."""
    said = answers_by_address(case)
    for number in items_in(case, address):
        item = item_address(address, number)
        lines: list[str] = []
        for question in group.questions:
            within = f"{item}.{question.id}"
            answers = [answer for answer in said.get(within, []) if answer.given]
            if within in relevant and (answers or layout == "full"):
                asked = _asked_in_item(question, case.language)
                not_answered = worded(_WORDS["not-answered"], case.language)
                lines += _point(asked, _answer_lines(answers, case.language) or [not_answered])
        given = [answer for answer in said.get(item, []) if answer.given]
        remarks = _answer_lines(given, case.language)
        if lines or remarks:
            yield from ("", item_heading(group, number, case.language))
            yield from ["", *remarks] if remarks else []
            yield from ["", *_without_last_blank(lines)] if lines else []


def _asked_in_item(question: Question, language: str) -> str:
    return f"- **{' '.join(worded(question.text, language).split())}**"


def _point(asked: str, lines: list[str]) -> list[str]:
    """Return a point of a list: what was said stands behind what was asked where it is short."""
    if len(lines) == 1 and (lines[0] in _ASIDES or _SHORT.match(lines[0])):
        return [f"{asked} {lines[0]}"]
    within = (f"  {line}" if line.strip() else "" for line in "\n".join(lines).split("\n"))
    return [asked, "", *within, ""]


def _without_last_blank(lines: list[str]) -> list[str]:
    return lines[:-1] if lines and not lines[-1] else lines


def answers_by_address(case: Case) -> dict[str, list[Answer]]:
    """Return the answers of each address, one for each voice."""
    said: dict[str, list[Answer]] = {}
    for answer in case.answers:
        said.setdefault(answer.address, []).append(answer)
    return said


def _answer_lines(answers: list[Answer], language: str) -> list[str]:
    not_known = worded(_WORDS["not-known"], language)
    lines: list[str] = []
    for answer in answers:
        if lines:
            lines.append("")
        if answer.voice:
            lines += [worded(_WORDS["voice"], language).format(voice=answer.voice), ""]
        if answer.unknown:
            lines += [not_known, ""] if answer.text else [not_known]
        if answer.text:
            lines.append(answer.text)
    return lines


def _left_over(case: Case, template: Template) -> Iterator[str]:
    """Give the answers to questions that the template does not have, under their addresses."""
    others = [each for each in case.given_answers() if not _has_place(each.address, template)]
    if others:
        yield from ("", worded(_WORDS["other"], case.language))
        for answer in others:
            yield from ("", f"### {answer.address}", "", *_answer_lines([answer], case.language))


def _has_place(address: str, template: Template) -> bool:
    place = item_place(address)
    if place is not None and not place.question:
        return template.group_at(address) is not None
    return template.question_at(address) is not None
