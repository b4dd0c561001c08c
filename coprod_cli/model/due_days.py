"""Reads the day by which a step is due from what a person types: `fri`, `12 dec`, `om 2 veckor`.

The list of forms is short, English and Swedish, and either language is read in the other's
interview. What could be two days gives both, and is never decided: `3/4`; `fri` on a Friday;
`next Friday`, if the coming one is in this week; `28 nov` on 29 November. We tried dateparser
1.5.0: its import takes 0.8 s and brings four packages; it takes `3/4` for 4 March and `1` for the
29th of January, and does not know `nästa fredag`.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from coprod_cli.base.patterns import lazy_pattern
from coprod_cli.base.text import folded
from coprod_cli.base.written_days import DAY, WORD, month_number, written_days

_WEEK = 7
_JUST_PASSED = 31
"""Days since a day without a year, within which it may be that of this year, too."""
_YEARS = 8
"""Years in which there is a 29 February in any case."""
_NAMES = (
    ("monday", "måndag"), ("tuesday", "tisdag"), ("wednesday", "onsdag"), ("thursday", "torsdag"),
    ("friday", "fredag"), ("saturday", "lördag"), ("sunday", "söndag"),
)  # fmt: skip
_NEAR = {
    "today": 0, "tonight": 0, "idag": 0, "i dag": 0, "ikväll": 0, "i kväll": 0,
    "tomorrow": 1, "imorgon": 1, "i morgon": 1,
    "day after tomorrow": 2, "övermorgon": 2, "i övermorgon": 2,
    "yesterday": -1, "last night": -1, "igår": -1, "i går": -1, "igår kväll": -1, "i går kväll": -1,
    "day before yesterday": -2, "förrgår": -2, "i förrgår": -2,
}  # fmt: skip
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "a an one en ett", "two två", "three tre", "four fyra", "five fem", "six sex",
            "seven sju", "eight åtta", "nine nio", "ten tio", "eleven elva", "twelve tolv",
            "thirteen tretton", "fourteen fjorton",
        ),
        1,
    )
    for word in words.split()
}  # fmt: skip
_UNITS = {
    "days": lazy_pattern(r"days?|dag(?:ar)?"),
    "weeks": lazy_pattern(r"weeks?|veck(?:a|or)"),
    "months": lazy_pattern(r"months?|månad(?:er)?"),
    "years": lazy_pattern(r"years?|år"),
}
_LEAD = lazy_pattern(r"\A(?:(?:on|by|until|the|den|på|till|senast|nu|this|coming|kommande) )+")
_IN = lazy_pattern(r"(?:in|om) (?P<number>[0-9]{1,3}|[a-zåäö]+) (?P<unit>[a-zåäö]+)\Z")
_NAMED = r"(?P<name>[a-zåäö]{3,11})\.?"
_NEXT = lazy_pattern(rf"(?:next|nästa) {_NAMED}\Z")
_IN_NEXT_WEEK = lazy_pattern(rf"{_NAMED} (?:next week|(?:i )?nästa vecka)\Z")
_IN_WEEK = lazy_pattern(
    rf"{_NAMED},? (?:(?:in |of )?week|(?:i )?vecka|v|w)\.? ?(?P<week>[0-9]{{1,2}})\Z"
)
_OF_MONTH = lazy_pattern(rf"{DAY}(?:st|nd|rd|th|\.|:e|:a)?(?: of)?[ -]?{WORD}\Z")
_MONTH_FIRST = lazy_pattern(rf"{WORD} {DAY}(?:st|nd|rd|th)?\Z")
_NUMERIC = lazy_pattern(r"(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})\Z")
_ORDINAL = lazy_pattern(rf"{DAY}(?:st|nd|rd|th|:e|:a)\Z")
_WITH_WEEKDAY = lazy_pattern(rf"{_NAMED},? (?:the |den )?(?=[0-9]|[a-z]+\.? [0-9])")


def near_day(text: str, today: date) -> date | None:
    """Return the day that a word such as `today` or `igår` names; None for any other text.

    Args:
        text: the text, as typed.
        today: the day on which it was typed.
    """
    away = _NEAR.get(_LEAD.sub("", folded(text).strip(" .!")))
    return None if away is None else today + timedelta(away)


def read_day(text: str, today: date) -> tuple[date, ...]:
    """Return the days that a text may mean, in order: one if it is clear, none for other texts.

    Args:
        text: the text, as typed.
        today: the day on which it was typed.
    """
    words = folded(text).strip(" .!")
    try:
        return tuple(sorted(set(_days(_LEAD.sub("", words), today))))
    except OverflowError:
        return ()


def _days(words: str, today: date) -> Iterator[date]:
    if (near := _NEAR.get(words)) is not None:
        yield today + timedelta(near)
    elif match := _IN.match(words):
        yield from _from_now(match["number"], match["unit"], today)
    elif (weekday := _weekday(words)) is not None:
        yield from _coming(weekday, today)
    elif (match := _NEXT.match(words)) and (weekday := _weekday(match["name"])) is not None:
        yield today + timedelta((weekday - today.weekday() - 1) % _WEEK + 1)
        yield _in_next_week(weekday, today)
    elif (match := _IN_NEXT_WEEK.match(words)) and (weekday := _weekday(match["name"])) is not None:
        yield _in_next_week(weekday, today)
    elif (match := _IN_WEEK.match(words)) and (weekday := _weekday(match["name"])) is not None:
        yield from _in_week(int(match["week"]), weekday, today)
    elif (match := _WITH_WEEKDAY.match(words)) and (weekday := _weekday(match["name"])) is not None:
        rest = words[match.end() :]
        yield from (day for day in _days_of_calendar(rest, today) if day.weekday() == weekday)
    else:
        yield from _days_of_calendar(words, today)


def _from_now(number: str, unit: str, today: date) -> Iterator[date]:
    count = int(number) if number.isdecimal() else _NUMBERS.get(number)
    kind = next((kind for kind, pattern in _UNITS.items() if pattern.fullmatch(unit)), "")
    if count is None or not kind:
        return
    if kind in ("days", "weeks"):
        yield today + timedelta(**{kind: count})
        return
    months = today.year * 12 + today.month - 1 + count * (12 if kind == "years" else 1)
    first = date(months // 12, months % 12 + 1, 1)
    # There is no 31 April: the last day of the month is then meant.
    length = ((first.replace(day=28) + timedelta(4)).replace(day=1) - first).days
    yield first.replace(day=min(today.day, length))


def _coming(weekday: int, today: date) -> Iterator[date]:
    """Yield the coming day of a weekday; today and a week later if it is today's."""
    ahead = (weekday - today.weekday()) % _WEEK
    yield today + timedelta(ahead)
    if not ahead:
        yield today + timedelta(_WEEK)


def _in_next_week(weekday: int, today: date) -> date:
    return today + timedelta(_WEEK - today.weekday() + weekday)


def _in_week(week: int, weekday: int, today: date) -> Iterator[date]:
    """Yield the next day of a weekday in a week of ISO 8601."""
    year = today.isocalendar().year
    for each in (year, year + 1):
        try:
            day = date.fromisocalendar(each, week, weekday + 1)
        except ValueError:
            continue
        if day >= today:
            yield day
            return


def _days_of_calendar(words: str, today: date) -> Iterator[date]:
    """Yield the days that a date is, with or without a year."""
    if (found := written_days(words)) is not None:
        yield from found.days if found.end == len(words) else ()
        return
    for pattern in (_OF_MONTH, _MONTH_FIRST):
        if (match := pattern.match(words)) and match["word"]:
            yield from _next_of(month_number(match["word"]), int(match["day"]), today)
            return
    if match := _NUMERIC.match(words):
        first, second = int(match["first"]), int(match["second"])
        yield from _next_of(second, first, today)
        yield from _next_of(first, second, today)
    elif match := _ORDINAL.match(words):
        months = (today.year * 12 + today.month - 1 + ahead for ahead in range(12))
        days = (_day_or_none(each // 12, each % 12 + 1, int(match["day"])) for each in months)
        yield from [day for day in days if day and day >= today][:1]


def _next_of(month: int, day: int, today: date) -> Iterator[date]:
    """Yield the next such day of a year; that of this year, too, if it has just passed."""
    years = range(today.year, today.year + _YEARS + 1)
    days = [found for year in years if (found := _day_or_none(year, month, day))]
    if days and 0 < (today - days[0]).days <= _JUST_PASSED:
        yield days[0]
    yield from [each for each in days if each >= today][:1]


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _weekday(word: str) -> int | None:
    """Return the number of a weekday, Monday 0, by its name or the beginning of it."""
    word = word.removesuffix(".")
    if len(word) < 3:  # noqa: PLR2004 - two letters may be other words, such as "to" or "on"
        return None
    for number, (english, swedish) in enumerate(_NAMES):
        if english.startswith(word) or f"{swedish}en".startswith(word):
            return number
    return None
