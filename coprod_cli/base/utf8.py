"""Decodes UTF-8 files, with a finding at the position of the first bad byte."""

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
