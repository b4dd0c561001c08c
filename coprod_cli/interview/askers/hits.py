"""Answers that a search found, as a person reads them in a list: their lines, and their page."""

from collections.abc import Callable, Sequence

from coprod_cli.base.i18n import _, current_language
from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.word_wrap import cells_of, cut_line
from coprod_cli.interview.askers.case_name import id_and_title
from coprod_cli.interview.askers.snippet import cut_snippet
from coprod_cli.knowledge.search import Hit
from coprod_cli.model.voices import with_voice_label

LEAST_COLUMNS = 20
"""The least width of a line with what was found."""
_LEAST_CASE = 17
"""The least cells for the id and the title of a case: its id."""


PageOf = Callable[[Hit], tuple[Sequence[str], int]]
"""Returns the case of a hit as lines, and the index of the line at which it is to be shown."""


def hit_line(hit: Hit, columns: int | None = None) -> str:
    """Return the line that says where an answer stands: its case, its address, and its voice.

    Args:
        hit: the answer.
        columns: the width in cells, into which the title is cut; None for any.
    """
    case = id_and_title(hit.case, hit.title)
    place = with_voice_label(f" - {hit.address}", hit.voice, current_language())
    if hit.is_unknown:
        place += _(" - not known yet")
    place = screen_line(place)
    if columns is None:
        return case + place
    return cut_line(cut_line(case, max(columns - cells_of(place), _LEAST_CASE)) + place, columns)


def hit_snippet(hit: Hit, columns: int) -> str:
    """Return the line of an answer on which the first word found stands, in brackets."""
    return screen_line(cut_snippet(hit.text, hit.spans, max(columns, LEAST_COLUMNS)).marked)


def marked_text(hit: Hit) -> str:
    """Return the whole answer with all that was found in brackets."""
    parts, position = [], 0
    for start, end in hit.spans:
        parts += [hit.text[position:start], "[", hit.text[start:end], "]"]
        position = end
    return "".join([*parts, hit.text[position:]])
