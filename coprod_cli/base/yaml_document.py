"""Reads YAML into data with a position for each part.

Scalars follow the YAML 1.2 core schema (10.3.2): `no` and `12:30` are strings. Aliases, tags, deep
nesting and too many parts are refused while the text is parsed, because PyYAML bounds none of them
(yaml/pyyaml issue 235), its C composer overflows the stack on deep input, and it takes more than a
second for a million characters of very small parts.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import GroupedNumber, msg
from coprod_cli.base.text import looks_like_name
from coprod_cli.base.yaml_loader import Loader
from coprod_cli.base.yaml_problems import MAX_DEPTH, character_finding, syntax_finding, too_deep
from coprod_cli.base.yaml_scalars import scalar_value

Path = tuple[str | int, ...]
"""The path of a part: the keys and list indices that lead to it from the top."""

MAX_PARTS = 20_000
"""The most keys, items and values of one text by default: about 100 times those of a long case."""

_ESCAPED_PAIR = re.compile(
    r"(?<!\\)((?:\\\\)*)(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
)

_YAML_LINE_BREAK = re.compile("[\x85\u2028\u2029]")

# Checked here, because PyYAML reports no line for such a character, and fails on a lone surrogate.
_NOT_YAML = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Position(NamedTuple):
    """A position in a text; line and column count from 1, the column in characters."""

    line: int
    column: int


@dataclass(frozen=True)
class Document:
    """The data of a YAML text, with the position of each part.

    Attributes:
        source: the file, or another name of the text.
        value: dicts, lists and scalars.
        positions: the position of each part by its path: that of the key for an entry of a
            mapping, that of the item for an item of a list.
    """

    source: str
    value: Any
    positions: dict[Path, Position] = field(default_factory=dict)

    def position(self, path: Path) -> Position:
        """Return the position of a part, or of the nearest part around it."""
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions.get(path, Position(1, 1))

    def finding(self, path: Path, message: str, *, kind: str, hint: str = "") -> Finding:
        """Make a finding about a part, at its position."""
        return Finding(kind, message, self.source, *self.position(path), hint)


def read_yaml(
    text: str,
    source: str,
    *,
    max_length: int = 1_000_000,
    max_parts: int = MAX_PARTS,
    numbers_as_text: bool = False,
    text_keys: frozenset[str] = frozenset(),
) -> Document:
    """Read a YAML (or JSON) text into data with positions.

    Args:
        text: the text.
        source: its file or another name, for findings.
        max_length: the most characters that are read.
        max_parts: the most keys, items and values.
        numbers_as_text: whether numbers become strings, as they are written.
        text_keys: top-level keys whose scalars always become strings, as they are written.

    Raises:
        InvalidInput: the text is too large, too deep, not YAML, has aliases, tags or a key twice.
    """
    if len(text) > max_length:
        message = msg(
            "this is too large: {size} characters, and {largest} are read.",
            size=GroupedNumber(len(text)),
            largest=GroupedNumber(max_length),
        )
        raise InvalidInput([Finding("size", message, source, 1, 1, msg("split it"))])
    if found := _NOT_YAML.search(text):
        raise InvalidInput([character_finding(text, found.start(), source)])
    text = _escape_yaml_line_breaks(_join_escaped_surrogates(text))
    builder = _Builder(source, max_parts, numbers_as_text=numbers_as_text, text_keys=text_keys)
    try:
        value = builder.build(yaml.parse(text, Loader=Loader))
    except yaml.YAMLError as error:
        raise InvalidInput([syntax_finding(error, source)]) from None
    if builder.findings:
        raise InvalidInput(builder.findings)
    return Document(source, value, builder.positions)


def _join_escaped_surrogates(text: str) -> str:
    r"""Replace JSON's `\ud83d\ude00` pairs, which YAML does not have, by their character."""
    if "\\ud" not in text and "\\uD" not in text:
        return text
    return _ESCAPED_PAIR.sub(lambda found: found[1] + json.loads(f'"{found[2]}"'), text)


def _escape_yaml_line_breaks(text: str) -> str:
    """Escape characters in JSON strings that YAML 1.1 (5.4) would fold as line breaks."""
    if not _YAML_LINE_BREAK.search(text):
        return text
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text
    # In JSON, such a character occurs only within strings (RFC 8259, section 2).
    return _YAML_LINE_BREAK.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class _Builder:
    """Builds data from the parser's events, and records the position of each part."""

    def __init__(
        self, source: str, max_parts: int, *, numbers_as_text: bool, text_keys: frozenset[str]
    ) -> None:
        self.source = source
        self.max_parts = max_parts
        self.numbers_as_text = numbers_as_text
        self.text_keys = text_keys
        self.positions: dict[Path, Position] = {}
        self.findings: list[Finding] = []
        self.parts = 0

    def build(self, events: Iterator[yaml.Event]) -> Any:
        """Return the value of the only document; None if the text is empty.

        Raises:
            InvalidInput: the text has a second document, or a construct that is refused.
        """
        value = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._error(event, "syntax", msg("a second document starts here."))
                value = self._build(next(events), events, ())
        return value

    def _build(self, event: Any, events: Iterator[yaml.Event], path: Path) -> Any:
        self._check(event, len(path))
        if path not in self.positions:
            self.positions[path] = _position(event)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(events, path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        if len(path) == 1 and path[0] in self.text_keys:
            return str(event.value)
        return scalar_value(str(event.value), event.style, numbers_as_text=self.numbers_as_text)

    def _sequence(self, events: Iterator[yaml.Event], path: Path) -> list[Any]:
        built: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            built.append(self._build(event, events, (*path, len(built))))
        return built

    def _mapping(self, events: Iterator[yaml.Event], path: Path) -> dict[str, Any]:
        built: dict[str, Any] = {}
        depth = len(path) + 1
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._add_finding("key", msg("a key must be a word."), event)
                self._skip(event, events, depth)
                self._skip(next(events), events, depth)
                continue
            self._check(event, depth)
            key = str(event.value)
            part = (*path, key)
            if key in built:
                line = self.positions[part].line
                message = (
                    msg('"{name}" stands here again, first on line {line}.', name=key, line=line)
                    if looks_like_name(key)
                    else msg("this key stands here again, first on line {line}.", line=line)
                )
                self._add_finding("duplicate", message, event, msg("leave one of the two out"))
                self._skip(next(events), events, depth)
                continue
            self.positions[part] = _position(event)
            built[key] = self._build(next(events), events, part)
        return built

    def _skip(self, event: yaml.Event, events: Iterator[yaml.Event], own_depth: int) -> None:
        """Skip a part that has a finding, but check everything in it.

        Args:
            event: the part's first event.
            events: the events that follow.
            own_depth: the depth at which the part itself is nested.
        """
        depth = own_depth
        while True:
            if isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            else:
                self._check(event, depth)
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            if depth <= own_depth:
                return
            event = next(events)

    def _check(self, event: Any, depth: int) -> None:
        """Raise an error for a part too many, deep nesting, an alias, an anchor or a tag."""
        self.parts += 1
        if self.parts > self.max_parts:
            count = GroupedNumber(self.max_parts)
            message = msg("this has over {count} keys, items and values.", count=count)
            raise self._error(event, "size", message, msg("split it"))
        if depth >= MAX_DEPTH and isinstance(event, yaml.CollectionStartEvent):
            raise self._error(event, "depth", too_deep())
        if event.anchor is not None:
            message = msg("anchors and aliases (& and *) are not read.")
            hint = msg("write the text out, in quotes")
            raise self._error(event, "alias", message, hint)
        if event.tag is not None:
            message, hint = msg("tags (!) are not read."), msg("put the text in quotes")
            raise self._error(event, "tag", message, hint)

    def _error(self, event: yaml.Event, kind: str, message: str, hint: str = "") -> InvalidInput:
        return InvalidInput([Finding(kind, message, self.source, *_position(event), hint)])

    def _add_finding(self, kind: str, message: str, event: yaml.Event, hint: str = "") -> None:
        self.findings.append(Finding(kind, message, self.source, *_position(event), hint))


def _position(event: yaml.Event) -> Position:
    mark: Any = event.start_mark  # never None for events of the parser
    return Position(mark.line + 1, mark.column + 1)
