"""An overview of many cases as Markdown: a table for each section, with a row for each question."""

from collections.abc import Iterable, Iterator

from coprod_cli.formats.markdown.page_words import page_word
from coprod_cli.formats.markdown.render import heading
from coprod_cli.formats.markdown.table_lines import cell, header, row
from coprod_cli.knowledge.coverage import FormCoverage, QuestionCoverage, SectionCoverage
from coprod_cli.model.wording import worded


def render_overview(forms: Iterable[tuple[FormCoverage, str]]) -> str:
    """Return a page with the tables of each form, in its language.

    Args:
        forms: each form, and the language of its words.
    """
    return "\n".join(line for form, language in forms for line in _form_lines(form, language))


def _form_lines(form: FormCoverage, language: str) -> Iterator[str]:
    title = worded(form.templates[0].title, language)
    first, last = form.days
    cases, drafts = str(len(form.cases)), str(form.drafts)
    yield f"# {page_word('overview', language)}"
    yield ""
    yield page_word("cases-of", language, title=title, cases=cases, drafts=drafts)
    yield f"({first} - {last})" if first else ""
    for section in form.sections:
        yield from _section_lines(section, language)
    yield ""


def _section_lines(section: SectionCoverage, language: str) -> Iterator[str]:
    yield ""
    yield heading(2, f"{section.number}. {worded(section.section.title, language)}")
    yield ""
    titles = [page_word(key, language) for key in ("question", "answered", "unknown", "left-open")]
    yield from header(titles, numbers_from=1)
    for question in section.questions:
        tally = question.tally
        numbers = map(str, (tally.answered, tally.unknown, tally.open))
        yield row([cell(question_words(question, language)), *numbers])


def question_words(question: QuestionCoverage, language: str) -> str:
    """Return a question's number and wording, and which templates have it if not all do."""
    words = f"{question.number} {worded(question.question.text, language)}"
    if question.only_in:
        words += f" ({page_word('only-in', language, templates=', '.join(question.only_in))})"
    return words
