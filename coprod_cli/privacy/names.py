"""Finds names after a title, a profession or a family word, as in "Dr Berg"."""

import re
from collections.abc import Iterator

from coprod_cli.base.message import msg
from coprod_cli.privacy.kinds import Identifier, Kind, identifier
from coprod_cli.privacy.leads import is_honorific, is_lead, is_owned, is_title, needs_owner
from coprod_cli.privacy.name_pattern import (
    CAPITALS,
    NO_LEAD,
    PARTICLES,
    PARTICLES_BEFORE,
    Lead,
    end_of_name,
    is_known_name,
)
from coprod_cli.privacy.name_words import ALWAYS_CAPITAL, INTRODUCTIONS, PLURALS
from coprod_cli.privacy.small_names import find_small_names

# A capital after white space, a mark or a particle such as "al-" may start a name. The start of a
# sentence may not: it follows a long word with a full stop, unlike the name in "Prof. Berg".
_START = re.compile(
    rf"[{CAPITALS}](?<=[\s*_\"\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e'(\[/-][{CAPITALS}])"
    rf"(?<![!?][ ][{CAPITALS}])(?<![.!?)]\n[{CAPITALS}])"
    rf"(?<![a-zåäö]{{5}}(?<!sekr)(?<!läk)(?<!terap)(?<!handl)\.[ ][{CAPITALS}])"
    rf"(?<!\n\n[{CAPITALS}])"
)
_JOINED_PARTICLE = re.compile(r"(?<![^\W_])(?:[aeuAEU][ldrs]-|[dD]['\u2019])\Z")
_JOINTS = "-'\u2019_"
_BLANKS = " \n\t*_\"\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e'(["
_OPENING_MARKS = "*_\"\u201c\u201d\u2018'(-/[>"
_QUOTES = "\"\u201c\u201d\u2018\u2019\u00ab\u00bb\u201e'"
# After a colon, text that continues like this is speech: "Nurse: Breathe in".
_SAYS = re.compile("[!?]|[ ](?!(?:och|and|samt|tel|tfn|mob)\\b)[a-zåäö]")
_GOES_ON = re.compile(",[ ][a-zåäö]")
_SET_OFF = re.compile(r"[,.;:)\]\n]|\Z|[ ](?:and|och|who|som|has|har|is|är|was|var|said|sa)\b|[ ]-")
_CLOSED = re.compile(rf"s?[,.]?[{_QUOTES}]")
_AND = re.compile(
    rf"(?:[ ]\([0-9]{{1,2}}(?:[ ]år)?\))?"
    rf"(?:[ ](?:och|and|samt|o|&|or|eller)[ ]|,[ ]|/)(?=[{CAPITALS}])"
)
_WIDEST_GAP = 4
_STRETCH = 28
_WHY = msg("this looks like a name: it follows a title, a profession or a family word.")


def find_names(text: str, triggers: frozenset[str]) -> Iterator[Identifier]:
    """Yield names that follow a word which introduces a name, without that word.

    Args:
        text: the text.
        triggers: the words of the text that call for a search.
    """
    yield from _with_capitals(text)
    for start, end in find_small_names(text, triggers):
        yield identifier(Kind.NAME, start, end, _WHY)


def _with_capitals(text: str) -> Iterator[Identifier]:
    """Yield names that start with a capital or a particle: "Dr Berg", "Dr von Berg"."""
    searched_to = 0
    for found in _START.finditer(text):
        start = found.start()
        if start < searched_to or (text[start - 1] == " " and _has_no_lead(text, start)):
            continue
        name_start, word, mark = _led_by(text, start)
        if not word or not is_lead(word):
            continue
        end = _end_after(text, name_start, start, word, mark)
        if end is None:
            continue
        yield identifier(Kind.NAME, name_start, end, _WHY)
        searched_to = end
        for other in _others(text, end, plural=word.lower() in PLURALS):
            yield identifier(Kind.NAME, *other, _WHY)
            searched_to = other[1]


def _has_no_lead(text: str, start: int) -> bool:
    """Return whether a plain word precedes: the most common place by far, so it is quick."""
    if not text[start - 2 : start - 1].isalnum():
        return False
    word = text[max(0, start - _STRETCH) : start - 1].rsplit(None, 1)[-1]
    return word not in PARTICLES and not is_lead(word.lstrip(_OPENING_MARKS))


def _led_by(text: str, start: int) -> tuple[int, str, str]:
    """Return where a name starts, with its particles, and the word and the mark before it."""
    name_start = start
    if text[start - 1] in _JOINTS and start > 1 and text[start - 2].isalnum():
        joined = _JOINED_PARTICLE.search(text, max(0, start - 3), start)
        if joined is None:
            return start, "", ""
        name_start = joined.start()
    word, mark = _word_before(text, name_start)
    if word in PARTICLES and not mark:
        particles = PARTICLES_BEFORE.search(text, max(0, start - _STRETCH), name_start)
        if particles:
            name_start = particles.start()
            word, mark = _word_before(text, name_start)
    return name_start, word, mark


def _word_before(text: str, start: int) -> tuple[str, str]:
    """Return the word before an offset, unchanged, and the mark between them: "," "-" or "".

    The word is "" at the start of a paragraph or sentence.
    """
    head = text[max(0, start - _STRETCH) : start]
    bare = head.rstrip(_BLANKS)
    if not bare or len(head) - len(bare) > _WIDEST_GAP or "\n\n" in head[len(bare) :]:
        return "", ""
    mark = ""
    if bare[-1] in ",;":
        bare, mark = bare[:-1], ","
    elif bare.endswith(" -"):
        bare, mark = bare[:-2], "-"
    words = bare.split()  # also splits at some control characters
    if not words or not bare or bare[-1].isspace():
        return "", ""
    return words[-1].lstrip(_OPENING_MARKS), mark


def _end_after(text: str, name_start: int, start: int, word: str, mark: str) -> int | None:
    """Return the end offset of a name that a lead precedes, unless it is none after all."""
    bare = word.rstrip(".:")
    word_start = text.rfind(bare, max(0, name_start - _STRETCH), name_start)
    owned = is_owned(text, word_start, word)
    if needs_owner(word) and not owned:
        return None
    plain = bare.lower()
    lead = Lead(
        honorific=is_honorific(word),
        kin=not mark and (owned or is_title(plain)) and plain not in INTRODUCTIONS,
        shout=bare.isupper(),
    )
    end = end_of_name(text, start, lead)
    if end is None:
        return None
    if mark:
        is_name = not lead.honorific and _is_set_off(text, start, end, owned=owned)
    elif word.endswith(":"):
        is_label = plain not in ALWAYS_CAPITAL and plain not in INTRODUCTIONS
        is_name = is_label and not _is_speech(text, start, end, word)
    elif text[start - 1] in _QUOTES and name_start == start:
        # `mamma "Var är du?"` is speech, `nurse "Bella"` a name.
        is_name = bool(_CLOSED.match(text, end)) or is_known_name(_first_word(text, start, end))
    else:
        is_name = True
    return end if is_name else None


def _is_set_off(text: str, start: int, end: int, *, owned: bool) -> bool:
    """Return whether a capitalised word after a comma or dash is a name: "her son, Ali, came"."""
    if not _SET_OFF.match(text, end):
        return is_known_name(_first_word(text, start, end)) and owned
    return owned or is_known_name(_first_word(text, start, end))


def _first_word(text: str, start: int, end: int) -> str:
    return text[start:end].split(" ", 1)[0]


def _is_speech(text: str, start: int, end: int, word: str) -> bool:
    """Return whether speech follows a word and a colon: "Nurse: Breathe in", not "Läkare: Anna"."""
    if " " in text[start:end]:
        return False
    if is_known_name(text[start:end]) and _SET_OFF.match(text, end):
        return False
    # A label is indefinite ("Läkare"), a speaker is definite ("läkaren").
    plain = word.lower().rstrip(":")
    definite = plain.endswith("n") and (is_title(plain[:-1]) or is_title(plain[:-2]))
    return bool(_SAYS.match(text, end) or (definite and _GOES_ON.match(text, end)))


def _others(text: str, end: int, *, plural: bool) -> Iterator[tuple[int, int]]:
    """Yield the further names of a list: "Dr Ek och Holm", "her sons Ali, Omar and Sam"."""
    while joint := _AND.match(text, end):
        start = joint.end()
        other = end_of_name(text, start, NO_LEAD)
        if other is None or not (plural or is_known_name(_first_word(text, start, other))):
            return
        if "," in joint[0] and not plural:
            return
        yield start, other
        end = other
