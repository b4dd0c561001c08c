"""What in a text could tell who a person is: it finds patterns, not people."""

import re
from collections.abc import Iterable

from coprod_cli.privacy.contacts import find_emails, find_links, find_machines
from coprod_cli.privacy.kinds import Identifier, Kind
from coprod_cli.privacy.names import find_names
from coprod_cli.privacy.numbers import find_numbers
from coprod_cli.privacy.watch_list import NO_WATCH_LIST, WatchList

__all__ = ["NO_WATCH_LIST", "Identifier", "Kind", "WatchList", "find_identifiers"]

# What `Placeholders` writes; it stands for an identifier, and is none.
PLACEHOLDER = re.compile(
    r"\[(?:(?:PERSON|PLACE|ID|EMAIL|PHONE|LINK|IP)-[1-9][0-9]{0,8}|DATE|AGE)\]"
)
# Signs that look like plain ones: spaces, dashes and full-width forms, each one character.
_LOOKALIKE = re.compile("[\u00a0\u2002-\u200a\u202f\u2010-\u2015\u2212\uff01-\uff5e]")
# Where two kinds fit the same characters, the one that is named first says more.
_RANK = {kind: rank for rank, kind in enumerate([
    Kind.WATCHED, Kind.EMAIL, Kind.URL, Kind.NATIONAL_ID, Kind.RECORD_NUMBER, Kind.IP,
    Kind.PHONE, Kind.ADDRESS, Kind.POSTCODE, Kind.AGE, Kind.DATE, Kind.NAME,
])}  # fmt: skip


def find_identifiers(text: str, watched: WatchList = NO_WATCH_LIST) -> list[Identifier]:
    """Return what in a text could tell who a person is, by start, none over another.

    Only patterns are found: a text without findings is not anonymous. Where two overlap, the
    longer one stays. The time is linear in the length of the text.
    """
    plain = _with_plain_signs(text)
    found = [*find_numbers(plain), *find_names(plain), *watched.find(text)]
    if "@" in plain:
        found += find_emails(plain)
    if ":" in plain or "." in plain:
        found += find_links(plain)
        found += find_machines(plain)
    if not found:
        return found
    return _apart(found, [each.span() for each in PLACEHOLDER.finditer(text)])


def _with_plain_signs(text: str) -> str:
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return _LOOKALIKE.sub(_plain, text)
    # Of the lookalikes only this one is in Latin-1; most texts need no search for the others.
    return text.replace("\u00a0", " ")


def _plain(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code >= 0xFF01:  # noqa: PLR2004 - the full-width block, which follows ASCII's order
        return chr(code - 0xFEE0)
    return "-" if code == 0x2212 or 0x2010 <= code <= 0x2015 else " "  # noqa: PLR2004 - dashes


def _apart(found: Iterable[Identifier], placeholders: list[tuple[int, int]]) -> list[Identifier]:
    """Return identifiers by start, the better one of any two that overlap."""
    kept: list[Identifier] = []
    taken = iter([*placeholders, (1 << 62, 1 << 62)])
    opened, closed = next(taken)
    for each in sorted(found, key=lambda one: (one.start, -one.end, _RANK[one.kind])):
        while closed <= each.start:
            opened, closed = next(taken)
        if each.end > opened:
            continue
        if not kept or kept[-1].end <= each.start:
            kept.append(each)
        elif _weight(each) > _weight(kept[-1]):
            kept[-1] = each
    return kept


def _weight(each: Identifier) -> tuple[int, int]:
    return each.end - each.start, -_RANK[each.kind]
