"""Lists as front-matter values, such as tags: written new, or in the form that a note has."""

import re

from coprod_cli.notebook.note.replacement import Replacement

_BLOCK_ITEM = re.compile(r"-(?=[ \t\n]|\Z)")


def flow_list(items: tuple[str, ...]) -> str:
    """Return texts as a YAML list on one line."""
    from coprod_cli.base.yaml_scalars import quote

    return f"[{', '.join(map(quote, items))}]"


def list_replacement(block: str, start: int, end: int, items: tuple[str, ...]) -> Replacement:
    """Return the replacement of a value by a list: one item a line where it was so before.

    Args:
        block: the front matter.
        start: the offset at which the value starts.
        end: the offset behind it; the lines of comments that follow it are kept.
        items: the texts of the list.
    """
    line_start = block.rfind("\n", 0, start) + 1
    if start == end:  # nothing but tags in a comment, such as `tags: #one #two`
        line_end = block.find("\n", start)
        line_end = len(block) if line_end < 0 else line_end
        hashes = re.compile(r"[ \t]+#[^\s#]").match(block, start, line_end)
        return Replacement(start, line_end if hashes else start, f" {flow_list(items)}")
    if not _BLOCK_ITEM.match(block, start):
        lead = "" if block[start - 1 : start] in (" ", "\t", "\n") else " "
        kept = block[start:end].rstrip("\n")
        return Replacement(start, start + len(kept), f"{lead}{flow_list(items)}")
    end = _end_of_items(block, start, end)
    if items:
        indent = block[line_start:start]
        lines = f"{indent}{block[start:end]}".split("\n")
        written = _kept_lines(lines, indent, items) or _item_lines(items, indent)
        return Replacement(line_start, end, "\n".join(written))
    before = block[:start].rstrip()
    if before.endswith(":"):
        return Replacement(len(before), end, " []")
    return Replacement(start, end, "  []")  # below a comment


def _kept_lines(lines: list[str], indent: str, items: tuple[str, ...]) -> list[str]:
    """Return the lines of a list with lines for other items; those of items that stay are kept.

    Empty if the items would be in another order, or one of the lines is no whole item.
    """
    kept: list[str] = []
    order: list[str] = []
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            kept.append(line)
            continue
        item = _item_in(line)
        if item is None:
            return []
        if item in items and item not in order:
            kept.append(line)
            order.append(item)
    added = tuple(item for item in items if item not in order)
    return [*kept, *_item_lines(added, indent)] if (*order, *added) == items else []


def _item_in(line: str) -> str | None:
    """Return the text of a list's line, such as `- night`; None if it has another form."""
    from coprod_cli.base.errors import InvalidInput
    from coprod_cli.base.yaml_document import read_yaml

    try:
        value = read_yaml(line, "").value
    except InvalidInput:
        return None
    is_item = isinstance(value, list) and len(value) == 1 and isinstance(value[0], str)
    return value[0] if is_item else None


def _item_lines(items: tuple[str, ...], indent: str) -> list[str]:
    from coprod_cli.base.yaml_scalars import quote

    return [f"{indent}- {quote(item)}" for item in items]


def _end_of_items(block: str, start: int, end: int) -> int:
    """Return the offset behind the last item, before blank lines and lines of comments."""
    lines = block[start:end].split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return start + len("\n".join(lines))
