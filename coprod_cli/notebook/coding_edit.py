"""Edits of a coding in place: the lines of what changes are replaced, and no other byte.

Keys that coprod does not know, comments and the order of the passages stay. The text is read again
after each edit; where a person's way to write YAML does not allow an edit by line, such as
`{at: ..., quote: ...}` on one line, the whole text is written anew, with all keys.
"""

import json
import re
from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from coprod_cli.base.errors import InvalidInput
from coprod_cli.model.passage import Coding, Passage
from coprod_cli.notebook.coding_reader import KNOWN_KEYS, ReadCoding, read_coding
from coprod_cli.notebook.coding_text import coding_text, done_line, passage_text, passage_values

_ITEM = re.compile(r"([ ]*)-(?:[ ]|$)")
_TOP_KEY = re.compile(r"([A-Za-z_]\w*):")
_ASIDE = re.compile(r"[ \t]*(?:#|$)")
# A remark behind a value of one line: `codes: [ours/waiting]  # or told?`
_REMARK = re.compile(r'(?:\[[^\]\n#]*\]|"(?:[^"\\\n]|\\.)*"|[^"\'\[{#\n]*?)([ \t]+#[^\n]*)\n?\Z')


class _Item(NamedTuple):
    """The lines of an item of the list of passages: numbers from 0, the last one not included."""

    first: int
    after: int
    indent: int


def edited_text(text: str, after: Coding, verbatim: Mapping[str, str] | None = None) -> str:
    """Return the text of a coding with another content.

    Args:
        text: the text as it is.
        after: what it is to say; passages that it lacks are removed.
        verbatim: the lines of new passages by their ids, to be used as they are.

    Raises:
        InvalidInput: the text has findings, and the change cannot be made beside them.
    """
    if "\r\n" in text:
        return edited_text(text.replace("\r\n", "\n"), after, verbatim).replace("\n", "\r\n")
    before = read_coding(text, "")
    if before.coding is None:
        raise InvalidInput(before.findings)
    if before.coding == after:
        return text
    by_line = _edited_by_line(text, before, after, verbatim or {})
    if by_line is not None and _says(by_line, after, before):
        return by_line
    if before.findings:
        raise InvalidInput(before.findings)
    return _anew(text, before, after)


def item_texts(text: str, read: ReadCoding) -> dict[str, str]:
    """Return the lines of each passage, by its id; {} if they cannot be told apart."""
    lines = _lines(text)
    items = _items(lines)
    if len(items) != len(read.ids):
        return {}
    pairs = zip(read.ids, items, strict=True)
    return {name: "".join(lines[item.first : item.after]) for name, item in pairs if name}


def lines_of_passages(text: str) -> dict[str, int]:
    """Return the line of each passage in the text of a coding, from 1, by its id."""
    ids, items = read_coding(text, "").ids, _items(_lines(text.replace("\r\n", "\n")))
    if len(ids) != len(items):
        return {}
    return {name: item.first + 1 for name, item in zip(ids, items, strict=True) if name}


def without_items(text: str, indices: Collection[int]) -> str:
    """Return a text without some items of its list of passages, numbered from 0."""
    lines = _lines(text)
    gone = {
        number
        for index, item in enumerate(_items(lines))
        if index in indices
        for number in range(item.first, item.after)
    }
    return "".join(line for number, line in enumerate(lines) if number not in gone)


def _says(text: str, wanted: Coding, before: ReadCoding) -> bool:
    """Return whether a text says what is wanted, with the keys of others as before."""
    read = read_coding(text, "")
    if read.coding is None or len(read.findings) != len(before.findings):
        return False
    found = {each.id: each for each in read.coding.passages}
    kept = {name: others for name, others in before.others.items() if others and name in found}
    return (
        found == {each.id: each for each in wanted.passages}
        and read.coding.done == wanted.done
        and all(read.others.get(name) == others for name, others in kept.items())
    )


def _anew(text: str, before: ReadCoding, after: Coding) -> str:
    """Return the text written anew, with the comment at its top and the keys of others."""
    top = "".join(line for line in _top_comment(text))
    written = coding_text(after).partition("\n")[2] if top else coding_text(after)
    for passage in after.passages:
        if others := before.others.get(passage.id):
            known = passage_text(passage)
            written = written.replace(known, known + _others_text(others), 1)
    return top + written


def _top_comment(text: str) -> list[str]:
    lines = _lines(text)
    end = next((number for number, line in enumerate(lines) if not _ASIDE.match(line)), len(lines))
    return lines[:end]


def _others_text(others: Mapping[str, Any]) -> str:
    return "".join(
        f"  {json.dumps(key, ensure_ascii=False)}: {json.dumps(value, ensure_ascii=False)}\n"
        for key, value in others.items()
    )


def _edited_by_line(
    text: str, before: ReadCoding, after: Coding, verbatim: Mapping[str, str]
) -> str | None:
    """Return the text edited by line; None if its lines cannot be told apart."""
    lines = _lines(text)
    items = _items(lines)
    if before.coding is None or len(items) != len(before.ids):
        return None
    kept = {each.id: each for each in after.passages}
    known = {each.id: each for each in before.coding.passages}
    added = _added_texts(before.ids, after, verbatim, items[0].indent if items else 0)
    made: list[str] = []
    place = 0
    for name, item in zip(before.ids, items, strict=True):
        made += lines[place : item.first]
        own = lines[item.first : item.after]
        if not name or kept.get(name) == known.get(name):
            made += own
        elif name in kept:
            anew = passage_text(kept[name]) + _others_text(before.others.get(name, {}))
            edited = _edited_item(own, item.indent, known[name], kept[name])
            made += edited or _shifted(anew, item.indent)
        else:
            _remove_blank(made)
        made += added.pop(name, [])
        place = item.after
    made += lines[place:]
    made = _with_first(made, added.pop("", []), is_empty=not after.passages)
    is_same = before.coding.done == after.done
    return "".join(made if is_same else _with_done(made, after.done))


def _added_texts(
    ids: tuple[str, ...], after: Coding, verbatim: Mapping[str, str], indent: int
) -> dict[str, list[str]]:
    """Return the lines of new passages, by the id of the item behind which they are put."""
    added: dict[str, list[str]] = {}
    behind = ""
    for passage in after.passages:
        if passage.id in ids:
            behind = passage.id
            continue
        own = verbatim.get(passage.id) or passage_text(passage)
        added.setdefault(behind, []).extend(["\n", *_shifted(own, indent)])
    return added


def _shifted(text: str, indent: int) -> list[str]:
    return [f"{' ' * indent}{line}" if line.strip() else line for line in _lines(text)]


def _with_first(lines: list[str], added: list[str], *, is_empty: bool) -> list[str]:
    """Return the lines with passages in front of all others, or with an empty list."""
    start = next((at for at, line in enumerate(lines) if line.startswith("passages:")), None)
    if start is None:
        return [*lines, "passages: []\n"] if is_empty else [*lines, "passages:\n", *added]
    head = lines[start]
    if is_empty:
        head = "passages: []\n"
    elif head.startswith("passages: ["):
        head = "passages:\n"
    return [*lines[:start], head, *added, *lines[start + 1 :]]


def _with_done(lines: list[str], done: str) -> list[str]:
    """Return the lines with the day on which the coder was done, below that of the coder."""
    wanted = [done_line(done)] if done else []
    places = [at for at, line in enumerate(lines) if line.startswith("done:")]
    if places:
        return [*lines[: places[0]], *wanted, *lines[places[0] + 1 :]]
    coder = next((at for at, line in enumerate(lines) if line.startswith("coder:")), 0)
    return [*lines[: coder + 1], *wanted, *lines[coder + 1 :]]


def _edited_item(lines: list[str], indent: int, before: Passage, after: Passage) -> list[str]:
    """Return the lines of an item with what changed in it; [] if it is not a key a line."""
    dash = re.match(r"[ ]*-[ ]+", lines[0])
    column = len(dash[0]) if dash else indent + 2
    shown = [f"{' ' * column}{lines[0][column:]}", *lines[1:]]
    key = re.compile(rf"[ ]{{{column}}}([A-Za-z_]\w*):")
    starts = [at for at, line in enumerate(shown) if key.match(line)]
    if not starts or starts[0] > 0:
        return []
    spans: dict[str, list[str]] = {}
    for start, end in zip(starts, [*starts[1:], len(shown)], strict=True):
        found = key.match(shown[start])
        spans[found[1] if found else ""] = shown[start:end]
    old, new = passage_values(before), passage_values(after)
    for name in KNOWN_KEYS:
        if name not in new:
            if name in spans:
                spans[name] = _asides(spans[name])
        elif name not in spans or old.get(name) != new[name]:
            own = spans.get(name, [])
            remark = _REMARK.match(own[0].partition(":")[2].lstrip()) if own else None
            line = f"{' ' * column}{name}: {new[name]}{remark[1] if remark else ''}\n"
            spans[name] = [line, *_asides(own[1:])]
    ordered = _in_order(spans)
    made = [line for own in ordered for line in own]
    made[0] = f"{' ' * indent}-{' ' * (column - indent - 1)}{made[0][column:]}"
    return made


def _asides(lines: list[str]) -> list[str]:
    """Return the comments and blank lines at the end of some lines."""
    end = len(lines)
    while end > 0 and _ASIDE.match(lines[end - 1]):
        end -= 1
    return lines[end:]


def _in_order(spans: dict[str, list[str]]) -> list[list[str]]:
    """Return the lines of each key in the order of the text, new keys behind their usual ones."""
    names = [name for name, lines in spans.items() if lines]
    order: list[str] = []
    for name in names:
        usual = KNOWN_KEYS.index(name) if name in KNOWN_KEYS else len(KNOWN_KEYS)
        later = [at for at, each in enumerate(order) if each in KNOWN_KEYS[usual + 1 :]]
        order.insert(later[0] if later and name in KNOWN_KEYS else len(order), name)
    return [spans[name] for name in order]


def _remove_blank(lines: list[str]) -> None:
    """Remove the blank line in front of an item that is taken out."""
    if lines and not lines[-1].strip():
        lines.pop()


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    ended = [f"{line}\n" for line in lines]
    return ended[:-1] if not lines[-1] else ended


def _items(lines: list[str]) -> list[_Item]:
    """Return the items of the list of passages; each ends behind its last line with content."""
    start = next((at for at, line in enumerate(lines) if line.startswith("passages:")), None)
    if start is None:
        return []
    firsts: list[int] = []
    indent = -1
    end = len(lines)
    for number in range(start + 1, len(lines)):
        line = lines[number].rstrip("\n")
        item = _ITEM.match(line)
        if item and indent in (-1, len(item[1])):
            indent = len(item[1])
            firsts.append(number)
        elif _TOP_KEY.match(line):
            end = number
            break
    return [
        _Item(first, _content_end(lines, first, after), indent)
        for first, after in zip(firsts, [*firsts[1:], end], strict=False)
    ]


def _content_end(lines: list[str], first: int, after: int) -> int:
    while after > first + 1 and _ASIDE.match(lines[after - 1].rstrip("\n")):
        after -= 1
    return after
