"""The command templates new: ask for a new template, and write its files."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from coprod_cli.base.errors import ExitCode
from coprod_cli.base.i18n import _, current_language, translated
from coprod_cli.cli import completion
from coprod_cli.cli.askers import require_person
from coprod_cli.cli.data_option import read_data, refuse_data_options
from coprod_cli.cli.options import DataOption, JsonOption, PlainOption, SetOption
from coprod_cli.cli.sitting import ask_person
from coprod_cli.operations.workspace import Workspace

if TYPE_CHECKING:
    from coprod_cli.operations.new_template import TemplatePlan, WrittenTemplate

ExtendsOption = Annotated[
    str | None,
    typer.Option(
        "--extends", metavar="ID", help=_("The template that the new one changes."),
        autocompletion=completion.templates,
    ),
]  # fmt: skip


def new_template(
    workspace: Workspace,
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help=_("The folder to make; its name is the id.")),
    ] = None,
    extends: ExtendsOption = None,
    data: DataOption = None,
    settings: SetOption = None,
    plain: PlainOption = False,
    json: JsonOption = False,
) -> None:
    """Start a template of your own: some questions, and its files are written.

    It goes into the notebook's folder prompts, where no folder is named.
    """
    from coprod_cli.cli.console.output import require_output
    from coprod_cli.cli.show.new_template import show_written_template
    from coprod_cli.operations import new_template as operation

    require_output()
    plan = operation.plan_template(
        workspace, folder, extends, language=current_language(), translate=translated
    )
    if data is None and not settings:
        refuse_data_options(final=False, json=json)
        require_person(plain=plain)
        written = _ask(workspace, plan, plain=plain)
    else:
        written = operation.new_template(workspace, plan, read_data(data), settings=settings or ())
    if written is not None:
        show_written_template(written, workspace.folder, json=json)


def _ask(workspace: Workspace, plan: "TemplatePlan", *, plain: bool) -> "WrittenTemplate | None":
    """Ask a person for the template and write it; None if the form is not finished.

    Raises:
        Exit: the person left before the end.
    """
    from coprod_cli.cli.console.output import show_message
    from coprod_cli.operations.new_template import open_template_form, write_asked_template

    result = ask_person(lambda: open_template_form(workspace, plan), plain=plain)
    if result.finished:
        return write_asked_template(plan, result)
    show_message(_("All you wrote is kept. To go on: the same command again."))
    if result.paused:
        raise typer.Exit(ExitCode.INTERRUPTED)
    return None
