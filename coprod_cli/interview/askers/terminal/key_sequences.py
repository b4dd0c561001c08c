r"""Grammar of what a terminal sends: control sequences, strings, and keys behind an escape.

The forms are those of ECMA-48 (5.3 to 5.6), as DEC's terminals read them, with what terminals send
beyond them: mouse reports of three bytes (`ESC [ M`), function keys of the Linux console
(`ESC [ [ A`), shifted keys of rxvt (`ESC [ 7 $`), and strings ended by BEL. An introducer is `ESC`
and a letter, or one C1 character, encoded or as a raw byte (a surrogate, as Python decodes it).
"""

import re
from functools import cache

INTRODUCERS = frozenset("\x1b\x8e\x8f\x90\x98\x9b\x9d\x9e\x9f")
"""Characters that begin a sequence."""
RAW_INTRODUCERS = frozenset("\udc8e\udc8f\udc90\udc98\udc9b\udc9d\udc9e\udc9f")
"""Bytes that begin a sequence, unless they are a part of another character that was damaged."""

_CSI = r"(?:\x1b+\[|[\x9b\udc9b])"
_STRING = r"(?:\x1b+[\]PX^_]|[\x90\x98\x9d-\x9f\udc90\udc98\udc9d-\udc9f])"
_PAYLOAD = r"[^\x00-\x1f\x9c\udc9c]*"
_SS2, _SS3 = r"(?:\x1b+N|[\x8e\udc8e])", r"(?:\x1b+O|[\x8f\udc8f])"

_SEQUENCE = rf"""
    {_CSI} (?: M [^\x01-\x1f]{{3}} | \[ [^\x00-\x1f] | (?P<rxvt>[0-9]{{1,2}}) \$
             | (?![\[M]) (?P<parameters>[0-?]*) [ -/]* (?P<final>[@-~]) )
    | {_STRING} {_PAYLOAD} (?:\x07|\x1b\\|[\x9c\udc9c])
    | {_SS2} [ -~]
    | {_SS3} (?P<modifiers>[0-9;]*) (?P<keypad>[ -/:<-~])
    | \x1b+[ -/]+[0-~]
    | \x1b+ (?P<alt>[^\x1b -/\[\]PX^_ON])
"""
_UNFINISHED = rf"""
    {_CSI} (?: M [^\x01-\x1f]{{0,3}} | \[ | [0-?]*[ -/]* )
    | {_STRING} {_PAYLOAD} (?:\x1b\Z)?
    | {_SS2} | {_SS3} [0-9;]*
    | \x1b+[ -/]*
"""
_LONG = 64


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.VERBOSE)  # not before the first key that needs it


def sequence_at(text: str, start: int = 0) -> re.Match[str] | None:
    """Return the whole sequence that begins at an index; None if there is none."""
    return _compiled(_SEQUENCE).match(text, start)


def unfinished_end(text: str, start: int = 0) -> int:
    """Return the index where the beginning of a sequence ends; `start` if none begins there.

    The sequence is broken off if other characters follow.
    """
    match = _compiled(_UNFINISHED).match(text, start)
    return match.end() if match else start


def completes(unfinished: str, data: str) -> bool:
    """Return whether data that came after a pause ends the sequence that had begun before it.

    A lone ESC may have been the key; only what nobody types after it is taken for a sequence.
    """
    whole = unfinished + data
    return _is_rejoinable(unfinished, whole) and sequence_at(whole) is not None


def continues(unfinished: str, data: str) -> bool:
    """Return whether data that came after a pause may be in the middle of a sequence."""
    whole = unfinished + data
    return unfinished_end(whole) == len(whole) and _is_rejoinable(unfinished, whole)


def without_payload(unfinished: str) -> str:
    """Return the beginning of a long string without most of its content, which nobody reads."""
    if len(unfinished) < _LONG or not _compiled(_STRING).match(unfinished):
        return unfinished
    return unfinished[:_LONG] + ("\x1b" if unfinished.endswith("\x1b") else "")


def _is_rejoinable(unfinished: str, whole: str) -> bool:
    if unfinished.strip("\x1b"):
        return _compiled(f"{_CSI}|{_STRING}|{_SS3}").match(unfinished) is not None
    return _compiled(f"{_CSI}|{_STRING}").match(whole) is not None
