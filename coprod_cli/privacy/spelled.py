"""Finds ages, dates, telephone numbers and house numbers that are written in words."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from coprod_cli.base.message import msg
from coprod_cli.base.month_names import SWEDISH
from coprod_cli.privacy.ages import is_somebody
from coprod_cli.privacy.kinds import Identifier, Kind, identifier
from coprod_cli.privacy.leads import is_lead
from coprod_cli.privacy.spelled_words import (
    DIGIT_WORDS,
    EN_MONTHS,
    EN_ONES,
    EN_TEENS,
    EN_TENS,
    HIGH_NUMBERS,
    MONTH_WORDS,
    ORDINAL,
    ORDINAL_WORDS,
    SV_ONES,
    SV_TEENS,
    SV_TENS,
    any_of,
    with_capitals,
)

_SV_NUMBER = (
    rf"(?:(?:{any_of(SV_TENS)})(?:{any_of(SV_ONES)})?|{any_of(SV_TEENS, SV_ONES)}"
    rf"|hundra(?:{any_of(SV_ONES)})?)"
)
_EN_NUMBER = (
    rf"(?:(?:{any_of(EN_TENS)})(?:[ -](?:{any_of(EN_ONES)}))?|{any_of(EN_TEENS, EN_ONES)}"
    rf"|a[ ]hundred)"
)
_HIGH_SV = rf"(?:(?:{any_of(SV_TENS)})(?:{any_of(SV_ONES)})?|{any_of(SV_TEENS)})"
_HIGH_EN = rf"(?:(?:{any_of(EN_TENS)})(?:[ -](?:{any_of(EN_ONES)}))?|{any_of(EN_TEENS)})"
_UNIT = "(?:years?|yrs?|months?|weeks?|days?)"
_AGE = re.compile(
    rf"(?<![^\W_])(?:"
    rf"(?P<ringed>{_SV_NUMBER}[ -]?(?:åring(?:en|ens|ar|arna|s)?|årig[ate]?)(?![^\W\d_]))"
    rf"|(?P<years>{_SV_NUMBER}[ ]år(?:s[ ]ålder)?(?![^\W\d_])(?:[ ]och[ ]ett[ ]halvt)?)"
    rf"(?P<grown>[ ](?:gam\w+|gaml\w+|ung))?"
    rf"|(?P<old>{_EN_NUMBER}(?:[ ]and[ ]a[ ]half)?(?:[ -]{_UNIT}[ -]olds?"
    rf"|[ ]{_UNIT}[ ]of[ ]age)(?!\w))"
    rf"|(?P<bare>{_HIGH_SV}|{_HIGH_EN})(?![^\W\d_]|-[^\W\d_])"
    rf")",
    re.IGNORECASE,
)
_TURNED = re.compile(
    r"(?<![^\W_])(?:aged|turned|turning|turns|age[ ]of|fyller|fyllde|fyllt|fylla|ålder[ ]av"
    r"|åldern)[ ]"
    r"(?:just|only|bara|just[ ])?\Z|(?<![^\W_])(?:"
    r"(?:she|he|who|mum|dad|mother|father|i)(?:[ ](?:is|was|am)|['\u2019](?:s|m))"
    r"|(?:hon|han|hen|jag|som|mamma|pappa|modern|fadern|patienten|pat)[ ](?:är|var|blir|blev))[ ]"
    r"(?:(?:only|just|now|nearly|almost|bara|nu|snart|redan|över|about)[ ])?\Z",
    re.IGNORECASE,
)
_PERSON_APART = re.compile(r"(?<![^\W_])(?P<word>[^\W\d_]+),?[ ]\(?\Z")
_IS_PERSON = re.compile(
    r"(?<![^\W_])(?:är|var|blir|blev|fyller|fyllde|fyllt|kvinna|man|flicka|pojke|patient|pat|son|dotter"
    r"|mamma|pappa)[,]?[ ](?:bara|snart|redan|nu|ca|cirka|drygt|nästan)?[ ]?\Z",
    re.IGNORECASE,
)
_IT_IS = re.compile(
    r"(?<![^\W_])(?:det|detta|den|it|this|that|huset|bilen)[ ](?:är|var|is|was)[ ]\Z", re.IGNORECASE
)
_SPAN_AFTER = re.compile(
    r"[ ](?:sedan|sen|tidigare|senare|efter|framåt|till|kvar|av|bort|innan|före|i[ ]r?sträck"
    r"|i[ ]rad|på|med"
    r"|erfarenhet|mellan|utan|tillbaka|och[ ]tung|lång\w*)(?![^\W\d_])",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"[.,;!?)\n]|\Z|[ ](?:and|but|when|och|men|när|som|who|with|med|now|nu|i|in|on|på|this|last)\b"
)
_THING = re.compile(
    r"(?:rullstol\w*|bil\w*|hus\w*|avdelning\w*|system\w*|dator\w*|säng\w*|klinik\w*|apparat\w*|avtal\w*|hiss\w*|ward|system"
    r"|house|building|computer|car|clinic|hospital|lift|machine|wheelchair|bed|policy|form"
    r"|unit)[ ](?:är|var|is|was)[ ]"
    r"(?:\w+[ ])?\Z",
    re.IGNORECASE,
)
_YEAR = r"(?:,?[ ](?:1[89]|20)[0-9]{2}(?!\w))?"
_ANY_MONTH = any_of(SWEDISH, EN_MONTHS)
_MONTH_AFTER = re.compile(
    rf"(?:{ORDINAL})[ ](?:of[ ])?(?:{_ANY_MONTH})(?![\w-]|['\u2019]s){_YEAR}", re.IGNORECASE
)
_ORDINAL = re.compile(rf"(?:{ORDINAL})(?![\w-]){_YEAR}", re.IGNORECASE)
_MONTH_BEFORE = re.compile(rf"(?<![^\W_])(?:{any_of(EN_MONTHS)})[ ](?:the[ ])?\Z")
_ARTICLE = re.compile(r"(?<![^\W_])(?:den|the)[ ]\Z", re.IGNORECASE)
_DAY_ENDS = re.compile(r"[.,;)\n]|\Z|[ ](?:och|kl|ringde|kom)\b")
_SPOKEN = (
    rf"(?:noll(?:a|an)?|zero|oh|nought|o|double|dubbel(?:t)?|treble|triple|(?:{any_of(SV_TENS)})(?:{any_of(SV_ONES)})?"
    rf"|(?:{any_of(EN_TENS)})(?:[ -](?:{any_of(EN_ONES)}))?"
    rf"|{any_of(SV_TEENS, SV_ONES, EN_TEENS, EN_ONES)}|[0-9]{{1,4}})"
)
_PHONE = re.compile(
    rf"(?<![\w-])(?:(?:plus|\+)[ ])?{_SPOKEN}(?:[ ,.-]{{1,3}}(?:och[ ]"
    rf"|and[ ])?{_SPOKEN}){{4,19}}(?![\w-])",
    re.IGNORECASE,
)
_VALUES = {
    word: value
    for group in (SV_ONES[1:], EN_ONES)
    for value, word in enumerate(group, 2 if group[0] == "en" else 1)
} | {
    word: value
    for value, word in enumerate(
        ["ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"], 1
    )
}
_MIN_SPOKEN = 6
_WIDEST_SPOKEN = 60
_SPOKEN_WORDS = DIGIT_WORDS | HIGH_NUMBERS
_JOINED_AGES = ("åri", "-old")
_ZEROS = with_capitals(("noll", "nolla", "nollan", "zero", "oh", "nought"))
_ARTICLES = with_capitals(("en", "ett", "one"))
_STREETS = ("gatan ", "vägen ", "torget ")
_STREET_START = re.compile(r"(?<![^\W_])[A-ZÀ-ÖØ-Þ][\w:'\u2019-]*\Z")
_SMALL_NUMBER = re.compile(rf"{_SV_NUMBER}(?![^\W\d_])")
_ENGLISH_NUMBERS = with_capitals([*EN_ONES, *EN_TEENS, *EN_TENS]) | {
    word for word in HIGH_NUMBERS if "-" in word
}
_ENGLISH_STREETS = (" Street", " Road", " Avenue", " Lane")
_ENGLISH_HOUSE = re.compile(
    rf"(?<![^\W_])(?i:{_EN_NUMBER})(?:[ ][A-Z][\w'\u2019]{{1,20}}){{1,3}}?[ ]"
    r"(?:Street|Road|Avenue|Lane|Close|Crescent|Drive|Terrace|Gardens|Grove|Court)(?!\w)"
)
_WHY_AGE = msg("this looks like an exact age.")
_WHY_DATE = msg("this looks like an exact date.")
_WHY_PHONE = msg("this looks like a telephone number.")
_WHY_ADDRESS = msg("this looks like a street address.")


def find_spelled(text: str, triggers: frozenset[str]) -> Iterator[Identifier]:
    """Yield identifiers whose numbers are written in words.

    Args:
        text: the text.
        triggers: the words of the text that call for a search.
    """
    days = triggers & ORDINAL_WORDS if triggers & MONTH_WORDS else frozenset()
    digits, high = (triggers & DIGIT_WORDS) - _ARTICLES, triggers & HIGH_NUMBERS
    for start in _starts(text, days):
        yield from _date(text, start)
    yield from _ages(text, digits, high)
    if triggers & _ZEROS or len(digits) >= 4:  # noqa: PLR2004 - enough for a telephone
        yield from _phones(text, sorted(_starts(text, triggers & _SPOKEN_WORDS)))
    if digits or high:
        yield from _houses(text, digits | high)


def _starts(text: str, words: Iterable[str]) -> Iterator[int]:
    """Yield where words start in a text."""
    for word in words:
        start = text.find(word)
        while start >= 0:
            if not (start and (text[start - 1].isalnum() or text[start - 1] in "_-")):
                yield start
            start = text.find(word, start + len(word))


def _date(text: str, start: int) -> Iterator[Identifier]:
    """Yield the date of an ordinal number: "the third of May", "May the third", "den tredje"."""
    article = _ARTICLE.search(text, max(0, start - 5), start)
    begin = article.start() if article else start
    found = _MONTH_AFTER.match(text, start)
    if found:
        yield identifier(Kind.DATE, begin, found.end(), _WHY_DATE)
        return
    day = _ORDINAL.match(text, start)
    if day is None:
        return
    month = _MONTH_BEFORE.search(text, max(0, start - 16), start)
    if month:
        yield identifier(Kind.DATE, month.start(), day.end(), _WHY_DATE)
    elif article and article[0].lower() == "den " and _DAY_ENDS.match(text, day.end()):
        yield identifier(Kind.DATE, begin, day.end(), _WHY_DATE)


def _ages(text: str, digits: frozenset[str], high: frozenset[str]) -> Iterator[Identifier]:
    if digits and not (" år" in text or "old" in text or "of age" in text):
        digits = frozenset()
    starts = set(_starts(text, digits | high))
    for tail in _JOINED_AGES:
        end = text.find(tail)
        while end >= 0:
            starts.add(max(text.rfind(mark, max(0, end - 40), end) for mark in ' \n(*"') + 1)
            end = text.find(tail, end + len(tail))
    for start in sorted(starts):
        found = _AGE.match(text, start)
        if found and _is_age(text, found):
            yield identifier(Kind.AGE, start, found.end(), _WHY_AGE)


def _is_age(text: str, found: re.Match[str]) -> bool:
    start, end = found.span()
    near = max(0, start - 40)
    if _THING.search(text, near, start):
        return False
    if found["ringed"] or found["old"]:
        return True
    if found["years"]:
        return _is_age_in_years(text, found, near)
    if not _CLAUSE.match(text, end):
        return False
    return _TURNED.search(text, near, start) is not None or is_somebody(text, start)


def _is_age_in_years(text: str, found: re.Match[str], near: int) -> bool:
    """Return whether "fyrtiosju år" is an age, and no time span."""
    start, end = found.span()
    if _IT_IS.search(text, near, start):
        return False
    if found["grown"]:
        return True
    if "ålder" in found["years"]:
        return True
    if _SPAN_AFTER.match(text, end):
        return False
    if _IS_PERSON.search(text, near, start):
        return True
    apart = _PERSON_APART.search(text, near, start)
    return bool(apart and "," in apart[0] and is_lead(apart["word"]) and _CLAUSE.match(text, end))


def _phones(text: str, starts: list[int]) -> Iterator[Identifier]:
    """Yield telephone numbers in words; `starts` is where number words start."""
    searched_to = 0
    for first, fifth in zip(starts, starts[4:], strict=False):
        if first < searched_to or fifth - first > _WIDEST_SPOKEN:
            continue
        found = _PHONE.search(text, max(0, first - 10, searched_to), fifth + 2 * _WIDEST_SPOKEN)
        if found is None:
            continue
        searched_to = found.end()
        parts = [
            part for part in re.split(r"[ ,.-]+", found[0].lower()) if part not in ("och", "and")
        ]
        if len(parts) < _MIN_SPOKEN or sum(part.isdigit() for part in parts) * 2 > len(parts):
            continue
        values = [_VALUES.get(part) for part in parts]
        steps = [
            None if one is None or other is None else other - one for one, other in pairwise(values)
        ]
        if steps.count(1) > len(steps) // 2:  # somebody counts
            continue
        yield identifier(Kind.PHONE, found.start(), found.end(), _WHY_PHONE)


def _houses(text: str, numbers: frozenset[str]) -> Iterator[Identifier]:
    for ending in _STREETS if not numbers <= _ENGLISH_NUMBERS else ():
        end = text.find(ending)
        while end >= 0:
            number = _SMALL_NUMBER.match(text, end + len(ending))
            street = _STREET_START.search(text, max(0, end - 40), end + len(ending) - 1)
            if number and street:
                yield identifier(Kind.ADDRESS, street.start(), number.end(), _WHY_ADDRESS)
            end = text.find(ending, end + len(ending))
    english = numbers & _ENGLISH_NUMBERS
    if english and any(ending in text for ending in _ENGLISH_STREETS):
        for start in _starts(text, english):
            if found := _ENGLISH_HOUSE.match(text, start):
                yield identifier(Kind.ADDRESS, start, found.end(), _WHY_ADDRESS)
