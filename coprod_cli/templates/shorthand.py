"""Parses questions written one per line, with the type of answer in brackets at the end."""

import re
from typing import NamedTuple

from coprod_cli.base.message import msg
from coprod_cli.base.nearest import nearest
from coprod_cli.base.text import folded

LANGUAGE_SEPARATOR = "|"
PLAIN_TYPES = ("text", "line", "yes_no", "number", "date", "tasks")
CHOICE_TYPES = ("choice", "choices")
_BRACKETS = re.compile(r"\((\w+)(?::([^()]*))?\)\s*\Z")
_BULLET = re.compile(r"^(?:[-*+]|[0-9]+[.)])\s+")


class QuestionLine(NamedTuple):
    """A question that was written on one line: its text, its type and its choices."""

    text: str
    type: str
    choices: tuple[str, ...]


def question_lines(text: str) -> list[str]:
    """Return the lines of a text that are not blank, without leading bullets and numbers."""
    lines = (_BULLET.sub("", line.strip()).strip() for line in text.split("\n"))
    return [line for line in lines if line]


def parse_line(line: str) -> QuestionLine:
    """Parse a question on one line; brackets that name no type belong to its text."""
    brackets = _BRACKETS.search(line)
    if brackets is not None and not _problem(line, brackets):
        kind, choices = brackets[1], _choices(brackets)
        if kind in PLAIN_TYPES or kind in CHOICE_TYPES:
            return QuestionLine(line[: brackets.start()].strip(), kind, choices)
    return QuestionLine(line, "text", ())


def line_problem(line: str) -> str:
    """Return what is wrong with a question on one line; "" if nothing is."""
    brackets = _BRACKETS.search(line)
    return "" if brackets is None else _problem(line, brackets)


def _problem(line: str, brackets: re.Match[str]) -> str:
    kind, choices = brackets[1], _choices(brackets)
    if kind in CHOICE_TYPES and not choices:
        return msg("what may be chosen stands behind a colon, such as (choice: good, bad).")
    if kind in PLAIN_TYPES and brackets[2] is not None:
        return msg("only choices have a list behind a colon.")
    if kind not in PLAIN_TYPES and kind not in CHOICE_TYPES:
        meant = nearest(kind, (*PLAIN_TYPES, *CHOICE_TYPES), 0.75)
        if not meant:
            return ""
        return msg('"{word}" is no kind of answer; perhaps {kind}.', word=kind, kind=meant)
    if not line[: brackets.start()].strip():
        return msg("there is no question before the bracket.")
    labels = [folded(part) for choice in choices for part in choice.split(LANGUAGE_SEPARATOR)]
    return msg("one of the choices stands there twice.") if len(set(labels)) < len(labels) else ""


def _choices(brackets: re.Match[str]) -> tuple[str, ...]:
    choices = (part.strip() for part in (brackets[2] or "").split(","))
    return tuple(choice for choice in choices if choice)
