"""Damaged files of notes: another encoding than UTF-8, an empty file, or zero bytes.

Synchronising programs leave empty or sparse files in place of what they took off a computer, a
power cut leaves zero bytes, and some editors save UTF-16.
"""

import re
from typing import NamedTuple

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import msg, nmsg
from coprod_cli.base.utf8 import decode_wide, encoding_finding
from coprod_cli.notebook.note.markers import END, Marker

ENCODING, EMPTY, ZERO_BYTES = "encoding", "empty", "zero-bytes"
EARLIER_VERSION = msg("bring back an earlier version: of your synchronised folder, or a backup")
_LOST_RUN = re.compile("\0{16,}|\0+\\Z")
"""Zero bytes in whose place text stood: many of them, or the end of a file."""
_NOTHING = "\0\ufeff \t\r\n"


class Undecoded(NamedTuple):
    """What can be read of bytes that are not UTF-8, to recognize a note, and the finding."""

    text: str
    finding: Finding


def undecoded(data: bytes, source: str) -> Undecoded | None:
    """Return what is wrong with bytes that are not the UTF-8 text of a note; None if they may be.

    Args:
        data: the file's bytes.
        source: the file's name, for the finding.
    """
    wide = decode_wide(data)
    if wide is not None:
        message = msg("this is {encoding} text, and notes are UTF-8.", encoding=wide.encoding)
        hint = msg("coprod check --repair, or save it as UTF-8")
        return Undecoded(wide.text, Finding(ENCODING, message, source, 1, 1, hint, uncertain=True))
    try:
        data.decode()
    except UnicodeDecodeError as error:
        return Undecoded(data.decode("utf-8", "replace"), encoding_finding(data, error, source))
    return None


def nothing_left(text: str, source: str) -> Finding | None:
    """Return the finding of a file that holds no text at all; None if it holds some."""
    if text.strip(_NOTHING):
        return None
    if "\0" in text:
        message = msg("this file holds nothing but zero bytes: its text is lost, or elsewhere.")
        return Finding(ZERO_BYTES, message, source, 1, 1, EARLIER_VERSION, uncertain=True)
    message = msg("this file holds no text, only blank lines.")
    if not text:
        message = msg("this file is empty: 0 bytes.")
    return Finding(EMPTY, message, source, 1, 1, EARLIER_VERSION, uncertain=True)


def zero_bytes(text: str, source: str) -> Finding | None:
    """Return the finding about zero bytes that have replaced text; None if there are none."""
    run = _LOST_RUN.search(text)
    if run is None:
        return None
    position = _position(text, run.start())
    if without_zero_end(text) is not None:
        message = msg("below the end of this note are zero bytes, and no text.")
        return Finding(ZERO_BYTES, message, source, *position, "coprod check --repair")
    message = nmsg(
        "here is {count} zero byte, as after a power cut: what was written here is lost.",
        "here are {count} zero bytes, as after a power cut: what was written here is lost.",
        len(run[0]),
    )
    return Finding(ZERO_BYTES, message, source, *position, EARLIER_VERSION, uncertain=True)


def single_zero_bytes(text: str, source: str) -> list[Finding]:
    """Return the finding of the first zero byte among other characters; [] if there is none.

    An answer may hold one that it got from another program, and nothing is lost there.
    """
    if "\0" not in text or _LOST_RUN.search(text):
        return []
    message = msg("here is a zero byte, which is no text.")
    position = _position(text, text.index("\0"))
    return [Finding(ZERO_BYTES, message, source, *position, msg("take it out"))]


def _position(text: str, offset: int) -> tuple[int, int]:
    """Return the line and the column of an offset, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def without_zero_end(text: str) -> str | None:
    """Return a text without the zero bytes below its end marker; None if it has none there."""
    kept = text.rstrip(_NOTHING)
    if not text.endswith("\0") or not kept.endswith(str(Marker(END))):
        return None
    rest = text[len(kept) :]
    return kept + rest[: rest.index("\0")]
