"""Places of the parts of a YAML text, so that a part can be changed and all else kept."""

import re
from typing import Any, NamedTuple

import yaml

from coprod_cli.base.errors import InvalidInput
from coprod_cli.base.span import Span
from coprod_cli.base.yaml_loader import Loader
from coprod_cli.base.yaml_problems import syntax_finding

# The line ends that PyYAML counts, by YAML 1.1 (5.4).
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class _Offsets(NamedTuple):
    """Finds offsets in a text of some length, given the offset of each of its lines."""

    length: int
    starts: list[int]

    @classmethod
    def of(cls, text: str) -> "_Offsets":
        return cls(len(text), [0, *(found.end() for found in _LINE_BREAK.finditer(text))])

    def offset(self, mark: yaml.Mark) -> int:
        """Return the offset of a mark; libyaml may put one on the line behind the last one."""
        if mark.line >= len(self.starts):
            return self.length
        return min(self.starts[int(mark.line)] + int(mark.column), self.length)


def value_spans(text: str) -> dict[str, Span]:
    """Return the span of each value of the top-level mapping, by its key.

    Empty if the text is no mapping, or has JSON escapes that `read_yaml` handles and PyYAML does
    not: handling them here would shift the offsets.
    """
    try:
        node = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError:
        return {}
    if not isinstance(node, yaml.MappingNode):
        return {}
    offset = _Offsets.of(text).offset
    spans = {}
    for key, value in node.value:
        after_key = text.find(":", offset(key.end_mark)) + 1
        empty = isinstance(value, yaml.ScalarNode) and not value.value and value.style is None
        spans[key.value] = (
            Span(after_key, after_key)
            if empty
            else Span(offset(value.start_mark), offset(value.end_mark))
        )
    return spans


class Node(NamedTuple):
    """A part of a YAML text, with its place.

    Attributes:
        kind: `map`, `list`, or `scalar`.
        span: where it stands; of a part in several lines, up to the end of its last value, without
            comments and blank lines below.
        column: the column in which it starts, from 0.
        is_flow: whether it is a map or a list in brackets.
        entries: of a map, the key, the key's own part and the value's part of each entry.
        items: the parts of a list.
    """

    kind: str
    span: Span
    column: int
    is_flow: bool = False
    entries: "tuple[tuple[str, Node, Node], ...]" = ()
    items: "tuple[Node, ...]" = ()

    def value_of(self, key: str) -> "Node | None":
        """Return the value of a key of a map; None if it has none."""
        return next((value for name, _key, value in self.entries if name == key), None)


def read_nodes(text: str) -> Node | None:
    """Return the parts of a YAML text that `read_yaml` reads; None if it has none.

    The text must not have JSON escapes that `read_yaml` handles and PyYAML does not.

    Raises:
        InvalidInput: the text is no YAML.
    """
    try:
        root = yaml.compose(text, Loader=Loader)
    except yaml.YAMLError as error:
        raise InvalidInput([syntax_finding(error, "")]) from None
    if root is None:
        return None
    return _Nodes(text, _Offsets.of(text)).node(root, 0)


class _Nodes(NamedTuple):
    """Makes nodes of PyYAML's own ones."""

    text: str
    offsets: _Offsets

    def node(self, node: Any, after: int) -> Node:
        """Return a part; `after` is the offset behind the key's colon, or the dash, before it."""
        start, end = map(self.offsets.offset, (node.start_mark, node.end_mark))
        column = int(node.start_mark.column)
        if isinstance(node, yaml.ScalarNode):
            if not node.value and node.style is None:
                return Node("scalar", Span(after, after), column)
            if node.style in ("|", ">"):
                end = start + len(self.text[start:end].rstrip())
            return Node("scalar", Span(start, end), column)
        is_flow = bool(node.flow_style)
        entries: list[tuple[str, Node, Node]] = []
        items: list[Node] = []
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                key_node = self.node(key, 0)
                colon = self.text.find(":", key_node.span.end) + 1
                entries.append((str(key.value), key_node, self.node(value, colon)))
        else:
            items += [self.node(item, self.offsets.offset(item.start_mark)) for item in node.value]
        last = entries[-1][2] if entries else items[-1] if items else None
        span = Span(start, end if is_flow or last is None else last.span.end)
        kind = "map" if isinstance(node, yaml.MappingNode) else "list"
        return Node(kind, span, column, is_flow, tuple(entries), tuple(items))
