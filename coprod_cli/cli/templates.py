"""The commands templates list, show, check and schema; `new` is in a module of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from coprod_cli.base.errors import ExitCode
from coprod_cli.base.i18n import _
from coprod_cli.base.settings import DEFAULT_TEMPLATE
from coprod_cli.cli import completion
from coprod_cli.cli.embed import with_options
from coprod_cli.cli.error_handler import command_group
from coprod_cli.cli.new_template import new_template
from coprod_cli.cli.options import EMBEDDED, JsonOption, LanguageOption
from coprod_cli.cli.prompts_option import SearchingCommand
from coprod_cli.cli.translated_help import add_command
from coprod_cli.operations.workspace import Workspace

templates_app = command_group(_("The templates there are, and your own ones."))

TemplateArgument = Annotated[
    str,
    typer.Argument(metavar="ID", help=_("The template."), autocompletion=completion.templates),
]


def list_templates(*, workspace: Workspace, json: JsonOption = False) -> None:
    """List the templates, and where each comes from."""
    from coprod_cli.cli.show.templates import show_template_list
    from coprod_cli.operations.list_templates import list_templates as listed

    result = listed(workspace)
    show_template_list(result, json=json)
    if result.unusable:
        raise typer.Exit(ExitCode.FINDINGS)


def show_template(
    template: TemplateArgument = DEFAULT_TEMPLATE,
    *,
    workspace: Workspace,
    language: LanguageOption = None,
    json: JsonOption = False,
) -> None:
    """Show a template's whole form: all that it asks, and all that it says."""
    from coprod_cli.cli.show.templates import show_template_form
    from coprod_cli.operations.show_template import show_template as found_template

    # JSON has every language.
    found = found_template(workspace, template, None if json else language)
    show_template_form(found.template, found.language, json=json)


def check_template(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help=_("A template's folder; all where none is named.")),
    ] = None,
    *,
    workspace: Workspace,
    json: JsonOption = False,
) -> None:
    """Look for mistakes in a template's files; exit 1 where there are some.

    Some things are only told, such as a text that is the same in every language.
    """
    from coprod_cli.cli.show.templates import show_checked_templates
    from coprod_cli.operations.check_templates import check_templates

    result = check_templates(workspace, folder)
    show_checked_templates(result, json=json)
    if result.has_mistakes:
        raise typer.Exit(ExitCode.FINDINGS)


def schema(
    of: Annotated[
        str,
        typer.Option(
            "--of",
            metavar="FILE",
            help=_("section, template for template.yaml, or codes for a code set."),
        ),
    ] = "section",
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="DIR", help=_("Write all of them into this folder.")
        ),
    ] = None,
) -> None:
    """Print the JSON Schema of templates or code sets, for editors."""
    from coprod_cli.cli.console.output import show_text
    from coprod_cli.operations.write_schemas import read_schema, write_schemas

    text = read_schema(of)
    if output is None:
        show_text(text)
    else:
        write_schemas(output)


def _add(name: str, run: Callable[..., None], **options: Any) -> None:
    add_command(templates_app, name, with_options(run, EMBEDDED), **options)


_add("list", list_templates, kind=SearchingCommand)
_add(
    "show", show_template, kind=SearchingCommand,
    short_help=_("Show a template's whole form."),
)  # fmt: skip
_add(
    "new", new_template, kind=SearchingCommand,
    short_help=_("Start a template of your own."),
)  # fmt: skip
_add(
    "check", check_template, kind=SearchingCommand,
    short_help=_("Look for mistakes in a template's files."),
)  # fmt: skip
_add("schema", schema)
