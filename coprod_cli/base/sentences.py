"""Sentences: where those of a text begin and end, in English and Swedish.

A sentence ends at a line end, or at a full stop, a question mark, an exclamation mark or an
ellipsis, with closing quotes and brackets, where white space follows and then no small letter. A
full stop after an abbreviation or an initial ends none. The list of abbreviations is ours; a wrong
cut does no harm where sentences are used, as no text is ever changed by it.
"""

import re
from collections.abc import Iterator

_ABBREVIATIONS = frozenset((
    "approx", "ca", "cf", "dr", "e.g", "etc", "fig", "i.e", "mr", "mrs", "ms", "nos", "nr", "pp",
    "prof", "st", "tel", "vol", "vs",
    "a.k.a", "a.a", "avd", "bl.a", "d.v.s", "dvs", "e.d", "e.kr", "f.d", "f.kr", "f.n", "f.ö",
    "fr.o.m", "ggr", "i.s.f", "i.v", "jfr", "kap", "kl", "m.a.o", "m.fl", "m.h.a", "m.m", "o.d",
    "o.s.v", "p.g.a", "pga", "p.o", "s.a.s", "s.k", "ssk", "t.ex", "t.o.m", "t.v", "u.p.a", "usk",
    "åk", "överl",
))  # fmt: skip
"""Words that end with a full stop within a sentence, in small letters and without that stop."""
_END = re.compile(r"[.!?\u2026]+[\"'\u201d\u2019\xbb)\]]*(?=\s)")
_LAST_WORD = re.compile(r"[^\s\"'\u201c\u201d\u2018\u2019\xab\xbb(\[]+\Z")
_LONGEST = max(map(len, _ABBREVIATIONS)) + 1
_BLANKS = re.compile(r"\s*")
_LIST_MARK = re.compile(
    r"[ \t]*(?:(?:[-*+]|[0-9]{1,3}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?|#{1,6}[ \t]+)?"
)


def sentences_of(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each sentence, as offsets in code points.

    White space around a sentence, and the mark of a list item or heading, are not part of it.
    """
    start = 0
    for line in text.splitlines(keepends=True):
        yield from _in_line(text, start, start + len(line))
        start += len(line)


def first_sentence(text: str) -> str:
    """Return a text to the end of its first sentence, whatever mark it begins with.

    Line ends are white space.
    """
    for match in _END.finditer(text):
        if _ends(text, match, 0):
            return text[: match.end()]
    return text.rstrip()


def _in_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    end = start + len(text[start:end].rstrip())
    mark = _LIST_MARK.match(text, start, end)
    begin = mark.end() if mark else start
    for match in _END.finditer(text, begin, end):
        if _ends(text, match, begin):
            yield begin, match.end()
            begin = _next(text, match.end())
    if begin < end:
        yield begin, end


def _ends(text: str, match: re.Match[str], begin: int) -> bool:
    """Return True if a sentence ends at a mark."""
    after = _next(text, match.end())
    if after == len(text) or text[after].islower():
        return False
    if not match[0].startswith(".") or match[0].startswith(".."):
        return True
    word = _LAST_WORD.search(text, max(begin, match.start() - _LONGEST), match.start())
    return word is None or not _is_abbreviation(word[0])


def _is_abbreviation(word: str) -> bool:
    is_initial = len(word) == 1 and word.isupper()
    return is_initial or word.casefold() in _ABBREVIATIONS


def _next(text: str, start: int) -> int:
    """Return the offset of the first character at or after an offset that is not white space."""
    found = _BLANKS.match(text, start)
    return found.end() if found else start
