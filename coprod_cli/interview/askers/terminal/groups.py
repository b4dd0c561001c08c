"""A repeated group at the terminal: its items, one more, and what comes after it."""

from typing import Any, NamedTuple

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from coprod_cli.base.i18n import _
from coprod_cli.interview.askers.terminal.lists import (
    control_of,
    cut,
    select,
    with_keys,
    with_more_keys,
)
from coprod_cli.interview.protocol import (
    AddItem,
    Answered,
    ChangeItem,
    GroupStep,
    Item,
    RemoveItem,
    Skipped,
)


class Removal(NamedTuple):
    """The wish to take an item out, which is asked about once more."""

    item: Item


def group_application(step: GroupStep, width: int) -> "Application[Any]":
    """Return the list; its result is a reply, COMMAND or a Removal."""
    choices = [
        questionary.Choice(cut(_titled(item), width), ChangeItem(item.address))
        for item in step.items
    ]
    more = _("Add another") if step.items else _("Add one")
    choices += [questionary.Choice(more, AddItem()), questionary.Choice(_("Go on"), Skipped())]
    if step.top.earlier.unknown:
        known = Answered(step.top.earlier.text)
        choices.append(questionary.Choice(_("Go on; it is known by now"), known))
    default = Skipped() if step.items else AddItem()
    application = with_keys(select(choices, default), asks=True)
    control = control_of(application)
    items: dict[Any, Item] = {ChangeItem(item.address): item for item in step.items}
    keys = KeyBindings()

    def remove(event: KeyPressEvent) -> None:
        item = items.get(control.get_pointed_at().value)
        if item is not None:
            event.app.exit(result=Removal(item))

    for key in ("delete", "backspace"):
        keys.add(key, eager=True)(remove)
    return with_more_keys(application, keys)


def removal_application(item: Item) -> "Application[Any]":
    """Return the list that asks once more; its result is a reply."""
    choices = [
        questionary.Choice(_("Keep it"), Skipped()),
        questionary.Choice(
            _("Take it out; its words stay in the history"), RemoveItem(item.address)
        ),
    ]
    return with_keys(select(choices, Skipped()), asks=False)


def _titled(item: Item) -> str:
    return f"{item.name}: {item.summary.partition(chr(10))[0]}"
