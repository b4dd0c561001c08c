"""The clock: local time with its offset, and its form in notes."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]


def timestamp(now: datetime) -> str:
    """Return a time as notes have it: ISO 8601 with an offset, to the second."""
    return now.isoformat(timespec="seconds")


def local_now() -> datetime:
    """Return the time now, with this place's offset."""
    return datetime.now().astimezone()
