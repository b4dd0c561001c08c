"""Finds street addresses and postcodes."""

import re

from coprod_cli.base.message import msg
from coprod_cli.privacy.kinds import Identifier, Kind, identifier
from coprod_cli.privacy.number_context import Number, words

_CAPITAL = "A-ZÀ-ÖØ-Þ"
_WORD = rf"[{_CAPITAL}][\w:'\u2019.-]{{0,30}}"
# "Storgatan", "Kajvägen"; in lower case only with an unambiguous ending.
_STREET = re.compile(
    rf"[{_CAPITAL}][\w:'\u2019-]*(?:gatan|gata|gaten|gade|gaden|vägen|väg|veien|vegen|vei|vej|vejen"
    r"|gränd|gränden|torget|torg|torv|stigen|stig|stien|backen|bakken|allén|allé|alle|plan|platsen"
    r"|plass|plads|kajen|esplanaden|leden|gången|gården|gård|slingan|rundan|ringen|svängen|stræde"
    r"|katu|tie|kuja|polku)\Z|[^\W\d_]{3,30}(?:gatan|vägen|gränden|torget)\Z"
    # "Storg.", "Ekv.", "Kungsg": only an abbreviation with a full stop may end in "v".
    rf"|[{_CAPITAL}][\w:'\u2019-]+(?:g|gr|[bktv]?v)\.\Z|[{_CAPITAL}][a-zåäö]{{3,}}sg\Z"
    rf"|[{_CAPITAL}][\w:-]*(?:str|vg|pl|all|esp)\.\Z"
)
# Words for a street that need a name before them: "Norra vägen", "Karin Boyes gata".
_STREET_NOUNS = words(
    "gatan gata gate gade vägen väg vei vej torget torg plats plan plass plads gränd allé backe",
    "backen stig kaj gård strand tie katu g. v. gr.",
)
_SMALL_STREETS = ("gatan", "vägen", "gränden", "torget")
_CAPITALISED = re.compile(rf"{_WORD}\Z")
_QUALIFIERS = words(
    "s:t s:ta sankt sankta norra södra östra västra gamla nya stora lilla övre nedre inre yttre",
    "store lille gamle øvre",
)
_NO_STREET = re.compile(
    r"(?:järnvägen|motorvägen|riksvägen|landsvägen|luftvägen|urinvägen|vårdplan|handlingsplan"
    r"|\w*(?:vårds?|mål|behandlings|arbets|rehab\w*|tids|kris|genomförande|åtgärds)plan|halvvägen"
    r"|avdelningen|vårdplats\w*|samtidigt|avvägen|omvägen|utvägen|vårdgård\w*|grundvägen|luftvägarna"
    r"|[Aa]vg\.|[Oo]mg\.|[Uu]ng\.|[Ii]ntravenöst|[Ff]öreg\.|[Tt]illv\.|[Aa]vst\.|[Nn]äst\.|[Bb]eg\."
    r"|[Kk]onst\.|[Pp]ost\.|[Tt]est\.|[Ii]nst\.|[Gg]est\.|[Rr]est\.|[Bb]est\.|[Ff]örst\."
    r"|[0-9]\.[ ]\w+\."
    r"|(?:be)?skriv\.|blev\.|prov\.|brev\.|krav\.|behov\.|drev\.|grav\.|dag\.|idag\.|måndag\."
    r"|\w+dag\.)[ ]\Z",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"[0-9]{1,4}(?![0-9])(?:[ ]?[A-H](?!\w)|[a-h](?!\w))?(?:-[0-9]{1,4}[A-Ha-h]?)?"
    r"(?![\w%]|[.,:/][0-9])"
    r"(?:,?[ ](?:lgh|läg|lägenhet|vån|våning|apt|apartment|flat|tr)\.?[ ]?[0-9]{0,4}(?!\w)"
    r"|,?[ ](?:[0-9]|[IVX]{1,3})[ ](?:tr|vån(?:ingen)?)"
    r"(?:[ ]upp)?(?!\w)){0,3}",
)
_COUNTED = re.compile(
    r"[ ](?:gånger|år|månader|veckor|dagar|timmar|minuter|patienter|personer|procent|times|years)\b"
)
_ENGLISH = re.compile(rf"[0-9]{{1,5}}[A-Za-z]?,?(?P<words>(?:[ ]{_WORD}){{2,5}})(?!\w)")
_ENGLISH_ENDINGS = words(
    "Street St Road Rd Avenue Ave Lane Ln Close Court Crescent Way Place Square Terrace",
    "Gardens Grove Hill Row Mews Boulevard Blvd Green Walk Rise Parade Highway Drive Sq Cres Cresc",
    "Cl Ct Crt Pl Dr Gdns Tce Terr Pkwy Hwy Pde Gr Grn Wharf Quay Circus Circle Cir Parkway "
    "Court Alley",
    "Heights Meadow Meadows View Vale Park Yard Bank Embankment Buildings Croft Broadway "
    "Esplanade Drv",
)
# "14 elm road": in small letters, and with one or two words before these.
_SMALL_ENGLISH = re.compile(
    r"[0-9]{1,4}[a-z]?[ ](?!(?:the|a|an|of|by|on|in|to|down|along|per|each|long|miles?|metres?"
    r"|minutes?"
    r"|people|cars?|days?|hours?|more|other|new|old|main|busy|quiet|different|steps|doors|houses)\b)"
    r"(?:[a-z'\u2019]{3,20}[ ]){1,2}?(?:road|rd|street|avenue|ave|lane|crescent|terrace|close"
    r"|drive|gardens)"
    r"(?![\w])"
)
_NO_STREET_WORD = re.compile(
    r"[ ](?:the|a|an|of|by|on|in|to|down|along|per|this|that|and|or|is|was|are|were|came|too"
    r"|very|so"
    r"|not|off|from|for|my|his|her|our|their)[ ]"
)
# The last three letters of streets: cheaper to test than the whole pattern.
_NORDIC_ENDINGS = words(
    "tan ata ten ade den gen väg ien vei vej jen änd get org orv tig ken llé lle lan sen ass",
    "ads ård nga nan ngen æde atu tie uja lku ats cke kaj and len rden ate str",
)
_FLAT = re.compile(r"(?<!\w)(?:Flat|Apartment|Apt\.?|Unit|Suite|Lägenhet|Lgh|lgh)[ ]\Z")
_FLAT_WORDS = words(
    "flat apartment apt unit suite lägenhet lgh box postbox postboks",
)
_FLAT_BEFORE = re.compile(
    r"(?<!\w)(?:Flat|Apartment|Apt\.?|Unit|Suite)[ ][0-9]{1,4}[A-Za-z]?,?[ ]\Z"
)
_FLAT_AFTER = re.compile(
    r",?[ ](?:Flat|Apartment|Apt\.?|Unit|Suite|Room|flat|apt)[ ][0-9]{1,4}[A-Za-z]?(?![\w%]"
    r"|[.,:/][0-9])"
)
_FLAT_NUMBER = re.compile(r"[0-9]{1,4}[A-Za-z]?(?![\w%]|[.,:/][0-9])")
_BOX = re.compile(r"(?<!\w)(?:P\.?[ ]?O\.?[ ]?Box|Postbox|Postboks)[ ]\Z", re.IGNORECASE)

_SWEDISH_CODE = re.compile(
    rf"[1-9][0-9]{{2}}[ ][0-9]{{2}}[ ]{{1,2}}(?P<town>[{_CAPITAL}][^\W\d_]{{1,30}})"
)
_PREFIX = re.compile(r"(?<![\w-])(?:SE|S|NO|N|DK|FI|FIN|IS|D|DE|NL|F|FR)-\Z")
_PREFIXED = re.compile(rf"[0-9]{{3}}[ ]?[0-9]{{1,2}}(?!\w)(?:[ ][{_CAPITAL}][^\W\d_]{{1,30}})?")
_FOUR = re.compile(rf"[0-9]{{4}}[ ](?P<town>[{_CAPITAL}][^\W\d_]{{1,30}})")
_FIVE = re.compile(rf"[0-9]{{5}}[ ]{{1,2}}(?P<town>[{_CAPITAL}][^\W\d_]{{1,30}})")
_AFTER_ADDRESS = re.compile(r"[^\W\d_][ ][0-9]{1,4}[ ]?[A-Za-z]?,[ ]\Z")
_CODE_WORD = re.compile(
    r"(?<!\w)(?:postnummer|postnumret|postnr|postcode|postal[ ]code|zip(?:[ ]code)?|postinumero)"
    r"[: ]*(?:(?:is|was|är|var)[ ])?\Z",
    re.IGNORECASE,
)
_CODE_WORDS = words(
    "postnummer postnumret postnr postcode code zip postinumero is was är var",
)
_CODE = re.compile(r"[0-9]{3}[ ]?[0-9]{2}(?:-[0-9]{4})?(?!\w)|[0-9]{4}(?!\w)")
_STATES = words(
    "ak al ar az ca co ct dc de fl ga hi ia id il in ks ky la ma md me mi mn mo ms mt nc nd",
    "ne nh nj nm nv ny oh ok or pa ri sc sd tn tx ut va vt wa wi wv wy",
)
_STATE = re.compile(r"(?<!\w)[A-Z]{2}[ ]\Z")
_ZIP = re.compile(r"[0-9]{5}(?:-[0-9]{4})?(?![\w-])")
# Royal Mail's formats: A9, A99, AA9, AA99, A9A, AA9A, then a digit and two letters; and ZZ99, the
# NHS's code for a missing postcode, such as "no fixed abode".
_OUTWARD = re.compile(r"(?<![\w-])(?:[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNP-Y]?|ZZ99)[ ]?\Z")
_INWARD = re.compile(r"[0-9](?:[ABD-HJLNP-UW-Z]{2}|[CVW]Z)(?!\w)")
# Capitalised words that may follow a number and are no towns.
_NO_TOWN = words(
    "Hon Han Det Den De Vi Jag Ni Du Och Men Sedan Efter När Om Att En Ett I På Kr Kronor",
    "Patienter The A An He She It We They And But Then After When If In On Of Patients People",
)
_STRETCH = 64
_WHY_ADDRESS = msg("this looks like a street address.")
_WHY_CODE = msg("this looks like a postcode.")


def find_address(number: Number) -> Identifier | None:
    """Return the street address whose house number these digits are."""
    text, start, _, before, word, _ = number
    if before.isalnum() or before in "_-/.:":
        return None
    window = max(0, start - _STRETCH)
    if word:
        found = _after_street(number, window)
        if found:
            return found
    whole = _ENGLISH.match(text, start)
    end = _end_of_english(whole) if whole else None
    is_small = (
        end is None and before in " \n,(:" and text[number.end + 1 : number.end + 3].islower()
    )
    small = _SMALL_ENGLISH.match(text, start) if is_small else None
    if small and not _NO_STREET_WORD.search(text, start, small.end()):
        end = small.end()
    if end:
        after = _FLAT_AFTER.match(text, end)
        end = after.end() if after else end
        flat = _FLAT_BEFORE.search(text, window, start) if before == " " else None
        return identifier(Kind.ADDRESS, flat.start() if flat else start, end, _WHY_ADDRESS)
    return None


def _after_street(number: Number, window: int) -> Identifier | None:
    """Return an address whose street or flat is before the number.

    Args:
        number: the number.
        window: the offset from which the text before it is searched.
    """
    text, start, _, _, word, _ = number
    # The word has lost its full stop: "Storg. 12".
    maybe = word[-3:] in _NORDIC_ENDINGS or word.endswith("sg") or text[start - 2] == "."
    street = _start_of_street(text[window : start - 1].removesuffix(",")) if maybe else None
    house = _NUMBER.match(text, start) if street is not None else None
    if house and street is not None and not _is_no_street(text, window, start):
        if _COUNTED.match(text, house.end()):
            return None
        return identifier(Kind.ADDRESS, window + street, house.end(), _WHY_ADDRESS)
    if word not in _FLAT_WORDS:
        return None
    label = _FLAT.search(text, window, start) or _BOX.search(text, window, start)
    flat = _FLAT_NUMBER.match(text, start) if label else None
    if label is None or flat is None:
        return None
    return identifier(Kind.ADDRESS, label.start(), flat.end(), _WHY_ADDRESS)


def _is_no_street(text: str, window: int, start: int) -> bool:
    """Return whether the word before a number only ends like a street: "järnvägen 3"."""
    last = max(text.rfind(" ", window, start - 1), text.rfind("\n", window, start - 1)) + 1
    in_list = text[last - 2 : last] == ". " and text[last - 3 : last - 2].isdigit()
    return (in_list and text[start - 2] == ".") or _NO_STREET.match(text, last, start) is not None


def _start_of_street(before: str) -> int | None:
    """Return the offset of the street at the end of a text; None if there is none."""
    last = before[max(before.rfind(" "), before.rfind("\n")) + 1 :]
    if not last[:1].isupper() and last not in _STREET_NOUNS and not last.endswith(_SMALL_STREETS):
        return None
    *words, last = re.split(r"[ \n]", before)[-4:]
    start = len(before) - len(last)
    if last in _STREET_NOUNS:
        names = _names_of_street(words)
        return start - sum(len(word) + 1 for word in names) if names else None
    if not _STREET.match(last):
        return None
    if words and words[-1].lower() in _QUALIFIERS:
        start -= len(words[-1]) + 1
    return start


def _names_of_street(words: list[str]) -> list[str]:
    """Return the capitalised words at the end of a list, without the start of a sentence."""
    count = 0
    while count < len(words) and _CAPITALISED.match(words[-1 - count]):
        count += 1
    names = words[len(words) - count :]
    while names and names[0] in _NO_TOWN:
        del names[0]
    return names


def _end_of_english(whole: re.Match[str]) -> int | None:
    """Return the end offset of an English street; its first word is a name: "12 Hill Road"."""
    end = whole.start("words")
    found = None
    for index, word in enumerate(whole["words"].split(" ")[1:]):
        end += 1 + len(word)
        bare = word.rstrip(".,:'-")
        if index and bare in _ENGLISH_ENDINGS:
            found = end - len(word) + len(bare)
        elif found is not None:  # "14 Willow Bank Lane" ends with the last of them
            break
    return found


def find_postcode(number: Number) -> Identifier | None:
    """Return the postcode that starts with these digits, or in Britain ends with them."""
    text, start, end, before, word, _ = number
    length = end - start
    if length == 1:
        return _with_prefix(number, _OUTWARD, _INWARD)
    if before == "-":
        return _with_prefix(number, _PREFIX, _PREFIXED)
    if before.isalnum() or before in "_/.:+,":
        return None
    window = max(0, start - _STRETCH)
    found = None
    if length == 3:  # noqa: PLR2004 - "123 45 Town"
        found = _SWEDISH_CODE.match(text, start)
    elif length == 5:  # noqa: PLR2004 - "MA 12345", or "00100 Town" after its street
        if word in _STATES and (code := _with_prefix(number, _STATE, _ZIP)):
            return code
        found = _FIVE.match(text, start) if _AFTER_ADDRESS.search(text, window, start) else None
    elif length == 4 and _AFTER_ADDRESS.search(text, window, start):  # noqa: PLR2004 - "0150 Town"
        found = _FOUR.match(text, start)
    if found and found["town"] not in _NO_TOWN:
        return _code(start, found)
    is_named = word in _CODE_WORDS and _CODE_WORD.search(text, window, start)
    return _code(start, _CODE.match(text, start) if is_named else None)


def _with_prefix(
    number: Number, prefix: re.Pattern[str], code: re.Pattern[str]
) -> Identifier | None:
    """Return a postcode with a prefix before its digits: "SE-123 45", "MA 12345", "M1 1AE"."""
    found = code.match(number.text, number.start)
    before = prefix.search(number.text, max(0, number.start - 8), number.start) if found else None
    return _code(before.start(), found) if before else None


def _code(start: int, found: re.Match[str] | None) -> Identifier | None:
    return identifier(Kind.POSTCODE, start, found.end(), _WHY_CODE) if found else None
