"""How a name is written, and where it ends."""

import re
from typing import NamedTuple

from coprod_cli.privacy.leads import is_title
from coprod_cli.privacy.name_words import ALWAYS_CAPITAL, COMMON_CAPITALS
from coprod_cli.privacy.number_context import words
from coprod_cli.privacy.word_files import common_capitals, double_names, safe_names

CAPITALS = "A-ZÀ-ÖØ-Þ" + "".join(chr(code) for code in range(0x100, 0x250) if chr(code).isupper())
_MARKS = "\u0300-\u036f"
_LETTER = r"[^\W\d_]"
CAPITAL_WORD = rf"[{CAPITALS}](?:{_LETTER}|[{_MARKS}])*(?:['\u2019-](?:{_LETTER}|[{_MARKS}])+)*"
_INITIAL = rf"[{CAPITALS}]\."
PARTICLES = words(
    "von van der den de la le af av di da dos del el al bin bint ibn ben abu ter zu zur du des das",
    "dello della ten te vander y e ap mac o os af",
)
PARTICLE = f"(?:{'|'.join(sorted(PARTICLES))})"
PARTICLES_BEFORE = re.compile(rf"(?<=[ \n(])(?:{PARTICLE}[ ]){{1,3}}\Z")
LAST_OF_PARTICLES = frozenset(particle[-1] for particle in PARTICLES)
_NAME = re.compile(
    rf"(?:{_INITIAL}[ ]?){{0,3}}{CAPITAL_WORD}"
    rf"(?:[ ](?:{PARTICLE}[ ]){{0,2}}(?:{_INITIAL}[ ])?(?:(?:al|el|as|ad|ul|ar)-|d['\u2019])?"
    rf"{CAPITAL_WORD}){{0,3}}"
)
_WORD = re.compile(rf"{CAPITAL_WORD}|{_INITIAL}|{PARTICLE}")
_GENITIVE = re.compile("(?:['\u2019]s?|s['\u2019]?)\\Z")
# A common word that is a name after "aunt" or "her son", but not before a day or a year.
_NAMES_AND_MONTHS = words(
    "may will april june august maj jan tor dag love juni mai joy hope summer"
)
_SHORT = 4
_DAY_OR_MORE = re.compile(r"[ ]?(?:[0-9]|st\b|nd\b|rd\b|th\b)")


class Lead(NamedTuple):
    """What a word says about the name after it.

    Attributes:
        honorific: whether it is "Mr", "Dr" or the like: then a common word may be a name.
        kin: whether it makes "May" or "Will" a name: "her son", "aunt".
        shout: whether it is in capitals: "DR BERG".
    """

    honorific: bool = False
    kin: bool = False
    shout: bool = False


NO_LEAD = Lead()


def end_of_name(text: str, start: int, lead: Lead) -> int | None:
    """Return the end offset of a name, without common words after it; None if all are common.

    Args:
        text: the text.
        start: the offset of the name's first capital.
        lead: what the word before it says.
    """
    whole = _NAME.match(text, start)
    if whole is None:
        return None
    end = None
    for word in _WORD.finditer(text, start, whole.end()):
        if word[0][0].islower():
            continue
        first = end is None
        if is_common(word[0], shout=lead.shout) and not (first and _may_be_name(word, text, lead)):
            break
        end = word.end()
    return end


def _may_be_name(word: re.Match[str], text: str, lead: Lead) -> bool:
    """Return whether a common word is a name here: "Mrs May", "her son Will"."""
    plain = _GENITIVE.sub("", word[0].lower()) if "'" in word[0] else word[0].lower()
    allowed = (lead.honorific and plain in double_names()) or (
        lead.kin and plain in _NAMES_AND_MONTHS
    )
    return allowed and not _DAY_OR_MORE.match(text, word.end())


def is_common(word: str, *, shout: bool = False) -> bool:
    """Return whether a capitalised word is a common word, a title or an abbreviation.

    Args:
        word: the word.
        shout: whether a short word in capitals may be a name: "DR BERG".
    """
    plain = word.lower().rstrip(".")
    if _is_listed(plain):
        return True
    if plain in safe_names():
        return False
    bare = _GENITIVE.sub("", plain) if "'" in plain or "\u2019" in plain else ""
    head, hyphen, _ = word.partition("-")
    if (bare and _is_listed(bare)) or (hyphen and _is_listed(head.lower())):
        return True
    if is_title(plain) and plain not in double_names():
        return True
    # "ICU" is an abbreviation, and "DR BERG" is shouted.
    return head.isupper() and 1 < len(head) <= _SHORT and "." not in word and not shout


def _is_listed(plain: str) -> bool:
    return plain in COMMON_CAPITALS or plain in ALWAYS_CAPITAL or plain in common_capitals()


def is_known_name(word: str) -> bool:
    """Return whether a capitalised word is in the list of names, with or without a genitive."""
    plain = word.lower()
    if plain in safe_names() or plain in double_names():
        return True
    bare = _GENITIVE.sub("", plain)
    return bare != plain and (bare in safe_names() or bare in double_names())
