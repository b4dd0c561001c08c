"""Command groups that show each error as one line, and exit with its code."""

import re
import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from coprod_cli.base.errors import CoprodError, ExitCode, WrongUsage, system_reason
from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_, msg
from coprod_cli.base.threads import is_out_of_threads
from coprod_cli.cli.internal_errors import internal_error
from coprod_cli.cli.translated_help import (
    USAGE_ERROR,
    command_words,
    translate_help,
    translated_error,
    write_examples,
    write_usage,
)

_WITH_LESS = N_("close other programs, then once more")
_NOT_FOR_LATEST = frozenset({"remove", "purge", "recover", "restore"})
"""Commands to which nobody is led to give the latest case: they remove one, or bring one back."""
_OPTION = re.compile(r"--?[\w-]+\Z")


class CoprodGroup(TyperGroup):
    """A command group that shows every exception as one line, that of a bug in coprod, too."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command, show an error in one line, and exit with its code."""
        from coprod_cli.cli.console.output import show_error

        if not standalone_mode:
            return super().main(
                args, prog_name, complete_var, standalone_mode, windows_expand_args, **extra
            )
        try:
            code = super().main(
                args, prog_name, complete_var, standalone_mode=False,
                windows_expand_args=windows_expand_args, **extra,
            )  # fmt: skip
        except CoprodError as error:
            show_error(error)
            code = error.exit_code
        except USAGE_ERROR as error:
            _show_usage(error)
            code = ExitCode.USAGE
        except OSError as error:
            code = report_system_error(error)
        except MemoryError:
            show_error(CoprodError(msg("there is not enough memory."), hint=msg(_WITH_LESS)))
            code = ExitCode.INVALID
        except (KeyboardInterrupt, typer.Abort):
            code = ExitCode.INTERRUPTED
        except Exception as error:  # noqa: BLE001 - any traceback may contain an answer
            if is_out_of_threads(error):
                message = msg("this system allows no more threads or processes.")
                show_error(CoprodError(message, hint=msg(_WITH_LESS)))
                return _exit(ExitCode.INVALID)
            show_error(internal_error(error))
            code = ExitCode.INTERNAL
        return _exit(code)

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """Write the usage line."""
        write_usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the options and the commands."""
        translate_help(self.get_params(ctx))
        super().format_options(ctx, formatter)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Write the examples."""
        write_examples(ctx, formatter)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that is named; a synonym is refused with a hint, and never run.

        Raises:
            WrongUsage: the word is a synonym of a command.
        """
        if self.get_command(ctx, args[0]) is None:
            from coprod_cli.cli.synonyms import meant_command

            if meant := meant_command(args[0], " ".join(command_words(ctx))):
                message = msg('there is no command "{name}".', name=args[0])
                raise WrongUsage(message, hint=meant)
        return super().resolve_command(ctx, args)


def command_group(help_text: str) -> typer.Typer:
    """Return a group of commands below another one, such as `codes`."""
    return typer.Typer(
        cls=CoprodGroup,
        help=help_text,
        options_metavar=_("[OPTIONS]"),
        subcommand_metavar=_("COMMAND [ARGS]..."),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
    )


def _system_error(error: OSError) -> CoprodError:
    message = msg("the system says: {reason}.", reason=system_reason(error))
    return CoprodError(message, where="" if error.filename is None else str(error.filename))


def _show_usage(error: Any) -> None:
    from coprod_cli.cli.console.output import show_error, show_message_lines

    context = error.ctx.command_path if error.ctx else "coprod"
    sentence = error.format_message()
    if sentence == (error.ctx and error.ctx.get_help()):
        # Typer shows the help of a group without a command as an error.
        show_message_lines(sentence)
        return
    if message := _without_words(error):
        hint = _("quotation marks around each text, {command}")
        show_error(CoprodError(message, hint=hint.format(command=f"{context} --help")))
        return
    sentence = sentence.rstrip(".").replace("\n", " ")
    stop = "" if sentence.endswith("?") else "."
    message = translated_error(f"{sentence[:1].lower()}{sentence[1:]}{stop}")
    names_latest = _lacks_case(error) and context.rpartition(" ")[2] not in _NOT_FOR_LATEST
    show_error(CoprodError(message, hint=f"{context} {'latest' if names_latest else '--help'}"))


def _lacks_case(error: Any) -> bool:
    """Return whether a command was given no CASE."""
    parameter = getattr(error, "param", None)
    is_missing = type(error).__name__ == "MissingParameter"
    return is_missing and getattr(parameter, "metavar", "") == "CASE"


def _without_words(error: Any) -> str:
    """Return a message without the words that are wrong, if they may belong to an answer; else "".

    That is so for commands with --set: without quotation marks around `ADDRESS=TEXT`, every word of
    an answer but the first is taken for an argument or an option.
    """
    command = error.ctx.command if error.ctx else None
    if not any("--set" in option.opts for option in getattr(command, "params", ())):
        return ""
    if (option := getattr(error, "option_name", None)) is not None:
        return "" if _OPTION.match(option) else _("there is no such option.")
    extra = error.format_message().startswith("Got unexpected extra argument")
    return _("there are more words than this command takes.") if extra else ""


def _exit(code: Any) -> None:
    number = code if isinstance(code, int) else 0
    try:
        sys.stdout.flush()
    except OSError as error:
        number = report_unwritten(error, number)
    sys.exit(number)


def report_system_error(error: OSError) -> int:
    """Show an error of the operating system in one line, and return the exit code."""
    from coprod_cli.cli.console.output import show_error

    show_error(_system_error(error))
    return int(ExitCode.INVALID)


def report_unwritten(error: OSError, code: int) -> int:
    """Show that a result could not be written to standard output, and return the exit code.

    Nothing is shown if the reader closed the pipe, as `head` does, or after another error.
    """
    sys.stdout = None  # otherwise Python shows the error again at exit
    if code or isinstance(error, BrokenPipeError):
        return code
    return report_system_error(error)
