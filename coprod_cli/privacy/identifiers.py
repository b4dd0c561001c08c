"""Finds identifiers in a text: patterns that may identify a person."""

import re
from collections.abc import Iterable

from coprod_cli.privacy.contacts import (
    find_emails,
    find_handles,
    find_links,
    find_machines,
    find_spelled_emails,
)
from coprod_cli.privacy.kinds import Identifier, Kind
from coprod_cli.privacy.mentions import NO_NAMES, KnownNames, names_in
from coprod_cli.privacy.names import find_names
from coprod_cli.privacy.numbers import find_numbers
from coprod_cli.privacy.spelled import find_spelled
from coprod_cli.privacy.trigger_words import triggers_in
from coprod_cli.privacy.watch_list import NO_WATCH_LIST, WatchList

__all__ = ["NO_WATCH_LIST", "Identifier", "Kind", "WatchList", "find_identifiers"]

# The placeholders that `Placeholders` writes: they are no identifiers themselves.
PLACEHOLDER = re.compile(
    r"\[(?:(?:PERSON|PLACE|ID|EMAIL|PHONE|LINK|IP)-[1-9][0-9]{0,8}|DATE|AGE)\]"
)
# "Anna" may lead to "Anna Holm", and "Holm" to "Karl Holm": more rounds find hardly more.
_ROUNDS = 3
# Spaces, dashes and full-width forms that look like ASCII characters, each one character long.
_LOOKALIKE = re.compile("[\u00a0\u2002-\u200a\u202f\u2010-\u2015\u2212\uff01-\uff5e]")
# If two kinds match the same characters, the one that comes first here wins.
_RANK = {kind: rank for rank, kind in enumerate([
    Kind.WATCHED, Kind.EMAIL, Kind.URL, Kind.NATIONAL_ID, Kind.RECORD_NUMBER, Kind.IP,
    Kind.PHONE, Kind.ADDRESS, Kind.POSTCODE, Kind.AGE, Kind.DATE, Kind.NAME,
])}  # fmt: skip


def find_identifiers(
    text: str, watched: WatchList = NO_WATCH_LIST, known: KnownNames = NO_NAMES
) -> list[Identifier]:
    """Return the identifiers in a text, by their start; two that overlap are one.

    A name that is found once is found everywhere in the text.

    Only patterns are found: a text without identifiers is not necessarily anonymous. The time is
    linear in the length of the text.

    Args:
        text: the text.
        watched: the notebook's own words to find.
        known: names that were found elsewhere in the case.
    """
    plain = _with_ascii_signs(text)
    triggers = triggers_in(plain)
    found = [*find_numbers(plain), *find_names(plain, triggers), *watched.find(text)]
    found += find_spelled(plain, triggers)
    found += find_spelled_emails(plain, triggers)
    found += find_handles(plain, triggers)
    if "@" in plain:
        found += find_emails(plain)
    if ":" in plain or "." in plain:
        found += find_links(plain)
        found += find_machines(plain)
    found += _mentions(plain, found, known)
    if not found:
        return found
    return _without_overlaps(found, [match.span() for match in PLACEHOLDER.finditer(text)])


def with_mentions(text: str, found: list[Identifier], known: KnownNames) -> list[Identifier]:
    """Return the identifiers of a text, with the mentions of names found elsewhere in its case.

    Args:
        text: the text.
        found: what `find_identifiers` found in it.
        known: the names of the whole case.
    """
    mentions = list(known.find(_with_ascii_signs(text)))
    if not mentions:
        return found
    placeholders = [match.span() for match in PLACEHOLDER.finditer(text)]
    return _without_overlaps([*found, *mentions], placeholders)


def _mentions(text: str, found: list[Identifier], known: KnownNames) -> list[Identifier]:
    """Return each mention of the names that are found in a text, or known from elsewhere."""
    mentions: list[Identifier] = []
    names = known | names_in(text, found)
    for _ in range(_ROUNDS if names.names else 0):
        mentions = list(names.find(text))
        more = names_in(text, mentions).names
        # "Anna" was found, and is "Anna Holm" here: then "Holm" is her name, too.
        new = frozenset(name for name in more if " " in name and not names.has(name))
        if not new:
            break
        names |= KnownNames(new)
    return mentions


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
    """Return identifiers by start, those that overlap as one, and none on a placeholder."""
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
            continue
        last = kept[-1]
        best = found if _weight(found) > _weight(last) else last
        # Half an identifier is never left: what two of them cover is one.
        kept[-1] = best._replace(start=last.start, end=max(last.end, found.end))
    return kept


def _weight(found: Identifier) -> tuple[int, int]:
    return found.end - found.start, -_RANK[found.kind]
