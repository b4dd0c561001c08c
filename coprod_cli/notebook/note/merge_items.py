"""Items of a group that both sides of a merge added under one number: one side gets new numbers."""

import re
from collections.abc import Iterable

from coprod_cli.model.address import Address
from coprod_cli.notebook.note.note_parts import Block, BlockKey, NoteParts


def with_new_numbers(
    base: NoteParts | None, late: NoteParts, early: NoteParts
) -> tuple[NoteParts, dict[Address, Address]]:
    """Return the late side with new numbers for items that the early side has with other content.

    Without `base`, two items of one number are the same item if any answer in them is the same.

    Returns:
        The late side, and the new address of each renumbered item.
    """
    sides = [late, early, *([base] if base else [])]
    numbers: dict[str, int] = {}
    for address in _items(*sides):
        numbers[address.outer] = max(numbers.get(address.outer, 0), address.item or 0)
    moved: dict[Address, Address] = {}
    in_base = set(_items(base)) if base else set()
    in_early = set(_items(early))
    for item in _items(late):
        if item in in_early and item not in in_base and _differ(base, late, early, item):
            numbers[item.outer] += 1
            moved[item] = item.outer.item_at(numbers[item.outer])
    if not moved:
        return late, moved
    blocks = dict(_renumbered(key, block, moved) for key, block in late.blocks.items())
    return late._replace(blocks=blocks), moved


def blocks_in(parts: NoteParts, item: Address) -> dict[BlockKey, Block]:
    """Return the blocks of an item."""
    return {key: block for key, block in parts.blocks.items() if block.address.is_within(item)}


def _items(*sides: NoteParts) -> Iterable[Address]:
    """Return the addresses of the items in their order, each once."""
    addresses = (block.address.item_address for side in sides for block in side.blocks.values())
    return dict.fromkeys(address for address in addresses if address is not None)


def _differ(base: NoteParts | None, late: NoteParts, early: NoteParts, item: Address) -> bool:
    given = [
        {(key, block.content) for key, block in blocks_in(side, item).items() if block.given}
        for side in (late, early)
    ]
    if not all(given) or given[0] == given[1]:
        return False
    return base is not None or not given[0] & given[1]


def _renumbered(
    key: BlockKey, block: Block, moved: dict[Address, Address]
) -> tuple[BlockKey, Block]:
    item = block.address.item_address
    if item is None or item not in moved:
        return key, block
    address = Address(f"{moved[item]}{block.address.removeprefix(item)}")
    marker = block.marker._replace(address=address)
    above = block.above
    if not block.address.part:
        number = re.compile(rf"(?<![0-9]){item.item}(?=[ \t]*\n)")
        above = number.sub(str(moved[item].item), above, count=1)
    return (marker.key, key[1]), Block(marker, above, f"{marker}\n", block.body)
