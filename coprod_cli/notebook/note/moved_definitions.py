"""Footnotes and link references that a formatter moved to the end of a note.

Some formatters write all definitions of a file at its end, below or above the end marker. There
they belong to no answer, or to the last one, and the answer that uses them has lost them.
"""

from collections.abc import Iterator
from typing import NamedTuple

from coprod_cli.base.errors import Finding
from coprod_cli.base.message import msg
from coprod_cli.notebook.note.definitions import (
    HINT,
    Definition,
    find_definitions,
    is_closing_fence,
    is_fence_open,
    referred_labels,
)
from coprod_cli.notebook.note.edit import Edit, apply_edits
from coprod_cli.notebook.note.markers import END
from coprod_cli.notebook.note.parser import Slot
from coprod_cli.notebook.note.reader import Note

_BELOW_END = -1
"""The index that stands for the text below the end marker, which is no slot."""


class MovedDefinition(NamedTuple):
    """A definition at the end of a note, and where its label is used.

    Attributes:
        definition: the definition.
        owner: the index of the slot in which it stands; None below the end marker.
        users: the indices of the other slots that use it.
    """

    definition: Definition
    owner: int | None
    users: tuple[int, ...]


def moved_definitions(note: Note) -> list[MovedDefinition]:
    """Return the definitions at the end of a note that are not where they are used.

    Those are the definitions below the end marker that the text there does not use, and those at
    the very end of the last answer that only other answers use.
    """
    if HINT not in note.text:
        return []
    slots = note.slots
    has_end = bool(slots) and slots[-1].marker.address == END
    answers = len(slots) - has_end
    lines = note.text.split("\n")
    found: list[tuple[Definition, int | None]] = []
    last_end = len(lines)
    if has_end:
        below = _first_below_end(note, lines)
        found += [(each, None) for each in find_definitions(lines, below, len(lines))]
        last_end = note.lines.number(slots[-1].line)
    if answers:
        last = note.lines.number(slots[answers - 1].start)
        found += [(each, answers - 1) for each in _trailing_definitions(lines, last, last_end)]
    if not found:
        return []
    return _unused_where_they_stand(note, lines, found, answers)


def _first_below_end(note: Note, lines: list[str]) -> int:
    """Return the number of the first line below the end marker.

    A formatter closes a fence that an answer left open there, which is no new one.
    """
    below = note.lines.number(note.slots[-1].start)
    first = next((number for number in range(below, len(lines)) if lines[number].strip()), below)
    if lines[first : first + 1] and is_closing_fence(lines[first]):
        regions = (_lines_of(note, slot) for slot in note.slots[:-1])
        if any(is_fence_open(lines[region.start : region.stop]) for region in regions):
            return first + 1
    return below


def _trailing_definitions(lines: list[str], start: int, stop: int) -> list[Definition]:
    """Return the definitions with which some lines end, with nothing but blank lines between."""
    trailing: list[Definition] = []
    for definition in reversed(find_definitions(lines, start, stop)):
        if any(line.strip() for line in lines[definition.after : stop]):
            break
        trailing.append(definition)
        stop = definition.first
    return trailing


def _unused_where_they_stand(
    note: Note, lines: list[str], found: list[tuple[Definition, int | None]], answers: int
) -> list[MovedDefinition]:
    moved = {number for each, _ in found for number in range(each.first, each.after)}
    others = ["" if number in moved else line for number, line in enumerate(lines)]
    users: dict[str, set[int]] = {each.label: set() for each, _ in found}
    regions = [(index, _lines_of(note, slot)) for index, slot in enumerate(note.slots[:answers])]
    if answers < len(note.slots):
        below = range(note.lines.number(note.slots[-1].start), len(lines))
        regions.append((_BELOW_END, below))
    for index, region in regions:
        defined = {each.label for each in find_definitions(others, region.start, region.stop)}
        used = referred_labels(others, region.start, region.stop) - defined
        for label in used & users.keys():
            users[label].add(index)
    _add_users_of_footnotes(lines, [each for each, _ in found], users)
    owned = {(each.label, owner) for each, owner in found}
    result = []
    for each, owner in sorted(found, key=lambda item: item[0].first):
        # An answer that defines a label itself does not use another definition of it.
        using = {
            user for user in users[each.label] if user == owner or (each.label, user) not in owned
        }
        if not _is_at_home(owner, using):
            result.append(MovedDefinition(each, owner, tuple(sorted(using - {_BELOW_END}))))
    return result


def _is_at_home(owner: int | None, users: set[int]) -> bool:
    if owner is None:
        return users == {_BELOW_END}
    return not users or owner in users


def _lines_of(note: Note, slot: Slot) -> range:
    return range(note.lines.number(slot.start), note.lines.number(slot.end))


def _add_users_of_footnotes(
    lines: list[str], definitions: list[Definition], users: dict[str, set[int]]
) -> None:
    """Count who uses a footnote as a user of each label to which the footnote's text refers."""
    inside = [
        (users[each.label], used)
        for each in definitions
        if each.is_footnote and (used := referred_labels(lines, each.first, each.after))
    ]
    is_changed = bool(inside)
    while is_changed:
        is_changed = False
        for through, labels in inside:
            for label in labels & users.keys():
                if not through <= users[label]:
                    users[label] |= through
                    is_changed = True


# --- findings ---


def moved_definition_findings(note: Note) -> Iterator[Finding]:
    """Yield a finding for each footnote and link reference that is not in the answer that uses it.

    It is uncertain where it stands in another answer; below the end marker it is in none.
    """
    for moved in moved_definitions(note):
        user = note.slots[moved.users[0]].marker.address if moved.users else ""
        if moved.owner is None:
            message = _message_below_end(moved, user)
        else:
            message = msg(
                'this footnote or link address stands in "{address}", which does not use it.',
                address=note.slots[moved.owner].marker.address,
            )
        if len(moved.users) == 1:
            hint = "coprod check --repair"
        elif moved.users:
            hint = msg("copy it into each answer that uses it, and take it away here")
        else:
            hint = msg("move it into the answer to which it belongs")
        yield Finding(
            "moved", message, note.source, moved.definition.first + 1, 1, hint,
            uncertain=moved.owner is not None,
        )  # fmt: skip


def _message_below_end(moved: MovedDefinition, user: str) -> str:
    if len(moved.users) == 1:
        return msg(
            'this footnote or link address stands below the end, and "{address}" uses it.',
            address=user,
        )
    if moved.users:
        return msg("this footnote or link address stands below the end, and some answers use it.")
    return msg("this footnote or link address stands below the end, where no answer is.")


# --- repair ---


def with_definitions_moved_back(note: Note) -> Note:
    """Return the note with each definition at the end of the only answer that uses it.

    The same note if there is none, or if the note has damage that leaves an answer's owner in
    doubt.
    """
    if note.uncertain:
        return note
    lines = note.text.split("\n")
    added: dict[int, list[Definition]] = {}
    for definition, _owner, users in moved_definitions(note):
        if len(users) == 1 and not is_fence_open(_answer_lines(note, lines, users[0])):
            added.setdefault(users[0], []).append(definition)
    edits = []
    for user, definitions in added.items():
        slot = note.slots[user]
        last = note.lines.number(slot.start) + len(_answer_lines(note, lines, user))
        edits.append(Edit(last, last, _block(lines, definitions)))
    moved = [each for definitions in added.values() for each in definitions]
    edits += [Edit(removed.start, removed.stop, []) for removed in _lines_to_remove(lines, moved)]
    return apply_edits(note, edits)


def _answer_lines(note: Note, lines: list[str], index: int) -> list[str]:
    """Return the lines of a slot without the blank lines at its end."""
    region = _lines_of(note, note.slots[index])
    stop = region.stop
    while stop > region.start and not lines[stop - 1].strip():
        stop -= 1
    return lines[region.start : stop]


def _lines_to_remove(lines: list[str], definitions: list[Definition]) -> Iterator[range]:
    """Yield the lines of definitions, each with the blank lines above it if such are below, too."""
    moved = {number for each in definitions for number in range(each.first, each.after)}
    for each in definitions:
        below = each.after
        while below in moved:
            below += 1
        first = each.first
        if below >= len(lines) or not lines[below].strip():
            while first > 0 and not lines[first - 1].strip():
                first -= 1
        yield range(first, each.after)


def _block(lines: list[str], definitions: list[Definition]) -> list[str]:
    """Return the lines to add to an answer; links that stood together stay together."""
    block: list[str] = []
    before = None
    for each in definitions:
        if before is None or before.is_footnote or each.is_footnote or before.after != each.first:
            block.append("")
        block += lines[each.first : each.after]
        before = each
    return block
