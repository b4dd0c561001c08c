"""The clock: local time with its UTC offset, and the format of times and days in notes."""

from collections.abc import Callable
from datetime import date, datetime
from time import time_ns

Clock = Callable[[], datetime]


def timestamp(now: datetime) -> str:
    """Return a time in the format of notes: ISO 8601 with a UTC offset, to the second."""
    return now.isoformat(timespec="seconds")


def local_now() -> datetime:
    """Return the current local time with its UTC offset."""
    return datetime.now().astimezone()


def nanoseconds_since_1970() -> int:
    """Return the current time as file systems give that of a file."""
    return time_ns()


def epoch_seconds(time: str) -> float:
    """Return an ISO 8601 time as seconds since 1970 (UTC); 0 for any other text."""
    try:
        return datetime.fromisoformat(time).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0


def is_moment(time: str) -> bool:
    """Return whether a text is an ISO 8601 time that is the same moment in every time zone."""
    try:
        return datetime.fromisoformat(time).tzinfo is not None
    except ValueError:
        return False


def read_day(text: str) -> date | None:
    """Return the day that a text is in ISO 8601, YYYY-MM-DD; None for any other text."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.isoformat() == text else None  # and not 20261124 or 2026-W48-2


def is_day(text: str) -> bool:
    """Return whether a text is a day in ISO 8601: YYYY-MM-DD."""
    return read_day(text) is not None


def is_iso_time(text: str) -> bool:
    """Return whether a text is a day, or a day and a time behind a `T`, year first (ISO 8601)."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return text[4:5] == "-" == text[7:8] and (len(text) == len("2026-11-23") or text[10] == "T")
