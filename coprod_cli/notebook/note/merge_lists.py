"""Merges Markdown lists line by line: next steps, choices, and lists in a text."""

import re
from collections import Counter
from typing import NamedTuple

from coprod_cli.base.text import folded
from coprod_cli.model.tasks import read_tasks, with_tick
from coprod_cli.notebook.note.merge_values import interleaved, three_way

_BULLET = re.compile(r"[-*+][ \t]+\S")
_Key = tuple[str, int]


class _Item(NamedTuple):
    """An item of a list: its lines, as if its box were empty, and whether the box is ticked."""

    text: str
    is_done: bool = False

    @property
    def written(self) -> str:
        task = next(read_tasks(self.text), None)
        return with_tick(self.text, task, is_done=True) if task and self.is_done else self.text


def merged_list(base: str | None, late: str, early: str) -> str | None:
    """Return two lists as one: what each side added is there, and what a side ticked is ticked.

    An item that one side removed and the other one left as it was is removed; without `base`, none
    is. Where both sides changed one next step, both are there.

    Returns:
        None if a text is not a list, or each side may have reworded the same item.
    """
    late_items, early_items = _items(late), _items(early)
    before = _items(base) if base else {}
    if late_items is None or early_items is None or before is None:
        return None
    is_gone = any(key not in late_items and key not in early_items for key in before)
    has_late, has_early = late_items.keys() - early_items, early_items.keys() - late_items
    if is_gone and has_late - before.keys() and has_early - before.keys():
        return None
    lines: list[str] = []
    for key in interleaved(late_items, early_items):
        lines += _merged_item(before.get(key), late_items.get(key), early_items.get(key))
    return "\n".join(lines)


def _merged_item(base: _Item | None, late: _Item | None, early: _Item | None) -> list[str]:
    if late is None or early is None:
        only = late or early
        return [only.written] if only is not None and only != base else []
    is_done = three_way(base.is_done if base else None, late.is_done, early.is_done)
    done = late.is_done or early.is_done if is_done is None else is_done
    text = three_way(base.text if base else None, late.text, early.text)
    texts = [late.text, early.text] if text is None else [text]
    return [_Item(each, done).written for each in texts]


def _items(text: str) -> dict[_Key, _Item] | None:
    """Return the items of a list by what they say; None if there is other text, too."""
    lines: list[list[str]] = []
    for line in text.split("\n"):
        if _BULLET.match(line):
            lines.append([line])
        elif lines and (not line.strip() or line[0] in " \t"):
            lines[-1].append(line)
        else:
            return None
    items: dict[_Key, _Item] = {}
    seen: Counter[str] = Counter()
    for each in lines:
        item = "\n".join(each).rstrip()
        task = next(read_tasks(item), None)
        name = folded(task.what if task else item[1:])
        is_done = task is not None and task.is_done
        empty = with_tick(item, task, is_done=False) if task and is_done else item
        items[name, seen[name]] = _Item(empty, is_done)
        seen[name] += 1
    return items
