"""Checks the form of identifiers in references: DOI, PMID and ISBN. Nothing is looked up.

DOI: ISO 26324, and the DOI Handbook, section 2.2: a prefix `10.` with a registrant's code, a slash,
and a suffix. PMID: one to eight digits (NLM, "PubMed unique identifier"). ISBN: ISO 2108, ten or
thirteen digits with a check digit.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from coprod_cli.base.isbn import is_isbn
from coprod_cli.base.message import Message, joined, msg
from coprod_cli.base.text import with_plain_punctuation


class ReferenceKind(StrEnum):
    """A kind of identifier in a reference."""

    DOI = "DOI"
    PMID = "PMID"
    ISBN = "ISBN"


_DOI = re.compile(
    r"(?:\bdoi(?:\.org)?\s*[:/=]+\s*|\bdoi\s+(?=\d)|(?<![\w./-])(?=10\.\d{3,}/))(\S*)",
    re.IGNORECASE,
)
_VALID_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+\Z")
_PMID = re.compile(r"\bPMID\b\s*[:=]?\s*(?=\S*\d)(\S+)", re.IGNORECASE)
_VALID_PMID = re.compile(r"[1-9]\d{0,7}\Z")
_ISBN = re.compile(
    r"\bISBN(?:[- ]?1[03](?=\s*[: ]))?\s*[:=]?\s*((?:[\dX][-\s]*){4,})", re.IGNORECASE
)
_LINK = re.compile(r"\A(?:https?://)?(?:dx\.)?doi\.org/")
_AROUND = ".,;:()[]<>\"'"


def wrong_forms(reference: str) -> Iterator[ReferenceKind]:
    """Yield the kind of each identifier in a reference that does not have its form."""
    for kind, _start, _end, is_valid in _identifiers(with_plain_punctuation(reference)):
        if not is_valid:
            yield kind


def without_identifiers(text: str) -> str:
    """Return a text with blanks in place of each DOI, PMID and ISBN that has its form."""
    for _kind, start, end, is_valid in _identifiers(text):
        if is_valid:
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def _identifiers(text: str) -> Iterator[tuple[ReferenceKind, int, int, bool]]:
    """Yield each identifier in a text: its kind, where it is, and whether it has its form."""
    for match in _DOI.finditer(text):
        # The word may stand before a link that has the word, too.
        found = _LINK.sub("", match[1].strip(_AROUND))
        if found:
            is_valid = _VALID_DOI.match(found) is not None
            yield ReferenceKind.DOI, match.start(), match.end(), is_valid
    for match in _PMID.finditer(text):
        is_valid = _VALID_PMID.match(match[1].strip(_AROUND)) is not None
        yield ReferenceKind.PMID, match.start(), match.end(), is_valid
    for match in _ISBN.finditer(text):
        yield ReferenceKind.ISBN, match.start(), match.end(), _begins_with_isbn(match[1])


def _begins_with_isbn(digits: str) -> bool:
    """Return True if an ISBN stands at the beginning; a year or a page may follow it."""
    parts = digits.split()
    return any(is_isbn("".join(parts[:count])) for count in range(1, len(parts) + 1))


def wrong_form_sentence(kind: ReferenceKind, reference: str) -> Message:
    """Return the sentence that an identifier in a reference does not have its form."""
    return msg('"{reference}" has a {kind} that cannot be right.', reference=reference, kind=kind)


def wrong_form_notice(references: Iterable[str]) -> Message | None:
    """Return what is to be said of references that were saved all the same; None for nothing."""
    found = [
        wrong_form_sentence(kind, reference)
        for reference in references
        for kind in dict.fromkeys(wrong_forms(reference))
    ]
    return joined([*found, msg("It is saved all the same.")]) if found else None
