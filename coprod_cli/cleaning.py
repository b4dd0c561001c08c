"""Text as it may be stored, and text as it may be shown: one rule for each."""

import re

# C0 but for tab and line feed, DEL, and C1: what a terminal might act on.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# Direction controls can make a line read as what it is not (Unicode TR 36, 2.6).
_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = " \t\n"


def canonical_text(text: str) -> str:
    r"""Return an answer as a note keeps it: `\n` line ends, no blank lines around it."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    body = text.lstrip(_BLANKS)
    if not body:
        return ""
    start = text.rfind("\n", 0, len(text) - len(body)) + 1
    end = text.find("\n", len(text.rstrip(_BLANKS)))
    return text[start:] if end < 0 else text[start:end]


def typed_text(text: str) -> str:
    """Return what was typed or pasted without control characters and broken surrogates.

    Two halves of one character that a terminal delivered apart are joined again.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _LONE_SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _CONTROLS.sub("", text)


def has_lone_surrogate(text: str) -> bool:
    """Tell whether a text holds half a character, which no UTF-8 file can keep."""
    return _LONE_SURROGATE.search(text) is not None


def screen_text(text: str) -> str:
    """Return a text in which nothing can steer a terminal: controls become visible."""
    text = _CONTROLS.sub(_picture, text.replace("\r\n", "\n"))
    text = _DIRECTIONS.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)
    return _LONE_SURROGATE.sub("\ufffd", text)


def screen_line(text: str) -> str:
    """Return `screen_text` on one line."""
    return screen_text(text).replace("\n", " ").replace("\t", " ")


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:  # noqa: PLR2004 - the C0 block
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"  # noqa: PLR2004 - DEL
