r"""Words of a text, as search and the index see them: one tokenizer, so that both find the same.

A word is a run of letters and digits with their combining marks, folded: without letter case, and
composed (NFC), since macOS types NFD. Letters with rings and dots stay letters of their own.

- Hyphens, apostrophes, dots, underscores and all other signs stand between words: "e-post" is "e"
  and "post", "don't" is "don" and "t", "3,5" is "3" and "5".
- Soft hyphens, joiners and variation selectors are not seen: "sjuk\u00adhus" is "sjukhus".
- An ideograph, a kana or an emoji is a word by itself, since no blanks stand between them; the skin
  tone of an emoji is not seen.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from unicodedata import category, normalize

# Text in which no character is a combining mark, unseen, or a word by itself: most Latin text.
_PLAIN_TEXT = re.compile("[\\0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u2052]*")
_PLAIN_WORD = re.compile(r"[^\W_]+")
# Latin-1 and Latin Extended-A: here `str.casefold` keeps composed letters composed.
_COMPOSED = re.compile("[\\0-\xac\xae-\u017f\u2010-\u2027\u2030-\u2052]*")
_LATIN_TEXT = re.compile("[\\0-\xac\xae-\xff\u2010-\u2027\u2030-\u2052]*")
# Soft hyphen, zero width joiners, word joiner, byte order mark, enclosing marks such as the key of
# a keycap emoji, variation selectors, and skin tones.
_UNSEEN = (
    "\xad\u200c\u200d\u2060\ufeff\u20dd-\u20e0\u20e2-\u20e4\ufe00-\ufe0f\U000e0100-\U000e01ef"
    "\U0001f3fb-\U0001f3ff"
)
_UNSEEN_SIGNS = re.compile(f"[{_UNSEEN}]+")
# Kana, ideographs, halfwidth kana; clocks and arrows, weather to dingbats, stars, emoji.
_SINGLE = (
    "\u3041-\u3096\u30a1-\u30fa\u30fc\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9d\U00020000-\U0003ffff"
    "\u231a\u231b\u23e9-\u23fa\u2600-\u27bf\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55"
    "\U0001f000-\U0001f3fa\U0001f400-\U0001faff"
)
# The blocks that hold combining marks (categories Mn, Mc and Me); all code points would take long.
_MARK_BLOCKS = (
    range(0x300, 0x12000),
    range(0x16A00, 0x17000),
    range(0x1BC00, 0x1BD00),
    range(0x1D100, 0x1D250),
    range(0x1E000, 0x1F000),
)


class Word(NamedTuple):
    """A word in a text.

    Attributes:
        word: the word, folded.
        start: the offset of its first character in the text.
        end: the offset after its last character, marks included.
    """

    word: str
    start: int
    end: int


def words_of(text: str) -> Iterator[Word]:
    """Yield the words of a text, in order."""
    pattern = _PLAIN_WORD if _PLAIN_TEXT.fullmatch(text) else _word_pattern()
    for match in pattern.finditer(text):
        yield Word(folded_word(match[0]), match.start(), match.end())


def folded_words(text: str) -> list[str]:
    """Return the words that `words_of` yields, folded and without their places; fast."""
    if _LATIN_TEXT.fullmatch(text):
        # Here each letter is folded to letters, and each other sign stays what it is.
        return _PLAIN_WORD.findall(text.casefold())
    return [each.word for each in words_of(text)]


def folded_word(word: str) -> str:
    """Return a word, or any text, as words are compared: caseless, composed, nothing unseen.

    This is the Unicode Standard's canonical caseless matching (section 3.13, D145), composed. A
    folded text holds the folded form of each of its words.
    """
    if word.isascii():
        return word.lower()
    if _COMPOSED.fullmatch(word):
        return word.casefold()
    seen = _UNSEEN_SIGNS.sub("", word)
    return normalize("NFC", normalize("NFD", seen).casefold())


def bare_word(word: str) -> str:
    """Return a folded word, or a folded text, without rings, dots and accents."""
    if word.isascii():
        return word
    for sign in set(word):  # far faster than one by one: a text has few different signs
        if not sign.isascii():
            word = word.replace(sign, _bare_sign(sign))
    return word


@cache
def _bare_sign(sign: str) -> str:
    return "".join(each for each in normalize("NFD", sign) if not category(each).startswith("M"))


@cache
def _word_pattern() -> re.Pattern[str]:
    marks = "".join(
        chr(code) for block in _MARK_BLOCKS for code in block if category(chr(code)).startswith("M")
    )
    letters, joined = rf"[^\W_{_SINGLE}]", f"[{marks}{_UNSEEN}]"
    return re.compile(f"[{_SINGLE}]{joined}*|{letters}+(?:{joined}+{letters}*)*")
