"""Finds identifiers that are or contain numbers, in one pass over the digits of a text."""

import re
from collections.abc import Callable, Iterator

from coprod_cli.base.message import msg
from coprod_cli.privacy.ages import find_age
from coprod_cli.privacy.dates import find_date
from coprod_cli.privacy.kinds import Identifier, Kind, identifier
from coprod_cli.privacy.national_ids import find_national_id
from coprod_cli.privacy.number_context import Number, number_at
from coprod_cli.privacy.phones import find_phone
from coprod_cli.privacy.places import find_address, find_postcode
from coprod_cli.privacy.record_numbers import find_record_number

Finder = Callable[[Number], Identifier | None]

# The start of a run of digits that may belong to an identifier. One or two digits alone are most
# often a count, so they must have a neighbour that suggests more.
_RUN = re.compile(
    r"""[0-9](?<![0-9][0-9])(?<![0-9][-/.:,][0-9])(?:
        [0-9]{2,}
      | (?<=[A-Z][0-9])[0-9](?=[-/][0-9])                              # "VO26-3381"
      | (?=[A-Z]{2}(?!\w))                                            # "M1 1AE"
      | (?<![^\W_][0-9])[0-9]?(?![0-9])(?:
            (?<=[^\W\d_][ .:][0-9])|(?<=[^\W\d_][ .:][0-9][0-9])   # "aged 47", "Storgatan 12"
          | (?<=[^\W\d_][:.,][ ][0-9])|(?<=[^\W\d_][:.,][ ][0-9][0-9])  # "MRN: 12 34 56"
          | (?<=[+(#][0-9])|(?<=[+(#][0-9][0-9])
          | (?=[ \-]?[^\W\d_]|[/.\-][0-9]{1,4}(?![0-9])|[+:,])
          | (?<=0[1-9])(?<![0-9][ ]..)(?=[ )])                          # "08 123 45 67"
          | (?<=[12])(?<![0-9][ ].)(?=[ ][0-9]{2}[ ][0-9]{2}[ ])        # a French number
        )
    )""",
    re.VERBOSE,
)
_IP4 = re.compile(
    r"(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
    r"(?![\w]|\.[0-9])"
)
_VERSION = re.compile(r"(?:version(?:en)?|release|v\.?)[ :]*\Z", re.IGNORECASE)
_WHY_IP = msg("this looks like the address of a machine on a network.")


def find_numbers(text: str) -> Iterator[Identifier]:
    """Yield the identifiers that contain a number."""
    searched_to = 0
    for run in _RUN.finditer(text):
        start, end = run.span()
        if start < searched_to:
            continue
        number = number_at(text, start, end)
        finders = _FINDERS[min(end - start, _MAX_LENGTH)]
        if end - start <= _SHORT and number.before != "+" and not _MORE_DIGITS.match(text, end):
            finders = _FINDERS_ALONE
        for find in finders:
            found = find(number)
            if found is not None:
                searched_to = max(searched_to, found.end)
                yield found


def _find_ip4(number: Number) -> Identifier | None:
    text, start = number.text, number.start
    if not text.startswith(".", number.end):
        return None
    whole = _IP4.match(text, start)
    if whole is None or number.before.isalnum() or number.before in "._-":
        return None
    if _VERSION.search(text, max(0, start - 12), start):
        return None
    return identifier(Kind.IP, start, whole.end(), _WHY_IP)


# The finders to try, by the length of the run of digits.
_FINDERS: tuple[tuple[Finder, ...], ...] = (
    (),
    (find_age, find_date, find_address, find_postcode, find_phone, find_national_id, _find_ip4),
    (
        find_age, find_date, find_address, find_postcode, find_phone, find_national_id,
        find_record_number, _find_ip4,
    ),
    (
        find_age, find_address, find_postcode, find_phone, find_national_id, find_record_number,
        _find_ip4,
    ),
    (
        find_date, find_address, find_postcode, find_phone, find_national_id, find_record_number,
    ),
    (find_postcode, find_phone, find_record_number, find_address),
    *[(find_national_id, find_phone, find_date, find_record_number)] * 11,
)  # fmt: skip
_MAX_LENGTH = len(_FINDERS) - 1
# One or two digits to which no others are joined.
_FINDERS_ALONE = (find_age, find_date, find_address, find_postcode, find_record_number)
_SHORT = 2
_MORE_DIGITS = re.compile(r"[^\w\n]{1,4}[0-9]|[A-Za-z][0-9]")
