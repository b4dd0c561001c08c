"""Lines as they are printed: on a terminal wrapped between words, elsewhere as they are."""

import os
import re
from typing import TextIO

from coprod_cli.base.word_wrap import MOST_COLUMNS, cells_of, wrapped

_DEFAULT_COLUMNS = 80
_LEADING = re.compile(r"\s*(?:(?:[-*+!>~]|\d+(?:\.\d+)*[.)]?|\(\w\)) +)?(?:\[[ x]\] +)?")
"""Blanks and a list's mark before a text: the lines below the first are moved in as far."""
_COMMAND = re.compile(
    r"\bcoprod (?:templates )?[a-z][\w-]*"
    r"(?: (?:--?[a-z][\w-]*(?: [a-z][\w-]+)?|'[^']*'|\"[^\"]*\"|[^\s,;]*[\dA-Z/@#._-][^\s,;]*))*"
)
"""A command with its options and its arguments, as sentences of coprod name it."""
_GLUE = "\ue000"
"""Stands for a space at which no line ends."""


def printed(text: str, stream: TextIO) -> str:
    """Return a text as it is to be printed on a stream.

    On a terminal, no word is broken, nor a command that a person may copy: one that is longer than
    a line goes beyond the edge, where the terminal itself wraps it.
    """
    if not stream.isatty():
        return text
    columns = min(_columns(stream), MOST_COLUMNS)
    return "\n".join(part for line in text.split("\n") for part in _fitted(line, columns))


def _fitted(line: str, columns: int) -> list[str]:
    if cells_of(line) <= columns:
        return [line]
    leading = _LEADING.match(line)
    mark = leading[0] if leading and leading.end() <= columns // 2 else ""
    rest = _COMMAND.sub(lambda found: found[0].replace(" ", _GLUE), line[len(mark) :])
    glued = mark.replace(" ", _GLUE) + rest  # a mark stays with its text
    indent = " " * len(mark)
    lines = wrapped(glued, columns, indent=indent, breaks_words=False)
    return [part.replace(_GLUE, " ") for part in lines]


def _columns(stream: TextIO) -> int:
    try:
        return os.get_terminal_size(stream.fileno()).columns or _DEFAULT_COLUMNS
    except (OSError, ValueError):
        return _DEFAULT_COLUMNS
