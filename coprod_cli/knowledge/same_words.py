r"""Same words: finds the places of a text that say a quote's words, typed in another way.

Aside are: how much white space is between words, line ends among it; `*` and `_` at the edge of a
word (emphasis in Markdown); marks of a list or a quotation at the start of a line; typographic
quotes, dashes and ellipses; and whether a letter and its accent are one character or two (NFC,
NFD). All else counts: case, digits, every letter. A place never begins or ends within a word if the
quote did not.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from coprod_cli.base.span import Span
from coprod_cli.base.text import with_plain_punctuation

_EMPHASIS = "[*_]*"
_LIST_MARK = r"(?:[-+*•]|>+|\[[ xX]\])\s+(?!\d)"  # before a digit it may be a minus sign
_GAP = rf"{_EMPHASIS}(?:\s*\n[ \t]*(?:{_LIST_MARK})+|\s+){_EMPHASIS}"
_NO_ACCENT = "(?![\u0300-\u036f])"
_LIST_MARKS = re.compile(rf"^[ \t]*(?:{_LIST_MARK})+", re.MULTILINE)
_OUTER_EMPHASIS = re.compile(r"(?<![^\W_])[*_]+|[*_]+(?![^\W_])")
_QUOTES = "['`\u00b4\u2018\u2019\u201a\u201b\u2032\u2035\u2039\u203a\uff07]"
_DOUBLE_QUOTES = '["\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u2036\uff02]'
_DASHES = "[-\u2010-\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d]"
_TYPED_ALIKE = {"'": _QUOTES, '"': _DOUBLE_QUOTES, "-": f"{_DASHES}+"}
_PARTS = re.compile(r"\.\.\.|-+|.", re.DOTALL)
_MAX_PLACES = 200
"""How many places of the same words are told apart; a person has to choose long before that."""


class Edges(NamedTuple):
    """Whether a place may begin, and end, within a word."""

    inside_start: bool
    inside_end: bool


def plain_words(text: str) -> str:
    """Return a text with all that is aside (see above) written in one way.

    Two texts say the same words if and only if this returns the same for both.
    """
    text = _LIST_MARKS.sub("", with_plain_punctuation(normalize("NFC", text)))
    return " ".join(re.sub("--+", "-", _OUTER_EMPHASIS.sub("", text)).split())


def places_of(quote: str, text: str, edges: Edges) -> list[Span]:
    """Return the places in a text that have a quote to the letter; at most `_MAX_PLACES`."""
    places: list[Span] = []
    start = text.find(quote) if quote else -1
    while start >= 0 and len(places) < _MAX_PLACES:
        span = Span(start, start + len(quote))
        if is_whole(text, span, edges):
            places.append(span)
        start = text.find(quote, start + 1)
    return places


def alike_places(quote: str, text: str, edges: Edges) -> list[Span]:
    """Return the places in a text that say a quote's words (see above); at most `_MAX_PLACES`."""
    pattern = _pattern(quote)
    if pattern is None:
        return []
    return list(_alike(pattern, text, edges))


def edges_of(quote: str, before: str, after: str) -> Edges:
    """Return whether a quote begins and ends within a word, by what stood around it."""
    inside_start = bool(before) and before[-1].isalnum() and quote[:1].isalnum()
    return Edges(inside_start, bool(after) and after[0].isalnum() and quote[-1:].isalnum())


def is_whole(text: str, span: Span, edges: Edges) -> bool:
    """Return whether a place cuts no word in two, unless its quote did."""
    start, end = span
    cuts_start = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    follows = text[end : end + 1]
    cuts_end = follows.isalnum() and text[end - 1].isalnum()
    if "\u0300" <= follows < "\u0370":
        return False
    return (edges.inside_start or not cuts_start) and (edges.inside_end or not cuts_end)


def _alike(pattern: re.Pattern[str], text: str, edges: Edges) -> Iterator[Span]:
    found = pattern.search(text)
    count = 0
    while found and count < _MAX_PLACES:
        span = Span(*found.span())
        if is_whole(text, span, edges):
            count += 1
            yield span
        found = pattern.search(text, found.start() + 1)


@lru_cache(maxsize=64)
def _pattern(quote: str) -> re.Pattern[str] | None:
    """Return the pattern of a quote's words; None if it has none."""
    words = plain_words(quote).split()
    if not words:
        return None
    return re.compile(_GAP.join(map(_word_pattern, words)) + _NO_ACCENT)


def _word_pattern(word: str) -> str:
    parts = _PARTS.findall(word)
    made = []
    for index, part in enumerate(parts):
        if index and not (part[0].isalnum() and parts[index - 1][-1].isalnum()):
            made.append(_EMPHASIS)
        made.append(_character_pattern(part))
    return "".join(made)


def _character_pattern(part: str) -> str:
    if part == "...":
        return r"(?:\.\.\.|…)"
    alike = _TYPED_ALIKE.get(part[0])
    if alike:
        return alike
    apart = normalize("NFD", part)
    return re.escape(part) if apart == part else f"(?:{re.escape(part)}|{re.escape(apart)})"
