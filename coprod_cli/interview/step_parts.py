"""Parts of the steps of an interview: the case's label, counts, items of groups, and entries."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from coprod_cli.model.address import Address
from coprod_cli.model.case import Status
from coprod_cli.model.case_noun import CASE, CaseNoun


@dataclass(frozen=True)
class CaseLabel:
    """What names a case on each screen.

    Attributes:
        title: its title; "" if it has none.
        created: when it was begun, ISO 8601.
        called: what a case of its template is called.
        voice: who speaks in this sitting, as in `InterviewState`.
        is_note: whether its answers are in a note, with tags, voices, sources and "not known yet".
    """

    title: str = ""
    created: str = ""
    called: CaseNoun = CASE
    voice: str | None = None
    is_note: bool = True


UNNAMED = CaseLabel()
"""The label of a case of which nothing is known."""


@dataclass(frozen=True)
class Counts:
    """How many questions an interview asks, and how many of them have each status."""

    total: int
    answered: int
    unknown: int

    @classmethod
    def of(cls, statuses: Iterable[Status]) -> "Counts":
        """Count the statuses of some questions."""
        found = Counter(statuses)
        return cls(found.total(), found[Status.ANSWERED], found[Status.UNKNOWN])


@dataclass(frozen=True)
class Item:
    """One item of a group.

    Attributes:
        address: the item's address.
        name: what the template calls it, with its number.
        summary: its first answer or draft, for the screen alone.
        counts: how many of its questions are answered.
    """

    address: Address
    name: str
    summary: str
    counts: Counts


@dataclass(frozen=True)
class Entry:
    """One question in the menu or the review.

    Attributes:
        address: the question's address.
        text: the question's text.
        status: the status of its answer.
        half_typed: whether it has a draft.
        section_number: the number of its section, from 1; 0 for the case's title.
        section_title: the title of its section.
        summary: the first line of its draft or answer, for the screen alone; "" if it has none.
        evidence: the labels of how its answers are known, each once.
        source_count: how many references there are for its answers.
        kinds: in the review, the kinds of possible identifiers in the answer.
        is_later: whether it is asked again later on, and not in turn; then it is not counted.
    """

    address: Address
    text: str
    status: Status
    half_typed: bool
    section_number: int
    section_title: str
    summary: str = ""
    kinds: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    source_count: int = 0
    is_later: bool = False


def counts_among(entries: Iterable[Entry]) -> Counts:
    """Return how many questions of a menu or a review are asked, and how many are answered."""
    return Counts.of(entry.status for entry in entries if not entry.is_later)


class OtherVoice(NamedTuple):
    """Another voice than the one that speaks, None for none, and how many questions it answered."""

    voice: str | None
    answered: int
