"""Forms of dates: reads days and times as other programs write them, where only one is possible."""

import re
from datetime import datetime

from coprod_cli.base.clock import is_iso_time
from coprod_cli.base.text import folded
from coprod_cli.base.written_days import without_weekday, written_days

_TIME = re.compile(
    r"(?:t|,? (?:at |kl\.? ?)?)(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})"
    r"(?:[:.](?P<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?(?: ?(?P<half>[ap])\.?m\.?)?"
    r"(?: ?(?:(?P<utc>z|utc|gmt)(?![-+])"
    r"|(?:utc|gmt)?(?P<sign>[-+])(?P<oh>[0-9]{2}):?(?P<om>[0-9]{2})))?"
    r"(?: \([a-zåäö +0-9:]*\))?\Z"
)
_BASIC = re.compile(r"[0-9]{8}T[0-9]{4,6}(?:Z|[-+][0-9:]{2,5})?\Z")
_NOON = 12


def as_iso_time(text: str, likely_day: str = "") -> str:
    """Return a day, or a day and a time, in the form of ISO 8601; "" if it may be several or none.

    A time without an offset gets none, since it is not known.

    Args:
        text: the text, such as `23.11.2026`, `Nov 23, 2026` or `11/23/2026 3:01 pm`.
        likely_day: the day that decides between day first and month first, ISO 8601.
    """
    if is_iso_time(text):
        return text
    if _BASIC.match(text):
        return _basic(text)
    words = without_weekday(folded(text).strip("\"'"))
    if (found := written_days(words)) is None:
        return ""
    days = {day.isoformat() for day in found.days}
    day = days.pop() if len(days) == 1 else likely_day if likely_day in days else ""
    rest = words[found.end :]
    time = _time(rest) if rest else ""
    return f"{day}{time}" if day and time is not None else ""


def _basic(text: str) -> str:
    """Return a time of ISO 8601's basic form in its extended form; "" if it is none."""
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return ""


def _time(text: str) -> str | None:
    """Return a time as it stands behind a day in ISO 8601; None if it is none."""
    match = _TIME.match(text)
    if match is None:
        return None
    hour = int(match["hour"])
    if match["half"]:
        if not 0 < hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if match["half"] == "p" else 0)
    offset = "Z" if match["utc"] else f"{match['sign']}{match['oh']}:{match['om']}"
    time = f"T{hour:02}:{match['minute']}:{match['second'] or '00'}"
    time += offset if match["utc"] or match["sign"] else ""
    return time if is_iso_time(f"2000-01-01{time}") else None
