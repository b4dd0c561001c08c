"""Names that a title, a profession or a family word gives away, as in "Dr Berg"."""

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
# A capital after a blank or an emphasis mark may start a name; one that starts a sentence may not,
# which a long word before the full stop tells from "Prof. Berg".
_START = re.compile(
    rf"[{_CAPITALS}](?<=[\s*_\"\u201c\u201d(][{_CAPITALS}])(?<![,!?;][ ][{_CAPITALS}])"
    rf"(?<![a-zåäö]{{5}}\.[ ][{_CAPITALS}])(?<!\n\n[{_CAPITALS}])"
)
_NAME = re.compile(
    rf"(?:{_INITIAL}[ ]?){{0,3}}{_CAPITAL_WORD}"
    rf"(?:[ ](?:{_PARTICLE}[ ]){{0,2}}(?:{_INITIAL}[ ])?{_CAPITAL_WORD}){{0,3}}"
)
_WORD = re.compile(rf"{_CAPITAL_WORD}|{_INITIAL}|{_PARTICLE}")
_FURTHER = re.compile(r"(?P<word>[^\W\d_]+)(?P<s>['\u2019]s?)?[ ]\Z")
_PARTICLES_BEFORE = re.compile(rf"(?<=[ \n])(?:{_PARTICLE}[ ]){{1,2}}\Z")
_ALL_LEADS = TITLES | ALWAYS_CAPITAL | OWNED | INTRODUCTIONS.keys()
_BLANKS = ' \n\t*_"\u201c\u201d('
_OPENING_MARKS = '*_"\u201c\u201d(-/[>'
# After a colon, what goes on like this is what somebody says: "Nurse: Breathe in".
_SAYS = re.compile("[!?]|[ ](?!(?:och|and|samt|tel|tfn)\\b)[a-zåäö]")
_GOES_ON = re.compile(",[ ][a-zåäö]")
# In small letters a name is told from any other word by how names end.
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
    """Yield names that follow a word which a name follows; the word itself is left out."""
    yield from _with_capitals(text)
    yield from _in_small_letters(text)


def _in_small_letters(text: str) -> Iterator[Identifier]:
    """Yield names of hasty notes: "dr lindqvist"."""
    for title in _SMALL_TITLES:
        at = text.find(title)
        while at >= 0:
            past = at + len(title)
            found = None if at and text[at - 1].isalnum() else _SMALL_NAME.match(text, past)
            if found:
                yield identifier(Kind.NAME, found.start("name"), found.end(), _WHY)
            at = text.find(title, past)


def _with_capitals(text: str) -> Iterator[Identifier]:
    past = 0
    for found in _START.finditer(text):
        start = found.start()
        if start < past:
            continue
        opened = start
        word = _word_before(text, start)
        if word in _PARTICLES:
            particles = _PARTICLES_BEFORE.search(text, max(0, start - _STRETCH), start)
            opened = particles.start() if particles else start
            word = _word_before(text, opened)
        if _is_introduced(text, opened, word) and (end := _end_of_name(text, start)):
            if word.endswith(":") and _is_speech(text, start, end, word):
                continue
            yield identifier(Kind.NAME, opened, end, _WHY)
            past = end


def _word_before(text: str, start: int) -> str:
    """Return the word before a name as it stands; "" where a paragraph or a sentence starts."""
    head = text[max(0, start - _STRETCH) : start]
    bare = head.rstrip(_BLANKS)
    if not bare or len(head) - len(bare) > _WIDEST_GAP or "\n\n" in head[len(bare) :]:
        return ""
    words = bare.split()  # which counts some controls among the blanks
    return words[-1].lstrip(_OPENING_MARKS) if words else ""


def _is_introduced(text: str, start: int, word: str) -> bool:
    """Tell whether a word, which stands before `start`, is one that a name follows."""
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
    before = text.rfind(word, max(0, start - _STRETCH), start)
    further = _FURTHER.search(text, max(0, before - _STRETCH), before)
    return further is not None and _leads(further, plain)


def _leads(further: re.Match[str], plain: str) -> bool:
    word = further["word"].lower()
    if plain in INTRODUCTIONS:
        return not INTRODUCTIONS[plain] or word in INTRODUCTIONS[plain]
    return word in OWNERS or further["s"] is not None or further["word"].endswith("s")


def _is_speech(text: str, start: int, end: int, word: str) -> bool:
    """Tell "Patienten: Överallt, tror jag" and "Nurse: Breathe in" from "Läkare: Anna Berg"."""
    if " " in text[start:end]:
        return False
    # A form's field is called "Läkare"; "läkaren" is the one who says something.
    plain = word.lower().rstrip(":")
    definite = plain.endswith("n") and not TITLES.isdisjoint((plain[:-1], plain[:-2]))
    return bool(_SAYS.match(text, end) or (definite and _GOES_ON.match(text, end)))


def _end_of_name(text: str, start: int) -> int | None:
    """Return where a name ends, without the common words that may follow it."""
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
    plain = word.lower().rstrip(".")
    if plain in COMMON_CAPITALS or plain in TITLES or plain in ALWAYS_CAPITAL:
        return True
    head = word.partition("-")[0]
    return head.isupper() and 1 < len(head) <= 4 and "." not in word  # noqa: PLR2004 - as in "ICU"
