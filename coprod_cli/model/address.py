"""Where the answers of a repeated group stand: `section.group#1.question` for its first item."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from coprod_cli.model.case import Answer, Case

_ITEM = re.compile(r"([a-z0-9-]+\.[a-z0-9-]+)#([1-9][0-9]{0,3})(?:\.([a-z0-9-]+))?\Z")
MOST_ITEMS = 9999


class ItemPlace(NamedTuple):
    """What an address within a group says; `question` is "" for the item itself.

    `number` counts from 1. It stays with its item: where one is removed, the others keep theirs.
    """

    group: str
    number: int
    question: str


def item_place(address: str) -> ItemPlace | None:
    """Return what an address within a group says; None for any other address."""
    return _item_place(address) if "#" in address else None


@lru_cache(maxsize=10_000)
def _item_place(address: str) -> ItemPlace | None:
    # The same few hundred stand in every note of an export.
    found = _ITEM.match(address)
    return ItemPlace(found[1], int(found[2]), found[3] or "") if found else None


def item_address(group: str, number: int) -> str:
    """Return the address of an item, to which `.question` may be added."""
    return f"{group}#{number}"


def outer_address(address: str) -> str:
    """Return the address of the group within which an address is; itself where it is in none."""
    return address.partition("#")[0]


def items_in(case: Case, group: str) -> tuple[int, ...]:
    """Return the numbers of a group's items in which something was said, in their order."""
    return items_among(case.given_answers(), group)


def items_among(answers: Iterable[Answer], group: str) -> tuple[int, ...]:
    """Return the numbers of the items to which answers belong, in order."""
    places = (item_place(answer.address) for answer in answers if "#" in answer.address)
    return tuple(sorted({each.number for each in places if each and each.group == group}))


def without_item(case: Case, item: str) -> Case:
    """Return a case without one item of a group, given by its address."""
    kept = tuple(
        answer
        for answer in case.answers
        if answer.address != item and not answer.address.startswith(f"{item}.")
    )
    return replace(case, answers=kept)
