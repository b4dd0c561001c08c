"""Damaged markers: lines of a note that were markers before an editor changed them."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from coprod_cli.base.message import Message, msg
from coprod_cli.model.answer_key import AnswerKey
from coprod_cli.notebook.note.lookalikes import Lookalike, find_lookalikes
from coprod_cli.notebook.note.marker_typography import word_pattern
from coprod_cli.notebook.note.markers import END, Marker, restore_marker

DAMAGED = "damaged-marker"
"""The kind of finding of a marker that can be read, although an editor changed it."""
BROKEN = "marker"
"""The kind of finding of a line that looks like a marker, and it cannot be told of what."""

_MOST = 2000
"""How many damaged markers of a note are told; many more than any form has questions."""


class DamagedMarker(NamedTuple):
    """A line that is no intact marker, but looks like one.

    Attributes:
        marker: the marker as it was; None if that cannot be told.
        place: where it stands, and what stands around it.
    """

    marker: Marker | None
    place: Lookalike

    @property
    def kind(self) -> str:
        """The kind of its finding."""
        return BROKEN if self.marker is None else DAMAGED


def damaged_markers(
    text: str, start: int, intact: Mapping[int, Marker]
) -> tuple[DamagedMarker, ...]:
    """Return the damaged markers of a note, in order.

    A formatter that takes markers for text puts a backslash before each: in a note without any
    other marker, even a line with a backslash is one.

    Args:
        text: the note's text.
        start: the offset at which the front matter ends.
        intact: the intact markers, by the offsets of their lines; below `end` none is looked for.
    """
    found = tuple(find_damaged_markers(text, start, intact))
    if not found and not intact:
        escaped = tuple(find_damaged_markers(text, start, intact, is_escaped=True))
        # An answer's lines had a backslash before, and have more now.
        fewest = min((each.place.escapes for each in escaped), default=0)
        found = tuple(each for each in escaped if each.place.escapes == fewest)
    return found


def find_damaged_markers(
    text: str, start: int, intact: Mapping[int, Marker], *, is_escaped: bool = False
) -> Iterator[DamagedMarker]:
    """Yield the lines of a note that look like markers, in order, and are not intact.

    Args:
        text: the note's text.
        start: the offset at which the front matter ends.
        intact: as above.
        is_escaped: whether those with a backslash before their `<` are yielded, instead of those
            without one. They are lines of answers, unless a formatter put the backslash there.
    """
    stop = next((line for line, marker in intact.items() if marker.address == END), None)
    lookalikes = (
        place
        for place in find_lookalikes(text, start, stop, intact)
        if bool(place.escapes) == is_escaped
    )
    places = list(islice(lookalikes, _MOST))
    if not places:
        return
    keys = {marker.key for marker in intact.values()}
    voices = {marker.voice for marker in intact.values() if marker.voice}
    last = len(text.rstrip())
    for place in places:
        marker = restore_marker(place.body, voices, is_closed=place.is_closed)
        is_last = not place.is_closed and place.end >= last
        if is_last and marker != Marker(END):
            marker = None  # the file was cut off here, perhaps within an address or a word
        if word_pattern(place.behind, 0) is not None:
            marker = None  # other markers are on its line
        is_headed = not place.is_closed and place.end in intact  # the heading of the marker below
        if place.heading and (is_headed or place.behind or marker is None or marker.key in keys):
            continue  # a heading that speaks of a marker
        yield DamagedMarker(marker, place)


def describe(damaged: DamagedMarker, line_of: Mapping[AnswerKey, int]) -> tuple[Message, Message]:
    """Return the message and the hint of a damaged marker's finding.

    Args:
        damaged: the damaged marker.
        line_of: the line numbers of the other markers, from 1.
    """
    marker = damaged.marker
    if marker is None:
        return (
            msg("this looks like one of coprod's markers, and is not whole."),
            msg("write it as <!-- coprod:section.question -->"),
        )
    if marker.key in line_of:
        message = msg(
            'this looks like the marker of "{name}", which stands on line {line}.',
            name=marker.address, line=line_of[marker.key],
        )  # fmt: skip
        return message, msg("take this line out, or write \\ before its <")
    message = msg('another program changed the marker of "{name}".', name=marker.address)
    hint = msg("coprod check --repair, or write {marker} on this line", marker=str(marker))
    return message, hint


def keys_of(damaged: Iterable[DamagedMarker]) -> set[AnswerKey]:
    """Return the answer keys of those damaged markers that can be recognized."""
    return {each.marker.key for each in damaged if each.marker is not None}
