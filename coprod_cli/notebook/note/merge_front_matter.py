"""Three-way merge of front matter, key by key, each with the lines as they were written."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from coprod_cli.base.clock import epoch_seconds
from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import msg
from coprod_cli.model.template import version_key
from coprod_cli.notebook.note.front_matter_keys import KNOWN_KEYS
from coprod_cli.notebook.note.merge_values import interleaved, merged_set, three_way

_KEY = re.compile(r"""(?:"([^"\\]+)"|'([^']+)'|([^\s#"'\[\]{}-][^:\n]*?))[ \t]*:(?=\s|\Z)""")


class FrontLines(NamedTuple):
    """The front matter of one side: its values, and the lines of each key; "" has the first ones.

    Attributes:
        values: the values by their keys.
        lines: the lines of each key with their line ends, comments below it included.
    """

    values: Mapping[str, Any]
    lines: Mapping[str, str]


def front_lines(values: Mapping[str, Any], block: str, source: str) -> FrontLines:
    """Return the lines of each key of a front matter.

    Raises:
        InvalidInput: the block is too unusual to be divided with certainty.
    """
    lines: dict[str, str] = {"": ""}
    key = ""
    for line in block.splitlines(keepends=True):
        if match := _KEY.match(line):
            key = match[1] or match[2] or match[3]
        lines[key] = lines.get(key, "") + line
    if {*lines} - {""} != {*values}:
        message = msg("the front matter is too unusual to be merged safely.")
        raise InvalidInput([Finding("front-matter", message, source, 1, 1, msg("one key a line"))])
    return FrontLines(values, lines)


class MergedFront(NamedTuple):
    """Merged front matter: its text, and the keys whose other value is kept in a comment."""

    text: str
    chosen: tuple[str, ...]


def merged_front(
    base: FrontLines | None, late: FrontLines, early: FrontLines, between: str
) -> MergedFront:
    """Return the front matter of two sides as one.

    Where both changed a value, words of a list are joined; of other values the late one stands,
    and the early one is kept in a comment below it. Of `updated` the later time stands, of
    `created` the earlier, and of `template_version` the higher.

    Args:
        base: the front matter before both changes; None if it is not known.
        late: that of the side that was changed last.
        early: that of the other side.
        between: the line that says that there are two versions.
    """
    pieces: list[str] = []
    chosen: list[str] = []
    for key in interleaved(late.lines, early.lines):
        lines = _lines_of(key, base, late, early)
        if lines is None:
            lines = late.lines[key] + _as_comment(early.lines[key], between)
            chosen.append(key)
        if lines and not lines.endswith("\n"):
            lines += "\n"
        pieces.append(lines)
    return MergedFront("".join(pieces), tuple(chosen))


def _lines_of(key: str, base: FrontLines | None, late: FrontLines, early: FrontLines) -> str | None:
    """Return the lines of a key; None if both sides changed its value."""
    before = base.lines.get(key) if base else None
    if key not in late.lines or key not in early.lines:
        only = late.lines.get(key) or early.lines.get(key) or ""
        return "" if only == before and key not in KNOWN_KEYS else only
    if late.values.get(key) == early.values.get(key):
        lines = three_way(before, late.lines[key], early.lines[key])
        return late.lines[key] if lines is None else lines
    value = base.values.get(key) if base else None
    if base and three_way(value, late.values[key], early.values[key]) is not None:
        return early.lines[key] if late.values[key] == value else late.lines[key]
    return _lines_of_known(key, value, late, early)


def _lines_of_known(key: str, before: Any, late: FrontLines, early: FrontLines) -> str | None:
    """Return the lines of a key whose two values can be one; None if they cannot."""
    one, other = late.values[key], early.values[key]
    if key == "updated":
        return late.lines[key]
    if key == "created":
        is_earlier = epoch_seconds(str(one)) <= epoch_seconds(str(other))
        return (late if is_earlier else early).lines[key]
    if key == "template_version":
        return (late if version_key(str(one)) >= version_key(str(other)) else early).lines[key]
    if _is_list_of_words(one) and _is_list_of_words(other):
        from coprod_cli.base.yaml_scalars import quote

        known = before if _is_list_of_words(before) else None
        words = ", ".join(quote(word) for word in merged_set(known, one, other))
        return f"{key}: [{words}]\n"
    return None


def _is_list_of_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _as_comment(lines: str, between: str) -> str:
    """Return the lines of a key as YAML comments, so that its value is not lost."""
    joint = "\n# " if lines.count("\n") > 1 else " "
    return f"# {between.strip('*')}{joint}{lines.rstrip().replace(chr(10), f'{chr(10)}# ')}\n"
