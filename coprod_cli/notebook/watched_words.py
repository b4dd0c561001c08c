"""The notebook's list of words to watch, as text: decodes its file, and says if that is in doubt.

Word processors save such a list in encodings other than UTF-8. A word that is decoded wrongly is
never found, so a person is told; what can be read of the list is used.
"""

import codecs
from typing import NamedTuple

from coprod_cli.base.errors import Finding, unreadable_message
from coprod_cli.base.message import msg
from coprod_cli.base.utf8 import WIDE_MARKS

_MARKS = ((codecs.BOM_UTF8, "utf-8"), *WIDE_MARKS)


class WatchedWords(NamedTuple):
    """The text of a notebook's watch list, and what is wrong with its file.

    Attributes:
        text: the text; "" if there is no list, or it cannot be read.
        finding: why words of the list may not be found; None if all of it is certain.
    """

    text: str
    finding: Finding | None = None


def decode_words(data: bytes, source: str) -> WatchedWords:
    """Decode a list of words: by its byte-order mark, else as UTF-8, else by a guess.

    Args:
        data: the file's bytes.
        source: the file's name, for the finding that there is if the encoding is not certain.
    """
    mark, encoding = next((each for each in _MARKS if data.startswith(each[0])), (b"", "utf-8"))
    body = data[len(mark) :]
    try:
        text = body.decode(encoding)
        is_certain = "\0" not in text  # UTF-16 without a mark may be valid UTF-8
    except UnicodeDecodeError:
        text, is_certain = "", False
    if is_certain:
        return WatchedWords(text)
    message = msg("this is not UTF-8, and some of its words may not be found.")
    finding = Finding("encoding", message, source, 1, 1, msg("save it as UTF-8"))
    if mark and encoding != "utf-8":
        return WatchedWords(body.decode(encoding, "replace"), finding)
    return WatchedWords(_guessed(body), finding)


def unreadable_words(error: OSError, source: str) -> WatchedWords:
    """Return an empty list whose finding says why its file cannot be read."""
    message, hint = unreadable_message(error)
    return WatchedWords("", Finding("unreadable", message, source, hint=hint))


def _guessed(data: bytes) -> str:
    """Decode bytes without a mark that are not UTF-8.

    With NUL bytes they are read as UTF-16, of which those bytes are one half of each Latin letter;
    without any, each line is read as UTF-8 if it can be, and otherwise as Windows-1252.
    """
    if b"\0" in data:
        is_big_endian = data[::2].count(0) > data[1::2].count(0)
        return data.decode("utf-16-be" if is_big_endian else "utf-16-le", "replace")
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return "\n".join(_decoded_line(line) for line in lines)


def _decoded_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")
