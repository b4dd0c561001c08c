"""National identity numbers: the one door to python-stdnum, which knows their check digits."""

import re
from collections.abc import Callable
from enum import Enum
from functools import cache
from typing import Any, NamedTuple

from coprod_cli.base.message import Message, msg
from coprod_cli.privacy.kinds import Identifier, Kind, identifier
from coprod_cli.privacy.number_context import Number


class Evidence(Enum):
    """What it takes, beside its shape, to believe that a number is one of its kind."""

    SHAPE = "nothing more: separators and a birth date stand where they belong"
    CHECK = "a fitting check digit, or a word beside it"
    WORD = "a word beside it: too many random numbers have a fitting check digit"


class Form(NamedTuple):
    """One way in which one country's numbers are written."""

    whose: Message
    lengths: frozenset[int]  # of the first run of digits
    pattern: re.Pattern[str]
    evidence: Evidence
    word: re.Pattern[str]
    hints: tuple[str, ...]  # what `word` looks for, cheaper to ask for first
    fits: Callable[[str], bool]


def find_national_id(number: Number) -> Identifier | None:
    """Return the national identity number of which these are the first digits.

    A number whose check digit does not fit is found too where its shape is enough, or a word
    beside it tells what it is: people mistype.
    """
    if number.is_joined or number.before == "+":
        return None
    text, start = number.text, number.start
    for form in _FORMS_BY_LENGTH.get(number.end - start, ()):
        found = form.pattern.match(text, start)
        if found is None:
            continue
        if form.evidence is Evidence.SHAPE or _is_named(form, text, start):
            return _told(form, found, fits=form.fits(found[0]))
        if form.evidence is Evidence.CHECK and form.fits(found[0]):
            return _told(form, found, fits=True)
    return None


def _is_named(form: Form, text: str, start: int) -> bool:
    """Tell whether a word before a number says what it is."""
    near = text[max(0, start - _NEAR) : start].lower()
    return any(hint in near for hint in form.hints) and form.word.search(near) is not None


def _told(form: Form, found: re.Match[str], *, fits: bool) -> Identifier:
    if fits:
        why = msg("this looks like {number}.", number=form.whose)
    else:
        why = msg("this looks like {number} whose check digit does not fit.", number=form.whose)
    return identifier(Kind.NATIONAL_ID, found.start(), found.end(), why)


def _stdnum(country: str, name: str) -> Callable[[str], bool]:
    def fits(number: str) -> bool:
        return bool(_module(country, name).is_valid(number))

    return fits


@cache
def _module(country: str, name: str) -> Any:
    from stdnum import get_cc_module

    return get_cc_module(country, name)


def _fits_swedish(number: str) -> bool:
    """Tell whether the last digit fits (Luhn); a coordination number's does in the same way.

    Its own module in stdnum knows no coordination numbers, and asks the clock for the century.
    """
    from stdnum import luhn

    return bool(luhn.is_valid(_digits(number)[-10:]))


def _fits_norwegian(number: str) -> bool:
    from stdnum.no import fodselsnummer

    digits = _digits(number)
    return bool(
        digits[9] == fodselsnummer.calc_check_digit1(digits)
        and digits[10] == fodselsnummer.calc_check_digit2(digits)
    )


def _fits_danish(number: str) -> bool:
    """Tell whether the old check digit fits; numbers given out since 2007 need not have one."""
    from stdnum.dk import cpr

    return bool(cpr.checksum(_digits(number)) == 0)


def _fits_icelandic_or_danish(number: str) -> bool:
    from stdnum.is_ import kennitala

    return _fits_danish(number) or bool(kennitala.is_valid(number))


def _fits_finnish(number: str) -> bool:
    from stdnum.fi import hetu

    return bool(hetu.is_valid(number, allow_temporary=True))


def _digits(number: str) -> str:
    return "".join(each for each in number if each.isdigit())


def _form(  # noqa: PLR0917 - the columns of the table below
    whose: Message,
    lengths: tuple[int, ...],
    pattern: str,
    evidence: Evidence,
    words: str,
    fits: Callable[[str], bool],
) -> Form:
    return Form(
        whose,
        frozenset(lengths),
        re.compile(rf"{pattern}(?!\w|[-.][0-9])", re.IGNORECASE),
        evidence,
        re.compile(rf"(?<![^\W_])(?:{words})(?![^\W\d_])"),
        tuple(words.split("|")),
        fits,
    )


_NEAR = 40
_SWEDISH_DATE = "[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[1278][0-9]|[369][01]|6[1-9])"
_DAY_FIRST = "(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2}"
_NORWEGIAN_DATE = "(?:[04][1-9]|[1256][0-9]|[37][01])(?:[048][1-9]|[159][0-2])[0-9]{2}"
_IN_SWEDISH = (
    "personnummer|personnumret|pers nr|personnr|pnr|p-nr|samordningsnummer|samordningsnumret"
    "|samordningsnr|födelsenummer|personal identity number|swedish number"
)
_IN_NORWEGIAN = "fødselsnummer|fodselsnummer|fnr|personnummer|d-nummer|norwegian"
_IN_DANISH = "cpr|personnummer|danish"

_FORMS = (
    _form(
        msg("a Swedish personal identity number"), (6, 8),
        rf"(?:18|19|20)?{_SWEDISH_DATE}[-+][0-9]{{4}}", Evidence.SHAPE, _IN_SWEDISH, _fits_swedish,
    ),
    _form(
        msg("a Swedish personal identity number"), (12,),
        rf"(?:18|19|20){_SWEDISH_DATE}[0-9]{{4}}", Evidence.SHAPE, _IN_SWEDISH, _fits_swedish,
    ),
    _form(
        msg("a Danish or Icelandic identity number"), (6,),
        rf"{_DAY_FIRST}-[0-9]{{4}}", Evidence.SHAPE, _IN_DANISH, _fits_icelandic_or_danish,
    ),
    _form(
        msg("a Finnish personal identity code"), (6,),
        rf"{_DAY_FIRST}[-+A-FU-Y][0-9]{{3}}[0-9A-FHJ-NPR-Y]", Evidence.SHAPE,
        "henkilötunnus|hetu|personbeteckning", _fits_finnish,
    ),
    _form(
        msg("a Swedish personal identity number"), (6, 8),
        rf"(?:18|19|20)?{_SWEDISH_DATE}[ ][0-9]{{4}}", Evidence.CHECK, _IN_SWEDISH, _fits_swedish,
    ),
    # A mobile number (070, 072, 073, 076, 079) may pass for a birth date.
    _form(
        msg("a Swedish personal identity number"), (10,),
        rf"(?!07[02369]){_SWEDISH_DATE}[0-9]{{4}}", Evidence.CHECK, _IN_SWEDISH, _fits_swedish,
    ),
    _form(
        msg("a Swedish personal identity number"), (10,),
        rf"{_SWEDISH_DATE}[0-9]{{4}}", Evidence.WORD, _IN_SWEDISH, _fits_swedish,
    ),
    _form(
        msg("a Norwegian birth number"), (6, 11),
        rf"{_NORWEGIAN_DATE}[ ]?[0-9]{{5}}", Evidence.CHECK, _IN_NORWEGIAN, _fits_norwegian,
    ),
    _form(
        msg("a Danish CPR number"), (6, 10),
        rf"{_DAY_FIRST}[ ]?[0-9]{{4}}", Evidence.WORD, _IN_DANISH, _fits_danish,
    ),
    _form(
        msg("a British NHS number"), (3,),
        "[0-9]{3}([ ])[0-9]{3}[ ][0-9]{4}", Evidence.CHECK, "nhs", _stdnum("gb", "nhs"),
    ),
    _form(
        msg("a British NHS number"), (3, 10),
        "[0-9]{3}([ -]?)[0-9]{3}[ -]?[0-9]{4}", Evidence.WORD, "nhs", _stdnum("gb", "nhs"),
    ),
    _form(
        msg("an American social security number"), (3,),
        "[0-9]{3}-[0-9]{2}-[0-9]{4}", Evidence.SHAPE, "ssn", _stdnum("us", "ssn"),
    ),
    _form(
        msg("an American social security number"), (3, 9),
        "[0-9]{3}[ ]?[0-9]{2}[ ]?[0-9]{4}", Evidence.WORD,
        "ssn|social security", _stdnum("us", "ssn"),
    ),
    _form(
        msg("a Dutch citizen service number"), (3, 4, 9),
        "[0-9]{3,4}[ .]?[0-9]{2,3}[ .]?[0-9]{3}", Evidence.WORD,
        "bsn|burgerservicenummer|sofinummer", _stdnum("nl", "bsn"),
    ),
    _form(
        msg("a French social security number"), (1, 15),
        r"[12][ ]?[0-9]{2}[ ]?(?:0[1-9]|1[0-2]|[2-9][0-9])[ ]?(?:[0-9]{2}|2[AB])"
        r"[ ]?[0-9]{3}[ ]?[0-9]{3}[ ]?[0-9]{2}",
        Evidence.CHECK, "nir|insee|sécurité sociale|numéro de sécu|french", _stdnum("fr", "nir"),
    ),
    _form(
        msg("a Belgian national number"), (2, 6, 11),
        r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}-[0-9]{3}\.[0-9]{2}", Evidence.SHAPE,
        "rijksregisternummer", _stdnum("be", "nn"),
    ),
    _form(
        msg("a Swiss social security number"), (3,),
        r"756\.[0-9]{4}\.[0-9]{4}\.[0-9]{2}", Evidence.SHAPE, "ahv", _stdnum("ch", "ssn"),
    ),
    _form(
        msg("a Spanish identity number"), (8,),
        "[0-9]{8}-?[A-Z]", Evidence.CHECK, "dni|nif", _stdnum("es", "dni"),
    ),
    _form(
        msg("an Irish personal public service number"), (7,),
        "[0-9]{7}[A-W][ABHWTX]?", Evidence.CHECK, "pps|ppsn", _stdnum("ie", "pps"),
    ),
    _form(
        msg("a German tax identity number"), (2, 11),
        "[0-9]{2}[ ]?[0-9]{3}[ ]?[0-9]{3}[ ]?[0-9]{3}", Evidence.WORD,
        "steuer-id|steuerid|idnr|identifikationsnummer|german", _stdnum("de", "idnr"),
    ),
    _form(
        msg("a Polish PESEL number"), (11,),
        "[0-9]{11}", Evidence.WORD, "pesel", _stdnum("pl", "pesel"),
    ),
    _form(
        msg("an Estonian personal code"), (11,),
        "[1-8][0-9]{10}", Evidence.WORD, "isikukood|estonian", _stdnum("ee", "ik"),
    ),
    _form(
        msg("a Lithuanian personal code"), (11,),
        "[1-6][0-9]{10}", Evidence.WORD, "asmens kodas|lithuanian", _stdnum("lt", "asmens"),
    ),
    _form(
        msg("a Canadian social insurance number"), (3, 9),
        "[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3}", Evidence.WORD,
        "sin|social insurance", _stdnum("ca", "sin"),
    ),
    _form(
        msg("an Australian tax file number"), (3, 9),
        "[0-9]{3}[ ]?[0-9]{3}[ ]?[0-9]{2,3}", Evidence.WORD, "tfn|tax file number",
        _stdnum("au", "tfn"),
    ),
)  # fmt: skip
_FORMS_BY_LENGTH = {
    length: tuple(form for form in _FORMS if length in form.lengths)
    for length in {length for form in _FORMS for length in form.lengths}
}
