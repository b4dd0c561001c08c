"""Turns what goes wrong into one line and an exit code."""

import sys
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from coprod_cli.errors import CoprodError, ExitCode

_UsageError: Any = typer.BadParameter.__base__


class CoprodGroup(TyperGroup):
    """The command group; every failure that a person can cause ends here."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, show what is wrong in one line, and exit with its code."""
        from coprod_cli.console import show_error

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
        except _UsageError as error:
            _show_usage(error)
            code = ExitCode.USAGE
        except OSError as error:
            reason = (error.strerror or "no reason told").lower()
            where = "" if error.filename is None else str(error.filename)
            show_error(CoprodError(f"the system says: {reason}.", where=where))
            code = ExitCode.INVALID
        except (KeyboardInterrupt, typer.Abort):
            code = ExitCode.INTERRUPTED
        return _exit(code)


def _show_usage(error: Any) -> None:
    from coprod_cli.console import say, show_error

    context = error.ctx.command_path if error.ctx else "coprod"
    sentence = error.format_message()
    if sentence == (error.ctx and error.ctx.get_help()):
        # Typer's way to show the help where nothing at all was asked for.
        say(sentence)
        return
    sentence = sentence.rstrip(".").replace("\n", " ")
    stop = "" if sentence.endswith("?") else "."
    message = f"{sentence[:1].lower()}{sentence[1:]}{stop}"
    show_error(CoprodError(message, hint=f"{context} --help"))


def _exit(code: Any) -> None:
    try:
        sys.stdout.flush()
    except OSError:
        # Whoever read the output has gone, as `head` does, or the disk under it is full, which
        # was told. Python would complain again at exit.
        sys.stdout = None
    sys.exit(code if isinstance(code, int) else 0)
