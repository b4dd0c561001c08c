"""Check digits of national identity numbers; the only module that imports python-stdnum."""

from collections.abc import Callable
from functools import cache
from typing import Any


def stdnum(country: str, name: str) -> Callable[[str], bool]:
    """Return the check of python-stdnum for a country's kind of number; it is loaded when used."""

    def is_valid(number: str) -> bool:
        return bool(_module(country, name).is_valid(number))

    return is_valid


@cache
def _module(country: str, name: str) -> Any:
    from stdnum import get_cc_module

    return get_cc_module(country, name)


def valid_swedish(number: str) -> bool:
    """Return whether the last digit is valid (Luhn), also for a coordination number.

    stdnum's own module knows no coordination numbers, and reads the clock for the century.
    """
    from stdnum import luhn

    return bool(luhn.is_valid(_digits(number)[-10:]))


def valid_norwegian(number: str) -> bool:
    """Return whether both check digits are valid."""
    from stdnum.no import fodselsnummer

    digits = _digits(number)
    return bool(
        digits[9] == fodselsnummer.calc_check_digit1(digits)
        and digits[10] == fodselsnummer.calc_check_digit2(digits)
    )


def valid_danish(number: str) -> bool:
    """Return whether the check digit is valid; numbers issued since 2007 may have none."""
    from stdnum.dk import cpr

    return bool(cpr.checksum(_digits(number)) == 0)


def valid_icelandic_or_danish(number: str) -> bool:
    """Return whether the check digit is valid in either country: both write alike."""
    from stdnum.is_ import kennitala

    return valid_danish(number) or bool(kennitala.is_valid(number))


def valid_finnish(number: str) -> bool:
    """Return whether the check character is valid, also of a temporary code."""
    from stdnum.fi import hetu

    return bool(hetu.is_valid(number, allow_temporary=True))


def _digits(number: str) -> str:
    return "".join(filter(str.isdigit, number))
