"""YAML scalars: the value of a scalar (YAML 1.2 core schema, 10.3.2), and quoting of a text."""

import json
import re
from collections.abc import Callable

_NULL = re.compile(r"(?:~|null|Null|NULL|)\Z")
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]{1,300}\Z|0o[0-7]{1,300}\Z|0x[0-9a-fA-F]{1,300}\Z")
_FLOAT = re.compile(
    r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z"
    r"|[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z"
)
_QUOTED = frozenset({"'", '"', "|", ">"})


def scalar_value(
    text: str, style: str | None, *, numbers_as_text: bool
) -> str | bool | float | None:
    """Return the value of a scalar: `no` and `12:30` are strings, and so is anything quoted.

    Args:
        text: the scalar, unescaped.
        style: its quotation mark or block sign; None if it is plain.
        numbers_as_text: whether to return numbers as strings, as they are written.
    """
    if style in _QUOTED:
        return text
    if _NULL.match(text):
        return None
    if text in _BOOL:
        return _BOOL[text]
    if not numbers_as_text:
        for pattern, convert in _NUMBERS:
            if pattern.match(text):
                return convert(text)
    return text


def _integer(text: str) -> int:
    return int(text, 0) if text[:2] in ("0o", "0x") else int(text, 10)


def _float(text: str) -> float:
    return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))


_NUMBERS: tuple[tuple[re.Pattern[str], Callable[[str], int | float]], ...] = (
    (_INT, _integer),
    (_FLOAT, _float),
)


def quote(text: str) -> str:
    """Return a text as a YAML scalar on one line; plain only if every YAML version reads the same.

    Any other text is quoted, as JSON.
    """
    if _PLAIN.match(text) and text.casefold() not in _RESERVED_WORDS:
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Return a text as a YAML scalar on one line, in double quotes; it is a JSON string, too."""
    return json.dumps(text, ensure_ascii=False).translate(_ESCAPES)


# Without commas: in a flow list a comma would end the scalar.
_PLAIN = re.compile(r"[^\W\d_](?:[\w.()/+ -]*[\w.)])?\Z")
_RESERVED_WORDS = frozenset(
    ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"]
)
# Characters that some YAML 1.1 or 1.2 readers reject or change within quotation marks.
_ESCAPES = {
    code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF)
}
