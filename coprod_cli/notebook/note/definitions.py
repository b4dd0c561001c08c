"""Footnote and link reference definitions in Markdown, and the labels that a text refers to.

Rules: CommonMark 0.31.2, section 4.7 (link reference definitions); GitHub's footnotes, which GFM's
specification leaves out. Read by line, as all of a note: lines in a fenced code block are text.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coprod_cli.base.text import folded
from coprod_cli.notebook.note.markers import MARKER_HINT, is_heading

HINT = "]:"
"""A text without these characters has no definition."""
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})(?P<info>.*)\Z")
_LABEL = r"(?:[^\[\]\\]|\\.)"
_FOOTNOTE = re.compile(r" {0,3}\[\^([^\s\[\]]{1,999})\]:(.*)\Z")
_LINK = re.compile(rf" {{0,3}}\[(?!\^)({_LABEL}{{1,999}})\]:[ \t]*(.*)\Z")
_TITLE = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))"""
_DESTINATION = re.compile(rf"(?:<[^<>]*>|[^\s<]\S*)(?:[ \t]+{_TITLE})?[ \t]*\Z")
_ONLY_DESTINATION = re.compile(r"(?:<[^<>]*>|[^\s<]\S*)[ \t]*\Z")
_ONLY_TITLE = re.compile(rf"[ \t]*{_TITLE}[ \t]*\Z")
_REFERENCE = re.compile(
    rf"(?<!\\)\[(?:(\^[^\s\[\]]{{1,999}})\]|({_LABEL}{{1,999}})\](?!\(|\[[^\]]))"
)
_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_BACKTICKS = re.compile(r"(`+)")


class Definition(NamedTuple):
    """A definition: its label as `referred_labels` has it, and its lines, numbered from 0."""

    label: str
    first: int
    after: int

    @property
    def is_footnote(self) -> bool:
        """Whether it defines a footnote, and not a link."""
        return self.label.startswith("^")

    @property
    def own_lines(self) -> range:
        """The numbers of the lines on which nothing but a footnote's text refers to a label."""
        return range(self.first, self.first + 1 if self.is_footnote else self.after)


def code_lines(
    lines: Sequence[str], start: int, stop: int, *, only_closed: bool = False
) -> set[int]:
    """Return the numbers of the lines that are in, or delimit, a fenced code block.

    Args:
        lines: the lines.
        start: the number of the first line to look at.
        stop: the number of the line after the last one.
        only_closed: whether a block that is never closed is none.
    """
    inside: set[int] = set()
    fence = ""
    opening = start
    for number in range(start, stop):
        match = _FENCE.match(lines[number])
        if fence:
            inside.add(number)
            if match is not None and not match["info"].strip() and match[1].startswith(fence):
                fence = ""
        elif match is not None and not (match[1][0] == "`" and "`" in match["info"]):
            inside.add(number)
            fence, opening = match[1], number
    if fence and only_closed:
        inside.difference_update(range(opening, stop))
    return inside


def is_closing_fence(line: str) -> bool:
    """Return True if a line closes a fenced code block, where one is open."""
    match = _FENCE.match(line)
    return match is not None and not match["info"].strip()


def is_fence_open(lines: Sequence[str]) -> bool:
    """Return True if what is written below some lines would be in their fenced code block."""
    return len(lines) in code_lines([*lines, ""], 0, len(lines) + 1)


def find_definitions(lines: Sequence[str], start: int, stop: int) -> list[Definition]:
    """Return the definitions among some lines, in order."""
    code = code_lines(lines, start, stop)
    found = []
    number = start
    while number < stop:
        definition = None if number in code else _definition_at(lines, number, stop)
        if definition is None:
            number += 1
        else:
            found.append(definition)
            number = definition.after
    return found


def _definition_at(lines: Sequence[str], number: int, stop: int) -> Definition | None:
    line = lines[number]
    if HINT not in line:
        return None
    if (match := _FOOTNOTE.match(line)) is not None:
        return Definition(f"^{folded(match[1])}", number, _footnote_end(lines, number + 1, stop))
    match = _LINK.match(line)
    if match is None or not match[1].strip():
        return None
    after = number + 1
    rest = match[2]
    if not rest.strip():
        if after >= stop or not lines[after].strip():
            return None
        rest = lines[after].strip()
        after += 1
    if _DESTINATION.match(rest) is None:
        return None
    if _ONLY_DESTINATION.match(rest) and after < stop and _ONLY_TITLE.match(lines[after]):
        after += 1
    return Definition(folded(match[1]), number, after)


def _footnote_end(lines: Sequence[str], number: int, stop: int) -> int:
    """Return the number of the line after a footnote that begins above a line.

    Its paragraph goes on until a blank line, and blocks that are indented belong to it.
    """
    after = number
    is_paragraph = True
    for index in range(number, stop):
        line = lines[index]
        if not line.strip():
            is_paragraph = False
            continue
        is_indented = line.startswith(("    ", "\t"))
        is_lazy = is_paragraph and not (is_heading(line) or _starts_definition(line))
        if MARKER_HINT.search(line) or not (is_indented or is_lazy):
            break
        after = index + 1
    return after


def _starts_definition(line: str) -> bool:
    return _FOOTNOTE.match(line) is not None or _LINK.match(line) is not None


def referred_labels(lines: Sequence[str], start: int, stop: int) -> set[str]:
    """Return the labels to which some lines refer; code, and the label of a definition, do not."""
    code = code_lines(lines, start, stop)
    own = {number for each in find_definitions(lines, start, stop) for number in each.own_lines}
    text = "\n".join(
        _without_own_label(lines[number]) if number in own else lines[number]
        for number in range(start, stop)
        if number not in code
    )
    labels = set()
    for paragraph in _BLANK_LINES.split(text):
        for match in _REFERENCE.finditer(_without_code_spans(paragraph)):
            footnote, link = match.groups()
            labels.add(f"^{folded(footnote[1:])}" if footnote else folded(link))
    return labels


def _without_own_label(line: str) -> str:
    match = _FOOTNOTE.match(line)
    return match[2] if match else ""


def _without_code_spans(paragraph: str) -> str:
    """Return a paragraph without its code spans (CommonMark 6.1)."""
    if "`" not in paragraph:
        return paragraph
    return "".join(_outside_code_spans(_BACKTICKS.split(paragraph)))


def _outside_code_spans(parts: Sequence[str]) -> Iterator[str]:
    """Yield the parts outside of code; every second part is a run of backticks."""
    next_same = [0] * len(parts)
    below: dict[str, int] = {}
    for index in range(len(parts) - 2, 0, -2):
        next_same[index] = below.get(parts[index], 0)
        below[parts[index]] = index
    index = 0
    while index < len(parts):
        if next_same[index]:
            index = next_same[index] + 1
        else:
            yield parts[index]
            index += 1
