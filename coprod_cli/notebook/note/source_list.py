r"""Source lists: the references at the end of an answer in a note, which are read apart from it.

    The guideline says no.

    **Sources**

    - A guideline, 2024

The list is read only where the answer's marker has the word `sources=below`. Without that word the
same lines are a part of the text, so that no text needs an escape and earlier notes read as before.
With it, the last such heading is the list's own: an answer's text may end with one, too. Lines may
be added and removed by hand, bullets changed, lines indented and long ones wrapped. What somebody
wrote below the list belongs to the text.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from coprod_cli.base.text import canonical_text
from coprod_cli.model.sources import clean_references

SOURCES = "sources"
"""The word in a marker that says that a source list stands below."""
BELOW = "below"
"""The value that coprod writes behind `sources=`; any other one means the same."""
HEADINGS = {"en": "**Sources**", "sv": "**Källor**"}
_NAMES = "|".join(wording.strip("*") for wording in HEADINGS.values())
_HEADING = re.compile(rf" {{0,3}}(?:(\*\*|__)(?:{_NAMES}):?\1:?)[ \t]*\Z", re.IGNORECASE)
_ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?=\S)(.*)\Z")


class SplitAnswer(NamedTuple):
    """The text of an answer in a note, and its source list.

    Attributes:
        text: the canonical text without the list.
        references: the references; empty if there is no list.
        heading: the number of the line with the list's heading, from 0; -1 if there is none.
        after: the number of the line after the list.
    """

    text: str
    references: tuple[str, ...] = ()
    heading: int = -1
    after: int = 0


def joined_answer(text: str, references: Sequence[str], language: str) -> str:
    """Return an answer as it stands in a note: its text, and its references as a list."""
    if not references:
        return text
    from coprod_cli.model.wording import worded  # needs pydantic, and every note needs this module

    lines = [worded(HEADINGS, language), "", *(f"- {reference}" for reference in references)]
    return "\n".join([text, "", *lines] if text else lines)


def split_answer(body: str, *, is_listed: bool) -> SplitAnswer:
    """Undo `joined_answer`, in any language.

    Args:
        body: the canonical text below a marker.
        is_listed: whether the marker says that there is a list; otherwise all of it is text.
    """
    if not is_listed:
        return SplitAnswer(body)
    lines = body.split("\n")
    number = heading_line(lines)
    if number < 0:
        return SplitAnswer(body)
    items, after = _items_from(lines, number + 1)
    above = canonical_text("\n".join(lines[:number]))
    below = canonical_text("\n".join(lines[after:]))
    text = "\n\n".join(part for part in (above, below) if part)
    return SplitAnswer(text, clean_references(items), number, after)


def heading_line(lines: Sequence[str]) -> int:
    """Return the number of the line, from 0, with the heading of a source list; -1 for none."""
    for number in reversed(range(len(lines))):
        if _HEADING.match(lines[number]) and _items_from(lines, number + 1)[0]:
            return number
    return -1


def list_lines(lines: Sequence[str]) -> range:
    """Return the numbers of the lines of a source list, from 0, with its heading; none for none."""
    heading = heading_line(lines)
    return range(0) if heading < 0 else range(heading, _items_from(lines, heading + 1)[1])


def worded_heading(line: str, language: str) -> str:
    """Return the heading of a source list in a language; the same line if that is its wording."""
    from coprod_cli.model.wording import worded

    words = worded(HEADINGS, language)
    is_wording = words.strip("*").casefold() in line.casefold()
    return line if is_wording else words


def body_line(body: str, line: int) -> int:
    """Return the number of the line of a body on which a line of its text stands, both from 0."""
    split = split_answer(body, is_listed=True)
    if split.heading < 0:
        return line
    lines = body.split("\n")
    above = canonical_text("\n".join(lines[: split.heading]))
    count = len(above.split("\n")) if above else 0
    if line < count:
        return line
    below = split.after
    while below < len(lines) and not lines[below].strip(" \t"):
        below += 1
    return below + line - (count + 1 if above else 0)


def _items_from(lines: Sequence[str], start: int) -> tuple[list[str], int]:
    """Return the items of a list that starts on a line or below it, and the line after the list.

    A line right below an item, or indented below it, goes on with the item (CommonMark 5.2).
    """
    items: list[str] = []
    after = number = start
    is_paragraph = False
    while number < len(lines):
        line = lines[number]
        if not line.strip(" \t"):
            is_paragraph = False
        elif match := _ITEM.match(line):
            items.append(match[1])
            is_paragraph = True
        elif items and (is_paragraph or line.startswith(("  ", "\t"))):
            items[-1] += f" {line.strip()}"
        else:
            break
        number += 1
        if line.strip(" \t"):
            after = number
    return items, after
