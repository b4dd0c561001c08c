"""A case's id: made, and told from other words."""

import os
import re
from datetime import datetime

_CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
_CASE_ID = re.compile(rf"[0-9]{{8}}-[{_CROCKFORD}]{{6}}\Z")
_WITHIN = re.compile(rf"(?<![\w-])[0-9]{{8}}-[{_CROCKFORD}]{{6}}(?![\w-])")
_BEGINNING = re.compile(rf"[0-9]{{1,8}}(-[{_CROCKFORD}]{{0,6}})?\Z")


def new_case_id(now: datetime) -> str:
    """Return a new id: the day, and six characters of Crockford's base 32 in lower case."""
    return f"{now:%Y%m%d}-{''.join(_CROCKFORD[byte % 32] for byte in os.urandom(6))}"


def is_case_id(text: str) -> bool:
    """Tell whether a text has the form of a case's id."""
    return _CASE_ID.match(text) is not None


def may_begin_case_id(text: str) -> bool:
    """Tell whether a case's id may begin with a text."""
    return _BEGINNING.match(text) is not None


def case_ids_in(text: str) -> list[str]:
    """Return the ids of cases that a text names, in their order."""
    return _WITHIN.findall(text)
