"""Identifiers in references, where names, links and days are usual and tell nothing of a case.

A reference has the names of its authors, a link, and the day on which it came out. What is looked
for in it is what no reference has: personal numbers, telephone numbers, addresses and the like, the
words of the watch list, and the names that stand in the case's own answers.
"""

from coprod_cli.model.reference_forms import without_identifiers
from coprod_cli.notebook.note.parser import intact_slots
from coprod_cli.notebook.note.source_list import SOURCES, list_lines
from coprod_cli.privacy.identifiers import find_identifiers, with_mentions
from coprod_cli.privacy.kinds import Identifier, Kind
from coprod_cli.privacy.mentions import NO_NAMES, KnownNames
from coprod_cli.privacy.watch_list import WatchList

_USUAL = frozenset({Kind.NAME, Kind.URL, Kind.DATE})


def identifiers_in_references(
    text: str, watched: WatchList, known: KnownNames = NO_NAMES
) -> list[Identifier]:
    """Return the identifiers in one or more references.

    Args:
        text: the references.
        watched: the watch list.
        known: the names that stand in the case's answers.
    """
    found = find_identifiers(without_identifiers(text), watched)
    unusual = [each for each in found if each.kind not in _USUAL]
    return with_mentions(text, unusual, known) if known.names else unusual


def source_list_spans(text: str) -> list[tuple[int, int]]:
    r"""Return where the source lists of a note are, given its text, which has `\n` line ends."""
    if f"{SOURCES}=" not in text:
        return []
    spans = []
    for slot in intact_slots(text, 0):
        if slot.marker.sources and slot.marker.address.is_question:
            lines = text[slot.start : slot.end].split("\n")
            numbers = list_lines(lines)
            start = slot.start + sum(len(line) + 1 for line in lines[: numbers.start])
            length = sum(len(lines[number]) + 1 for number in numbers)
            if length:
                spans.append((start, min(start + length, slot.end)))
    return spans
