"""Standard streams that are not UTF-8: what cannot be encoded is replaced, and never an error."""

import codecs
import sys
from unicodedata import normalize

from coprod_cli.base.text import with_plain_punctuation

_ERRORS = "coprod-nearest"
_SIGNS = str.maketrans(
    {"•": "*", "→": "->", "←": "<-", "↑": "^", "↓": "v", "✓": "x", "█": "#", "▒": "+", "─": "-"}
)


def replace_unencodable() -> None:
    """Let standard output and standard error replace what their encoding does not have.

    Streams in UTF-8 stay as they are. The rule holds for whatever writes to the streams: results,
    messages, rich, and typer's help.
    """
    for stream in (sys.stdout, sys.stderr):
        encoding = getattr(stream, "encoding", None) or "utf-8"
        if codecs.lookup(encoding).name != "utf-8" and hasattr(stream, "reconfigure"):
            codecs.register_error(_ERRORS, _nearest)
            stream.reconfigure(errors=_ERRORS)


def _nearest(error: UnicodeError) -> tuple[str | bytes, int]:
    """Return the nearest characters that the encoding has: plain punctuation, bare letters, `?`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    nearest = (_nearest_character(character, error.encoding) for character in text)
    return "".join(nearest), error.end


def _nearest_character(character: str, encoding: str) -> str:
    plain = with_plain_punctuation(character).translate(_SIGNS)
    for candidate in (plain, normalize("NFC", plain), normalize("NFKD", plain)[:1]):
        try:
            candidate.encode(encoding)
        except UnicodeEncodeError:
            continue
        return candidate
    return "?"
