"""Finds names after a title, a profession or a family word, as in "Dr Berg"."""

import re
from collections.abc import Iterator

from coprod_cli.base.message import msg
from coprod_cli.privacy.kinds import Identifier, Kind, identifier
from coprod_cli.privacy.name_words import (
    ALWAYS_CAPITAL,
    COMMON_CAPITALS,
    INTRODUCTIONS,
    OWNED,
    OWNERS,
    SHORTENED,
    TITLES,
)
from coprod_cli.privacy.number_context import words

_CAPITALS = "A-ZÀ-ÖØ-Þ" + "".join(chr(code) for code in range(0x100, 0x250) if chr(code).isupper())
_MARKS = "\u0300-\u036f"
_LETTER = r"[^\W\d_]"
_CAPITAL_WORD = rf"[{_CAPITALS}](?:{_LETTER}|[{_MARKS}])*(?:['\u2019-](?:{_LETTER}|[{_MARKS}])+)*"
_INITIAL = rf"[{_CAPITALS}]\."
_PARTICLES = words(
    "von van der den de la af av di da dos el al bin ter zu",
)
_PARTICLE = f"(?:{'|'.join(sorted(_PARTICLES))})"
# A capital after white space or an emphasis mark may start a name. The start of a sentence may not:
# it follows a long word with a full stop, unlike the name in "Prof. Berg".
_START = re.compile(
    rf"[{_CAPITALS}](?<=[\s*_\"\u201c\u201d(][{_CAPITALS}])(?<![,!?;][ ][{_CAPITALS}])"
    rf"(?<![a-zåäö]{{5}}\.[ ][{_CAPITALS}])(?<!\n\n[{_CAPITALS}])"
)
_NAME = re.compile(
    rf"(?:{_INITIAL}[ ]?){{0,3}}{_CAPITAL_WORD}"
    rf"(?:[ ](?:{_PARTICLE}[ ]){{0,2}}(?:{_INITIAL}[ ])?{_CAPITAL_WORD}){{0,3}}"
)
_WORD = re.compile(rf"{_CAPITAL_WORD}|{_INITIAL}|{_PARTICLE}")
_EARLIER_WORD = re.compile(r"(?P<word>[^\W\d_]+)(?P<s>['\u2019]s?)?[ ]\Z")
_PARTICLES_BEFORE = re.compile(rf"(?<=[ \n])(?:{_PARTICLE}[ ]){{1,2}}\Z")
_ALL_LEADS = TITLES | ALWAYS_CAPITAL | OWNED | INTRODUCTIONS.keys()
_BLANKS = ' \n\t*_"\u201c\u201d('
_OPENING_MARKS = '*_"\u201c\u201d(-/[>'
# After a colon, text that continues like this is speech: "Nurse: Breathe in".
_SAYS = re.compile("[!?]|[ ](?!(?:och|and|samt|tel|tfn)\\b)[a-zåäö]")
_GOES_ON = re.compile(",[ ][a-zåäö]")
# In lower case, names are recognised by their endings.
_SMALL_TITLES = ("dr", "mr", "doktor ", "fru ", "nurse ")
_SMALL_NAME = re.compile(
    r"(?:(?<=[dm]r)s?\.?[ ])?(?<=[ ])(?!(?:person|reason|season|lesson|woman|human|medley)\b)"
    r"(?P<name>[a-zåäöéü]{2,30}(?:qvist|kvist|berg|ström|lund|gren|dahl|dal|sson|stedt|holm|bäck"
    r"|strand|lind|mark|blad|ton|son|sen|ford|well|ley|worth|field|wood|smith|stein|man|mann|ham"
    r"|shaw|ski|sky|ova|vic|wicz|escu|poulos|zadeh|ez)s?)(?![\w-])"
)
_WIDEST_GAP = 4
_STRETCH = 28
_WHY = msg("this looks like a name: it follows a title, a profession or a family word.")


def find_names(text: str) -> Iterator[Identifier]:
    """Yield names that follow a word which introduces a name, without that word."""
    yield from _with_capitals(text)
    yield from _in_lower_case(text)


def _in_lower_case(text: str) -> Iterator[Identifier]:
    """Yield names in lower case, as in hasty notes: "dr lindqvist"."""
    for title in _SMALL_TITLES:
        start = text.find(title)
        while start >= 0:
            end = start + len(title)
            found = None if start and text[start - 1].isalnum() else _SMALL_NAME.match(text, end)
            if found:
                yield identifier(Kind.NAME, found.start("name"), found.end(), _WHY)
            start = text.find(title, end)


def _with_capitals(text: str) -> Iterator[Identifier]:
    """Yield names that start with a capital or a particle: "Dr Berg", "Dr von Berg"."""
    searched_to = 0
    for found in _START.finditer(text):
        start = found.start()
        if start < searched_to:
            continue
        name_start = start
        word = _word_before(text, start)
        if word in _PARTICLES:
            particles = _PARTICLES_BEFORE.search(text, max(0, start - _STRETCH), start)
            name_start = particles.start() if particles else start
            word = _word_before(text, name_start)
        if _is_introduced(text, name_start, word) and (end := _end_of_name(text, start)):
            if word.endswith(":") and _is_speech(text, start, end, word):
                continue
            yield identifier(Kind.NAME, name_start, end, _WHY)
            searched_to = end


def _word_before(text: str, start: int) -> str:
    """Return the word before an offset, unchanged; "" at the start of a paragraph or sentence."""
    head = text[max(0, start - _STRETCH) : start]
    bare = head.rstrip(_BLANKS)
    if not bare or len(head) - len(bare) > _WIDEST_GAP or "\n\n" in head[len(bare) :]:
        return ""
    words = bare.split()  # also splits at some control characters
    return words[-1].lstrip(_OPENING_MARKS) if words else ""


def _is_introduced(text: str, start: int, word: str) -> bool:
    """Return whether the word before `start` introduces a name."""
    plain = word.lower().rstrip(".:")
    if "-" in plain and plain not in TITLES:
        plain = plain.rpartition("-")[2]
    if plain not in _ALL_LEADS:
        return False
    if word.endswith(":"):
        return plain in TITLES and word[0].isupper()
    if word.endswith(".") and plain not in SHORTENED:
        return False
    if plain in ALWAYS_CAPITAL:
        return word[0].isupper() and word[1:].islower()
    if plain in TITLES:
        return True
    word_start = text.rfind(word, max(0, start - _STRETCH), start)
    earlier = _EARLIER_WORD.search(text, max(0, word_start - _STRETCH), word_start)
    return earlier is not None and _allows_introduction(earlier, plain)


def _allows_introduction(earlier: re.Match[str], plain: str) -> bool:
    """Return whether an ambiguous word introduces a name after an earlier word: "hennes man"."""
    word = earlier["word"].lower()
    if plain in INTRODUCTIONS:
        return not INTRODUCTIONS[plain] or word in INTRODUCTIONS[plain]
    return word in OWNERS or earlier["s"] is not None or earlier["word"].endswith("s")


def _is_speech(text: str, start: int, end: int, word: str) -> bool:
    """Return whether speech follows a word and a colon: "Nurse: Breathe in", not "Läkare: Anna"."""
    if " " in text[start:end]:
        return False
    # A label is indefinite ("Läkare"), a speaker is definite ("läkaren").
    plain = word.lower().rstrip(":")
    definite = plain.endswith("n") and not TITLES.isdisjoint((plain[:-1], plain[:-2]))
    return bool(_SAYS.match(text, end) or (definite and _GOES_ON.match(text, end)))


def _end_of_name(text: str, start: int) -> int | None:
    """Return the end offset of a name, without common words after it; None if all are common."""
    whole = _NAME.match(text, start)
    if whole is None:
        return None
    end = None
    for word in _WORD.finditer(text, start, whole.end()):
        if word[0].islower():
            continue
        if _is_common(word[0]):
            break
        end = word.end()
    return end


def _is_common(word: str) -> bool:
    """Return whether a capitalised word is a common word, a title or an abbreviation."""
    plain = word.lower().rstrip(".")
    if plain in COMMON_CAPITALS or plain in TITLES or plain in ALWAYS_CAPITAL:
        return True
    head = word.partition("-")[0]
    return head.isupper() and 1 < len(head) <= 4 and "." not in word  # noqa: PLR2004 - as in "ICU"
