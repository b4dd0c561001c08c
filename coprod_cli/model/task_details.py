"""Who does a next step and by when, as it is written behind it.

In coprod's own form, `what (owner: role, due: 2026-12-01)`; as Obsidian's plug-in Tasks writes it,
`what 📅 2026-12-01 ✅ 2026-12-02`; and as Dataview does, `what [due:: 2026-12-01]`. Signs of other
kinds (priority, repetition, tags, start) stay in the text of the step.
"""

import re
from typing import NamedTuple

from coprod_cli.base.patterns import lazy_pattern
from coprod_cli.base.text import folded

_B = r"[^\S\n]*"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_BRACKET = lazy_pattern(r"\(((?:[^()]|\([^()]*\))*)\)")
_DUE_SIGN = "[📅📆🗓]\ufe0f?"
_DONE_SIGN = "[✅❌]\ufe0f?"
_SIGNED_DAY = lazy_pattern(rf"{_B}(?:(?P<due>{_DUE_SIGN})|{_DONE_SIGN}){_B}(?P<day>{_DAY})")
_FIELD = lazy_pattern(
    rf"{_B}\\?[\[(]{_B}(?P<name>due|senast|owner|ansvarig|completion|cancelled){_B}::{_B}"
    r"(?P<value>[^\[\]()\\\n]*)\\?[\])]",
    re.IGNORECASE,
)
# What may stand behind the bracket: signs, days with a sign, tags, the id of a block.
_TRAILING = lazy_pattern(
    rf"(?:{_B}(?:[🔺⏫🔼🔽⏬]\ufe0f?|[⏳⌛🛫\u2795]\ufe0f?{_B}{_DAY}|🔁\ufe0f?[^()\[\]\n]*|#[^\s#]+|\^[\w-]+))*"
    rf"{_B}\Z"
)
_MARKS = frozenset("📅📆🗓✅❌")
_NAMES = {"owner": "owner", "ansvarig": "owner", "due": "due", "senast": "due"}
_DUE = lazy_pattern(
    rf"(?:due|senast)[ \t]*:[ \t]*({_DAY})(?=[ \t]*[,)])"
    rf"|(?:{_DUE_SIGN}{_B}|(?:due|senast){_B}::{_B})({_DAY})",
    re.IGNORECASE,
)


class Details(NamedTuple):
    """The text of a next step without its details; `owner` and `due` are "" if not named."""

    what: str
    owner: str
    due: str


def split_details(text: str) -> Details:
    """Split the text of a next step; what is not understood is part of `what`."""
    named: dict[str, str] = {}
    rest = text
    if not rest.isascii() and not _MARKS.isdisjoint(rest):
        rest = _without_signed_days(rest, named)
    if "::" in rest:
        rest = _without_fields(rest, named)
    rest, bracket = _split_bracket(rest.rstrip())
    if any(named.get(name, value) != value for name, value in bracket.items()):
        rest, bracket, named = text.rstrip(), {}, {}  # two owners or days: nothing is left out
    named |= bracket
    what = rest.strip()
    if not what:
        return Details(text.strip(), "", "")
    return Details(what, named.get("owner", ""), named.get("due", ""))


def due_spans(line: str, due: str) -> list[tuple[int, int]]:
    """Return the start and end offsets of a step's due day in its line."""
    last = line.rfind("(")  # only the last bracket has the due day
    spans = []
    for match in _DUE.finditer(line):
        if match[1] == due and match.start() > last:
            spans.append(match.span(1))
        elif match[2] == due:
            spans.append(match.span(2))
    return spans


def without_due_days(text: str) -> str:
    """Return a part of an answer with blanks for days that stand there as a due day does.

    That is for copies of a part, in which the sign of a next step may be missing.
    """
    blank = " " * len("2026-12-01")
    for match in _DUE.finditer(text):
        start, end = match.span(1 if match[1] else 2)
        text = f"{text[:start]}{blank}{text[end:]}"
    return text


def with_due(line: str, due: str, day: str) -> str:
    """Return a step's line with another text for the day on which it is due, where it is named."""
    named = re.compile(
        rf"((?:due|senast){_B}::?{_B}){re.escape(due)}(?={_B}\\?[,)\]])", re.IGNORECASE
    )
    matches = list(named.finditer(line))
    if not matches:
        return line
    start, end = matches[-1].end(1), matches[-1].end()
    return f"{line[:start]}{day}{line[end:]}"


def _without_signed_days(text: str, named: dict[str, str]) -> str:
    """Return a text without the days of being due, done or cancelled; put the first into `named`.

    The day on which a step was done is no part of it: it appears when the step is ticked.
    """

    def taken(match: re.Match[str]) -> str:
        if match["due"] and named.setdefault("due", match["day"]) != match["day"]:
            return match[0]
        return ""

    return _SIGNED_DAY.sub(taken, text)


def _without_fields(text: str, named: dict[str, str]) -> str:
    def taken(match: re.Match[str]) -> str:
        name = _NAMES.get(match["name"].lower())
        value = match["value"].strip()
        if name and named.setdefault(name, value) != value:
            return match[0]
        return ""

    return _FIELD.sub(taken, text)


def _split_bracket(text: str) -> tuple[str, dict[str, str]]:
    """Return a text without its last bracket, and the details there; the same text if it has none.

    Words behind a comma belong to the detail before it: `owner: nurse, ward 3`.
    """
    for match in _BRACKET.finditer(text) if ":" in text else ():
        is_last = match.end() == len(text) or _TRAILING.match(text, match.end())
        if is_last and (details := _bracket_details(match[1])):
            return text[: match.start()].rstrip() + text[match.end() :], details
    return text, {}


def _bracket_details(content: str) -> dict[str, str]:
    details: dict[str, str] = {}
    last = ""
    for part in content.split(","):
        name, colon, value = part.partition(":")
        key = _NAMES.get(folded(name)) if colon else None
        if key is None and last:
            details[last] += f",{part.rstrip()}"
        elif key is None or key in details:
            return {}
        else:
            details[key] = value.strip()
            last = key
    return details
