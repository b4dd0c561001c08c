"""A repeated group, line by line: each item has a number."""

import re
from typing import NamedTuple

from coprod_cli.base.i18n import _
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.commands import about_all, shortened
from coprod_cli.interview.askers.plain.lists import Read, Say
from coprod_cli.interview.protocol import (
    AddItem,
    Answered,
    Back,
    ChangeItem,
    GroupStep,
    Item,
    OpenMenu,
    Paused,
    RemoveItem,
    Reply,
    Skipped,
    Unknown,
)


class Begun(NamedTuple):
    """What was written where one chooses: the beginning of one more item."""

    text: str


_REMOVE = re.compile(r"r ?([0-9]+)\Z")
_FEWEST_LETTERS = 4
"""Fewer are a slip of the finger rather than the beginning of an item."""
_COMMANDS: dict[str, Reply] = {
    "": Skipped(),
    "a": AddItem(),
    "?": Unknown(),
    ":back": Back(),
    ":menu": OpenMenu(),
    ":quit": Paused(),
}


def ask_group(step: GroupStep, say: Say, read: Read) -> Reply | Begun | None:
    """Show the items of a group, and ask what to do; None where the help is wished for."""
    _say_items(step, say)
    items = {str(number): item for number, item in enumerate(step.items, 1)}
    replies = _replies(step, items)
    asked_for = ""
    while True:
        typed = clean_input(read("> ")).strip()
        word = typed.lower()
        if word == ":help":
            return None
        if word in replies:
            return replies[word]
        removal = _REMOVE.match(word)
        named = items.get(removal[1]) if removal else None
        if named and asked_for == named.address:
            return RemoveItem(named.address)
        if named and removal:
            asked_for = named.address
            again = _("r{number} once more takes out {item}. Its words stay in the history.")
            say(again.format(number=removal[1], item=named.name))
        elif len(word) >= _FEWEST_LETTERS and not word.startswith(":"):
            return Begun(typed)
        else:
            asked_for = ""
            say(_("a, a number in the list, or Enter.") if items else _("a, or Enter."))


def _say_items(step: GroupStep, say: Say) -> None:
    earlier = step.top.earlier
    if told := about_all(step.top):
        say(told)
    if earlier.unknown:
        say(_("(Not known yet, so far.)"))
    for number, item in enumerate(step.items, 1):
        say(f"  {number}. {item.name}: {shortened(item.summary)}")
    if step.items:
        say(_("a adds another. A number changes that one. r and a number takes it out."))
    else:
        say(_("a adds one."))
    if earlier.unknown:
        say(_("k goes on, and says that it is known by now."))
    say(_("Enter goes on."))


def _replies(step: GroupStep, items: dict[str, Item]) -> dict[str, Reply]:
    """Return what each word means here, but for a wish to take an item out."""
    changes: dict[str, Reply] = {number: ChangeItem(item.address) for number, item in items.items()}
    earlier = step.top.earlier
    known: dict[str, Reply] = {"k": Answered(earlier.text)} if earlier.unknown else {}
    return {**_COMMANDS, **changes, **known}
