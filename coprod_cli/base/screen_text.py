"""Makes text safe to show on a terminal: control and invisible characters become visible.

Only the packages that show text use this module: what it inserts is in the current language.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from coprod_cli.base.i18n import _
from coprod_cli.base.text import CONTROL_CHARACTERS, LONE_SURROGATE

# Direction controls can make a line look like a different one (Unicode TR 36, 2.6).
_DIRECTIONS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# Characters without width, and those that look like a space, can hide words or make two names look
# alike (Unicode TR 36, 2.10). Soft hyphens are kept; joiners are handled below.
_INVISIBLE = (
    "\u115f\u1160\u180b-\u180e\u200b\u2028\u2029\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
# The flag emoji of a region is a black flag, a few tag characters, and a cancel tag
# (Unicode TS 51, appendix C); its tag characters are kept.
_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f"
_UNSAFE = (
    rf"(?P<kept>{_FLAG})|{CONTROL_CHARACTERS.pattern}|{LONE_SURROGATE.pattern}|[{_DIRECTIONS}{_INVISIBLE}]"
    # Joiners have a use between letters of some scripts and in emoji, but never after ASCII.
    "|(?<![^\x00-\x7f])[\u200c\u200d]"
)
_UNSAFE_PATTERN = re.compile(_UNSAFE)
_MAX_MARKS = 10
"""The most combining marks that are shown on one letter."""
_POSSIBLE_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{_MAX_MARKS + 1}}}")


def screen_text(text: str) -> str:
    """Return a text that is safe to show: each unsafe character is replaced by a visible one."""
    text = text.replace("\r\n", "\n")
    return _pattern_for(text).sub(_replacement, text)


def screen_line(text: str) -> str:
    """Return `screen_text` on one line: line feeds and tabs become spaces."""
    if text.isascii() and text.isprintable():  # most cells of a list of very many cases
        return text
    return screen_text(text).replace("\n", " ").replace("\t", " ")


def unsafe_parts(text: str) -> Iterator[tuple[int, int, str]]:
    r"""Yield the start, the end and the replacement of each part that is unsafe to show.

    These are the parts that `screen_text` replaces, but the `\r` of a `\r\n` is among them.
    Start and end are offsets in characters.
    """
    for found in _pattern_for(text).finditer(text):
        if found.lastgroup != "kept":
            yield found.start(), found.end(), _replacement(found)


def escaped_json(text: str, *, all_unsafe: bool) -> str:
    r"""Return JSON with its lone surrogates escaped as `\uXXXX`; it reads back as the same data.

    Args:
        text: JSON; such characters occur only within its strings (RFC 8259, section 7).
        all_unsafe: whether to escape all characters that are unsafe to show, too.
    """
    pattern = _pattern_for(text) if all_unsafe else LONE_SURROGATE
    return pattern.sub(lambda found: "".join(map(_json_escape, found[0])), text)


def _json_escape(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[start : start + 2].hex()}" for start in range(0, len(units), 2))


def _pattern_for(text: str) -> re.Pattern[str]:
    if text.isascii():
        return CONTROL_CHARACTERS
    return _pattern_with_marks() if _POSSIBLE_MARKS.search(text) else _UNSAFE_PATTERN


@lru_cache(maxsize=1)
def _pattern_with_marks() -> re.Pattern[str]:
    """Return the pattern that also finds marks piled up on one letter, which cover other lines.

    No script needs more than `_MAX_MARKS`; Unicode's own bound for streamed text is 30 (UAX 15,
    section 13). Compiled on first use, because it looks up the category of every character.
    """
    import unicodedata

    end = 0x1F000  # beyond it are only the variation selectors, added below
    marks = "".join(
        chr(code) for code in range(0x300, end) if unicodedata.category(chr(code)) in {"Mn", "Me"}
    )
    marks += "\U000e0100-\U000e01ef"
    return re.compile(f"{_UNSAFE}|(?P<marks>(?<=[{marks}]{{{_MAX_MARKS}}})[{marks}]+)")


def _replacement(found: re.Match[str]) -> str:
    """Return the visible replacement of an unsafe part: a control picture, U+FFFD or its code."""
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
