"""Finds exact dates: a day of a month. A year, or a month with its year, is no identifier."""

import re

from coprod_cli.base.message import msg
from coprod_cli.base.month_names import ENGLISH
from coprod_cli.privacy.kinds import Identifier, Kind, identifier
from coprod_cli.privacy.number_context import Number, words

_MONTHS = (
    "januar[yi]?|februar[yi]?|mar(?:ch|s|ts)|april|ma[yji]|jun[ei]|jul[yi]|august(?:i)?|september"
    "|o[ck]tober|november|de[cs]ember|jan|feb|mar|apr|jun|jul|aug|sept?|o[ck]t|nov|de[cs]"
)
_DAY = "(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = "(?:0?[1-9]|1[0-2])"
_YEAR = "(?:1[89]|20)[0-9]{2}"
_SHORT_YEAR = "[ ]?['\u2019-][0-9]{2}"
# "23 November 2026", "23rd of November", "3:e maj", "3-5 maj".
_DAY_FIRST = re.compile(
    rf"{_DAY}(?:[ ]?-[ ]?{_DAY})?(?P<sure>(?:st|nd|rd|th|:[ea])?(?:[ ]of)?)\.?[ ]?"
    rf"(?P<month>{_MONTHS})(?!-?[^\W\d_])\.?"
    rf"(?P<year>,?[ ]{_YEAR}(?![\w-])|{_SHORT_YEAR}(?![\w:-]|[.,][0-9]|[ ](?:{_MONTHS}))"
    rf"|[ ][0-9]{{2}}(?![\w:%/-]|[.,:][0-9]|[ ](?:{_MONTHS})|[ ](?!(?:i|in|på|on|vid|at|för"
    rf"|for|och|and|med|with|när|when|efter|after|to)\b)[a-zåäö]))?",
    re.IGNORECASE,
)
# "12-Jun-2023", "3/May/24".
_JOINED_MONTH = re.compile(
    rf"{_DAY}([-/.])(?:{_MONTHS})\1(?:{_YEAR}|[0-9]{{2}})(?!\w)", re.IGNORECASE
)
# In lower case these are also other words, or rarely a month.
_UNSURE_MONTHS = words("may march mar dec sep")
_SURE_BEFORE = re.compile(
    r"(?<![^\W_])(?:on|den|the|since|until|till|from|from[.]|fr|tom|inlagd|hem|home|admitted|seen|due|by"
    r"|sedan|född|born|dob|op|opererad|[a-zåäö]*(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu"
    r"|fri|sat|sun|(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en)?)?)[ :.,]+\Z",
    re.IGNORECASE,
)
# These are whole words, so a full stop after them ends a sentence.
_WHOLE_MONTHS = words("may june july juni juli maj mars mai juli march april")
_ENGLISH_MONTHS = {*ENGLISH, *(name[:3] for name in ENGLISH), "sept"}
_MONTH_NAMES = frozenset({*_ENGLISH_MONTHS, "the"})
_MONTH_BEFORE = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(sorted(map(str.capitalize, _ENGLISH_MONTHS)))})\.?[ ]"
    r"(?:the[ ])?\Z"
)
_DAY_AFTER_MONTH = re.compile(
    rf"{_DAY}(?:(?:st|nd|rd|th)(?!\w)|(?![\w:%/+]|[.,][0-9]))(?:[ ]?-[ ]?{_DAY}(?!\w))?"
    rf"(?:,?[ ](?:{_YEAR}|['\u2019][0-9]{{2}})(?!\w))?"
)
_GENITIVE = re.compile("['\u2019]s")
_ENDED = re.compile(r"[.]?(?:[,;)\n]|\Z|[ ]kl)")
_ENDS_TEXT = re.compile(r"\s*(?:\n|\Z)|[ ][A-ZÅÄÖ]")
# "In May 12 patients came" is a count, not a date.
_COUNTED = re.compile(
    r"[ ](?!(?:was|is|has|this|as)\b)(?:[a-z]+s|people|women|men|children|mg|ml|percent)\b"
)
_ISO = re.compile(rf"{_YEAR}([-/.]){_MONTH}\1{_DAY}(?!\w|\1[0-9])|{_YEAR}([-/.]){_MONTH}\2{_DAY}T")
_NUMERIC = re.compile(
    rf"([0-9]{{1,2}})([/.-])([0-9]{{1,2}})\2({_YEAR}|[0-9]{{2}})(?!\w|[/.-][0-9])"
)
_SLASH = re.compile(
    rf"(?:{_DAY}/{_MONTH}|{_MONTH}/{_DAY})(?P<year>[ -]{_YEAR}|{_SHORT_YEAR})?"
    rf"(?:-{_DAY}/{_MONTH}(?![0-9/]))?(?!\w|[/.,-][0-9]|[ ]?%)"
)
# Events in the style of short notes: "inskr 3/5", "sökte akut 240314", "readmit 4/17".
_HAPPENED = (
    r"inkom\w*|inlagd\w*|inskr(?:iv\w*)?|utskr(?:iv\w*)?|återinskr\w*|hemskriven|sökte|op"
    r"|opererad\w*|kallad\w*|åb|återbesök|hemgång|sjukskr\w*|avled|avliden|dog"
    r"|hem|hemma|ny[ ]tid|tid|nästa|annars|besök|tel(?:efon)?kontakt|home|next|last|previous"
    r"|review(?:ed)?"
    r"|clinic|surgery|scan|mri|readmitted|booked|f/?up?|follow[- ]?up|rtc|tci|op'?d|started"
    r"|stopped|born"
    r"|kontroll|provtagning|prov|röntgen|remiss|start|insatt|utsatt|datum|date|vaccinerad|möte|tel|ring"
    r"|fr\.?[ ]?o\.?[ ]?m\.?|t\.?[ ]?o\.?[ ]?m\.?|sedan|sen|ank(?:om\w*)?|åter"
    r"|(?:re)?admit(?:ted)?|adm|d/c(?:'?d|ed)?|discharged|seen|since|until|dated|due|appt"
    r"|appointment|died|arrived|lmp|dob"
)
# These words introduce a score, a count or a time span instead.
_NO_DATE_FOLLOWS = (
    "i|in|av|om|for|only|bara|about|ca|every|var|with|med|x|vas|nrs|gcs|rls|kraft|power|strength"
    "|motor|pain|smärta|mood|tone|apgar|score|poäng|murmur|blåsljud|reflex(?:es)?|grade|grad|stage"
    "|bed|säng|room|rum|sal|dose?|dag|day"
)
_HAPPENED_BEFORE = rf"(?:{_HAPPENED})(?:[ :]+(?!(?:{_NO_DATE_FOLLOWS})\b)[^\W\d_]+\.?){{0,2}}"
# Earlier days in a list after one event: "sökte 2/1, 9/1 och 23/1".
_DAYS_BEFORE = (
    r"(?:[0-9]{1,2}/[0-9]{1,2}(?:,[ ]?(?:(?:och|and|samt)[ ])?"
    r"|[ ](?:och|o|and|samt|&|tom|till|to|or|eller)[ ]|[ ]?-[ ]?)){0,4}"
)
_SLASH_BEFORE = re.compile(
    r"(?<![^\W_])(?:(?P<sure>den|född|born)|d\.?|on|f\."
    r"|(?:mån|tis|ons|tors|fre|lör|sön)(?:dag(?:en)?)?"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs?)?|fri|sun"
    rf"|(?P<happened>{_HAPPENED_BEFORE}))"
    rf"[ :]+{_DAYS_BEFORE}\Z",
    re.IGNORECASE,
)
_CLOCK_AFTER = re.compile(r",?[ ]kl\.?[ ]?[0-9]", re.IGNORECASE)
_PORTION = re.compile(
    r"[ ]?(?:of|av|tabl\w*|dos\w*|pill\w*|mg|ml|liter|cup\w*|hour\w*|days?|dag(?:ar)?|weeks?"
    r"|veck\w+|months?|mån\w*|years?|år|times?|ggr|gånger|ago)\b",
    re.IGNORECASE,
)
# "24/7" and "16/8" are ways to work and to fast.
_NO_DATES = words("24/7 16/8 18/6 20/4 24/12 15/2 30/2 30/1 20/10")
_SCORE_BEFORE = re.compile(
    r"(?:score|poäng|skala\w*|scale|vas|nrs|gcs|rls|mmse|moca|mmt|phq\S*|gad\S*|news2?|madrs|apgar|visus|bp|bt"
    r"|blodtryck\w*|pressure|ratio|kvot|puls|hr|power|kraft|rum|room|bed|säng|sal|sida|page|kap\w*|pain|smärta"
    r"|test|questions?|frågor|version|v\.|lot|batch|order|nr|no|number|nummer|model|serie|bland|of|av|fast\w*)"
    r"(?:[ :=]+[a-zåäö]{1,6}){0,2}[ :=]*\Z",
    re.IGNORECASE,
)
_SCORE_AFTER = re.compile(
    r"[ ]?(?:%|mg|ml|mm|kg|p\b|points?|poäng|right|rätt|patients?|patienter|people|personer|of"
    r"|av|x\b|[-=/])",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![\w-])")
_SHORT = re.compile(r"[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])(?![\w-])")
_SHORT_BEFORE = re.compile(
    rf"(?<![^\W_])(?:den|född|f\.?|born|datum|from|tom|{_HAPPENED_BEFORE})[ :]+\Z", re.IGNORECASE
)
# At the start of a line, or in brackets, six digits are a day in hasty notes.
_SHORT_ALONE = re.compile(
    r"(?:\A|\n)[ \t]*(?:[-*•][ ])?\Z|(?<!nr )(?<!no )\(\Z"
    r"|(?<![^\W_])(?:on|the|since|until|by|till|fr\.o\.m\.|t\.o\.m\.|sedan|efter|före|kl"
    r"|dat)[ .:]+\Z",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"(?:version(?:en)?|release|v\.?|avsnitt|section|kapitel)[ :]*\Z", re.IGNORECASE
)
_STRETCH = 48
_WHY = msg("this looks like an exact date.")


def find_date(number: Number) -> Identifier | None:
    """Return the date whose day, month or year these digits are."""
    if number.is_joined:
        return None
    if number.end - number.start > 2:  # noqa: PLR2004 - a day or a month has two digits
        return _starting_with_year(number.text, number.start, number.end - number.start)
    after = number.text[number.end : number.end + 1]
    if after and after in "/.-" and (found := _in_numbers(number)):
        return found
    return _with_month(number)


def _starting_with_year(text: str, start: int, length: int) -> Identifier | None:
    """Return a date that starts with its year, or is written as 20261125 or 261125."""
    found: re.Match[str] | None = None
    if length == 4:  # noqa: PLR2004 - a year
        found = _ISO.match(text, start)
        if found and found[0].endswith("T"):
            return identifier(Kind.DATE, start, found.end() - 1, _WHY)
    elif length == 8:  # noqa: PLR2004 - ISO 8601 in its basic format
        found = _COMPACT.match(text, start)
    elif length == 6 and (  # noqa: PLR2004 - Swedish notes write 261125
        _SHORT_BEFORE.search(text, max(0, start - _STRETCH), start)
        or _SHORT_ALONE.search(text, max(0, start - 12), start)
    ):
        found = _SHORT.match(text, start)
    return identifier(Kind.DATE, start, found.end(), _WHY) if found else None


def _in_numbers(number: Number) -> Identifier | None:
    """Return a date in numbers: 25.11.2026, 25-11-26, 25/11."""
    text, start = number.text, number.start
    is_word = text[number.end + 1 : number.end + 2].isalpha()
    if is_word and (joined := _JOINED_MONTH.match(text, start)):
        return identifier(Kind.DATE, start, joined.end(), _WHY)
    found = _NUMERIC.match(text, start)
    if found and _is_day(*found.groups()):
        if _VERSION.search(text, max(0, start - 12), start):
            return None
        return identifier(Kind.DATE, start, found.end(), _WHY)
    return _with_slash(text, start)


def _with_slash(text: str, start: int) -> Identifier | None:
    """Return a date such as "3/5", unless it is rather a fraction."""
    found = _SLASH.match(text, start)
    if found is None:
        return None
    before = _SLASH_BEFORE.search(text, max(0, start - _STRETCH), start)
    sure = found["year"] or before or _CLOCK_AFTER.match(text, found.end())
    if not sure and not _is_calendar_like(text, found):
        return None
    if _PORTION.match(text, found.end()) and not (before and before["sure"]):
        return None
    # "Seen 3/5 patients" is a count.
    if before and before["happened"] and _COUNTED.match(text, found.end()):
        return None
    return identifier(Kind.DATE, start, found.end(), _WHY)


def _is_calendar_like(text: str, found: re.Match[str]) -> bool:
    """Return whether "17/10" alone may be a day and a month: a score or share has other numbers."""
    first, second = found[0].split("/")[:2]
    if int(first) <= 12 or int(second) > 12 or found[0] in _NO_DATES:  # noqa: PLR2004 - months
        return False
    return not (
        _SCORE_BEFORE.search(text, max(0, found.start() - _STRETCH), found.start())
        or _SCORE_AFTER.match(text, found.end())
    )


def _is_day(first: str, mark: str, second: str, year: str) -> bool:
    """Return whether numbers are a day and a month, in either order, and not part of a list."""
    if not (1 <= min(int(first), int(second)) <= 12 and 1 <= max(int(first), int(second)) <= 31):  # noqa: PLR2004
        return False
    has_all_digits = len(year) == 4 or len(first) == len(second) == 2  # noqa: PLR2004 - digits
    # "14.3.24" has a day that no chapter has.
    return mark == "/" or has_all_digits or (mark == "." and int(first) > 12)  # noqa: PLR2004


def _with_month(number: Number) -> Identifier | None:
    """Return a date with the name of its month: 3 May, May 3rd, 3 maj 2026."""
    text, start = number.text, number.start
    found = _DAY_FIRST.match(text, start)
    if found:
        return _day_first(text, found)
    if number.word not in _MONTH_NAMES:
        return None
    month = _MONTH_BEFORE.search(text, max(0, start - 15), start)
    found = _DAY_AFTER_MONTH.match(text, start) if month else None
    if found is None or month is None:
        return None
    if found[0].isdigit() and _COUNTED.match(text, found.end()):
        return None
    return identifier(Kind.DATE, month.start(), found.end(), _WHY)


def _day_first(text: str, found: re.Match[str]) -> Identifier | None:
    """Return the date of a day and a month after it, unless the month may be another word."""
    month, sure = found["month"], found["sure"]
    if month in _UNSURE_MONTHS and not (sure or found["year"]):
        before = _SURE_BEFORE.search(text, max(0, found.start() - _STRETCH), found.start())
        if before is None and not _ENDED.match(text, found.end("month")):
            return None
    # "3 of March's referrals" is a count.
    if sure.strip() == "of" and _GENITIVE.match(text, found.end()):
        return None
    is_whole = len(month) > len("sept") or month.lower() in _WHOLE_MONTHS
    end = found.end() - (
        found[0].endswith(".") and bool(is_whole or _ENDS_TEXT.match(text, found.end()))
    )
    return identifier(Kind.DATE, found.start(), end, _WHY)
