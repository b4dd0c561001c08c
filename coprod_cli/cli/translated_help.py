"""Translate the help of commands, and typer's usage line, options and errors.

Typer translates some of its words itself, with the same catalogue. Its usage line, the help of its
options and its errors are always English, so this module translates them.
"""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from inspect import cleandoc
from typing import Any

import typer
from typer.core import TyperCommand

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.cli.examples import examples_of

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
# Typer's errors as coprod shows them; the first one that matches counts.
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


USAGE_ERROR: Any = typer.BadParameter.__base__
"""The class of typer's errors about the words of a command."""


class CoprodCommand(TyperCommand):
    """A command whose help is in the chosen language."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments; an error knows the command also where an option lacks its value."""
        try:
            return super().parse_args(ctx, args)
        except USAGE_ERROR as error:
            error.ctx = error.ctx or ctx
            raise

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments and the options."""
        translate_help(self.get_params(ctx))
        super().format_options(ctx, formatter)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the examples."""
        write_examples(ctx, formatter)


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


def _keep_words_whole() -> None:
    """Let typer's help end its lines between words only, not at a hyphen: `primary-care`."""
    from textwrap import TextWrapper

    with suppress(ImportError):
        from typer._click import _textwrap

        _textwrap.TextWrapper.wordsep_re = TextWrapper.wordsep_simple_re


def write_usage(command: Any, context: Any, formatter: Any) -> None:
    """Write the usage line of a command."""
    _keep_words_whole()
    words = " ".join(command.collect_usage_pieces(context))
    formatter.write_usage(context.command_path, words, prefix=_("Usage:") + " ")


def write_examples(context: Any, formatter: Any) -> None:
    """Write the examples of a command below its options, each on a line of its own."""
    with formatter.section(_("Examples")):
        for line in examples_of(" ".join(command_words(context))):
            formatter.write(f"{' ' * formatter.current_indent}{line}\n")


def command_words(context: Any) -> list[str]:
    """Return the words of a command without the program's name: `templates`, `list`."""
    words: list[str] = []
    while context.parent is not None:
        words.insert(0, context.info_name)
        context = context.parent
    return words


def translate_help(parameters: Iterable[Any]) -> None:
    """Translate the help of the options that typer adds itself."""
    for parameter in parameters:
        if parameter.help in _HELP_OF_TYPERS_OPTIONS:
            parameter.help = _(parameter.help)


def translated_error(sentence: str) -> str:
    """Return an error of typer's in the chosen language; another sentence is returned unchanged."""
    for template in _ERRORS:
        if match := _pattern(template).fullmatch(sentence):
            return _(template).format(**match.groupdict())
    return sentence


def _pattern(sentence: str) -> re.Pattern[str]:
    """Return a pattern that matches a sentence with any text in its fields."""
    texts = [re.escape(text) for text in _FIELD.split(sentence)]
    texts[1::2] = [f"(?P<{field}>.+)" for field in texts[1::2]]
    return re.compile("".join(texts), re.DOTALL)
