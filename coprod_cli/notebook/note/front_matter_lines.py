"""Lines of damaged front matter: finds what formatters and editors made of it, and reads its keys.

A formatter that does not know front matter takes the first `---` for a thematic break and the keys
for a heading: `***`, then `## coprod: 1 id: ... title: ...`. Others escape it, put bullets before
the keys, or lose one of the two `---`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from coprod_cli.base.errors import InvalidInput
from coprod_cli.base.yaml_scalars import quote
from coprod_cli.notebook.note.front_matter import read_block, written_value
from coprod_cli.notebook.note.front_matter_keys import key_of

_MAX_LENGTH = 20_000
_MAX_LINES = 300
_MARKER = re.compile(r"coprod[\\ \t]*:[ \t]*[a-z]", re.IGNORECASE)
# A thematic break, an underline, a fence, or what autocorrection makes of `---`.
_RULE = re.compile(
    r"[\s\\\ufeff]*(?:[-_*=~+\u2013\u2014\u2015][\s\\]*){2,}\Z|\s*[\u2014\u2015]\s*\Z"
    r"|\s*(?:`{3,}|~{3,})\s*(?:ya?ml|toml)?\s*\Z"
)
_KEY = re.compile(
    r"[\s>#*+_`\u2022\\|\ufeff-]*([A-Za-z][\w\\ -]{0,40}?)[\s*_`\\]*(?:::?|=)(?!\S*//)"
    r"[ \t\u00a0*_`]*(.*?)\s*\Z"
)
_ITEM = re.compile(r"\s*[-*+\u2022][ \t]+(.*?)\s*\Z")
_WORD = re.compile(r"(?<!\S)([A-Za-z_][\w\\-]*)::?(?=\s|\Z)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")  # CommonMark 0.31, 2.4
_QUOTED = {
    '"': '"', "'": "'", "\u201c": "\u201d", "\u201d": "\u201d", "\u201e": "\u201c\u201d",
    "\u2018": "\u2019", "\u2019": "\u2019", "\u00ab": "\u00bb", "\u00bb": "\u00ab\u00bb",
}  # fmt: skip
_HEADING = re.compile(r" {0,3}#{1,6}\s")


class Region(NamedTuple):
    """The lines of damaged front matter, by their numbers from 0.

    Attributes:
        first: the first line, of `---` or what is left of it, or of a key.
        after: the line behind the last one.
        keys: the lines of keys, without `---`.
        is_yaml: whether the lines stand between two `---`: only single lines are damaged.
    """

    first: int
    after: int
    keys: range
    is_yaml: bool


@dataclass
class _Entry:
    """A key, its value as it is written, and the lines that belong to it."""

    spelled: str
    value: str
    lines: list[str]
    items: list[str] = field(default_factory=list)

    @property
    def key(self) -> str:
        return key_of(self.spelled) or self.spelled


def find_region(lines: Sequence[str]) -> Region | None:
    """Return the lines that were front matter; None if there are none for certain."""
    head = _head(lines)
    start = next((n for n, line in enumerate(head) if _known_key(line)), None)
    if start is None or len({key for line in head[start:] for key in _known_keys(line)}) < 2:  # noqa: PLR2004
        return None
    above = start - 1
    while above >= 0 and not head[above].strip("\ufeff \t"):
        above -= 1
    first = above if above >= 0 and _RULE.match(head[above]) else start
    end = start
    while end < len(head) and not _is_outside(head, end):
        end += 1
    has_rule = end < len(head) and _RULE.match(head[end]) is not None
    while not has_rule and not head[end - 1].strip():
        end -= 1
    is_yaml = has_rule and head[end].rstrip() in ("---", "...") and head[first].rstrip() == "---"
    return Region(first, end + has_rule, range(start, end), is_yaml and first == start - 1)


def damage_at_top(text: str) -> list[str] | None:
    """Return the front matter that damaged lines at the top of a text stand for, if it is certain.

    None if there are no such lines, or other text is above them.
    """
    lines = text[:_MAX_LENGTH].split("\n")
    region = find_region(lines)
    if region is None or any(line.strip("\ufeff \t") for line in lines[: region.first]):
        return None
    return rebuilt_block(lines[region.keys.start : region.keys.stop], is_yaml=region.is_yaml)


def _head(lines: Sequence[str]) -> list[str]:
    """Return the lines above the first marker, as far as front matter may reach."""
    marker = next((n for n, line in enumerate(lines) if _MARKER.search(line)), len(lines))
    return unquoted(lines[: min(marker, _MAX_LINES)])


def unquoted(lines: Sequence[str]) -> list[str]:
    """Return lines without the `>` before each of them, as in a mail."""
    full = [line for line in lines if line.strip()]
    if not full or not all(line.startswith(">") for line in full):
        return list(lines)
    return [line.removeprefix(">").removeprefix(" ") for line in lines]


def _is_outside(head: Sequence[str], number: int) -> bool:
    """Return whether a line below the first key is no longer front matter."""
    line = head[number]
    if not line.strip():
        below = next((each for each in head[number + 1 :] if each.strip()), "")
        return not (_known_key(below) or _ITEM.match(below) or _RULE.match(below))
    if _RULE.match(line):
        return True
    return _HEADING.match(line) is not None and not _known_key(line)


def _known_key(line: str) -> str:
    match = _KEY.match(line)
    return key_of(match[1]) if match else ""


def _known_keys(line: str) -> set[str]:
    """Return coprod's keys in a line, in which a formatter may have joined all of them."""
    return {_known_key(line), *(key_of(match[1]) for match in _WORD.finditer(line))} - {""}


def rebuilt_block(lines: Sequence[str], *, is_yaml: bool) -> list[str] | None:
    """Return the lines of front matter that damaged lines stand for; None if that is not certain.

    Args:
        lines: the damaged lines.
        is_yaml: whether lines that are valid YAML stay as they are; otherwise a formatter may have
            escaped characters in them.
    """
    lines = unquoted(lines)
    if any(len(_known_keys(line)) > 1 for line in lines):
        lines = _split(" ".join(line.lstrip("#> \t").rstrip(" \t\\") for line in lines))
    entries = _entries(lines, is_yaml=is_yaml)
    if entries is None:
        return None
    kept: dict[str, _Entry] = {}
    for entry in entries:
        earlier = kept.get(entry.key)
        if earlier is None or not (earlier.value or earlier.items):
            kept[entry.key] = entry
        elif entry.key == "updated":
            kept[entry.key] = max(earlier, entry, key=lambda each: each.value)
        elif (entry.value, entry.items) != (earlier.value, earlier.items) and entry.value:
            return None
    return [line for entry in kept.values() for line in _written(entry, is_yaml=is_yaml)]


def _split(text: str) -> list[str]:
    """Split a text in which all lines are joined at its keys; a key within quotes is none."""
    lines = []
    match = _WORD.search(text)
    while match is not None:
        start = match.end()
        value = start + len(text[start:]) - len(text[start:].lstrip())
        search = value
        if closing := _QUOTED.get(text[value : value + 1]):
            pattern = rf"[{closing}](?=\s+[A-Za-z_][\w\\-]*::?\s|\s*\Z)"
            end = re.compile(pattern).search(text, value + 1)
            search = end.end() if end else value
        following = _WORD.search(text, search)
        stop = following.start() if following else len(text)
        lines.append(f"{match[1]}: {text[value:stop].strip()}")
        match = following
    return [part for line in lines for part in _items_apart(line)]


def _items_apart(line: str) -> list[str]:
    """Return a joined list, such as `tags: - a - b`, as a line for the key and one an item."""
    key, _, value = line.partition(": ")
    if not value.startswith("- "):
        return [line]
    return [f"{key}:", *(f"- {item.strip()}" for item in f" {value}".split(" - ")[1:])]


def _entries(lines: Sequence[str], *, is_yaml: bool) -> list[_Entry] | None:
    """Return the entries that lines stand for; None if a line belongs to none."""
    entries: list[_Entry] = []
    for line in lines:
        item = _ITEM.match(line)
        match = _KEY.match(line)
        is_item = item is not None and entries and not entries[-1].value and not _known_key(line)
        if not line.strip():
            continue
        if is_item and item is not None:
            entries[-1].items.append(item[1])
            entries[-1].lines.append(line)
        elif match is not None and not (is_yaml and _is_nested(line, entries)):
            entries.append(_Entry(match[1].replace("\\", ""), match[2], [line]))
        elif entries:
            entries[-1].value = f"{entries[-1].value} {line.strip()}".strip()
            entries[-1].lines.append(line)
        else:
            return None
    return entries


def _is_nested(line: str, entries: Sequence[_Entry]) -> bool:
    """Return whether a line belongs to the entry above: YAML indents it, and has no value there."""
    return line.startswith(" ") and bool(entries) and entries[-1].value[:1] in ("", "|", ">")


def _written(entry: _Entry, *, is_yaml: bool) -> Iterator[str]:
    """Yield the lines that coprod writes for an entry; its own where they are valid."""
    if is_yaml and _is_valid(entry.lines) and (not key_of(entry.spelled) or len(entry.lines) == 1):
        yield from entry.lines
        return
    key = entry.key
    items = [_plain(item, is_yaml=is_yaml) for item in entry.items]
    if items:
        yield f"{key}:"
        yield from (f"  - {quote(item)}" for item in items)
        return
    value = entry.value if is_yaml else _ESCAPE.sub(r"\1", entry.value)
    is_word = key_of(key) and key not in ("tags", "coprod")
    if _is_valid([f"{key}: {value}"]):
        yield f"{key}: {value}".rstrip()
    elif is_word:
        yield f"{key}: {written_value(key, _unquoted(value))}"
    else:
        yield f"{key}: {quote(_unquoted(value))}"


def _plain(value: str, *, is_yaml: bool) -> str:
    return _unquoted(value if is_yaml else _ESCAPE.sub(r"\1", value))


def _unquoted(value: str) -> str:
    """Return a text without the pair of quotes around it, of any form."""
    closing = _QUOTED.get(value[:1], "")
    return value[1:-1] if len(value) > 1 and closing and value[-1] in closing else value


def _is_valid(lines: Sequence[str]) -> bool:
    """Return whether lines are a part of front matter: YAML with one key."""
    try:
        return len(read_block("\n".join([*lines, ""]), "")) == 1
    except InvalidInput:
        return False
