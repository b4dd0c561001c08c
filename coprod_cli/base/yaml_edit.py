"""Changes YAML texts in place: values of keys, and items of lists; all else stays to the byte.

Each change is made on the text and on its data, and the text is read again: if the two differ, the
text is too unusual to be changed with certainty, and nothing is returned. Comments, blank lines,
unknown keys and the form of what is not changed are kept.
"""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from coprod_cli.base.span import Span
from coprod_cli.base.text_lines import line_end, line_start, shifted, with_lines, without
from coprod_cli.base.yaml_change import (
    as_read,
    changed,
    data_at,
    require_data,
    require_node,
    unusual,
)
from coprod_cli.base.yaml_document import Path, read_yaml
from coprod_cli.base.yaml_nodes import Node
from coprod_cli.base.yaml_text import INDENT, inline, item_lines

Value = str | Sequence[Any] | Mapping[str, Any]
"""A text, a list, or a map of such values."""


def set_value(text: str, path: Path, value: Value, source: str, *, before: str = "") -> str:
    """Return a text with the value of a key, in a map that is there, set.

    Args:
        text: the YAML text.
        path: the way to the key.
        value: its new value. Of a map of texts that replaces one, only what differs is written.
        source: the text's file, for findings.
        before: the key before which a key that is new is put, if the map has that.

    Raises:
        InvalidInput: the text cannot be changed with certainty.
    """
    *above, key = path
    old = data_at(text, source, path)
    if isinstance(old, dict) and isinstance(value, Mapping) and old and value:
        for name in [each for each in old if each not in value]:
            text = remove_key(text, (*path, name), source)
        for name, each in value.items():
            if old.get(name) != each:
                text = set_value(text, (*path, name), each, source)
        return text

    def change(parent: Any) -> None:
        parent[key] = deepcopy(as_read(value))

    def edit(node: Node) -> str:
        if node.kind != "map":
            raise unusual(source)
        found = node.value_of(str(key))
        if found is None:
            return _with_new_key(text, node, str(key), value, before)
        return _with_new_value(text, found, value)

    return changed(text, tuple(above), source, edit, change)


def remove_key(text: str, path: Path, source: str) -> str:
    """Return a text without a key of a map and its value; a text that lacks it is unchanged.

    Raises:
        InvalidInput: the text cannot be changed with certainty.
    """
    *above, key = path

    def change(parent: Any) -> None:
        del parent[key]

    def edit(node: Node) -> str:
        return _without_entry(text, node, str(key), source)

    parent = data_at(text, source, tuple(above))
    if not isinstance(parent, dict) or key not in parent:
        return text
    return changed(text, tuple(above), source, edit, change)


def append_item(text: str, path: Path, item: Mapping[str, Any], source: str) -> str:
    """Return a text with a map as the last item of a list.

    Args:
        text: the YAML text.
        path: the way to the list; the map that it is in must be there, the list need not.
        item: the map.
        source: the text's file, for findings.

    Raises:
        InvalidInput: the text cannot be changed with certainty.
    """
    return _with_item(text, path, lambda column: item_lines(item, column), as_read(item), source)


def move_item(text: str, path: Path, to: Path, source: str) -> str:
    """Return a text with an item of a list as the last item of another list, with its comments.

    Args:
        text: the YAML text.
        path: the way to the item.
        to: the way to the other list, which need not be there; it is not inside the item.
        source: the text's file, for findings.

    Raises:
        InvalidInput: the text cannot be changed with certainty.
    """
    item = data_at(text, source, path)
    node = require_node(text, path, source)
    parent = require_node(text, path[:-1], source)
    if parent.is_flow or node.is_flow:
        raise unusual(source)
    span = _lines_of_item(text, node)
    lines = text[span.start : span.end].rstrip("\r\n").split("\n")
    dash = _dash_column(text, node)

    def moved(column: int) -> list[str]:
        return [shifted(line, column - dash) for line in lines]

    text = _with_item(text, to, moved, item, source)
    return _without_item(text, path, source)


# --- keys ---


def _with_new_value(text: str, node: Node, value: Value) -> str:
    start, end = node.span
    lead = "" if start and text[start - 1] in " \t\n{[" else " "
    if node.kind != "scalar" and not node.is_flow:  # its lines below the key
        start = len(text[:start].rstrip())
        lead = " "
    return f"{text[:start]}{lead}{inline(value)}{text[end:]}"


def _with_new_key(text: str, node: Node, key: str, value: Value, before: str) -> str:
    written = f"{key}: {inline(value)}"
    if node.is_flow:
        last = node.entries[-1][2].span.end if node.entries else node.span.start + 1
        comma = ", " if node.entries else ""
        return f"{text[:last]}{comma}{written}{text[last:]}"
    names = [name for name, _key, _value in node.entries]
    index = names.index(before) if before in names[1:] else len(names)
    return with_lines(text, node.entries[index - 1][2].span.end, [f"{' ' * node.column}{written}"])


def _without_entry(text: str, node: Node, key: str, source: str) -> str:
    names = [name for name, _key, _value in node.entries]
    index = names.index(key)
    _name, key_node, value = node.entries[index]
    start, end = key_node.span.start, value.span.end
    following = node.entries[index + 1][1].span.start if index + 1 < len(names) else None
    if following is not None and (node.is_flow or index == 0):
        return text[:start] + text[following:]
    if index == 0:
        raise unusual(source)
    if node.is_flow:
        return without(text, Span(node.entries[index - 1][2].span.end, end))
    # The line break before it goes, so that a last line without one stays so.
    line = line_start(text, start)
    before = line - 2 if text[line - 2 : line] == "\r\n" else line - 1
    return without(text, Span(before, line_end(text, end)))


# --- items ---


def _with_item(
    text: str, path: Path, lines_at: Callable[[int], list[str]], item: Any, source: str
) -> str:
    """Return a text with lines as the last item of a list; `lines_at` takes their column."""
    *above, key = path

    def change(parent: Any) -> None:
        parent[key] = [*(parent.get(key) or ()), deepcopy(item)]

    def edit(node: Node) -> str:
        found = node.value_of(str(key))
        if node.is_flow or node.kind != "map" or (found and found.items and found.is_flow):
            raise unusual(source)
        if found is None:
            lines = [f"{' ' * node.column}{key}:", *lines_at(node.column + INDENT)]
            return with_lines(text, node.entries[-1][2].span.end, lines)
        if not found.items:
            colon = len(text[: found.span.start].rstrip())
            emptied = without(text, Span(colon, found.span.end))
            return with_lines(emptied, colon, lines_at(node.column + INDENT))
        last = found.items[-1]
        lines = lines_at(_dash_column(text, last))
        if _has_blank_line_above(text, last) and len(found.items) > 1:
            lines = ["", *lines]
        return with_lines(text, last.span.end, lines)

    return changed(text, tuple(above), source, edit, change)


def _without_item(text: str, path: Path, source: str) -> str:
    """Return a text without an item of a list; with the last item goes the list's key."""
    *above, index = path
    items = require_data(read_yaml(text, source).value, tuple(above), source)
    if len(items) == 1:
        return remove_key(text, tuple(above), source)

    def change(parent: Any) -> None:
        del parent[index]

    def edit(node: Node) -> str:
        span = _lines_of_item(text, node.items[int(index)])
        if span.end == len(text) and not text.endswith("\n"):
            return text[: span.start].rstrip("\r\n")
        return without(text, span)

    return changed(text, tuple(above), source, edit, change)


def _dash_column(text: str, node: Node) -> int:
    """Return the column of the dash before an item."""
    dash = text.rfind("-", 0, node.span.start)
    return dash - line_start(text, dash)


def _lines_of_item(text: str, node: Node) -> Span:
    """Return the lines of an item, with those of comments right above it."""
    dash = text.rfind("-", 0, node.span.start)
    start = line_start(text, dash)
    indent = text[start:dash]
    while start:
        above = line_start(text, start - 1)
        if not text[above:start].startswith(f"{indent}#"):
            break
        start = above
    end = text.find("\n", line_end(text, node.span.end))
    return Span(start, len(text) if end < 0 else end + 1)


def _has_blank_line_above(text: str, node: Node) -> bool:
    start = _lines_of_item(text, node).start
    return not text[line_start(text, max(start - 1, 0)) : start].strip()
