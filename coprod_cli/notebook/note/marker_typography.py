r"""Marker typography: what editors, keyboards and formatters make of a marker, and its plain form.

Programs correct dashes and quotes, put other blanks and invisible characters in, capitalise words,
escape punctuation with backslashes, write HTML entities, and use full-width forms. `plain` undoes
all of these at once; the patterns here say where, in a text, such a marker may stand.
"""

import re
from unicodedata import normalize

from coprod_cli.base.patterns import lazy_pattern

_INVISIBLE = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_BLANKS = " \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d"
_SINGLE_QUOTES = "'`\u00b4\u2018\u2019\u201a\u201b"
_DOUBLE_QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb'
QUOTES = _SINGLE_QUOTES + _DOUBLE_QUOTES
"""Plain and typographic quotes and accents."""
_ARROWS = "\u2192\u27f6\u2794"
SPACE = rf"[{_BLANKS}{_INVISIBLE}\\]"
"""What may stand between a marker's parts: blanks, invisible characters and a backslash."""
_COLON = "[:\uff1a\u2236\ufe55]"
_ENTITY = r"&(?:amp;)*[#a-zA-Z0-9]{1,8};"
_GREATER = rf"[>\uff1e\ufe65{_ARROWS}]|&(?:amp;)*(?:gt|#0*62|#[xX]0*3[eE]);"
_LESS = r"[<\uff1c\ufe64]|&(?:amp;)*(?:lt|#0*60|#[xX]0*3[cC]);"
_LESS_STARTS = ("<", "&", "\uff1c", "\ufe64")
_TO_FULL_WIDTH = 0xFEE0
"""The distance from a character of ASCII to its full-width form."""
_WINDOW = 60
"""The most characters between the start of a changed marker and its word `coprod`."""

_PLAIN_CHARACTERS = str.maketrans({
    **dict.fromkeys(f"{_INVISIBLE}\\", ""),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_SINGLE_QUOTES, "'"),
    **dict.fromkeys(_DOUBLE_QUOTES, '"'),
    **dict.fromkeys(_ARROWS, "->"),
})  # fmt: skip


def _word_pattern() -> str:
    """Return the pattern of the word `coprod` in any letter case, and a colon.

    Between its letters, invisible characters may stand, and a hyphen or a blank that a spelling
    program put there.
    """
    between = f"[{_INVISIBLE} _{_DASHES}-]*+"
    letters = ((letter, letter.upper(), chr(ord(letter) + _TO_FULL_WIDTH)) for letter in "coprod")
    forms = ("".join((*each, chr(ord(each[1]) + _TO_FULL_WIDTH))) for each in letters)
    word = between.join(f"[{form}]" for form in forms)
    return rf"{word}{SPACE}*+{_COLON}"


_WORD = lazy_pattern(_word_pattern())
_EXACT_WORD = lazy_pattern("coprod:")
# Each has a literal prefix, which the regular expression engine finds fast.
_OTHER_WORDS = (
    lazy_pattern(rf"Coprod{SPACE}*+{_COLON}"),
    lazy_pattern(rf"coprod{SPACE}*+{_COLON}"),
)
_UNUSUAL_ASCII = ("PROD",)
_UNUSUAL = (*_UNUSUAL_ASCII, *_INVISIBLE, "\uff50", "\uff30")
_OPENING = lazy_pattern(rf"(?:{_LESS})(?:[!\uff01\-{_DASHES}]|{SPACE}|{_ENTITY})*+\Z")
_PLAIN_OPENING = lazy_pattern("< ?(?=[ ]*[!-])[! -]*")
CLOSING = lazy_pattern(_GREATER)
"""The character, or the entity, with which a marker closes; dashes may stand before it."""
AROUND = lazy_pattern(
    rf"(?:[>*+|_~0-9.)(\[\]{QUOTES}\-{_DASHES}\u2022\u00b7\u25e6\u25aa]|{SPACE})*+"
)
"""What editors put in front of a line: quotation marks, bullets, numbers, and emphasis."""
BEHIND = lazy_pattern(rf"(?:[|*_~{QUOTES}]|{SPACE})*+\Z")
"""What editors put behind a line."""


def plain(raw: str) -> str:
    """Return a part of a marker as coprod would write it, apart from capital letters."""
    text = raw
    if "&" in text:
        from html import unescape

        while (decoded := unescape(text)) != text:
            text = decoded
    return " ".join(normalize("NFKC", text).translate(_PLAIN_CHARACTERS).split())


def has_only_words(text: str, start: int, count: int) -> bool:
    """Return True if `coprod:` is in a text so many times, and in no form made by an editor.

    It is asked for each note that is read, and mostly searches for plain strings.

    Args:
        text: the text.
        start: the offset from which on it is searched.
        count: how often `coprod:` is there at least.
    """
    others = text.count("oprod", start) - count
    if others:
        if text.count("coprod:", start) != count:
            return False
        # People write of coproduction; that is told apart by its next letter.
        if others != text.count("oprodu", start):
            changed, all_forms = (len(pattern.findall(text, start)) for pattern in _OTHER_WORDS)
            if changed or all_forms != count:
                return False
    unusual = _UNUSUAL_ASCII if text.isascii() else _UNUSUAL
    if text.count("rod:", start) <= count and not any(form in text for form in unusual):
        return True
    return len(_WORD.findall(text, start)) == count


def word_pattern(text: str, start: int) -> "re.Pattern[str] | None":
    """Return the pattern that finds each `coprod:` of a text in any form; None if it has none."""
    exact = text.count("coprod:", start)
    if not has_only_words(text, start, exact):
        return _WORD
    return _EXACT_WORD if exact else None


def opening_before(text: str, start: int, end: int) -> int | None:
    """Return the offset of a marker's opening `<!--`, in any form, that ends at an offset."""
    start = max(start, end - _WINDOW)
    window = text[start:end]
    if not any(form in window for form in _LESS_STARTS):
        return None
    match = _OPENING.search(text, start, end)
    if match is None or _PLAIN_OPENING.fullmatch(plain(match[0])) is None:
        return None
    return match.start()
