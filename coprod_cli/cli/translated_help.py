"""Lets typer's own words, and the help of commands, come out in the language that was chosen.

Typer looks up some of its words itself, in the same catalogue. Its usage line, the help of its own
options and its errors are English always, so these are looked up here.
"""

import re
from collections.abc import Callable, Iterable
from inspect import cleandoc
from typing import Any

import typer
from typer.core import TyperCommand

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_

LOOKED_UP_BY_TYPER = (
    N_("Arguments"),
    N_("Commands"),
    N_("Options"),
    N_("default: {default}"),
    N_("required"),
)
_HELP_OF_TYPERS_OPTIONS = (
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
    N_("Show this message and exit."),
)
# What typer says of a line that it cannot take, as coprod shows it; where two fit, the first one.
_ERRORS = (
    N_("no such command {name}. Did you mean {names}?"),
    N_("no such command {name}."),
    N_("missing command."),
    N_("no such option: {name} (Possible options: {names})."),
    N_("no such option: {name}."),
    N_("option {name} requires an argument."),
    N_("option {name} does not take a value."),
    N_("missing option {name}."),
    N_("missing argument {name}."),
    N_("got unexpected extra argument(s) ({words})."),
    N_("invalid value for {name}: {reason}."),
)
_FIELD = re.compile(r"\{(\w+)\}")


class CoprodCommand(TyperCommand):
    """A command whose help speaks the language that was chosen."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments and the options."""
        translate_help(self.get_params(ctx))
        super().format_options(ctx, formatter)


def add_command(
    group: typer.Typer,
    name: str,
    run: Callable[..., None],
    *,
    short_help: str | None = None,
    kind: type[CoprodCommand] = CoprodCommand,
) -> None:
    """Add a command to a group; the docstring of the function is its help."""
    group.command(
        name,
        cls=kind,
        help=_(cleandoc(run.__doc__ or "")),
        short_help=short_help,
        options_metavar=_("[OPTIONS]"),
    )(run)


def write_usage(command: Any, context: Any, formatter: Any) -> None:
    """Write the usage line of a command."""
    words = " ".join(command.collect_usage_pieces(context))
    formatter.write_usage(context.command_path, words, prefix=_("Usage:") + " ")


def translate_help(parameters: Iterable[Any]) -> None:
    """Give those options that typer adds itself their help in the language that was chosen."""
    for each in parameters:
        if each.help in _HELP_OF_TYPERS_OPTIONS:
            each.help = _(each.help)


def translated_error(sentence: str) -> str:
    """Return one of typer's errors in the language that was chosen; another sentence as it is."""
    for known in _ERRORS:
        if found := _pattern(known).fullmatch(sentence):
            return _(known).format(**found.groupdict())
    return sentence


def _pattern(sentence: str) -> re.Pattern[str]:
    """Return what fits a sentence with anything in its fields."""
    texts = [re.escape(text) for text in _FIELD.split(sentence)]
    texts[1::2] = [f"(?P<{field}>.+)" for field in texts[1::2]]
    return re.compile("".join(texts), re.DOTALL)
