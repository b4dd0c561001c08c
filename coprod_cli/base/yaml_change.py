"""Changes a YAML text with certainty: it is edited, read again, and refused if not as expected."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import msg
from coprod_cli.base.yaml_document import Path, Position, read_yaml
from coprod_cli.base.yaml_nodes import Node, read_nodes


def changed(
    text: str, above: Path, source: str, edit: Callable[[Node], str], change: Callable[[Any], None]
) -> str:
    """Return the edited text if its data are those that are expected.

    Args:
        text: the text.
        above: the way to the part that is changed.
        source: its file.
        edit: returns the text, edited, for that part.
        change: changes that part of the data.

    Raises:
        InvalidInput: they are not.
    """
    expected = deepcopy(read_yaml(text, source).value)
    change(require_data(expected, above, source))
    after = edit(require_node(text, above, source))
    try:
        is_right = read_yaml(after, source).value == expected
    except InvalidInput:
        is_right = False
    if not is_right:
        raise unusual(source, *read_yaml(text, source).position(above))
    return after


def unusual(source: str, line: int = 1, column: int = 1) -> InvalidInput:
    """Return the error of a text that cannot be changed with certainty."""
    message = msg("this file is too unusual to be changed safely.")
    position = Position(line, column)
    return InvalidInput([Finding("yaml", message, source, *position, msg("one key a line"))])


def data_at(text: str, source: str, path: Path) -> Any:
    """Return the data at a place; None if there are none."""
    value = read_yaml(text, source).value
    try:
        return require_data(value, path, source)
    except InvalidInput:
        return None


def require_data(value: Any, path: Path, source: str) -> Any:
    """Return the part of data at a place.

    Raises:
        InvalidInput: there is none.
    """
    for part in path:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            raise unusual(source) from None
    return value


def require_node(text: str, path: Path, source: str) -> Node:
    """Return the part of a text at a place.

    Raises:
        InvalidInput: there is none.
    """
    node = read_nodes(text)
    for part in path:
        if node is None:
            break
        if isinstance(part, str):
            node = node.value_of(part)
        else:
            node = node.items[part] if part < len(node.items) else None
    if node is None:
        raise unusual(source)
    return node


def as_read(value: Any) -> Any:
    """Return a value as YAML reads it: lists and dicts, without what is empty in maps."""
    if isinstance(value, Mapping):
        return {key: as_read(each) for key, each in value.items() if each or isinstance(each, str)}
    return [as_read(each) for each in value] if isinstance(value, (list, tuple)) else value
