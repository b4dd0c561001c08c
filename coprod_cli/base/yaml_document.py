"""The one door to YAML: text becomes data with a position for each part, or findings.

Scalars follow the YAML 1.2 core schema (10.3.2): `no` and `12:30` are strings. Aliases, tags, depth
and the number of parts are refused while the text is read, because PyYAML bounds none of them
(yaml/pyyaml issue 235), its C composer overflows the stack on deep input, and it needs more than a
second for a million characters of very small parts.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import yaml

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import N_, GroupedNumber, Message, msg
from coprod_cli.base.text import looks_like_name
from coprod_cli.base.yaml_scalars import scalar_value

Path = tuple[str | int, ...]
MAX_DEPTH = 30
MAX_PARTS = 20_000
"""The most keys, items and values of one text: some 100 times those of a long case."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_ESCAPED_PAIR = re.compile(
    r"(?<!\\)((?:\\\\)*)(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})"
)

_BREAK_OF_YAML = re.compile("[\x85\u2028\u2029]")

# PyYAML tells no line of such a character, and fails in its own way for a lone surrogate.
_NOT_YAML = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Position(NamedTuple):
    """A place in a text; line and column count from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Document:
    """What a YAML text holds, and where each part of it stands.

    `positions` maps the path of a part (keys and indices from the top) to its place: that of
    the key for a mapping's entry, that of the item for a list's.
    """

    source: str
    value: Any
    positions: dict[Path, Position] = field(default_factory=dict)

    def position(self, path: Path) -> Position:
        """Return the place of a part, or of the nearest part around it."""
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions.get(path, Position(1, 1))

    def finding(self, path: Path, message: str, *, kind: str, hint: str = "") -> Finding:
        """Make a finding about a part."""
        place = self.position(path)
        return Finding(kind, message, self.source, place.line, place.column, hint)


def decode(data: bytes, source: str) -> str:
    """Return the text of UTF-8 bytes, without a byte-order mark.

    Raises:
        InvalidInput: the bytes are not UTF-8; the finding has the place of the first bad one.
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


def read_yaml(
    text: str,
    source: str,
    *,
    largest: int = 1_000_000,
    numbers_as_text: bool = False,
    text_keys: frozenset[str] = frozenset(),
) -> Document:
    """Turn a YAML (or JSON) text into data with positions.

    Args:
        text: the text.
        source: its name, for findings.
        largest: the most characters that are read.
        numbers_as_text: keep numbers as the strings that stand in the text.
        text_keys: keys at the top whose scalars are always strings, as they stand.

    Raises:
        InvalidInput: the text is too large, too deep, not YAML, has aliases, tags or a key twice.
    """
    if len(text) > largest:
        message = msg(
            "this is too large: {size} characters, and {largest} are read.",
            size=GroupedNumber(len(text)),
            largest=GroupedNumber(largest),
        )
        raise InvalidInput([Finding("size", message, source, 1, 1, msg("split it"))])
    if found := _NOT_YAML.search(text):
        raise InvalidInput([_forbidden_finding(text, found.start(), source)])
    text = _escape_line_breaks_of_yaml(_join_escaped_surrogates(text))
    builder = _Builder(source, numbers_as_text=numbers_as_text, text_keys=text_keys)
    try:
        value = builder.build(yaml.parse(text, Loader=_Loader))
    except yaml.YAMLError as error:
        raise InvalidInput([_syntax_finding(error, source)]) from None
    if builder.findings:
        raise InvalidInput(builder.findings)
    return Document(source, value, builder.positions)


def _join_escaped_surrogates(text: str) -> str:
    r"""Replace JSON's `\ud83d\ude00` pairs, which YAML does not know, by their character."""
    if "\\ud" not in text and "\\uD" not in text:
        return text
    return _ESCAPED_PAIR.sub(lambda found: found[1] + json.loads(f'"{found[2]}"'), text)


def _escape_line_breaks_of_yaml(text: str) -> str:
    """Keep in JSON's strings what YAML 1.1 (5.4) takes for a line break there, and folds."""
    if not _BREAK_OF_YAML.search(text):
        return text
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return text
    # In JSON, such a character stands within strings only (RFC 8259, section 2).
    return _BREAK_OF_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _forbidden_finding(text: str, offset: int, source: str) -> Finding:
    code = f"U+{ord(text[offset]):04X}"
    message = msg("YAML does not allow the character {code}.", code=code)
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return Finding("syntax", message, source, line, column, msg("take it out"))


def _syntax_finding(error: yaml.YAMLError, source: str) -> Finding:
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    problem = getattr(error, "problem", None)
    if problem == "exceeded maximum nesting depth":
        # Newer versions of libyaml look far ahead, and stop by themselves.
        return Finding("depth", _too_deep(), source, line, column)
    message = msg("this is not valid YAML.")
    # PyYAML's sentence may quote the text; only sentences that do not are passed on.
    if problem and "'" not in problem and '"' not in problem:
        message = msg("this is not valid YAML: {problem}.", problem=msg(problem))
    hint = msg("put texts that hold : # or quotation marks in quotes")
    return Finding("syntax", message, source, line, column, hint)


# What libyaml says, in English; the rest of it is rare, and stays so.
_LIKELY_PROBLEMS = (
    N_("block sequence entries are not allowed in this context"),
    N_("did not find expected <document start>"),
    N_("did not find expected alphabetic or numeric character"),
    N_("did not find expected comment or line break"),
    N_("did not find expected key"),
    N_("did not find expected node content"),
    N_("did not find expected whitespace or line break"),
    N_("found a tab character that violates indentation"),
    N_("found a tab character where an indentation space is expected"),
    N_("found character that cannot start any token"),
    N_("found unexpected document indicator"),
    N_("found unexpected end of stream"),
    N_("found unknown escape character"),
    N_("mapping keys are not allowed in this context"),
    N_("mapping values are not allowed in this context"),
)


def _too_deep() -> Message:
    return msg("this is nested over {depth} deep.", depth=MAX_DEPTH)


class _Builder:
    """Builds values from the parser's events and remembers where each stood."""

    def __init__(self, source: str, *, numbers_as_text: bool, text_keys: frozenset[str]) -> None:
        self.source = source
        self.numbers_as_text = numbers_as_text
        self.text_keys = text_keys
        self.positions: dict[Path, Position] = {}
        self.findings: list[Finding] = []
        self.parts = 0

    def build(self, events: Iterator[yaml.Event]) -> Any:
        """Return the value of the only document; None where there is none.

        Raises:
            InvalidInput: the text has what is refused.
        """
        value = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refusal(event, "syntax", msg("a second document starts here."))
                value = self._build(next(events), events, ())
        return value

    def _build(self, event: Any, events: Iterator[yaml.Event], path: Path) -> Any:
        self._refuse_dangers(event, len(path))
        if path not in self.positions:
            self.positions[path] = _place(event)
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
                self._add("key", msg("a key must be a word."), event)
                self._skip(event, events, depth)
                self._skip(next(events), events, depth)
                continue
            self._refuse_dangers(event, depth)
            key = str(event.value)
            place = (*path, key)
            if key in built:
                line = self.positions[place].line
                message = (
                    msg('"{name}" stands here again, first on line {line}.', name=key, line=line)
                    if looks_like_name(key)
                    else msg("this key stands here again, first on line {line}.", line=line)
                )
                self._add("duplicate", message, event, msg("leave one of the two out"))
                self._skip(next(events), events, depth)
                continue
            self.positions[place] = _place(event)
            built[key] = self._build(next(events), events, place)
        return built

    def _skip(self, event: yaml.Event, events: Iterator[yaml.Event], around: int) -> None:
        """Pass over a part that is not kept, and in which dangers are refused all the same.

        `around` is how deep the part is nested itself.
        """
        depth = around
        while True:
            if isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
            else:
                self._refuse_dangers(event, depth)
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
            if depth <= around:
                return
            event = next(events)

    def _refuse_dangers(self, event: Any, depth: int) -> None:
        self.parts += 1
        if self.parts > MAX_PARTS:
            count = GroupedNumber(MAX_PARTS)
            message = msg("this has over {count} keys, items and values.", count=count)
            raise self._refusal(event, "size", message, msg("split it"))
        if depth >= MAX_DEPTH and isinstance(event, yaml.CollectionStartEvent):
            raise self._refusal(event, "depth", _too_deep())
        if event.anchor is not None:
            message = msg("anchors and aliases (& and *) are not read.")
            hint = msg("write the text out, in quotes")
            raise self._refusal(event, "alias", message, hint)
        if event.tag is not None:
            message, hint = msg("tags (!) are not read."), msg("put the text in quotes")
            raise self._refusal(event, "tag", message, hint)

    def _refusal(self, event: yaml.Event, kind: str, message: str, hint: str = "") -> InvalidInput:
        return InvalidInput([Finding(kind, message, self.source, *_place(event), hint)])

    def _add(self, kind: str, message: str, event: yaml.Event, hint: str = "") -> None:
        self.findings.append(Finding(kind, message, self.source, *_place(event), hint))


def _place(event: yaml.Event) -> Position:
    mark: Any = event.start_mark  # always there: only events made by hand have none
    return Position(mark.line + 1, mark.column + 1)


# What PyYAML counts as the end of a line, which is what YAML 1.1 (5.4) says.
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class Span(NamedTuple):
    """Where a value stands in a text: offsets in characters."""

    start: int
    end: int


def value_spans(text: str) -> dict[str, Span]:
    """Return the span of each value of the mapping at the top of a text that `read_yaml` reads."""
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.YAMLError:
        # It has escapes that only `read_yaml` knows, and that would move every place.
        return {}
    if not isinstance(node, yaml.MappingNode):
        return {}
    starts = [0, *(found.end() for found in _LINE_BREAK.finditer(text))]

    def offset(mark: yaml.Mark) -> int:
        return min(starts[int(mark.line)] + int(mark.column), len(text))

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
