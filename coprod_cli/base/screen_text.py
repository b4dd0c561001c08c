"""Text as a screen may show it: nothing in it can steer a terminal, or hide.

This module belongs to those that show: it words what it found in the language that was chosen.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from coprod_cli.base.i18n import _
from coprod_cli.base.text import CONTROL_CHARACTERS, LONE_SURROGATE

# Direction controls can make a line read as what it is not (Unicode TR 36, 2.6).
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# What takes no room, or only looks like a blank, can hide words or make two names look alike
# (Unicode TR 36, 2.10). Soft hyphens and what joins letters and pictures stay as they are.
_INVISIBLE = (
    "\u115f\u1160\u180b-\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
# The flag of a part of a country is a black flag, a few tags, and the tag that ends them
# (Unicode TS 51, appendix C).
_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
_UNSEEN = (
    rf"(?P<kept>{_FLAG})|{CONTROL_CHARACTERS.pattern}|{LONE_SURROGATE.pattern}|[{_DIRECTIONS}{_INVISIBLE}]"
    # Joiners belong between letters of scripts that join, and in pictures; never in plain words.
    "|(?<![^\x00-\x7f])[\u200c\u200d]"
)
_UNSEEN_PATTERN = re.compile(_UNSEEN)
_MOST_MARKS = 10
_MAY_BE_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS + 1}}}")


def screen_text(text: str) -> str:
    """Return a text in which nothing can steer a terminal or hide: what is unseen is told of."""
    text = text.replace("\r\n", "\n")
    return _pattern_for(text).sub(_visible, text)


def screen_line(text: str) -> str:
    """Return `screen_text` on one line."""
    return screen_text(text).replace("\n", " ").replace("\t", " ")


def unsafe_parts(text: str) -> Iterator[tuple[int, int, str]]:
    r"""Give the start, the end and the telling of each part that a screen must not have.

    These are the parts that `screen_text` replaces; `\r\n` stays two characters here.
    """
    for found in _pattern_for(text).finditer(text):
        if found.lastgroup != "kept":
            yield found.start(), found.end(), _visible(found)


def escaped_json(text: str, *, all_unsafe: bool) -> str:
    r"""Return JSON in which half characters stand as `\uXXXX`, which reads back as the same data.

    Args:
        text: JSON, in which such characters can only stand within strings (RFC 8259, section 7).
        all_unsafe: whether that is done to all that a terminal must not have.
    """
    pattern = _pattern_for(text) if all_unsafe else LONE_SURROGATE
    return pattern.sub(lambda found: "".join(map(_json_escape, found[0])), text)


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def _pattern_for(text: str) -> re.Pattern[str]:
    if text.isascii():
        return CONTROL_CHARACTERS
    return _pattern_with_marks() if _MAY_BE_MARKS.search(text) else _UNSEEN_PATTERN


@lru_cache(maxsize=1)
def _pattern_with_marks() -> re.Pattern[str]:
    """Return the pattern that also finds marks piled on one letter, which cover the lines around.

    No script needs so many; Unicode's own bound for a text that is read in a stream is 30
    (UAX 15, section 13). It is made when it is needed, since it asks for each character's kind.
    """
    import unicodedata

    last = 0x1F000  # all marks but the variation selectors, which follow
    marks = "".join(
        chr(each) for each in range(0x300, last) if unicodedata.category(chr(each)) in {"Mn", "Me"}
    )
    marks += "\U000e0100-\U000e01ef"
    return re.compile(f"{_UNSEEN}|(?P<marks>(?<=[{marks}]{{{_MOST_MARKS}}})[{marks}]+)")


def _visible(found: re.Match[str]) -> str:
    if found.lastgroup == "kept":
        return found[0]
    if found.lastgroup == "marks":
        return _("<{count} more marks>").format(count=len(found[0]))
    code = ord(found[0])
    if code < 0x20:  # noqa: PLR2004 - the C0 block
        return chr(0x2400 + code)
    if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - the surrogates
        return "\ufffd"
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"  # noqa: PLR2004 - DEL
