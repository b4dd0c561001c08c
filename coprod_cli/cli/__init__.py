"""The command line: declares options, calls one function, shows, exits."""

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
from coprod_cli.cli.templates import templates_app

app = typer.Typer(
    cls=CoprodGroup,
    help="Ask about one real case, and keep the answers as a Markdown note.",
    epilog="To begin: coprod new-case",
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


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", is_eager=True, callback=_show_version),
    ] = False,
) -> None:
    pass


app.command("new-case")(new_case)
app.command("resume")(resume)
app.command("edit", short_help="Open any case again, or change answers of it.")(edit)
app.command("list")(list_cases)
app.command("show")(show)
app.command("render", short_help="Give cases as clean Markdown.")(render)
app.command("export")(export)
app.command("check")(check)
app.command("remove")(remove)
app.command("restore", short_help="Bring a removed case back, or earlier texts.")(restore)
app.command("history", short_help="List earlier texts of a case.")(history)
app.command("init")(init)
app.add_typer(templates_app, name="templates")
