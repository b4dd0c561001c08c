"""Writes values as YAML: on one line, or as lines of a map."""

from collections.abc import Mapping
from typing import Any

from coprod_cli.base.yaml_scalars import quote

INDENT = 2
"""By how many columns each part of a map or a list is indented."""
_WIDE = 100
"""The longest line on which a map or a list is written in brackets."""


def yaml_lines(value: Mapping[str, Any], column: int = 0) -> list[str]:
    """Return a map as lines of YAML, indented by some columns; None and empty values are left out.

    Texts are quoted where some reader of YAML would take them for something else.
    """
    lines: list[str] = []
    spaces = " " * column
    for key, each in value.items():
        if each is None or (not isinstance(each, str) and not each):
            continue
        written = inline(each) if not _has_maps(each) else ""
        if written and (isinstance(each, str) or column + len(key) + len(written) < _WIDE):
            lines.append(f"{spaces}{key}: {written}")
        elif isinstance(each, Mapping):
            lines += [f"{spaces}{key}:", *yaml_lines(each, column + INDENT)]
        elif _has_maps(each):
            lines.append(f"{spaces}{key}:")
            for item in map(dict, each):
                lines += item_lines(item, column + INDENT)
        else:
            lines += [f"{spaces}{key}:", *(f"{spaces}  - {quote(str(item))}" for item in each)]
    return lines


def inline(value: Any) -> str:
    """Return a value on one line, in brackets if it is a map or a list."""
    if isinstance(value, str):
        return quote(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {inline(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(map(inline, value)) + "]"


def _has_maps(value: Any) -> bool:
    return not isinstance(value, (str, Mapping)) and any(
        isinstance(each, Mapping) for each in value
    )


def item_lines(item: Mapping[str, Any], column: int) -> list[str]:
    """Return a map as an item of a list whose dashes are in a column."""
    first, *others = yaml_lines(item, column + INDENT)
    return [f"{' ' * column}- {first.lstrip(' ')}", *others]
