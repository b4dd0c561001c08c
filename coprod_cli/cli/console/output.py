"""Print results to standard output, and messages and errors to standard error.

Standard output has results and nothing else, so that other programs can read it.
"""

import json
import sys
from collections.abc import Iterable
from contextlib import suppress
from textwrap import indent
from typing import Any

from coprod_cli.base.closed_streams import require_open
from coprod_cli.base.errors import CoprodError, InvalidInput, NotFound
from coprod_cli.base.i18n import _, translated
from coprod_cli.base.printed_lines import printed
from coprod_cli.base.screen_text import escaped_json, screen_line, screen_text


def is_stderr_terminal() -> bool:
    """Return whether messages appear on a terminal."""
    return sys.stderr.isatty()


def is_stdout_terminal() -> bool:
    """Return whether results appear on a terminal, rather than go into a file or a pipe."""
    return sys.stdout.isatty()


def translated_on_terminal(message: str) -> str:
    """Return a sentence of a result, translated if results appear on a terminal."""
    return _(message) if sys.stdout.isatty() else message


def require_output() -> None:
    """Refuse a closed standard output before a command changes anything.

    Raises:
        WrongUsage: it is closed, as by `>&-`.
    """
    require_open(sys.stdout)


def show_message(line: str) -> None:
    """Print a message of one line to standard error."""
    show_message_lines(screen_line(translated(line)))


def show_message_lines(text: str) -> None:
    """Print a message of several lines to standard error."""
    # If standard error cannot be written, as on a full disk, there is still the exit code.
    with suppress(OSError):
        print(printed(screen_text(text), sys.stderr), file=sys.stderr, flush=True)


def show_error(error: CoprodError) -> None:
    """Print an error to standard error: one line for each of its findings.

    Those of a damaged note are summed up; those of data are not, since each has its own words.
    """
    lines: Iterable[str] = error.lines()
    if isinstance(error, InvalidInput) and all(each.uncertain for each in error.findings):
        from coprod_cli.cli.console.alike import summed_up

        lines = summed_up(error.findings)
    for line in lines:
        show_message(f"coprod: {translated(line)}")
    if isinstance(error, NotFound) and is_stderr_terminal():
        _show_candidates(error)


def _show_candidates(error: NotFound) -> None:
    """Print the cases that a reference may mean, with their titles."""
    from coprod_cli.notebook.references import AmbiguousCase

    if isinstance(error, AmbiguousCase):
        from coprod_cli.interview.askers.case_name import id_and_title, title_and_day

        for case in error.candidates:
            named = id_and_title(case.name, title_and_day(case.title, case.created))
            show_message(f"  {named}")


def show_json(value: Any) -> None:
    """Print a value as JSON; on a terminal, characters that could control it are escaped.

    Lone surrogates, as in a file name that is not UTF-8, are always escaped.
    """
    show_raw(f"{_as_json(value)}\n")


def show_json_list(values: Iterable[Any]) -> None:
    """Print values as a JSON list, each as soon as it is there: there may be very many.

    Nothing is printed before the first value is there.
    """
    lead = "[\n"
    for value in values:
        show_raw(f"{lead}{indent(_as_json(value), '  ')}")
        lead = ",\n"
    show_raw("[]\n" if lead == "[\n" else "\n]\n")


def _as_json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    return escaped_json(text, all_unsafe=sys.stdout.isatty())


def show_text(text: str) -> None:
    """Print a text as a result; on a terminal, without characters that could control it."""
    show_raw(screen_text(text) if sys.stdout.isatty() else text)


def show_line(line: str) -> None:
    """Print a sentence of a result; on a terminal cleaned, and wrapped between words."""
    shown = printed(screen_text(line), sys.stdout) if sys.stdout.isatty() else line
    show_raw(f"{shown}\n")


def show_data(data: bytes) -> None:
    """Print UTF-8 as a result; on a terminal, without characters that could control it."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None or sys.stdout.isatty():
        show_text(data.decode("utf-8", "replace"))
        return
    stream.write(data)


def show_raw(text: str) -> None:
    """Print a text that needs no cleaning: to a terminal in its encoding, elsewhere in UTF-8."""
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None or sys.stdout.isatty():
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    stream.write(text.encode("utf-8", "replace"))
    stream.flush()
