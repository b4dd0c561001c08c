"""Show a list of templates, one template's form, or the findings of a check."""

from pathlib import Path
from typing import Any

from coprod_cli.base.errors import CoprodError
from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import msg
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
    headings, cells = _table(result, narrow=is_stdout_terminal())
    show_table(headings, cells, empty=_("No templates."))


def _table(result: TemplateList, *, narrow: bool) -> tuple[list[str], list[list[str]]]:
    """Return the headings and the cells; if `narrow`, without versions and with short origins."""
    names = {BUILT_IN: _("built-in"), FROM_NOTEBOOK: _("notebook")}
    headings = [
        _("Template"), _("Version"), _("Languages"), _("Questions"), _("From"), _("Title"),
    ]  # fmt: skip
    cells = [
        [
            each.id,
            each.version,
            ", ".join(each.languages),
            str(each.questions),
            (names.get(each.origin) or Path(each.origin).name) if narrow else each.origin,
            each.title_for_people if narrow else each.title,
        ]
        for each in result.templates
    ]
    if narrow:
        for line in (headings, *cells):
            del line[1]
    return headings, cells


def _as_data(summary: TemplateSummary) -> dict[str, Any]:
    return {
        "id": summary.id,
        "version": summary.version,
        "title": summary.title,
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
