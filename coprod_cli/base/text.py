"""Text rules: the stored form of answers, cleaning of input, comparison, and the form of names."""

import re
from unicodedata import normalize

from coprod_cli.base.escape_sequences import without_sequences

# C0 without tab and line feed, DEL, and C1: the characters that a terminal may act on.
CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_BLANKS = " \t\n"
# Punctuation that word processors and keyboards put in place of what was typed: the characters of
# the Unicode properties Quotation_Mark and Dash (PropList.txt) that occur in Latin text, the grave
# and acute accents and primes that are typed as quotes, and the ellipsis.
_PLAIN_PUNCTUATION = str.maketrans({
    **dict.fromkeys("`\u00b4\u2018\u2019\u201a\u201b\u2032\u2035\u2039\u203a\uff07", "'"),
    **dict.fromkeys("\u00ab\u00bb\u201c\u201d\u201e\u201f\u2033\u2036\uff02", '"'),
    **dict.fromkeys(
        "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2e3a\u2e3b\ufe58\ufe63\uff0d", "-"
    ),
    "\u2026": "...",
})  # fmt: skip
_DASHES = re.compile("--+")
# A key, or two ids of a template joined by a dot.
_NAME = re.compile(r"[A-Za-z0-9._#-]{1,121}\Z")


def canonical_text(text: str) -> str:
    r"""Return an answer in its stored form: `\n` line ends, no blank lines at start or end."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    body = text.lstrip(_BLANKS)
    if not body:
        return ""
    start = text.rfind("\n", 0, len(text) - len(body)) + 1
    end = text.find("\n", len(text.rstrip(_BLANKS)))
    return text[start:] if end < 0 else text[start:end]


def clean_input(text: str) -> str:
    r"""Return typed or pasted text with `\n` line ends, without escape sequences and controls.

    A pair of surrogates becomes the character that it encodes, because some terminals deliver the
    two halves separately; a lone surrogate becomes U+FFFD.
    """
    text = without_sequences(text).replace("\r\n", "\n").replace("\r", "\n")
    if LONE_SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return CONTROL_CHARACTERS.sub("", text)


def has_lone_surrogate(text: str) -> bool:
    """Return whether a text holds a lone surrogate, which UTF-8 cannot encode."""
    return LONE_SURROGATE.search(text) is not None


def folded(text: str) -> str:
    """Return a text as a key for comparison that ignores case, white space and typography.

    Case and composition follow the Unicode Standard's canonical caseless matching (section 3.13,
    D145). Each run of white space, no-break spaces included, becomes one space, with none at start
    or end. Typographic single quotes, apostrophes and accents typed as such become `'`, double ones
    `"`, each run of dashes `-`, and an ellipsis three dots, because editors make the one of the
    other. The result is composed (NFC), so that patterns for words match a letter together with
    its accent.
    """
    text = " ".join(text.split())
    text = text.lower() if text.isascii() else normalize("NFC", normalize("NFD", text).casefold())
    text = with_plain_punctuation(text)
    return _DASHES.sub("-", text) if "--" in text else text


def shortened(line: str, length: int) -> str:
    """Return a line, cut with ` ...` if it is longer than `length` characters."""
    return line if len(line) <= length else f"{line[: length - 4].rstrip()} ..."


def one_line(text: str) -> str:
    """Return a text as one line of a note: white space and zero bytes become single spaces."""
    return " ".join(text.replace("\0", " ").split())


def with_plain_punctuation(text: str) -> str:
    """Return a text with the quotes, dashes and ellipses that a keyboard has."""
    return text.translate(_PLAIN_PUNCTUATION)


def is_yes(reply: str) -> bool:
    """Return whether a reply to a question is a clear yes, in English or Swedish."""
    return reply.strip().casefold() in {"y", "yes", "j", "ja"}


def is_no(reply: str) -> bool:
    """Return whether a reply to a question is empty or a clear no, in English or Swedish."""
    return reply.strip().casefold() in {"", "n", "no", "nej"}


def looks_like_name(text: str) -> bool:
    """Return whether a text has the form of a key, an id or an address, not of a sentence."""
    return _NAME.match(text) is not None


def quoted_name(text: str, fallback: str) -> str:
    """Return a name in quotes, or the fallback if the text may be part of an answer."""
    return f'"{text}"' if looks_like_name(text) else fallback
