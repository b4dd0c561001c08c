"""Case ids: makes new ones, and recognizes them in texts."""

import os
import re
from datetime import datetime

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_CASE_ID = re.compile(rf"[0-9]{{8}}-[{_CROCKFORD}]{{6}}\Z")
_WITHIN = re.compile(rf"(?<![\w-])[0-9]{{8}}-[{_CROCKFORD}]{{6}}(?![\w-])")
_BEGINNING = re.compile(rf"[0-9]{{1,8}}(-[{_CROCKFORD}]{{0,6}})?\Z")


def new_case_id(now: datetime) -> str:
    """Return a new id: the day, and six random characters of Crockford's base 32 in lower case."""
    return f"{now:%Y%m%d}-{''.join(_CROCKFORD[byte % 32] for byte in os.urandom(6))}"


def is_case_id(text: str) -> bool:
    """Return True if a text has the form of a case id."""
    return _CASE_ID.match(text) is not None


def may_begin_case_id(text: str) -> bool:
    """Return True if a case id can begin with a text."""
    return _BEGINNING.match(text) is not None


def case_ids_in(text: str) -> list[str]:
    """Return the case ids in a text, in their order."""
    return _WITHIN.findall(text)
