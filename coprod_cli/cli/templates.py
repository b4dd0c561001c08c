"""The commands about templates: list, show, check, schema."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod_cli.cli import completion
from coprod_cli.cli.opening import chosen_language
from coprod_cli.cli.options import JsonOption
from coprod_cli.errors import CoprodError, ExitCode, Finding, InvalidInput
from coprod_cli.settings import prompts_folders

if TYPE_CHECKING:
    from coprod_cli.template import Template

templates_app = typer.Typer(no_args_is_help=True, help="The templates there are.")

TemplateArgument = Annotated[
    str,
    typer.Argument(metavar="ID", help="The template.", autocompletion=completion.templates),
]


@templates_app.command("list")
def list_templates(json: JsonOption = False) -> None:
    """List the templates."""
    from coprod_cli.console import show_error, show_json, show_table
    from coprod_cli.loading import load_template, template_folders

    rows = []
    failed = False
    for name, folder in template_folders(prompts_folders()).items():
        try:
            rows.append(_facts(load_template(folder), folder))
        except CoprodError as error:
            failed = True
            first = error.lines()[0]
            show_error(CoprodError(f'the template "{name}" cannot be used: {first}'))
    if json:
        show_json(rows)
    else:
        cells = [
            (
                row["id"],
                row["version"],
                ", ".join(row["languages"]),
                str(row["questions"]),
                row["title"],
            )
            for row in rows
        ]
        columns = ("Template", "Version", "Languages", "Questions", "Title")
        show_table(columns, cells, empty="No templates.")
    if failed:
        raise typer.Exit(ExitCode.FINDINGS)


@templates_app.command("show")
def show_template(template: TemplateArgument = "primary-care", json: JsonOption = False) -> None:
    """Show a template's questions."""
    from coprod_cli.console import show_json, show_reading
    from coprod_cli.loading import load_named_template

    form = load_named_template(template, prompts_folders())
    if json:
        show_json(form.model_dump(mode="json", exclude_none=True, exclude_defaults=False))
        return
    show_reading(_as_markdown(form), f"{form.id} {form.version}")


@templates_app.command("check")
def check_template(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="A template's folder; all where none is named."),
    ] = None,
    json: JsonOption = False,
) -> None:
    """Look for mistakes in a template's files; exit 1 where there are some."""
    from dataclasses import asdict

    from coprod_cli.console import say, show_findings, show_json
    from coprod_cli.loading import load_template, template_folders

    folders = [folder] if folder else list(template_folders(prompts_folders()).values())
    findings: list[Finding] = []
    for each in folders:
        try:
            load_template(each)
        except InvalidInput as error:
            findings += error.findings
    if json:
        show_json([asdict(finding) for finding in findings])
    else:
        show_findings(findings)
        if not findings:
            say("All is well.")
    if findings:
        raise typer.Exit(ExitCode.FINDINGS)


@templates_app.command("schema")
def schema(
    of: Annotated[
        str, typer.Option("--of", metavar="FILE", help="section, or template for template.yaml.")
    ] = "section",
) -> None:
    """Print the JSON Schema of a template's files, for editors."""
    from coprod_cli.console import show_json
    from coprod_cli.errors import WrongUsage
    from coprod_cli.template import json_schema

    if of not in ("section", "template"):
        raise WrongUsage(f'there is no schema of "{of}".', hint="section or template")
    show_json(json_schema(of))


def _facts(form: "Template", folder: Path) -> dict[str, Any]:
    from coprod_cli.questions import worded

    return {
        "id": form.id,
        "version": form.version,
        "title": worded(form.title, form.languages[0]),
        "languages": list(form.languages),
        "sections": len(form.sections),
        "questions": len(form.questions),
        "path": str(folder),
    }


def _as_markdown(form: "Template") -> str:
    from coprod_cli.note.writing import question_heading, section_heading, title_heading
    from coprod_cli.questions import worded

    language = chosen_language(form, None)
    lines = [title_heading(worded(form.title, language))]
    if form.description:
        lines += ["", worded(form.description, language)]
    for number, section in enumerate(form.sections, 1):
        lines += ["", section_heading(section, number, language)]
        for question in section.questions:
            lines += ["", question_heading(question, language)]
            lines.append(f"({section.address(question)}, {question.type})")
            if question.help:
                lines.append(worded(question.help, language))
    if form.source:
        lines += ["", f"Source: {form.source.citation}"]
    return "\n".join(lines) + "\n"
