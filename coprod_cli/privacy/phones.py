"""Finds telephone numbers: Nordic, British, American, and any with a country code."""

import re

from coprod_cli.base.message import msg
from coprod_cli.privacy.kinds import Identifier, Kind, identifier
from coprod_cli.privacy.number_context import Number

# ITU-T E.164, section 6: at most 15 digits with the country code.
_COUNTRY = re.compile(
    r"[1-9][0-9]{0,2}[ .\-]?(?:\(0?[0-9]{0,4}\)[ .\-]?)?[0-9]{1,4}(?:[ .\-/]{0,2}[0-9]{1,11}){1,7}"
    r"(?!\w)"
)
_AREA = re.compile(
    r"0[1-9][0-9]{0,3}\)?(?:[ ]?[-/][ ]?|[ ])[0-9]{2,8}(?:[ ][0-9]{2,4}){0,4}(?!\w|[-/.:][0-9])"
    r"|0[1-9][0-9]{1,3}(?:-[0-9]{2,4}){2,4}(?!\w|[-/.:][0-9])"
    r"|0[1-9][0-9]{6,9}(?!\w|[-/.:][0-9])"
    r"|0[1-9][0-9]{1,3}(?:\.[0-9]{2,4}){3,4}(?!\w|[-/.:][0-9])|0[1-9][0-9]{2,3}\.[0-9]{3}\.[0-9]{3,4}(?!\w)"
)
_AMERICAN = re.compile(
    r"(?:1[ .\-])?(?:\(?[2-9][0-9]{2}\)[ ]?|[2-9][0-9]{2}[-.])[0-9]{3}[-. ][0-9]{4}"
    r"(?!\w|[-/.:][0-9])"
)
# Only a telephone number if a word before it says so: eight digits in Norway and Denmark, seven
# within an American town.
_LOCAL = re.compile(r"[1-9](?:[ -]?[0-9]){5,11}(?!\w|[-/.:,][0-9])")
_EXTENSION = re.compile(
    # "x 2" is rather how many times somebody rang.
    r",?[ ]?(?:(?:ext(?:ension)?|ankn(?:ytning)?|anknytningen)\.?[ ]?[0-9]{1,6}|x[ ]?[0-9]{2,6})"
    r"(?!\w)",
    re.IGNORECASE,
)
_INSIDE = frozenset({"ext", "extension", "ankn", "anknytning", "anknytningen"})
_INSIDE_NUMBER = re.compile(r"[0-9]{3,6}(?![\w])")
_NEAR = re.compile(
    r"(?<![^\W\d_])(?:tel|tfn|tlf|telef\w*|telephone\w*|mobil\w*|mobile|phone\w*|cell|call\w*|dial\w*"
    r"|ring\w*|fax\w*|sms\w*|text(?:ed|ing)?|puhelin\w*|nås|nåddes|whatsapp)"
    r"[^\w\n]{0,3}(?:[^\W\d_]+[^\w\n]{0,3}){0,3}\Z",
    re.IGNORECASE,
)
_MIN_DIGITS, _MAX_DIGITS = 8, 15
_STRETCH = 40
_WHY = msg("this looks like a telephone number.")
_WHY_INSIDE = msg("this looks like an extension within a telephone system.")


def find_phone(number: Number) -> Identifier | None:
    """Return the telephone number that starts with these digits."""
    text, start, end, before, *_ = number
    if number.is_joined:
        return None
    if before == "+":
        return _phone(text, start - 1, start, _COUNTRY.match(text, start))
    first = text[start]
    if first == "0":
        if text.startswith("00", start) and end - start > 3:  # noqa: PLR2004 - 00 and a country
            return _phone(text, start, start + 2, _COUNTRY.match(text, start + 2))
        area = _AREA.match(text, start)
        opening = start - (before == "(" and area is not None and ")" in area[0])
        return _phone(text, opening, start, area)
    american = _AMERICAN.match(text, start) if end - start in (1, 3) else None
    if american:
        in_brackets = before == "(" and ")" in american[0]
        return _phone(text, start - 1 if in_brackets else start, start, american)
    return _local(number)


def _phone(
    text: str, start: int, digits_from: int, found: re.Match[str] | None
) -> Identifier | None:
    """Return the identifier for a match with a plausible number of digits, with its extension.

    Args:
        text: the text.
        start: where the number starts, with `+` or a bracket.
        digits_from: from where its digits are counted.
        found: the match of its pattern.
    """
    if found is None:
        return None
    if not _MIN_DIGITS <= _digits(text, digits_from, found.end()) <= _MAX_DIGITS:
        return None
    extension = _EXTENSION.match(text, found.end())
    end = extension.end() if extension else found.end()
    return identifier(Kind.PHONE, start, end, _WHY)


def _local(number: Number) -> Identifier | None:
    """Return an extension, or a local number that a word before it reveals."""
    text, start, end, before, word, _ = number
    if before not in " :(\n.":
        return None
    if word in _INSIDE and _INSIDE_NUMBER.match(text, start):
        return identifier(Kind.PHONE, start, end, _WHY_INSIDE)
    found = _LOCAL.match(text, start)
    if found and _NEAR.search(text, max(0, start - _STRETCH), start):
        extension = _EXTENSION.match(text, found.end())
        return identifier(Kind.PHONE, start, extension.end() if extension else found.end(), _WHY)
    return None


def _digits(text: str, start: int, end: int) -> int:
    return sum(map(str.isdigit, text[start:end]))
