"""Repeated group of the plain asker, as a numbered list of items."""

import re
from typing import NamedTuple

from coprod_cli.base.i18n import _
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.commands import LocalCommand, Place, Refusal, read_command
from coprod_cli.interview.askers.plain.lists import ReadLine, ShowLines
from coprod_cli.interview.askers.question_text import group_note, item_label
from coprod_cli.interview.replies import (
    AddItem,
    Answered,
    ChangeItem,
    RemoveItem,
    Reply,
    Skipped,
    Unknown,
)
from coprod_cli.interview.step_parts import Item
from coprod_cli.interview.steps import GroupStep


class NewItemText(NamedTuple):
    """Text typed at the list of items: the first answer of a new item."""

    text: str


_REMOVE = re.compile(r"r ?([0-9]+)\Z")
_MIN_TEXT_LENGTH = 4
"""Shorter input counts as a typing error rather than the text of a new item."""
_REPLIES: dict[str, Reply] = {"": Skipped(), "a": AddItem(), "?": Unknown()}


def ask_group(
    step: GroupStep, show: ShowLines, read_line: ReadLine
) -> Reply | NewItemText | LocalCommand:
    """Show a group's items, and ask what to do; help and others' words are left to the asker."""
    _show_items(step, show)
    items = {str(number): item for number, item in enumerate(step.items, 1)}
    replies = _replies(step, items)
    to_confirm = ""  # the address of the item whose removal was asked for
    while True:
        typed = clean_input(read_line("> ")).strip()
        word = typed.lower()
        match read_command(typed, Place.GROUP):
            case None:
                pass
            case Refusal(message):
                show(message)
                continue
            case reply:
                return reply
        if word in replies:
            return replies[word]
        removal = _REMOVE.match(word)
        item = items.get(removal[1]) if removal else None
        if item and to_confirm == item.address:
            return RemoveItem(item.address)
        if item and removal:
            to_confirm = item.address
            confirmation = _("r{number} once more takes out {item}. Its words stay in the history.")
            show(confirmation.format(number=removal[1], item=item.name))
        elif len(word) >= _MIN_TEXT_LENGTH:
            return NewItemText(typed)
        else:
            to_confirm = ""
            show(_("a, a number in the list, or Enter.") if items else _("a, or Enter."))


def _show_items(step: GroupStep, show: ShowLines) -> None:
    earlier = step.top.earlier
    if note := group_note(step.top):
        show(note)
    if earlier.unknown:
        show(_("(Not known yet, so far.)"))
    for number, item in enumerate(step.items, 1):
        show(f"  {number}. {item_label(item)}")
    if step.items:
        show(_("a adds another. A number changes that one. r and a number takes it out."))
    else:
        show(_("a adds one."))
    if earlier.unknown:
        show(_("k goes on, and says that it is known by now."))
    show(_("Enter goes on."))


def _replies(step: GroupStep, items: dict[str, Item]) -> dict[str, Reply]:
    """Return the reply for each word that may be typed here, except the removals."""
    changes: dict[str, Reply] = {number: ChangeItem(item.address) for number, item in items.items()}
    earlier = step.top.earlier
    known: dict[str, Reply] = {"k": Answered(earlier.text)} if earlier.unknown else {}
    return {**_REPLIES, **changes, **known}
