"""Finds exact ages. A decade, a life stage and a time span are no identifiers."""

import re

from coprod_cli.base.message import msg
from coprod_cli.privacy.kinds import Identifier, Kind, identifier
from coprod_cli.privacy.leads import is_lead
from coprod_cli.privacy.name_pattern import is_common, is_known_name
from coprod_cli.privacy.name_words import PLURALS
from coprod_cli.privacy.number_context import Number, words
from coprod_cli.privacy.word_files import safe_names

# 45 CFR 164.514(b)(2)(i)(C): over 89, an age alone may identify a person.
_MAX_COMMON_AGE = 89
_MAX_AGE = 125
_UNIT = "(?:years?|yrs?|months?|mths?|mos?|weeks?|wks?|days?)"
_OLD = re.compile(
    rf"(?:[ ]and[ ]a[ ]half|½)?"
    rf"(?:[ -]?{_UNIT}(?:(?:,|[ ]and)?[ ][0-9]{{1,2}}[ ]{_UNIT})?[ -]olds?|[ -]?{_UNIT}[ ]of[ ]age"
    rf"|[ ]?y[./]?[ ]?o\.?(?=[ ,;)]|\.?\Z)|[ ]?y/?o|[ ]?yrs?[ ]old)(?!\w)",
    re.IGNORECASE,
)
_OLD_THING = re.compile(
    r"[ ](?:\w+[ ])?(?:system|computer|car|building|house|clinic|hospital|guideline|study|record|"
    r"machine|scanner|lift|form|routine|policy|software|programme|program|tradition|organi[sz]ation"
    r"|equipment|pump|bed|van|bus)s?(?!\w)",
    re.IGNORECASE,
)
_THING_BEFORE = re.compile(
    r"(?:system|computer|car|building|house|clinic|hospital|guideline|study|machine|scanner|"
    r"ward|home|office|school|lift|letter|note|referral|wheelchair|chair|mattress|hoist|frame|device"
    r"|implant|pacemaker|phone|tablet|battery|scan|x-ray|team|project|unit|department|company|dog|cat"
    r"|practice|surgery|result|sample|prescription|document|"
    r"rullstol|rollator|säng|stol|madrass|telefon|brev|remiss|lokal|avdelning|mottagning|team|projekt"
    r"|verksamhet|katt|hund|proteser?|höft|pacemaker|batteri|larm|bok|film|"
    r"byggnad|hus|klinik|sjukhus|dator|bil|rutin|hiss|apparat|pump|säng)\w*[ ]"
    r"(?:is|was|are|were|är|var)[ ](?:\w+[ ])?\Z",
    re.IGNORECASE,
)
# "67M", "81F", "67/M": an age and a sex, at the start of a line or an item, or after "a" or "pt".
_WITH_SEX = re.compile(
    r"/?[MF](?![\w/-]|\.[0-9]|[ ](?:catheter|cath|foley|\w+[ ]tube|tube|sheath|drain|stent|needle"
    r"|temp|budget|grant|deal|program(?:me)?|people|users|euros?|dollars?|pounds?)\b)"
)
_SEX_BEFORE = re.compile(
    r"(?:\A|[\n(*•]|(?:\A|\s)-|[0-9][.)]"
    r"|(?<!\w)(?:an?|pt|pat|patient|this|(?:bed|room|bay|rm)[ ]\w{1,4}:?))[ ]?\Z",
    re.IGNORECASE,
)
_RINGED = re.compile(
    r"[ -]?(?:åring(?:en|ens|s)?|årig[ate]?|års[ ](?:ålder\w*|dag\w*)|årsdag(?:en)?)(?![^\W\d_]|-)",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"[ ](?:\w+[ -])?(?:uppföljning|utbildning|plan|projekt|studie|erfarenhet|period|kontrakt|"
    r"avtal|garanti|process|behandling|kur|rutin|byggnad|dator|bil|bekantskap|vänskap|historia|"
    r"kamp|anamnes|väntan|väntetid|sjuk(?:dom|historia)|vård|missbruk|äktenskap|relation|karriär|"
    r"tjänst|anställning|kontakt|placering|remission|överlevnad|risk|prognos|forskning|smärt|"
    r"paus|frånvaro|vistelse|"
    r"tradition|satsning|oppfølging|utdanning|uddannelse|opfølgning)\w*",
    re.IGNORECASE,
)
_YEARS = re.compile(
    r"½?[ ]?(?P<unit>års?|mån(?:ader|aders)?|veckor|dagar)(?![^\W\d_]|-)"
    r"(?:[ ](?:(?:och|o)[ ])?(?:(?:[0-9]{1,2}|en|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva)[ ]"
    r"(?:mån(?:ader?)?|veck(?:a|or)|dag(?:ar)?)(?!\w)|ett[ ]halvt(?:[ ]år)?))?",
    re.IGNORECASE,
)
_UNIT_AHEAD = re.compile(r"[ -]?[ymwdåvYMWDÅV]|/?[MF]|½|[ ]and[ ]")
_NEAR = 20
_SENTENCE = 40
_GROWN = re.compile(r"[ ](?:gam\w+|gaml\w+|ung(?:a)?(?!\w)|ålder)", re.IGNORECASE)
_PASSED = re.compile(
    r"[ ](?:sedan|sen|tidigare|senare|efter|framåt|till|kvar|av|bort|innan|före|siden|tidligere|"
    r"i[ ]r?sträck|i[ ]rad|erfarenhet|erfaring|på|mellan|utan|med|tillbaka|framöver)(?![^\W\d_])",
    re.IGNORECASE,
)
# Words before the number: "is", "turns", or a person.
_BEING = words(
    "är var blir blev fyller fyllde fyllt blivit ålder er bliver ble fylte man kvinna kvinnan",
    "mannen pojke flicka pojken flickan dotter son patient person barn mamma pappa mor far",
    "syster bror make maka dottern sonen patienten pat pt",
)
_BEFORE_BEING = re.compile(
    r"(?<![^\W_])(?:är|var|blir|blev|fyller|fyllde|fyllt|er|man|kvinna|pojke|flicka|son|dotter)[ ]"
    r"(?:bara|knappt|snart|redan|precis|nu|då|nyss|bare|idag|själv|på)[ ]\Z",
    re.IGNORECASE,
)
_FILLERS = words(
    "bara knappt snart redan precis nu då nyss bare idag själv på",
)
_IT_IS = re.compile(r"(?<!\w)(?:det|detta|it)[ ]\w+[ ](?:\w+[ ])?\Z", re.IGNORECASE)
_SET_APART = re.compile(r"(?:[,(:-]|\A|\n|[.!?])[ ]?\Z")
_AGED = words(
    "aged age turned turning turns ålder åldern fyller fyllde fyllt",
)
_AGED_FURTHER = re.compile(
    r"(?<![^\W_])(?:aged|age|turned|turning|turns|ålder|åldern|fyller|fyllde|fyllt)[ ]"
    r"(?:of|only|just|av|bara|snart)[ ]\Z",
    re.IGNORECASE,
)
_SOMEBODY_IS = re.compile(
    r"(?<![^\W_])(?:(?:she|he|who)(?:[ ](?:is|was)|['\u2019]s)|I[ ](?:am|was)|I['\u2019]m"
    r"|(?:hon|han|hen|jag|som)[ ](?:är|var|blir|blev)"
    r"|(?:pt|pat|patient|patienten|resident|client|brukaren|mum|mom|mother|dad|father|son|daughter"
    r"|husband|wife|gran|grandma|grandpa|sister|brother|mamma|pappa|mormor|morfar|farmor|farfar"
    r"|sonen|dottern|maken|makan|systern|brodern)[ ](?:[^\W\d_]+[ ])?(?:is|was|är|var)"
    r"|(?:man|woman|lady|gentleman|boy|girl|person)[ ]of)[ ](?:(?:only|just|now|bara|nu)[ ])?\Z",
    re.IGNORECASE,
)
_WHO_IS = re.compile(
    r"(?<![^\W_])(?P<word>[^\W\d_]+)[ ](?:is|was|är|var|blir|blev)[ ]"
    r"(?:(?:only|just|now|bara|nu)[ ])?\Z"
)
_LINKING = words(
    "is was am are she's he's who's i'm she\u2019s he\u2019s who\u2019s i\u2019m",
    "är var blir blev of only just",
    "now av bara snart nu",
)
# "Pt 67,", "kvinna 58 söker"; "patient 7 on the list" is none.
_PERSON_WORDS = words(
    "pt pat man kvinna woman lady gentleman male female flicka pojke boy girl kille tjej "
    "client dam herre",
    "patient patienten",
)
_NO_AGE_FOLLOWS = re.compile(
    r"[ ]?(?:%|kg|mg|cm|ml|st\b|stycken|procent|barn|of|av|out|in|on|i|på|to|till|and|och"
    r"|och/eller|or"
    r"|eller|is|was|är|var|has|had|har|hade|times|gånger|more|fler|other|andra|patient|men|women|people"
    r"|hours?|timmar|minut|days?|dagar|weeks?|veckor|months?|mån|years|[A-ZÅÄÖ])|[-/:]|[.,][0-9]"
)
_APPOSED = re.compile(
    r"(?<![^\W_])(?P<word>[^\W\d_]+(?:-[^\W\d_]+)*)(?:['\u2019]?s)?(?P<mark>,?[ ]\(|,[ ])\Z"
)
_APPOSED_END = re.compile(
    r"[ ]?(?:år|yrs?|years?|y/?o|[MFKm])?(?P<mark>[,;)]|\.(?![0-9])|\Z|\n"
    r"|[ ](?:who|with|som|med|and|och|has|har|is|är|lives|bor)\b)"
)
_MEASURED = re.compile(
    r"[ ]?(?:%|kg|mg|times|gånger|patient|hours?\b|h\b|hrs?\b|min|timm|days?\b|dagar"
    r"|weeks?\b|veckor)|[.,:][0-9]"
)
_UNIT_AFTER = re.compile(rf"[ -](?:{_UNIT}|år)(?![\w-])", re.IGNORECASE)
_CLAUSE_ENDS = re.compile(
    r"(?![ ]?[%°]|[.,:][0-9])(?:[.,;!?)\n]|\Z|[ ](?:and|but|when|och|men|när)\b)"
)
_CLAUSE_OR_VERB = re.compile(
    rf"{_CLAUSE_ENDS.pattern}|[ ](?:who|with|came|carried|lives|now|today|som|med|nu|idag)\b"
)
_CHILD = re.compile(r"barn\w*[ ]\w+[ ]\Z", re.IGNORECASE)
_GROUP_BEFORE = re.compile(
    r"(?:[0-9][ ]?-[ ]?|between[ ][0-9]+[ ]and[ ]|mellan[ ][0-9]+[ ]och[ ]|(?<!\w)(?:under|above|"
    r"below|minst|högst|least|most|than|ages|ages[ ][0-9]+[ ]to|to|till|up[ ]to|upp[ ]till)[ ])\Z",
    re.IGNORECASE,
)
_OVER = re.compile(r"(?<!\w)(?:over|över|past|older[ ]than|äldre[ ]än)[ ]\Z", re.IGNORECASE)
_GROUP_AFTER = re.compile(
    r"[ ]?[-/][ ]?[0-9]|(?:[ ]\w+){0,3}?[ ](?:and|or|och|eller)[ ]"
    r"(?:over|older|above|under|younger|up"
    r"|äldre|uppåt|yngre|över)(?!\w)",
    re.IGNORECASE,
)
_PLUS = re.compile(
    r"[ ]?\+(?:[ ]?(?:years?|år)(?!\w))?(?![\w%]|[ ](?!(?:and|or|who|in|och|eller|som|i|år)\b)\w)"
)
_WHY = msg("this looks like an exact age.")
_WHY_OLD = msg("this looks like an age over 89, which few people reach.")


def find_age(number: Number) -> Identifier | None:
    """Return the age that starts with these digits, in years or in a small child's months."""
    text, start, end, before, *_ = number
    if before.isalnum() or before in "_./+$€£#":
        return None
    years = int(text[start:end])
    if years > _MAX_AGE:
        return None
    found_end = _end_of_age(number) or _end_of_bare_age(number)
    if years > _MAX_COMMON_AGE:
        plus = _PLUS.match(text, end)
        found_end = plus.end() if plus else found_end
    elif found_end and _OVER.search(text, max(0, start - _NEAR), start):
        return None
    if found_end is None or _is_group(text, start, end):
        return None
    return identifier(Kind.AGE, start, found_end, _WHY_OLD if years > _MAX_COMMON_AGE else _WHY)


def _end_of_age(number: Number) -> int | None:
    """Return the end offset of an age with a unit or a sex: "47 years old", "67M", "47-årig"."""
    text, start, end, *_ = number
    if not _UNIT_AHEAD.match(text, end):
        return None
    found = _OLD.match(text, end)
    if found:
        thing = _OLD_THING.match(text, found.end())
        return None if thing or _is_of_thing(text, start) else found.end()
    found = _WITH_SEX.match(text, end)
    if found and end - start == 2:  # noqa: PLR2004 - "3M" is rather a brand
        before = _SEX_BEFORE.search(text, max(0, start - _NEAR), start)
        return found.end() if before else None
    found = _RINGED.match(text, end)
    if found:
        return None if _LASTING.match(text, found.end()) else found.end()
    found = _YEARS.match(text, end)
    return _end_of_years(number, found) if found else None


def _end_of_years(number: Number, years: re.Match[str]) -> int | None:
    """Return the end offset of an age such as "47 år", unless it is rather a time span."""
    text, start, _, _, word, _ = number
    end = years.end()
    near = max(0, start - _NEAR)
    grown = _GROWN.match(text, end)
    if grown:
        # "Gammalt" (neuter) refers to things, or to a child ("barn").
        of_thing = grown[0].endswith("gammalt") and not _CHILD.search(text, near, start)
        return None if of_thing or _is_of_thing(text, start) else grown.end()
    if years["unit"].lower() != "år" or _PASSED.match(text, end):
        return None
    if word in _BEING or (word in _FILLERS and _BEFORE_BEING.search(text, near, start)):
        return None if _IT_IS.search(text, near, start) else end
    apart = _SET_APART.search(text, max(0, start - 2), start)
    return end if apart and _CLAUSE_ENDS.match(text, end) else None


def _end_of_bare_age(number: Number) -> int | None:
    """Return the end offset of an age without a unit: "aged 47", "she is 47."."""
    text, start, end, before, word, _ = number
    near = max(0, start - _NEAR)
    if before == "(" or (before == " " and text[start - 2 : start - 1] == ","):
        return _end_of_apposed(text, start, end)
    if word in _PERSON_WORDS and end - start == 2:  # noqa: PLR2004 - "patient 7" is rather in a list
        if word.startswith("patient") and text[end : end + 1] not in (",", ";"):
            return None
        return None if _NO_AGE_FOLLOWS.match(text, end) else end
    if word in _AGED or (word in _LINKING and _AGED_FURTHER.search(text, near, start)):
        unit = _UNIT_AFTER.match(text, end)
        return unit.end() if unit else None if _MEASURED.match(text, end) else end
    is_linked = word in _LINKING and _CLAUSE_OR_VERB.match(text, end)
    if is_linked and is_somebody(text, start):
        return end
    return None


def is_somebody(text: str, start: int) -> bool:
    """Return whether a person and "is" stand before an offset: "she is", "sonen är nu"."""
    window = max(0, start - _SENTENCE)
    if _SOMEBODY_IS.search(text, window, start):
        return True
    person = _WHO_IS.search(text, window, start)
    return person is not None and _is_person(person["word"])


def _end_of_apposed(text: str, start: int, end: int) -> int | None:
    """Return the end offset of an age beside a person: "mum (82)", "her brother, 61, drives"."""
    before = _APPOSED.search(text, max(0, start - _SENTENCE), start)
    after = _APPOSED_END.match(text, end)
    if before is None or after is None or (before["mark"][-1] == "(") != (after["mark"] == ")"):
        return None
    word = before["word"]
    if not (_is_person(word) or (word[0].isupper() and is_known_name(word))):
        is_small = word in safe_names()
        if not is_small and (not word[0].isupper() or word.isupper() or is_common(word)):
            return None
        earlier = text[max(0, before.start() - _NEAR) : before.start()].split()
        if not earlier or not is_lead(earlier[-1]) or earlier[-1].endswith(","):
            return None
    return end if after["mark"] == ")" else after.start("mark")


def _is_person(word: str) -> bool:
    plain = word.lower()
    return plain not in PLURALS and (plain in _PERSON_WORDS or is_lead(word))


def _is_of_thing(text: str, start: int) -> bool:
    """Return whether an age is that of a thing: "the system is 4 years old"."""
    return _THING_BEFORE.search(text, max(0, start - 40), start) is not None


def _is_group(text: str, start: int, end: int) -> bool:
    """Return whether a number is the bound of an age group: "between 40 and 50", "65 and over"."""
    if _GROUP_AFTER.match(text, end):
        return True
    return _GROUP_BEFORE.search(text, max(0, start - _NEAR), start) is not None
