"""Case ids: makes new ones, and recognizes them in texts."""

import os
import re
from datetime import datetime
from typing import TYPE_CHECKING

from coprod_cli.base.clock import is_iso_time

if TYPE_CHECKING:
    from coprod_cli.model.case_like import CaseHead

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
"""The digits of Crockford's base 32."""
_CASE_ID = re.compile(rf"[0-9]{{8}}-[{CROCKFORD}]{{6}}\Z")
_WITHIN = re.compile(rf"(?<![\w-])[0-9]{{8}}-[{CROCKFORD}]{{6}}(?![\w-])")
_END = re.compile(rf"([0-9]{{0,8}}-)?[{CROCKFORD}]{{1,6}}\Z")
_BEGINNING = re.compile(rf"[0-9]{{1,8}}(-[{CROCKFORD}]{{0,6}})?\Z")


def new_case_id(now: datetime) -> str:
    """Return a new id: the day, and six random characters of Crockford's base 32 in lower case."""
    return f"{now:%Y%m%d}-{random_id()}"


def random_id() -> str:
    """Return six random characters of Crockford's base 32 in lower case."""
    return "".join(CROCKFORD[byte % 32] for byte in os.urandom(6))


def is_case_id(text: str) -> bool:
    """Return True if a text has the form of a case id."""
    return _CASE_ID.match(text) is not None


def may_begin_case_id(text: str) -> bool:
    """Return True if a case id can begin with a text."""
    return _BEGINNING.match(text) is not None


def may_end_case_id(text: str) -> bool:
    """Return True if a case id can end with a text."""
    return _END.match(text) is not None


def case_ids_in(text: str) -> list[str]:
    """Return the case ids in a text, in their order."""
    return _WITHIN.findall(text)


def case_ids_at(text: str) -> dict[str, int]:
    """Return the case ids in a text, in their order, each with the offset of its first place."""
    places: dict[str, int] = {}
    for found in _WITHIN.finditer(text):
        places.setdefault(found[0], found.start())
    return places


def day_of_case_id(text: str) -> str:
    """Return the day, ISO 8601, on which a case id was made; "" if the text is no case id."""
    if not is_case_id(text):
        return ""
    day = f"{text[:4]}-{text[4:6]}-{text[6:8]}"
    return day if is_iso_time(day) else ""


def day_begun(case: "CaseHead") -> str:
    """Return the day on which a case was begun, ISO 8601: of `created`, else of its id; or ""."""
    return case.created[:10] if is_iso_time(case.created) else day_of_case_id(case.id)
