"""The commands about templates: list, show, check, schema; `new` has a room of its own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from coprod_cli.base.errors import CoprodError, ExitCode, Finding
from coprod_cli.base.i18n import _, translated
from coprod_cli.base.message import msg
from coprod_cli.base.settings import OWN_PROMPTS, notebook_folder, prompts_folders, shipped_prompts
from coprod_cli.cli import completion
from coprod_cli.cli.error_handler import CoprodGroup
from coprod_cli.cli.new_template import new_template
from coprod_cli.cli.options import JsonOption, LanguageOption, NotebookOption
from coprod_cli.cli.prompts_option import SearchingCommand
from coprod_cli.cli.translated_help import add_command
from coprod_cli.operations.open_case import chosen_language

if TYPE_CHECKING:
    from coprod_cli.model.template import Template

templates_app = typer.Typer(
    cls=CoprodGroup,
    help=_("The templates there are, and your own ones."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGS]..."),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)

TemplateArgument = Annotated[
    str,
    typer.Argument(metavar="ID", help=_("The template."), autocompletion=completion.templates),
]


def list_templates(notebook: NotebookOption = None, json: JsonOption = False) -> None:
    """List the templates, and where each comes from."""
    from coprod_cli.cli.console import is_on_screen, show_error, show_json, show_table
    from coprod_cli.templates.loader import load_template, template_folders

    own = notebook_folder(notebook)
    prompts = prompts_folders(own)
    rows = []
    failed = False
    on_screen = is_on_screen() and not json
    for name, folder in template_folders(prompts).items():
        try:
            form = load_template(folder, prompts)
            language = chosen_language(form, None, own) if on_screen else form.languages[0]
            rows.append(_facts(form, language, folder, own))
        except CoprodError as error:
            failed = True
            reason = error.lines()[0]
            message = msg(
                'the template "{name}" cannot be used: {reason}', name=name, reason=reason
            )
            show_error(CoprodError(message))
    if json:
        show_json(rows)
    else:
        columns, cells = _table(rows, narrow=on_screen)
        show_table(columns, cells, empty=_("No templates."))
    if failed:
        raise typer.Exit(ExitCode.FINDINGS)


def _table(rows: list[dict[str, Any]], *, narrow: bool) -> tuple[list[str], list[list[str]]]:
    """Return the headings and cells of the list: on a screen, without what has no room there."""
    names = {"built-in": _("built-in"), "notebook": _("notebook")}
    headings = [
        _("Template"), _("Version"), _("Languages"), _("Questions"), _("From"), _("Title"),
    ]  # fmt: skip
    cells = [
        [
            row["id"],
            row["version"],
            ", ".join(row["languages"]),
            str(row["questions"]),
            (names.get(row["from"]) or Path(row["from"]).name) if narrow else row["from"],
            row["title"],
        ]
        for row in rows
    ]
    if narrow:
        for line in (headings, *cells):
            del line[1]
    return headings, cells


def show_template(
    template: TemplateArgument = "primary-care",
    notebook: NotebookOption = None,
    language: LanguageOption = None,
    json: JsonOption = False,
) -> None:
    """Show a template's whole form: all that it asks, and all that it says."""
    from coprod_cli.cli.console import show_json, show_reading
    from coprod_cli.formats.markdown.outline import form_page
    from coprod_cli.templates.loader import load_named_template

    own = notebook_folder(notebook)
    form = load_named_template(template, prompts_folders(own))
    if json:
        show_json(form.model_dump(mode="json", exclude_none=True, exclude_defaults=False))
        return
    page = form_page(form, chosen_language(form, language, own), translated)
    show_reading(page, f"{form.id} {form.version}")


def check_template(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help=_("A template's folder; all where none is named.")),
    ] = None,
    notebook: NotebookOption = None,
    json: JsonOption = False,
) -> None:
    """Look for mistakes in a template's files; exit 1 where there are some.

    Some things are only told, such as a text that is the same in every language.
    """
    from coprod_cli.cli.console import say, show_findings, show_findings_as_json
    from coprod_cli.templates.loader import template_folders
    from coprod_cli.templates.proofread import is_only_told, proofread

    prompts = prompts_folders(notebook_folder(notebook))
    known = template_folders(prompts)
    # A template's name will do, where there is no such folder here.
    chosen = known.get(str(folder), folder) if folder and not folder.exists() else folder
    folders = [chosen] if chosen else list(known.values())
    findings: list[Finding] = []
    for each in folders:
        findings += proofread(each, prompts)
    findings = list(dict.fromkeys(findings))  # what is extended may be looked at itself, too
    if json:
        show_findings_as_json(findings)
    else:
        show_findings(findings)
    if any(not is_only_told(each) for each in findings):
        raise typer.Exit(ExitCode.FINDINGS)
    if not json:
        say(_("It can be used as it is.") if findings else _("All is well."))


def schema(
    of: Annotated[
        str, typer.Option("--of", metavar="FILE", help=_("section, or template for template.yaml."))
    ] = "section",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help=_("Write both into this folder.")),
    ] = None,
) -> None:
    """Print the JSON Schema of a template's files, for editors."""
    from coprod_cli.base.atomic import make_private_folder, write_whole
    from coprod_cli.base.errors import WrongUsage
    from coprod_cli.cli.console import show_text
    from coprod_cli.templates.json_schema import SCHEMAS, schema_text

    if of not in SCHEMAS:
        message = _('there is no schema of "{name}".').format(name=of)
        raise WrongUsage(message, hint=_("section or template"))
    if output is None:
        show_text(schema_text(of))
        return
    if output.exists() and not output.is_dir():
        raise WrongUsage(_("this is a file, and a folder is needed."), where=str(output))
    make_private_folder(output)
    for each in SCHEMAS:
        write_whole(output / f"{each}.json", schema_text(each).encode())


add_command(templates_app, "list", list_templates, kind=SearchingCommand)
add_command(
    templates_app, "show", show_template, kind=SearchingCommand,
    short_help=_("Show a template's whole form."),
)  # fmt: skip
add_command(
    templates_app, "new", new_template, kind=SearchingCommand,
    short_help=_("Start a template of your own."),
)  # fmt: skip
add_command(
    templates_app, "check", check_template, kind=SearchingCommand,
    short_help=_("Look for mistakes in a template's files."),
)  # fmt: skip
add_command(templates_app, "schema", schema)


def _facts(form: "Template", language: str, folder: Path, notebook: Path) -> dict[str, Any]:
    from coprod_cli.model.wording import worded

    return {
        "id": form.id,
        "version": form.version,
        "title": worded(form.title, language),
        "languages": list(form.languages),
        "sections": len(form.sections),
        "questions": len(form.questions),
        "from": _origin(folder.parent, notebook),
        "extends": form.extends,
        "path": str(folder),
    }


def _origin(prompts: Path, notebook: Path) -> str:
    """Return where a template comes from: a word, or the folder that was named."""
    if prompts == shipped_prompts():
        return "built-in"
    return "notebook" if prompts == notebook / OWN_PROMPTS else str(prompts)
