"""The years of a case, as the `timeline` of its template names their questions."""

from typing import NamedTuple

from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.formats.case_as_read import CaseAsRead
from coprod_cli.model.address import Address
from coprod_cli.model.timeline import Timeline
from coprod_cli.model.written_years import WrittenYears, read_years


class Period(NamedTuple):
    """From when to when something took place.

    Attributes:
        start: the first year; None if it is not known.
        end: the last year; None if it is not known, or there is none yet.
        is_ongoing: whether it still goes on; None if that is not known.
        is_start_about: whether the first year is not exact, as in "the 1990s".
        is_end_about: whether the last year is not exact.
        unclear: the addresses of answers from which no year can be read.
    """

    start: int | None
    end: int | None = None
    is_ongoing: bool | None = None
    is_start_about: bool = False
    is_end_about: bool = False
    unclear: tuple[Address, ...] = ()

    @property
    def written(self) -> str:
        """The years in short: 2006-2012, 2005-, ~1990-2005, 2011-?, or "" without a first one."""
        if self.start is None:
            return ""
        start = f"~{self.start}" if self.is_start_about else str(self.start)
        if self.is_ongoing:
            return f"{start}-"
        if self.end is None:
            return f"{start}-?"
        end = f"~{self.end}" if self.is_end_about else str(self.end)
        return start if self.end == self.start and start == end else f"{start}-{end}"


def read_period(case: CaseAsRead, timeline: Timeline) -> Period:
    """Return the years of a case.

    Whether it goes on is what `ongoing` says; without an answer there, what the words of `from` and
    `to` say. Of several voices, the first one whose answer has a year counts.
    """
    first, first_unclear = _years_at(case, timeline.start)
    last, last_unclear = _years_at(case, timeline.end)
    ongoing = _is_ongoing(case, timeline, first, last)
    unclear = (*first_unclear, *(() if ongoing else last_unclear))
    if first is None:
        return Period(None, is_ongoing=ongoing, unclear=unclear)
    end = None
    is_about = False
    if not ongoing and last is not None:
        end, is_about = last.end or last.start, last.is_about
    elif not ongoing and first.end is not None:
        end, is_about = first.end, first.is_about
    if end is not None and end < first.start:
        end = None
        unclear = (*unclear, timeline.end or timeline.start)
    return Period(first.start, end, ongoing, first.is_about, is_about, unclear)


def _is_ongoing(
    case: CaseAsRead, timeline: Timeline, first: WrittenYears | None, last: WrittenYears | None
) -> bool | None:
    answers = [part.value for part in _known_parts(case, timeline.ongoing)]
    said = next((value for value in answers if isinstance(value, bool)), None)
    if said is not None:
        return said
    if last is not None:
        return last.is_open
    if first is not None and (first.is_open or first.end is not None):
        return first.is_open
    return None


def _years_at(
    case: CaseAsRead, address: Address | None
) -> tuple[WrittenYears | None, tuple[Address, ...]]:
    """Return the years of the first answer that has some, and the address if an answer has none."""
    parts = _known_parts(case, address)
    for part in parts:
        if years := read_years(part.text):
            return years, ()
    return None, (address,) if address is not None and parts else ()


def _known_parts(case: CaseAsRead, address: Address | None) -> list[AnswerPart]:
    """Return the answers at an address that are known, and whose question is asked."""
    if address is None:
        return []
    parts = case.parts_at(address)
    return [part for part in parts if part.text and not part.is_unknown and part.facts.is_asked]
