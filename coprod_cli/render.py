"""Layouts: a case as Markdown to read, without markers and without what is hidden."""

from collections.abc import Iterator

from coprod_cli.case import Answer, Case
from coprod_cli.note.writing import question_heading, section_heading, title_heading
from coprod_cli.questions import ChoiceQuestion, ChoicesQuestion, YesNoQuestion, worded
from coprod_cli.relevance import relevant_addresses
from coprod_cli.template import Template

LAYOUTS = ("answered", "full")
NOT_KNOWN = "*Not known yet.*"
NOT_ANSWERED = "*Not answered.*"
_WRITING_LINES = 4


def render_case(case: Case, template: Template, layout: str = "answered") -> str:
    """Return a case as Markdown.

    Args:
        case: the case.
        template: its template, which gives the order and the headings.
        layout: `answered` for what was answered or is not known yet, `full` for every question.
    """
    lines = [title_heading(case.title)]
    relevant = relevant_addresses(template, case)
    said = answers_by_address(case)
    for number, section in enumerate(template.sections, 1):
        blocks: list[str] = []
        for question in section.questions:
            address = section.address(question)
            answers = [answer for answer in said.get(address, []) if answer.given]
            if address in relevant and (answers or layout == "full"):
                blocks += ["", question_heading(question, case.language), ""]
                blocks += _answer_lines(answers) or [NOT_ANSWERED]
        if blocks:
            lines += ["", section_heading(section, number, case.language), *blocks]
    lines += _left_over(case, template)
    return "\n".join(lines) + "\n"


def render_blank(template: Template, language: str) -> str:
    """Return a template as an empty form to print: every question, and room to write."""
    lines = [title_heading(worded(template.title, language))]
    for number, section in enumerate(template.sections, 1):
        lines += ["", section_heading(section, number, language)]
        for question in section.questions:
            lines += ["", question_heading(question, language), ""]
            if question.help:
                lines += [f"*{worded(question.help, language)}*", ""]
            if isinstance(question, ChoiceQuestion | ChoicesQuestion | YesNoQuestion):
                lines += [f"- [ ] {label}" for label in question.labels(language)]
            else:
                lines += ["<br>"] * _WRITING_LINES
    if template.source:
        lines += ["", "---", "", f"Source: {template.source.citation}"]
    return "\n".join(lines) + "\n"


def answers_by_address(case: Case) -> dict[str, list[Answer]]:
    """Return the answers of each address, one for each voice."""
    said: dict[str, list[Answer]] = {}
    for answer in case.answers:
        said.setdefault(answer.address, []).append(answer)
    return said


def _answer_lines(answers: list[Answer]) -> list[str]:
    lines: list[str] = []
    for answer in answers:
        if lines:
            lines.append("")
        if answer.voice:
            lines += [f"*Voice: {answer.voice}*", ""]
        if answer.unknown:
            lines += [NOT_KNOWN, ""] if answer.text else [NOT_KNOWN]
        if answer.text:
            lines.append(answer.text)
    return lines


def _left_over(case: Case, template: Template) -> Iterator[str]:
    """Give the answers to questions that the template does not have, under their addresses."""
    others = [each for each in case.given_answers() if each.address not in template.questions]
    if others:
        yield from ("", "## Other")
        for answer in others:
            yield from ("", f"### {answer.address}", "", *_answer_lines([answer]))
