"""Finds identifiers in a text: patterns that may identify a person."""

import re
from collections.abc import Iterable

from coprod_cli.privacy.contacts import find_emails, find_links, find_machines
from coprod_cli.privacy.kinds import Identifier, Kind
from coprod_cli.privacy.names import find_names
from coprod_cli.privacy.numbers import find_numbers
from coprod_cli.privacy.watch_list import NO_WATCH_LIST, WatchList

__all__ = ["NO_WATCH_LIST", "Identifier", "Kind", "WatchList", "find_identifiers"]

# The placeholders that `Placeholders` writes: they are no identifiers themselves.
PLACEHOLDER = re.compile(
    r"\[(?:(?:PERSON|PLACE|ID|EMAIL|PHONE|LINK|IP)-[1-9][0-9]{0,8}|DATE|AGE)\]"
)
# Spaces, dashes and full-width forms that look like ASCII characters, each one character long.
_LOOKALIKE = re.compile("[\u00a0\u2002-\u200a\u202f\u2010-\u2015\u2212\uff01-\uff5e]")
# If two kinds match the same characters, the one that comes first here wins.
_RANK = {kind: rank for rank, kind in enumerate([
    Kind.WATCHED, Kind.EMAIL, Kind.URL, Kind.NATIONAL_ID, Kind.RECORD_NUMBER, Kind.IP,
    Kind.PHONE, Kind.ADDRESS, Kind.POSTCODE, Kind.AGE, Kind.DATE, Kind.NAME,
])}  # fmt: skip


def find_identifiers(text: str, watched: WatchList = NO_WATCH_LIST) -> list[Identifier]:
    """Return the identifiers in a text, by their start; of two that overlap, the longer one.

    Only patterns are found: a text without identifiers is not necessarily anonymous. The time is
    linear in the length of the text.

    Args:
        text: the text.
        watched: the notebook's own words to find.
    """
    plain = _with_ascii_signs(text)
    found = [*find_numbers(plain), *find_names(plain), *watched.find(text)]
    if "@" in plain:
        found += find_emails(plain)
    if ":" in plain or "." in plain:
        found += find_links(plain)
        found += find_machines(plain)
    if not found:
        return found
    return _without_overlaps(found, [match.span() for match in PLACEHOLDER.finditer(text)])


def _with_ascii_signs(text: str) -> str:
    """Return a text of the same length with ASCII characters instead of lookalikes."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return _LOOKALIKE.sub(_ascii_sign, text)
    # The no-break space is the only lookalike in Latin-1, and replacing one character is faster.
    return text.replace("\u00a0", " ")


def _ascii_sign(lookalike: re.Match[str]) -> str:
    code = ord(lookalike[0])
    if code >= 0xFF01:  # noqa: PLR2004 - the full-width block has the order of ASCII
        return chr(code - 0xFEE0)
    return "-" if code == 0x2212 or 0x2010 <= code <= 0x2015 else " "  # noqa: PLR2004 - dashes


def _without_overlaps(
    identifiers: Iterable[Identifier], placeholders: list[tuple[int, int]]
) -> list[Identifier]:
    """Return identifiers by start, without those that overlap a placeholder or a better one."""
    kept: list[Identifier] = []
    spans = iter([*placeholders, (1 << 62, 1 << 62)])
    span_start, span_end = next(spans)
    for found in sorted(identifiers, key=lambda each: (each.start, -each.end, _RANK[each.kind])):
        while span_end <= found.start:
            span_start, span_end = next(spans)
        if found.end > span_start:
            continue
        if not kept or kept[-1].end <= found.start:
            kept.append(found)
        elif _weight(found) > _weight(kept[-1]):
            kept[-1] = found
    return kept


def _weight(found: Identifier) -> tuple[int, int]:
    return found.end - found.start, -_RANK[found.kind]
