"""Sentences: where those of a text begin and end, in English, Swedish and other scripts.

A sentence ends at a line end, or at a full stop, a question mark, an exclamation mark or an
ellipsis, with closing quotes and brackets, where white space follows and then no small letter. A
full stop after an abbreviation or an initial ends none. Signs of scripts that put no blank between
sentences, such as the ideographic full stop, end one wherever they stand; the signs are of those
with the property Sentence_Terminal of Unicode (https://www.unicode.org/reports/tr29/).

The list of abbreviations is ours; a wrong cut does no harm where sentences are used, as no text is
ever changed by it.
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
# Arabic, Armenian, Urdu and doubled signs stand before a blank, as those of Latin script do.
_BEFORE_BLANK = ".!?\u2026\u0589\u061e\u061f\u06d4\u203c\u203d\u2047-\u2049"
# Ideographic, full-width and half-width; danda; Burmese; Ethiopic; Khmer; Mongolian.
_ANYWHERE = "\u3002\uff01\uff1f\uff61\u0964\u0965\u104b\u1362\u1367\u1368\u17d4\u17d5\u1803\u1809"
_CLOSING = "\"'\u201d\u2019\xbb)\\]"
_CLOSING_WIDE = "\u300d\u300f\uff09\u3011\u3009\u300b\u3015\uff3d\uff5d\ufe42\ufe44"
# A run of signs is tried from its first one alone, so that a long one takes no long time.
_END = re.compile(
    rf"(?<![{_BEFORE_BLANK}])"
    rf"(?:[{_BEFORE_BLANK}]+[{_CLOSING}{_CLOSING_WIDE}]*(?=\s)"
    rf"|(?:[{_BEFORE_BLANK}]*[{_ANYWHERE}]+[{_BEFORE_BLANK}]*|\uff0e+(?![0-9\uff10-\uff19]))"
    # Behind a quotation, "to" and "tte" go on with who said it.
    rf"[{_CLOSING}]*(?:[{_CLOSING_WIDE}]+(?![\u3068\u3063]))?(?![{_CLOSING_WIDE}]))"
)
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
