"""Texts about passages, for a person who marks: where one stands by now, its codes and its memo."""

from collections.abc import Sequence

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.base.span import Span
from coprod_cli.base.word_wrap import cut_after_word
from coprod_cli.knowledge.anchors import State
from coprod_cli.knowledge.marking import Marking, PlacedPassage
from coprod_cli.knowledge.overlaps import overlaps_in
from coprod_cli.model.case import Answer

_STATES = {
    State.CHANGED: N_('its words have changed; they were: "{quote}"'),
    State.UNSURE: N_("not found for certain"),
    State.ELSEWHERE: N_("now stands here"),
    State.LOST: N_("not found any more"),
}
CHANGED_MEANWHILE = N_(
    "This answer was changed by another program meanwhile. It is shown anew; nothing was marked."
)
DONE_QUESTION = N_("Done with this case? y/N")
WHY_DONE = N_("A case that is done and has nothing marked differs from one that nobody has read.")
BEHIND_LAST = N_("Behind the last answer that you marked; :go 1 is the first.")
_OVERLAPS = N_("It overlaps a passage with the same code: they count as one.")
_MOST_SHOWN = 70
"""How many cells of words are shown in a line."""


def passage_line(each: PlacedPassage) -> str:
    """Return a passage on one line: its words, its codes and its memo."""
    words = _("the whole answer") if each.passage.is_whole else f'"{on_one_line(each.words)}"'
    memo = f" ({on_one_line(each.passage.memo)})" if each.passage.memo else ""
    return f"{words} {' '.join(each.passage.codes)}{memo}"


def state_note(each: PlacedPassage) -> str:
    """Return what a person has to look at, such as words that changed; "" for nothing."""
    state = _STATES.get(each.place.state)
    return _(state).format(quote=on_one_line(each.passage.quote)) if state is not None else ""


def kept_line(marking: Marking, answer: Answer, span: Span | None, codes: Sequence[str]) -> str:
    """Return what is said of a passage that was just marked.

    Args:
        marking: what is marked by now.
        answer: the answer.
        span: the place in it; None for the whole answer.
        codes: the codes that were given.
    """
    kept = _("kept: {codes}").format(codes=" ".join(codes))
    placed = marking.passage_at(answer, span)
    overlaps = overlaps_in(marking.in_answer(answer))
    if placed is None or all(placed.passage.id not in each.ids for each in overlaps):
        return kept
    return f"{kept}. {_(_OVERLAPS)}"


def lost_line(each: PlacedPassage) -> str:
    """Return the line about a passage that stands nowhere in the case any more."""
    message = _('Not found any more, and kept: "{quote}" ({codes}), in {at}')
    quote, codes = on_one_line(each.passage.quote), " ".join(each.passage.codes)
    return message.format(quote=quote, codes=codes, at=each.passage.at)


def changed_line(places: Sequence[int]) -> str:
    """Return the line about answers, from 0, in which words that were marked have changed."""
    numbers = ", ".join(str(place + 1) for place in places)
    message = _("Words that you marked have changed, in answer {numbers}: :go {first} shows it.")
    return message.format(numbers=numbers, first=places[0] + 1)


def on_one_line(text: str) -> str:
    """Return a text on one line, cut after a word where it is long."""
    return cut_after_word(" ".join(text.split()), _MOST_SHOWN)
