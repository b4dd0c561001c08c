"""Front matter: reads the YAML block at the top of a note, and edits single values in place."""

from collections.abc import Iterator, Mapping
from itertools import islice
from math import isfinite, isnan
from typing import Any, NamedTuple

from coprod_cli.base.errors import Finding, InvalidInput
from coprod_cli.base.message import GroupedNumber, msg
from coprod_cli.base.patterns import lazy_pattern
from coprod_cli.notebook.note.front_matter_keys import KNOWN_KEYS, key_of, may_have_key
from coprod_cli.notebook.note.list_values import flow_list, list_replacement
from coprod_cli.notebook.note.replacement import Replacement, apply_replacements

_WRITTEN_KEYS = frozenset(KNOWN_KEYS) - {"tags", "coprod"}
_MAX_LENGTH = 100_000
_MOST_BLOCKS = 100
"""How many blocks are searched for coprod's keys; no other program puts so many on top."""
_NOT_WORDS = frozenset({"id", "template_version", "created", "updated"})
_PLAIN_FORMS = lazy_pattern(
    r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?:Z|[+-][0-9]{2}:[0-9]{2})"
    r"|[0-9]{8}-[0-9a-z]{6}|[0-9]+\.[0-9]+\.[0-9]+)\Z"
)

# The flat lines that coprod itself writes are read without a YAML parser, which would take longer
# than the rest of the note. Other blocks are parsed; a property test checks that both ways agree.
_SIMPLE_LINE = lazy_pattern(
    r"([A-Za-z_][A-Za-z0-9_-]*): "
    r"(?:\"([^\"\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]*)\""
    r"|([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}(?:Z|[+-][0-9]{2}:[0-9]{2})"
    r"|[0-9]{8}-[0-9a-z]{6}|[0-9]+\.[0-9]+\.[0-9]+"
    r"|(?!(?:true|True|TRUE|false|False|FALSE|null|Null|NULL)\Z)"
    r"[A-Za-z](?:[A-Za-z0-9 .,()/-]*[A-Za-z0-9.)])?)"
    r"|(1)"
    r"|\[([a-z][a-z-]*(?:, [a-z][a-z-]*)*)\])\Z"
)
_WORDS_OF_YAML = frozenset({"true", "false", "null"})


class FrontMatter(NamedTuple):
    """A note's front matter: its values, and the offsets of its lines between the `---`.

    `opening` is the offset of the first `---`, above which nothing but a byte-order mark belongs.
    """

    values: Mapping[str, Any]
    start: int
    end: int
    opening: int = 0


def read_front_matter(text: str, source: str) -> FrontMatter | Finding:
    r"""Read the front matter of a text with `\n` line ends, or return why there is none.

    Front matter that another program pushed down, with a block of its own or other lines above it,
    is read where it stands.
    """
    first = read_block_at(text, 1 if text[:1] == "\ufeff" else 0, source)
    if isinstance(first, FrontMatter) and ("id" in first.values or "coprod" in first.values):
        return first
    lower = None
    for opening in islice(_lower_openings(text), _MOST_BLOCKS):
        below = read_block_at(text, opening, source)
        if isinstance(below, FrontMatter) and {"coprod", "id"} <= set(map(key_of, below.values)):
            lower = below
            break
    if lower is None or isinstance(first, Finding):
        return lower or first
    # What the block above says is not lost, unless coprod's own says something else.
    return lower._replace(values={**first.values, **lower.values})


def _lower_openings(text: str) -> Iterator[int]:
    """Yield the offsets of lines `---` between the first line and the first marker.

    Those above a block without coprod's keys are left out.
    """
    marker = text.find("<!-- coprod:")
    limit = min(marker if marker >= 0 else len(text), _MAX_LENGTH)
    found = text.find("\n---", 0, limit)
    while found >= 0:
        after = text.find("\n---", found + 1)
        if may_have_key("coprod", text[found : max(after, 0) or len(text)]):
            yield found + 1
        found = after if after < limit else -1


def read_block_at(text: str, opening: int, source: str) -> FrontMatter | Finding:
    """Read the front matter whose first `---` is at an offset, or return why there is none."""
    first_line_end = text.find("\n", opening)
    if first_line_end < 0 or text[opening:first_line_end].rstrip(" \t") != "---":
        return Finding(
            "front-matter", msg("the front matter is missing."), source, 1, 1,
            msg("put back the lines between the two --- at the top"), uncertain=True,
        )  # fmt: skip
    start = first_line_end + 1
    dashes = text.find("\n---", start - 1) + 1
    is_sure = (
        0 < dashes < start + _MAX_LENGTH
        and text.startswith("---\n", dashes)
        and text.find("\n...", start - 1, dashes) < 0
    )
    end = dashes if is_sure else _closing(text, start)
    if end is None or end - start > _MAX_LENGTH:
        if len(text) - start > _MAX_LENGTH and _closing(text, start, len(text)) is not None:
            return _too_long(source)
        message = msg("the front matter has no closing --- line.")
        hint = msg("put a line --- after it")
        return Finding("front-matter", message, source, 1, 1, hint, uncertain=True)
    block = text[start:end]
    values = read_simple(block)
    if values is None:
        try:
            # Lines are added in place of those above, so that line numbers are those of the file.
            lines_above = text.count("\n", 0, start)
            values = read_block(f"{lines_above * chr(10)}{block}", source)
        except InvalidInput as error:
            problem = error.findings[0]
            return Finding(
                "front-matter", problem.message, source, problem.line, problem.column,
                problem.hint or msg("mend the lines between the two ---"), uncertain=True,
            )  # fmt: skip
    return FrontMatter(values, start, end, opening)


def is_in_front_matter(text: str, offset: int) -> bool:
    r"""Return whether an offset is in the front matter of a text, or at the start of the text.

    Front matter that is not opened or not closed is none.
    """
    opening = 1 if text[:1] == "\ufeff" else 0
    if offset <= opening:
        return True
    first_line_end = text.find("\n", opening)
    if first_line_end < 0 or text[opening:first_line_end].rstrip(" \t") != "---":
        return False
    end = _closing(text, first_line_end + 1)
    return end is not None and offset < end


def _too_long(source: str) -> Finding:
    message = msg(
        "the front matter is longer than the {limit} characters that are read.",
        limit=GroupedNumber(_MAX_LENGTH),
    )
    hint = msg("shorten what stands between the two --- at the top, such as the title")
    return Finding("size", message, source, 1, 1, hint, uncertain=True)


def _closing(text: str, start: int, limit: int = _MAX_LENGTH) -> int | None:
    """Return the offset of the line that ends a block; None if none begins within the limit."""
    position = start
    while position <= len(text) and position - start < limit:
        line_end = text.find("\n", position)
        line = text[position : len(text) if line_end < 0 else line_end]
        if line.startswith(("---", "...")) and line.rstrip(" \t") in ("---", "..."):
            return position
        if line_end < 0:
            return None
        position = line_end + 1
    return None


def read_simple(block: str) -> dict[str, Any] | None:
    """Read lines that coprod wrote; return None if any line has another form."""
    values: dict[str, Any] = {}
    for line in block.split("\n"):
        match = _SIMPLE_LINE.match(line)
        if match is None:
            if line:
                return None
            continue
        key, quoted, plain, one, words = match.groups()
        if key in values or key.lower() in _WORDS_OF_YAML:
            return None
        if words is not None:
            values[key] = words.split(", ")
            if not _WORDS_OF_YAML.isdisjoint(values[key]):
                return None
        elif one:
            values[key] = "1" if key in _WRITTEN_KEYS else 1
        else:
            values[key] = quoted or plain or ""
    return values


def read_block(block: str, source: str) -> dict[str, Any]:
    """Read the lines between the two `---` as YAML.

    Raises:
        InvalidInput: the lines are not a YAML map.
    """
    from coprod_cli.base.yaml_document import read_yaml

    document = read_yaml(block, source, max_length=_MAX_LENGTH, text_keys=_WRITTEN_KEYS)
    if document.value is None:
        return {}
    if not isinstance(document.value, dict):
        message = msg("this is not a map of keys.")
        raise InvalidInput([document.finding((), message, kind="front-matter")])
    values: dict[str, Any] = _finite(document.value)
    return values


def _finite(value: Any) -> Any:
    """Replace infinite numbers and NaN by words: JSON has neither, and NaN is unequal to itself."""
    if isinstance(value, dict):
        return {key: _finite(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_finite(part) for part in value]
    if isinstance(value, float) and not isfinite(value):
        return ".nan" if isnan(value) else f"{'-' if value < 0 else ''}.inf"
    return value


def written_value(key: str, value: str) -> str:
    """Return a value as YAML: times, ids and versions plain, other words quoted where necessary."""
    from coprod_cli.base.yaml_scalars import quote

    return value if key in _NOT_WORDS and _PLAIN_FORMS.match(value) else quote(value)


def set_values(
    block: str, changes: Mapping[str, str | tuple[str, ...]], source: str
) -> list[Replacement]:
    """Return the replacements, in order, that set values in a block.

    Args:
        block: the lines between the two `---`.
        changes: by key, a text or the texts of a list.
        source: the name of the note, for findings.

    Raises:
        InvalidInput: the block is too unusual to be edited with certainty.
    """
    from coprod_cli.base.yaml_nodes import value_spans

    expected = read_block(block, source)
    for key, value in changes.items():
        expected[key] = list(value) if isinstance(value, tuple) else value
    spans = value_spans(block)
    replacements = []
    for key in sorted(spans.keys() & changes.keys(), key=spans.__getitem__):
        start, end = spans[key]
        value = changes[key]
        if isinstance(value, tuple):
            replacements.append(list_replacement(block, start, end, value))
            continue
        lead = "" if block[start - 1 : start] in (" ", "\t") else " "
        # The span of a block scalar includes the line ends after it, which are kept.
        end = start + len(block[start:end].rstrip("\n"))
        replacements.append(Replacement(start, end, f"{lead}{written_value(key, value)}"))
    for key, value in changes.items():
        if key not in spans:
            written = flow_list(value) if isinstance(value, tuple) else written_value(key, value)
            line = f"{key}: {written}\n"
            replacements.append(Replacement(len(block), len(block), line))
    _require_values(apply_replacements(block, replacements), expected, source)
    return replacements


def _require_values(block: str, expected: Mapping[str, Any], source: str) -> None:
    """Raise InvalidInput if a block that was edited does not have the values that are expected.

    Raises:
        InvalidInput: it does not.
    """
    try:
        values = read_block(block, source)
    except InvalidInput:
        values = {}
    # Compared as text: a NaN is not equal to itself.
    if repr(sorted(values.items())) != repr(sorted(expected.items())):
        message = msg("the front matter is too unusual to be changed safely.")
        hint = msg("one key a line")
        raise InvalidInput([Finding("front-matter", message, source, 1, 1, hint)])
