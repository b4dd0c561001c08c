"""Decodes UTF-8 files, with a finding at the first bad byte, and recognizes UTF-16 and UTF-32."""

import codecs
from typing import NamedTuple

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import msg


def decode_utf8(data: bytes, source: str) -> str:
    """Return the text of UTF-8 bytes, without a byte-order mark.

    Raises:
        InvalidInput: the bytes are not UTF-8; the finding has the position of the first bad byte.
    """
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise InvalidInput([encoding_finding(data, error, source)]) from None


def encoding_finding(data: bytes, error: UnicodeDecodeError, source: str) -> Finding:
    """Make the finding for bytes that are not UTF-8."""
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    message, hint = msg("this is not UTF-8 text."), msg("save it as UTF-8")
    return Finding("encoding", message, source, line, column, hint, uncertain=True)


class Wide(NamedTuple):
    """A text that was decoded from UTF-16 or UTF-32, and the name of its encoding."""

    text: str
    encoding: str


# UTF-32 first: the mark of UTF-16 is the beginning of that of UTF-32.
WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How a text begins that has no mark: with a line of dashes, as front matter does.
_WIDE_DASHES = ((b"-\0-\0-\0", "utf-16-le"), (b"\0-\0-\0-", "utf-16-be"))


def decode_wide(data: bytes) -> Wide | None:
    """Return the text of bytes that are UTF-16 or UTF-32 for certain; None for all others."""
    for mark, encoding in (*WIDE_MARKS, *_WIDE_DASHES):
        if data.startswith(mark):
            body = data if b"-" in mark else data[len(mark) :]
            try:
                text = body.decode(encoding)
            except UnicodeDecodeError:
                return None
            return None if "\0" in text else Wide(text, encoding[:6].upper())
    return None
