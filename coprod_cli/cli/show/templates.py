"""Show a list of templates, one template's form, or the findings of a check."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import joined, msg, nmsg
from coprod_cli.cli.console.document import show_document
from coprod_cli.cli.console.findings import show_findings, show_findings_as_json
from coprod_cli.cli.console.output import is_stdout_terminal, show_error, show_json, show_message
from coprod_cli.cli.console.table import show_table
from coprod_cli.model.template import Template
from coprod_cli.operations.check_templates import CheckedTemplates
from coprod_cli.operations.list_templates import (
    BUILT_IN,
    FROM_NOTEBOOK,
    TemplateList,
    TemplateSummary,
)


def show_template_list(result: TemplateList, *, json: bool) -> None:
    """Print the templates, and errors for those that cannot be used."""
    for name, error in result.unusable:
        message = msg(
            'the template "{name}" cannot be used: {reason}', name=name, reason=error.lines()[0]
        )
        show_error(CoprodError(message))
    if json:
        show_json([_as_data(each) for each in result.templates])
        return
    if is_stdout_terminal():
        _show_descriptions(result.templates)
    else:
        show_table((), [_row(each) for each in result.templates], empty="")


def _row(summary: TemplateSummary) -> list[str]:
    """Return the fields of a line for other programs."""
    return [
        summary.id,
        summary.version,
        ", ".join(summary.languages),
        str(summary.questions),
        summary.origin,
        summary.words.title,
        summary.minutes.written if summary.minutes else "",
        summary.words.answered_by,
        summary.words.purpose,
    ]


def _show_descriptions(templates: Sequence[TemplateSummary]) -> None:
    """Print on the terminal what each template is for, how long it takes, and who answers."""
    from coprod_cli.cli.console.descriptions import Described, show_descriptions

    if not templates:
        show_message(_("No templates."))
        return
    show_descriptions(
        Described(each.id, _size(each), tuple(_description(each))) for each in templates
    )


def _size(summary: TemplateSummary) -> str:
    """Return how much a template asks, and how long it takes."""
    questions = nmsg("{count} question", "{count} questions", summary.questions)
    minutes = [summary.minutes.message] if summary.minutes else []
    return translated(joined([questions, *minutes], ", "))


def _description(summary: TemplateSummary) -> Iterator[str]:
    """Yield the lines that describe a template, in the user's language."""
    words = summary.words_for_people
    yield words.purpose or words.title
    if words.answered_by:
        yield translated(msg("Answered by: {who}", who=words.answered_by))
    if summary.origin != BUILT_IN:
        name = Path(summary.origin).name
        origin = _("notebook") if summary.origin == FROM_NOTEBOOK else name
        yield translated(msg("From: {origin}", origin=origin))


def _as_data(summary: TemplateSummary) -> dict[str, Any]:
    return {
        "id": summary.id,
        "version": summary.version,
        "title": summary.words.title,
        "purpose": summary.words.purpose or None,
        "answered_by": summary.words.answered_by or None,
        "minutes": summary.minutes,
        "languages": list(summary.languages),
        "sections": summary.sections,
        "questions": summary.questions,
        "from": summary.origin,
        "extends": summary.extends,
        "path": summary.path,
    }


def show_template_form(template: Template, language: str, *, json: bool) -> None:
    """Print a template's form, or the whole template as JSON."""
    if json:
        show_json(template.model_dump(mode="json", exclude_none=True, exclude_defaults=False))
        return
    from coprod_cli.formats.markdown.outline import render_outline

    show_document(
        render_outline(template, language, translated), f"{template.id} {template.version}"
    )


def show_checked_templates(result: CheckedTemplates, *, json: bool) -> None:
    """Print the findings, and whether the templates can be used."""
    if json:
        show_findings_as_json(result.findings)
        return
    show_findings(result.findings)
    if not result.has_mistakes:
        show_message(_("It can be used as it is.") if result.findings else _("All is well."))
