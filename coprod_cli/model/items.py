"""Items of repeated groups: lists the items that a case has, and removes some."""

from collections.abc import Collection
from dataclasses import replace

from coprod_cli.model.address import Address
from coprod_cli.model.case import Case


def items_in(case: Case, group: str) -> tuple[int, ...]:
    """Return the numbers of a group's items that have any answer, in ascending order."""
    return tuple(case.items.get(group, ()))


def is_within_any(address: Address, items: Collection[str]) -> bool:
    """Return True if an address is that of one of some items, or is inside one."""
    if address.is_well_formed:
        return address.item_address in items
    return any(address.is_within(item) for item in items)


def without_items(case: Case, items: Collection[str]) -> Case:
    """Return a case without the answers of items, given by their addresses."""
    kept = tuple(answer for answer in case.answers if not is_within_any(answer.address, items))
    return replace(case, answers=kept)
