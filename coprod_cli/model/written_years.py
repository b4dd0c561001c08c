"""Years as people write them, in English or Swedish: "1997", "1997-", "since 1997", "1990s"."""

import re
from typing import NamedTuple

_YEAR = r"(?:1[6-9]|20)[0-9]{2}"
_DASH = r"\s*(?:-|\u2010|\u2011|\u2012|\u2013|\u2014|\u2192|->|to|until|till|t\.?o\.?m\.?)\s*"
_RANGE = re.compile(
    rf"(?<![0-9])({_YEAR}){_DASH}({_YEAR}|[0-9]{{2}})(?![0-9]|-[0-9]|s\b|-talet)", re.IGNORECASE
)
_SINGLE = re.compile(rf"(?<![0-9])({_YEAR})(?![0-9])(s\b|['\u2019]s\b|-?talet\b)?", re.IGNORECASE)
_OPEN = re.compile(
    rf"\b(?:since|ongoing|onwards?|present|today|now|still|sedan|framåt|pågår|pågående|idag|nu)\b"
    rf"|{_YEAR}\s*(?:-|\u2013|\u2014|\u2192|->)\s*(?:\.\.\.|\u2026)?\s*\Z",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"\b(?:about|around|circa|ca|c|roughly|early|mid|late|maybe|perhaps"
    r"|omkring|ungefär|runt|cirka|början|mitten|slutet|kanske)\b|\?",
    re.IGNORECASE,
)
_UNCLEAR = re.compile(
    rf"\b(?:before|after|not|or|by(?=\s+{_YEAR})|earlier|later|före|innan|efter|inte|eller|tidigare|senare"
    r"|senast|tidigast)\b",
    re.IGNORECASE,
)
_DAY = re.compile(rf"(?<![0-9])({_YEAR})-[0-9]{{2}}(?:-[0-9]{{2}})?(?![0-9])")


class WrittenYears(NamedTuple):
    """Years that a text says.

    Attributes:
        start: the first year; of a decade, its first.
        end: the last year of a range such as 2006-2012; None if the text says one year.
        is_about: whether the year is not exact, as in "about 2005" or "1990s".
        is_open: whether the text says that it goes on, as "1997-" or "since 1997" do.
    """

    start: int
    end: int | None = None
    is_about: bool = False
    is_open: bool = False


def read_years(text: str) -> WrittenYears | None:
    """Return the years that a text says; None if it says none, or not clearly."""
    about = _ABOUT.search(text) is not None
    if _UNCLEAR.search(text):
        return None
    undated = _DAY.sub(r"\1", text)  # of a day, the year counts
    if found := _RANGE.search(undated):
        rest = undated[: found.start()] + undated[found.end() :]
        start = int(found[1])
        end = int(found[2]) if len(found[2]) == 4 else start // 100 * 100 + int(found[2])  # noqa: PLR2004 - digits of a year
        if _SINGLE.search(rest) or end < start:
            return None
        return WrittenYears(start, end, about)
    years = list(_SINGLE.finditer(undated))
    if len({each[0] for each in years}) != 1:
        return None
    is_decade = years[0][2] is not None
    return WrittenYears(
        int(years[0][1]), None, about or is_decade, _OPEN.search(undated) is not None
    )
