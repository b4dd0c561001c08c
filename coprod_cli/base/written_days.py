"""Days with a year, as people and programs write them: `23.11.2026`, `Nov 23, 2026`, `11/23/2026`.

Texts are folded (`base.text.folded`) before they come here. Month names are English or Swedish.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from coprod_cli.base.month_names import ENGLISH, SWEDISH
from coprod_cli.base.patterns import lazy_pattern

DAY = r"(?P<day>[0-9]{1,2})"
WORD = r"(?P<word>[a-zåäö]{3,9})\.?"
_YEAR = r"(?P<year>[0-9]{4})"
_MONTHS = tuple(zip(ENGLISH, SWEDISH, strict=True))
_NOT_THE_DATE = lazy_pattern(
    r"^(?:(?:mon|tue|wed|thu|fri|sat|sun|mån|tis|ons|tors|fre|lör|sön)[a-zåäö]*\.?,? )?(?:den )?"
)
_DATES = tuple(
    lazy_pattern(pattern)
    for pattern in (
        rf"{_YEAR}([-/. ])(?P<month>[0-9]{{1,2}})\2{DAY}(?![0-9])",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?![0-9])",
        # With full stops the day comes first everywhere.
        rf"{DAY}\. ?(?P<month>[0-9]{{1,2}})\. ?{_YEAR}(?![0-9])",
        rf"(?P<first>[0-9]{{1,2}})([-/])(?P<second>[0-9]{{1,2}})\2{_YEAR}(?![0-9])",
        rf"{DAY}(?:st|nd|rd|th|\.|:e)?[ -]{WORD},?[ -]{_YEAR}(?![0-9])",
        rf"{WORD} {DAY}(?:st|nd|rd|th)?,? {_YEAR}(?![0-9])",
    )
)


class WrittenDays(NamedTuple):
    """The days that the beginning of a text may be, and where in the text that beginning ends."""

    days: frozenset[date]
    end: int


def without_weekday(text: str) -> str:
    """Return a text without the name of a weekday in front."""
    return _NOT_THE_DATE.sub("", text)


def written_days(text: str) -> WrittenDays | None:
    """Return the days with a year that may stand at the beginning of a text; None for none."""
    for pattern in _DATES:
        if (match := pattern.match(text)) is not None:
            return WrittenDays(frozenset(_days(match)), match.end())
    return None


def month_number(word: str) -> int:
    """Return the number of a month, or 0, by its name or the beginning of it."""
    for number, names in enumerate(_MONTHS, 1):
        if any(name.startswith(word) for name in names):
            return number
    return 0


def _days(match: re.Match[str]) -> Iterator[date]:
    """Yield the days that a date may be."""
    parts = match.groupdict()
    year = int(parts["year"])
    if "first" in parts:
        first, second = int(parts["first"]), int(parts["second"])
        numbers = [(second, first), (first, second)]
    elif "word" in parts:
        numbers = [(month_number(parts["word"]), int(parts["day"]))]
    else:
        numbers = [(int(parts["month"]), int(parts["day"]))]
    for month, day in numbers:
        try:
            yield date(year, month, day)
        except ValueError:
            continue
