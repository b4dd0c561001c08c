"""Questions as they are written one a line, with the kind of answer in brackets behind them."""

import re
from difflib import get_close_matches
from typing import NamedTuple

from coprod_cli.base.message import msg
from coprod_cli.base.text import folded

BETWEEN_LANGUAGES = "|"
PLAIN_TYPES = ("text", "line", "yes_no", "number", "date", "tasks")
CHOOSING_TYPES = ("choice", "choices")
_TAIL = re.compile(r"\((\w+)(?::([^()]*))?\)\s*\Z")
_BULLET = re.compile(r"^(?:[-*+]|[0-9]+[.)])\s+")


class Line(NamedTuple):
    """A question as it was written on one line."""

    text: str
    type: str
    choices: tuple[str, ...]


def lines_of(text: str) -> list[str]:
    """Return the lines of a text that say something, without bullets and numbers before them."""
    lines = (_BULLET.sub("", line.strip()).strip() for line in text.split("\n"))
    return [line for line in lines if line]


def parsed_line(line: str) -> Line:
    """Return a question that was written on one line; brackets of any other kind are its own."""
    found = _TAIL.search(line)
    if found is not None and not _problem(line, found):
        kind, listed = found[1], _choices(found)
        if kind in PLAIN_TYPES or kind in CHOOSING_TYPES:
            return Line(line[: found.start()].strip(), kind, listed)
    return Line(line, "text", ())


def line_problem(line: str) -> str:
    """Tell what is wrong with a question on one line; "" where nothing is."""
    found = _TAIL.search(line)
    return "" if found is None else _problem(line, found)


def _problem(line: str, found: re.Match[str]) -> str:
    kind, choices = found[1], _choices(found)
    if kind in CHOOSING_TYPES and not choices:
        return msg("what may be chosen stands behind a colon, such as (choice: good, bad).")
    if kind in PLAIN_TYPES and found[2] is not None:
        return msg("only choices have a list behind a colon.")
    if kind not in PLAIN_TYPES and kind not in CHOOSING_TYPES:
        near = get_close_matches(kind, (*PLAIN_TYPES, *CHOOSING_TYPES), 1, 0.75)
        if not near:
            return ""
        return msg('"{word}" is no kind of answer; perhaps {kind}.', word=kind, kind=near[0])
    if not line[: found.start()].strip():
        return msg("there is no question before the bracket.")
    parts = [folded(part) for each in choices for part in each.split(BETWEEN_LANGUAGES)]
    return msg("one of the choices stands there twice.") if len(set(parts)) < len(parts) else ""


def _choices(found: re.Match[str]) -> tuple[str, ...]:
    return tuple(each.strip() for each in (found[2] or "").split(",") if each.strip())
