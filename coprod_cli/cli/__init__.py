"""Command line: each command declares options, calls an operation, shows the result, and exits."""

from typing import Annotated, Any

import typer

from coprod_cli import __version__
from coprod_cli.base.i18n import _
from coprod_cli.cli.error_handler import CoprodGroup
from coprod_cli.cli.lazy_commands import LazyCommands
from coprod_cli.cli.run_context import choose_language


class _Root(CoprodGroup):
    """The program's command group, which loads a command's module when it is used."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.commands = LazyCommands()


app = typer.Typer(
    cls=_Root,
    help=_("Ask about one real case, and keep the answers as a Markdown note."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGS]..."),
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    pretty_exceptions_show_locals=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"coprod {__version__}")  # noqa: T201 - without loading the console
        raise typer.Exit


def _prefer_language(context: typer.Context, language: str | None) -> str | None:
    """Ask in that language, too; the interface uses it already (`settings.interface_language`)."""
    if language:
        choose_language(context, language)
    return language


@app.callback()
def _root(
    context: typer.Context,
    *,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help=_("Show the version."), is_eager=True, callback=_print_version
        ),
    ] = False,
    _language: Annotated[
        str | None,
        typer.Option(
            "--language",
            metavar="L",
            help=_("The language that coprod speaks: en, sv."),
            callback=_prefer_language,
        ),
    ] = None,
) -> None:
    if context.invoked_subcommand is None:
        from coprod_cli.cli.show.start_page import show_start_page

        show_start_page()
