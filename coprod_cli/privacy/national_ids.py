"""Finds national identity numbers."""

import re
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from coprod_cli.base.message import Message, msg
from coprod_cli.privacy.check_digits import (
    stdnum,
    valid_danish,
    valid_finnish,
    valid_icelandic_or_danish,
    valid_norwegian,
    valid_swedish,
)
from coprod_cli.privacy.kinds import Identifier, Kind, identifier
from coprod_cli.privacy.number_context import Number


class Evidence(Enum):
    """The evidence that a number needs in addition to its format."""

    SHAPE = "none: its separators and its birth date are enough"
    CHECK = "a valid check digit, or a word before it"
    WORD = "a word before it: too many random numbers have a valid check digit"


class NumberFormat(NamedTuple):
    """One format of one country's numbers.

    Attributes:
        name: the kind of number with its article, for messages.
        lengths: the possible lengths of its first run of digits.
        pattern: the whole number.
        evidence: what it needs in addition to its format.
        word: a word before the number that names it.
        hints: the same words as plain strings, which are cheaper to search for first.
        is_valid: returns whether the check digit is valid.
    """

    name: Message
    lengths: frozenset[int]
    pattern: re.Pattern[str]
    evidence: Evidence
    word: re.Pattern[str]
    hints: tuple[str, ...]
    is_valid: Callable[[str], bool]


def find_national_id(number: Number) -> Identifier | None:
    """Return the national identity number that starts with these digits.

    A number with an invalid check digit is found too, because people mistype, if its format is
    enough evidence or a word before it names it.
    """
    if number.is_joined or number.before == "+":
        return None
    text, start = number.text, number.start
    # A few digits alone are none: more must follow them.
    if number.end - start <= _SHORT and not (
        text[number.end : number.end + 1] in _BETWEEN
        and text[number.end + 1 : number.end + 2].isdigit()
    ):
        return None
    for number_format in _FORMATS_BY_LENGTH.get(number.end - start, ()):
        found = number_format.pattern.match(text, start)
        if found is None:
            continue
        if number_format.evidence is Evidence.SHAPE or _is_named(number_format, text, start):
            return _national_id(number_format, found, is_valid=number_format.is_valid(found[0]))
        if number_format.evidence is Evidence.CHECK and number_format.is_valid(found[0]):
            return _national_id(number_format, found, is_valid=True)
    return None


def _is_named(number_format: NumberFormat, text: str, start: int) -> bool:
    """Return whether a word before a number names it."""
    near = text[max(0, start - _NEAR) : start].lower()
    return (
        any(hint in near for hint in number_format.hints)
        and number_format.word.search(near) is not None
    )


def _national_id(
    number_format: NumberFormat, found: re.Match[str], *, is_valid: bool
) -> Identifier:
    if is_valid:
        why = msg("this looks like {number}.", number=number_format.name)
    else:
        why = msg(
            "this looks like {number} whose check digit does not fit.", number=number_format.name
        )
    return identifier(Kind.NATIONAL_ID, found.start(), found.end(), why)


def _format(  # noqa: PLR0917 - the columns of the table below
    name: Message,
    lengths: tuple[int, ...],
    pattern: str,
    evidence: Evidence,
    words: str,
    is_valid: Callable[[str], bool],
) -> NumberFormat:
    """Make a format from a row of the table below; `words` are separated by `|`."""
    return NumberFormat(
        name,
        frozenset(lengths),
        re.compile(rf"{pattern}(?!\w|[-.][0-9])", re.IGNORECASE),
        evidence,
        re.compile(rf"(?<![^\W_])(?:{words})(?![^\W\d_])"),
        tuple(words.split("|")),
        is_valid,
    )


_SHORT = 4
_BETWEEN = frozenset(" -.")
_NEAR = 40
_SWEDISH_DATE = "[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[1278][0-9]|[369][01]|6[1-9])"
_SPACED_DATE = "[0-9]{2}[ ]?(?:0[1-9]|1[0-2])[ ]?(?:0[1-9]|[1278][0-9]|[369][01]|6[1-9])"
_DAY_FIRST = "(?:0[1-9]|[12][0-9]|3[01])(?:0[1-9]|1[0-2])[0-9]{2}"
_NORWEGIAN_DATE = "(?:[04][1-9]|[1256][0-9]|[37][01])(?:[048][1-9]|[159][0-2])[0-9]{2}"
_IN_SWEDISH = (
    "personnummer|personnumret|pers nr|pers.nr|pers. "
    "nr|persnr|person-nr|personnr|pnr|p-nr|samordningsnummer|samordningsnumret"
    "|samordningsnr|födelsenummer|personal identity number|swedish number"
)
_IN_NORWEGIAN = "fødselsnummer|fodselsnummer|fnr|personnummer|d-nummer|norwegian"
_IN_DANISH = "cpr|personnummer|danish"

_FORMATS = (
    _format(
        msg("a Swedish personal identity number"), (6, 8),
        rf"(?:18|19|20)?{_SWEDISH_DATE}[-+][0-9]{{4}}", Evidence.SHAPE, _IN_SWEDISH, valid_swedish,
    ),
    _format(
        msg("a Swedish personal identity number"), (12,),
        rf"(?:18|19|20){_SWEDISH_DATE}[0-9]{{4}}", Evidence.SHAPE, _IN_SWEDISH, valid_swedish,
    ),
    _format(
        msg("a Danish or Icelandic identity number"), (6,),
        rf"{_DAY_FIRST}-[0-9]{{4}}", Evidence.SHAPE, _IN_DANISH, valid_icelandic_or_danish,
    ),
    _format(
        msg("a Finnish personal identity code"), (6,),
        rf"{_DAY_FIRST}[-+A-FU-Y][0-9]{{3}}[0-9A-FHJ-NPR-Y]", Evidence.SHAPE,
        "henkilötunnus|hetu|personbeteckning", valid_finnish,
    ),
    _format(
        msg("a Swedish personal identity number"), (6, 8),
        rf"(?:18|19|20)?{_SWEDISH_DATE}[ ][0-9]{{4}}", Evidence.CHECK, _IN_SWEDISH, valid_swedish,
    ),
    # With blanks between its parts: "19 121212 - 1212".
    _format(
        msg("a Swedish personal identity number"), (2, 4, 6, 8),
        rf"(?:(?:18|19|20)[ ]?)?{_SPACED_DATE}[ ]?[-+][ ]?[0-9]{{2}}[ ]?[0-9]{{2}}", Evidence.SHAPE,
        _IN_SWEDISH, valid_swedish,
    ),
    _format(
        msg("a Swedish personal identity number"), (2, 4, 6, 8),
        rf"(?:(?:18|19|20)[ ]?)?{_SPACED_DATE}[ ][0-9]{{2}}[ ]?[0-9]{{2}}", Evidence.CHECK,
        _IN_SWEDISH, valid_swedish,
    ),
    # A mobile number (070, 072, 073, 076, 079) may look like a birth date.
    _format(
        msg("a Swedish personal identity number"), (10,),
        rf"(?!07[02369]){_SWEDISH_DATE}[0-9]{{4}}", Evidence.CHECK, _IN_SWEDISH, valid_swedish,
    ),
    _format(
        msg("a Swedish personal identity number"), (10,),
        rf"{_SWEDISH_DATE}[0-9]{{4}}", Evidence.WORD, _IN_SWEDISH, valid_swedish,
    ),
    _format(
        msg("a Norwegian birth number"), (6, 11),
        rf"{_NORWEGIAN_DATE}[ ]?[0-9]{{5}}", Evidence.CHECK, _IN_NORWEGIAN, valid_norwegian,
    ),
    _format(
        msg("a Danish CPR number"), (6, 10),
        rf"{_DAY_FIRST}[ ]?[0-9]{{4}}", Evidence.WORD, _IN_DANISH, valid_danish,
    ),
    _format(
        msg("a British NHS number"), (3,),
        "[0-9]{3}([ ])[0-9]{3}[ ][0-9]{4}", Evidence.CHECK, "nhs", stdnum("gb", "nhs"),
    ),
    _format(
        msg("a British NHS number"), (3, 10),
        "[0-9]{3}([ -]?)[0-9]{3}[ -]?[0-9]{4}", Evidence.WORD, "nhs", stdnum("gb", "nhs"),
    ),
    _format(
        msg("an American social security number"), (3,),
        "[0-9]{3}-[0-9]{2}-[0-9]{4}", Evidence.SHAPE, "ssn", stdnum("us", "ssn"),
    ),
    _format(
        msg("an American social security number"), (3, 9),
        "[0-9]{3}[ ]?[0-9]{2}[ ]?[0-9]{4}", Evidence.WORD,
        "ssn|social security", stdnum("us", "ssn"),
    ),
    _format(
        msg("a Dutch citizen service number"), (3, 4, 9),
        "[0-9]{3,4}[ .]?[0-9]{2,3}[ .]?[0-9]{3}", Evidence.WORD,
        "bsn|burgerservicenummer|sofinummer", stdnum("nl", "bsn"),
    ),
    _format(
        msg("a French social security number"), (1, 15),
        r"[12][ ]?[0-9]{2}[ ]?(?:0[1-9]|1[0-2]|[2-9][0-9])[ ]?(?:[0-9]{2}|2[AB])"
        r"[ ]?[0-9]{3}[ ]?[0-9]{3}[ ]?[0-9]{2}",
        Evidence.CHECK, "nir|insee|sécurité sociale|numéro de sécu|french", stdnum("fr", "nir"),
    ),
    _format(
        msg("a Belgian national number"), (2, 6, 11),
        r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}-[0-9]{3}\.[0-9]{2}", Evidence.SHAPE,
        "rijksregisternummer", stdnum("be", "nn"),
    ),
    _format(
        msg("a Swiss social security number"), (3,),
        r"756\.[0-9]{4}\.[0-9]{4}\.[0-9]{2}", Evidence.SHAPE, "ahv", stdnum("ch", "ssn"),
    ),
    _format(
        msg("a Spanish identity number"), (8,),
        "[0-9]{8}-?[A-Z]", Evidence.CHECK, "dni|nif", stdnum("es", "dni"),
    ),
    _format(
        msg("an Irish personal public service number"), (7,),
        "[0-9]{7}[A-W][ABHWTX]?", Evidence.CHECK, "pps|ppsn", stdnum("ie", "pps"),
    ),
    _format(
        msg("a German tax identity number"), (2, 11),
        "[0-9]{2}[ ]?[0-9]{3}[ ]?[0-9]{3}[ ]?[0-9]{3}", Evidence.WORD,
        "steuer-id|steuerid|idnr|identifikationsnummer|german", stdnum("de", "idnr"),
    ),
    _format(
        msg("a Polish PESEL number"), (11,),
        "[0-9]{11}", Evidence.WORD, "pesel", stdnum("pl", "pesel"),
    ),
    _format(
        msg("an Estonian personal code"), (11,),
        "[1-8][0-9]{10}", Evidence.WORD, "isikukood|estonian", stdnum("ee", "ik"),
    ),
    _format(
        msg("a Lithuanian personal code"), (11,),
        "[1-6][0-9]{10}", Evidence.WORD, "asmens kodas|lithuanian", stdnum("lt", "asmens"),
    ),
    _format(
        msg("a Canadian social insurance number"), (3, 9),
        "[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{3}", Evidence.WORD,
        "sin|social insurance", stdnum("ca", "sin"),
    ),
    _format(
        msg("an Australian tax file number"), (3, 9),
        "[0-9]{3}[ ]?[0-9]{3}[ ]?[0-9]{2,3}", Evidence.WORD, "tfn|tax file number",
        stdnum("au", "tfn"),
    ),
)  # fmt: skip
_FORMATS_BY_LENGTH = {
    length: tuple(number_format for number_format in _FORMATS if length in number_format.lengths)
    for length in {length for number_format in _FORMATS for length in number_format.lengths}
}
