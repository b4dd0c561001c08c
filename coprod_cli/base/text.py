"""Text as it may be stored, and what a name looks like."""

import re
from unicodedata import normalize

# C0 but for tab and line feed, DEL, and C1: what a terminal might act on.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = " \t\n"
# A key, or two ids of a template with a dot between them.
_NAME = re.compile(r"[A-Za-z0-9._#-]{1,121}\Z")


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


def clean_input(text: str) -> str:
    """Return what was typed or pasted without control characters and broken surrogates.

    Two halves of one character that a terminal delivered apart are joined again.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if LONE_SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return CONTROL_CHARACTERS.sub("", text)


def has_lone_surrogate(text: str) -> bool:
    """Tell whether a text holds half a character, which no UTF-8 file can keep."""
    return LONE_SURROGATE.search(text) is not None


def folded(text: str) -> str:
    """Return a text as it is compared where case, spacing and the way of typing tell nothing apart.

    That is the Unicode Standard's canonical caseless matching (section 3.13, D145), with each run
    of white space as one blank and none around. The result is composed (NFC), so that a letter and
    its accent stay one word.
    """
    text = " ".join(text.split())
    if text.isascii():
        return text.lower()
    return normalize("NFC", normalize("NFD", text).casefold())


def looks_like_name(text: str) -> bool:
    """Tell whether a text is of the form of a key, an id or an address, and not of a sentence."""
    return _NAME.match(text) is not None


def quoted_name(text: str, otherwise: str) -> str:
    """Return a name in quotes, or other words for it where it may be a piece of an answer."""
    return f'"{text}"' if looks_like_name(text) else otherwise
