"""Show an overview: bars on a terminal, sentences, tab-separated lines, Markdown or JSON."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import Message, nmsg
from coprod_cli.base.screen_text import screen_line
from coprod_cli.cli.console.output import (
    is_stdout_terminal,
    show_json,
    show_line,
    show_message,
    show_raw,
)
from coprod_cli.cli.console.overview_words import (
    Shown,
    counts,
    group_name,
    heading,
    language_of,
    sections_at,
    shown_sections,
    titles,
)
from coprod_cli.knowledge.coverage import Count, FormCoverage, QuestionCoverage
from coprod_cli.model.wording import worded
from coprod_cli.operations.overview import Overview


def show_overview(found: Overview, shown: Shown, *, output: Path | None, json: bool) -> None:
    """Print an overview, or write it into a file as Markdown.

    Args:
        found: the overview.
        shown: how it is shown.
        output: the file; None for standard output.
        json: whether to print JSON.
    """
    if output is not None:
        from coprod_cli.base.output_file import output_file
        from coprod_cli.knowledge.overview_page import render_overview

        forms = ((form, language_of(form, shown)) for form in found.forms)
        with output_file(output) as write:
            write(render_overview(forms).encode())
    elif json:
        show_json(_as_data(found, shown))
    elif shown.plain:
        for form in found.forms:
            _show_sentences(form, shown)
    elif is_stdout_terminal():
        from coprod_cli.cli.console.overview import show_drawn_overview

        show_drawn_overview(found.forms, shown)
    else:
        show_raw("".join("\t".join(row) + "\n" for row in _rows(found, shown)))
    if not found.forms and not json:
        show_message(_("No case fits."))
    if found.without_template:
        show_message(translated(_without_template(found.without_template)))


def _without_template(count: int) -> Message:
    return nmsg(
        "{count} case is of a form that is not installed.",
        "{count} cases are of forms that are not installed.",
        count,
    )


def _show_sentences(form: FormCoverage, shown: Shown) -> None:
    language = language_of(form, shown)
    show_line(screen_line(titles(form, language)))
    show_line(f"{heading(form)}.")
    if shown.at:
        for section in sections_at(form, shown.at):
            for question in section.questions:
                words = _words(question, language)
                show_line(f"{words} ({question.address}): {counts(question.tally)}.")
    else:
        for section in form.sections:
            title = worded(section.section.title, language)
            show_line(f"{section.number}. {title}: {counts(section.tally)}.")
    for group in form.groups:
        answered = ", ".join(
            f"{section.number}: {group.answered.get(section.section.id, 0)}"
            for section in shown_sections(form, shown)
        )
        name = group_name(shown.by, group.name, language)
        cases = translated(nmsg("{count} case", "{count} cases", group.cases))
        sections = _("Answered by section: {sections}").format(sections=answered)
        show_line(f"{screen_line(name)}: {cases}. {sections}.")


def _words(question: QuestionCoverage, language: str) -> str:
    from coprod_cli.knowledge.overview_page import question_words

    return question_words(question, language)


def _rows(found: Overview, shown: Shown) -> Iterator[Sequence[str]]:
    """Yield the fields of each line for other programs: a question, or with --by a section."""
    for form in found.forms:
        names = ",".join(template.id for template in form.templates)
        language = language_of(form, shown)
        if shown.by:
            for group in form.groups:
                for section in shown_sections(form, shown):
                    name = section.section.id
                    answered = str(group.answered.get(name, 0))
                    yield names, screen_line(group.name), str(group.cases), name, answered
            continue
        for section in shown_sections(form, shown):
            for question in section.questions:
                text = worded(question.question.text, language)
                yield names, question.address, *map(str, question.tally), text


def _as_data(found: Overview, shown: Shown) -> dict[str, Any]:
    """Return the object that `coprod overview --json` prints."""
    return {
        "forms": [_form_as_data(form, shown) for form in found.forms],
        "without_template": found.without_template,
    }


def _form_as_data(form: FormCoverage, shown: Shown) -> dict[str, Any]:
    language = language_of(form, shown)
    first, last = form.days
    sections = shown_sections(form, shown)
    return {
        "templates": [template.id for template in form.templates],
        "cases": len(form.cases),
        "drafts": form.drafts,
        "first": first,
        "last": last,
        "sections": [
            {
                "id": section.section.id,
                "title": worded(section.section.title, language),
                **_count_as_data(section.tally),
                "questions": list(_questions_as_data(section.questions, language)),
            }
            for section in sections
        ],
        "groups": [
            {"by": shown.by, "name": each.name, "cases": each.cases, "answered": each.answered}
            for each in form.groups
        ],
    }


def _questions_as_data(
    questions: Iterable[QuestionCoverage], language: str
) -> Iterator[dict[str, Any]]:
    for question in questions:
        yield {
            "address": question.address,
            "question": worded(question.question.text, language),
            **_count_as_data(question.tally),
            "only_in": list(question.only_in),
        }


def _count_as_data(tally: Count) -> dict[str, int]:
    return {"answered": tally.answered, "unknown": tally.unknown, "open": tally.open}
