"""Matches known headings in a text without markers to a template's questions, in order."""

from collections.abc import Sequence
from typing import NamedTuple

from coprod_cli.model.address import Address
from coprod_cli.model.questions import GroupQuestion
from coprod_cli.model.template import Template
from coprod_cli.model.voice_names import VOICES
from coprod_cli.model.voices import voice_of_label
from coprod_cli.notebook.note.definitions import code_lines
from coprod_cli.notebook.note.heading_shapes import HEADING_SHAPES
from coprod_cli.notebook.note.known_headings import Block, known_headings

_MAX_BLOCKS = 2_000
"""In a text with more known wordings nothing is recognized: it is no note."""


class Placed(NamedTuple):
    """A known heading, and the question that it is taken for."""

    block: Block
    address: Address
    voice: str | None


def placed_headings(
    lines: Sequence[str], stop: int, template: Template
) -> tuple[dict[int, Placed], int]:
    """Return the known headings by their first lines, and how many are not taken for one."""
    # In an answer with a code block that is never closed, all below it would be code.
    code = code_lines(lines, 0, stop, only_closed=True)
    blocks = list(known_headings(template).blocks(lines, 0, stop, code))
    if len(blocks) > _MAX_BLOCKS:
        return {}, len(blocks)
    order = template.headed
    addresses = _in_order(blocks, order)
    _add_moved(blocks, addresses, order)
    _add_voices(blocks, addresses)
    _add_items(blocks, addresses, template)
    placed = {
        block.first: Placed(block, addresses[index], _voice_of(block))
        for index, block in enumerate(blocks)
        if index in addresses
    }
    return placed, len(blocks) - len(placed)


def _in_order(blocks: Sequence[Block], order: Sequence[Address]) -> dict[int, Address]:
    """Return the longest matching of blocks with addresses in which both are in order.

    Of equally long ones, that with more blocks in the shape of most others; then the first.
    """
    shapes = [block.shape for block in blocks]
    usual = max(set(shapes), key=shapes.count) if shapes else None
    scores = [
        100 + 2 * (block.shape in HEADING_SHAPES) + (block.shape is usual) - bool(block.voice)
        for block in blocks
    ]
    rows, columns = len(blocks), len(order)
    best = [[0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        wordings, below, here = blocks[row].wordings, best[row + 1], best[row]
        for column in range(columns - 1, -1, -1):
            score = max(below[column], here[column + 1])
            if order[column] in wordings:
                score = max(score, below[column + 1] + scores[row])
            here[column] = score
    matched: dict[int, Address] = {}
    row = column = 0
    while row < rows and column < columns:
        is_match = order[column] in blocks[row].wordings
        if is_match and best[row][column] == best[row + 1][column + 1] + scores[row]:
            matched[row] = order[column]
            row, column = row + 1, column + 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            row += 1
    return matched


def _add_moved(
    blocks: Sequence[Block], addresses: dict[int, Address], order: Sequence[Address]
) -> None:
    """Add the headings that are out of order, each the only one for the only address."""
    for address in order:
        if address in addresses.values():
            continue
        found = [index for index, block in enumerate(blocks) if address in block.wordings]
        if len(found) == 1 and found[0] not in addresses:
            block = blocks[found[0]]
            if len(block.wordings) == 1 and block.shape in HEADING_SHAPES:
                addresses[found[0]] = address


def _voice_of(block: Block) -> str | None:
    """Return the voice that a heading names in brackets; None if it names none of the usual."""
    voice = voice_of_label(block.voice.strip(" ()"))
    return voice if voice in VOICES else None


def _add_voices(blocks: Sequence[Block], addresses: dict[int, Address]) -> None:
    """Add the headings of other voices beside the heading of their question."""
    seen = {(address, blocks[index].voice) for index, address in addresses.items()}
    following: Address | None = None
    next_one: dict[int, Address | None] = {}
    for index in range(len(blocks) - 1, -1, -1):
        following = addresses.get(index, following)
        next_one[index] = following
    current: Address | None = None
    for index, block in enumerate(blocks):
        if index in addresses or _voice_of(block) is None:
            current = addresses.get(index, current)
            continue
        for address in (current, next_one[index]):
            if address in block.wordings and (address, block.voice) not in seen:
                addresses[index] = current = address
                seen.add((address, block.voice))
                break


def _add_items(blocks: Sequence[Block], addresses: dict[int, Address], template: Template) -> None:
    """Add the headings of items, and of the questions within them, below their group's."""
    group: Address | None = None
    item: Address | None = None
    seen = set(addresses.values())
    for index, block in enumerate(blocks):
        if index in addresses:
            address = addresses[index]
            group = address if isinstance(template.questions.get(address), GroupQuestion) else None
            item = None
            continue
        if group is None:
            continue
        for known in block.wordings:
            if known.item is not None and known.outer == group and known not in seen:
                item = addresses[index] = known
            elif item is not None and known.without_part == group and known.part:
                part = item.child(known.part)
                if part not in seen:
                    addresses[index] = part
        if index in addresses:
            seen.add(addresses[index])
