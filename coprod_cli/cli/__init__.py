"""The command line: declares options, calls one function, shows, exits."""

import os
from typing import Annotated

import typer

from coprod_cli import __version__
from coprod_cli.cli.checks import check
from coprod_cli.cli.exporting import export
from coprod_cli.cli.group import CoprodGroup
from coprod_cli.cli.interviews import edit, new_case, resume
from coprod_cli.cli.notebooks import init, list_cases, show
from coprod_cli.cli.rendering import render
from coprod_cli.cli.safekeeping import history, remove, restore
from coprod_cli.cli.searching import SearchingCommand
from coprod_cli.cli.speaking import add_command
from coprod_cli.cli.tasks import tasks
from coprod_cli.cli.templates import templates_app
from coprod_cli.cli.updating import update
from coprod_cli.settings import LANGUAGE_VARIABLE
from coprod_cli.translation import _

app = typer.Typer(
    cls=CoprodGroup,
    help=_("Ask about one real case, and keep the answers as a Markdown note."),
    epilog=_("To begin: coprod new-case"),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGS]..."),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"coprod {__version__}")  # noqa: T201 - the result, before anything is loaded
        raise typer.Exit


def _prefer(context: typer.Context, language: str | None) -> str | None:
    """Ask in that language, too, in this run; it is spoken already (`settings.spoken_language`)."""
    if language and not context.resilient_parsing:
        before = os.environ.get(LANGUAGE_VARIABLE)
        os.environ[LANGUAGE_VARIABLE] = language
        context.call_on_close(lambda: _put_back(before))
    return language


def _put_back(language: str | None) -> None:
    if language is None:
        del os.environ[LANGUAGE_VARIABLE]
    else:
        os.environ[LANGUAGE_VARIABLE] = language


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", help=_("Show the version."), is_eager=True, callback=_show_version
        ),
    ] = False,
    language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="L",
            help=_("The language that coprod speaks: en, sv."),
            callback=_prefer,
        ),
    ] = None,
) -> None:
    pass


add_command(app, "new-case", new_case, kind=SearchingCommand)
add_command(app, "resume", resume, kind=SearchingCommand)
add_command(
    app, "edit", edit, kind=SearchingCommand,
    short_help=_("Open any case again, or change answers of it."),
)  # fmt: skip
add_command(app, "list", list_cases)
add_command(
    app, "tasks", tasks, kind=SearchingCommand,
    short_help=_("List the open next steps of all cases, and tick them off."),
)  # fmt: skip
add_command(app, "show", show, kind=SearchingCommand)
add_command(
    app, "render", render, kind=SearchingCommand, short_help=_("Give cases as clean Markdown.")
)
add_command(app, "export", export, kind=SearchingCommand)
add_command(app, "check", check, kind=SearchingCommand)
add_command(app, "remove", remove)
add_command(
    app, "restore", restore, kind=SearchingCommand,
    short_help=_("Bring a removed case back, or earlier texts."),
)  # fmt: skip
add_command(app, "history", history, short_help=_("List earlier texts of a case."))
add_command(
    app, "update", update, kind=SearchingCommand,
    short_help=_("Bring cases to the newest version of their template."),
)  # fmt: skip
add_command(app, "init", init)
app.add_typer(templates_app, name="templates")
