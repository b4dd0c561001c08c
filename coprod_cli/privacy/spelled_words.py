"""Numbers, days and months in Swedish and English words."""

from collections.abc import Iterable

from coprod_cli.base.month_names import ENGLISH, SWEDISH


def _listed(words: str) -> list[str]:
    """Return words in their order."""
    return words.split()


SV_ONES = _listed("ett en två tre fyra fem sex sju åtta nio")
SV_TEENS = _listed("tio elva tolv tretton fjorton femton sexton sjutton arton nitton")
SV_TENS = _listed("tjugo trettio fyrtio femtio sextio sjuttio åttio nittio")
EN_ONES = _listed("one two three four five six seven eight nine")
EN_TEENS = _listed(
    "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
EN_TENS = _listed("twenty thirty forty fifty sixty seventy eighty ninety")
_SV_ORDINALS = _listed(
    "första förste andra andre tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte"
    " trettonde fjortonde femtonde sextonde sjuttonde artonde nittonde tjugonde trettionde"
    " tjugoförsta tjugoandra tjugotredje tjugofjärde tjugofemte tjugosjätte tjugosjunde"
    " tjugoåttonde tjugonionde trettioförsta trettioförste"
)
_EN_ORDINAL_ONES = _listed("first second third fourth fifth sixth seventh eighth ninth")
_EN_ORDINALS = [
    *_EN_ORDINAL_ONES,
    *_listed("tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth"),
    *_listed("eighteenth nineteenth twentieth thirtieth thirty-first"),
    *(f"twenty-{one}" for one in _EN_ORDINAL_ONES),
]
EN_MONTHS = [month.capitalize() for month in ENGLISH]


def with_capitals(words: Iterable[str]) -> frozenset[str]:
    """Return words in small letters and with a capital."""
    plain = frozenset(words)
    return plain | {word.capitalize() for word in plain}


DIGIT_WORDS = with_capitals(
    _listed("noll nolla nollan zero oh nought double dubbel dubbelt treble triple")
    + SV_ONES
    + EN_ONES
)
HIGH_NUMBERS = with_capitals(
    [
        *SV_TEENS, *SV_TENS, *EN_TEENS, *EN_TENS, "hundra", "hundred",
        *(tens + one for tens in SV_TENS for one in SV_ONES),
        *(f"{tens}-{one}" for tens in EN_TENS for one in EN_ONES),
    ]
)  # fmt: skip
ORDINAL_WORDS = with_capitals(_SV_ORDINALS + _EN_ORDINALS)
MONTH_WORDS = with_capitals([*SWEDISH, *ENGLISH])


def any_of(*groups: Iterable[str]) -> str:
    """Return a pattern that matches any of the words, the longest first."""
    return "|".join(sorted((word for group in groups for word in group), key=len, reverse=True))


ORDINAL = any_of(_SV_ORDINALS, _EN_ORDINALS, [word.replace("-", " ") for word in _EN_ORDINALS])
