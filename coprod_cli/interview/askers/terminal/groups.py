"""Terminal lists for a repeated group: its items, and the confirmation before one is removed."""

from typing import Any, NamedTuple

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from coprod_cli.base.i18n import _
from coprod_cli.interview.askers.question_text import item_label
from coprod_cli.interview.askers.terminal.list_widgets import (
    add_key_bindings,
    add_list_keys,
    list_control,
    select_list,
    truncated_line,
)
from coprod_cli.interview.askers.terminal.typed_labels import add_choice_keys
from coprod_cli.interview.replies import (
    AddItem,
    Answered,
    ChangeItem,
    RemoveItem,
    Skipped,
    Unknown,
)
from coprod_cli.interview.step_parts import Item
from coprod_cli.interview.steps import GroupStep


class RemovalRequest(NamedTuple):
    """Request to remove an item, which the person is asked to confirm."""

    item: Item


def group_list(step: GroupStep, width: int) -> "Application[Any]":
    """Return the list of a group's items; its result is a reply, COMMAND or a RemovalRequest."""
    choices = [
        questionary.Choice(truncated_line(item_label(item), width), ChangeItem(item.address))
        for item in step.items
    ]
    add_label = _("Add another") if step.items else _("Add one")
    choices += [questionary.Choice(add_label, AddItem()), questionary.Choice(_("Go on"), Skipped())]
    if step.top.earlier.unknown:
        known = Answered(step.top.earlier.text)
        choices.append(questionary.Choice(_("Go on; it is known by now"), known))
    default = Skipped() if step.items else AddItem()
    application = add_list_keys(select_list(choices, default), is_question=True)
    control = list_control(application)
    items: dict[Any, Item] = {ChangeItem(item.address): item for item in step.items}
    keys = KeyBindings()

    def request_removal(event: KeyPressEvent) -> None:
        item = items.get(control.get_pointed_at().value)
        if item is not None:
            event.app.exit(result=RemovalRequest(item))

    for key in ("delete", "backspace"):
        keys.add(key, eager=True)(request_removal)
    return add_choice_keys(add_key_bindings(application, keys))


def removal_list(item: Item) -> "Application[Any]":
    """Return the list that confirms a removal; its result is a reply or COMMAND."""
    choices = [
        questionary.Choice(_("Keep it"), Skipped()),
        questionary.Choice(
            _("Take it out; its words stay in the history"), RemoveItem(item.address)
        ),
    ]
    return add_choice_keys(add_list_keys(select_list(choices, Skipped()), is_question=False))


def unknown_list() -> "Application[Any]":
    """Return the list that confirms "not known yet"; its result is a reply or COMMAND.

    A person who presses Enter after the `?`, as at a text, must not skip the next question.
    """
    choices = [
        questionary.Choice(_("Not known yet"), Unknown()),
        questionary.Choice(_("Back to the choices"), Skipped()),
    ]
    return add_choice_keys(add_list_keys(select_list(choices, Unknown()), is_question=True))
