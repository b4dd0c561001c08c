"""Show passages to look at, and what a merge or a repair of codings did."""

from collections.abc import Iterable

from coprod_cli.base.i18n import _, ngettext
from coprod_cli.base.message import N_
from coprod_cli.base.screen_text import screen_line
from coprod_cli.cli.console.findings import show_note_findings
from coprod_cli.cli.console.output import show_error, show_json, show_line, show_message
from coprod_cli.knowledge.anchors import State
from coprod_cli.knowledge.marking import PlacedPassage
from coprod_cli.operations.check_codings import RepairedCoding
from coprod_cli.operations.look_at_passages import PassageToLookAt

_STATES = {
    State.CHANGED: N_("its words have changed"),
    State.UNSURE: N_("not found for certain"),
    State.ELSEWHERE: N_("stands in another answer now"),
    State.LOST: N_("not found any more"),
}


def show_passage_to_look_at(each: PassageToLookAt) -> None:
    """Print a passage with the words that were marked, and those that stand there now.

    Of passages that overlap, the words of each.
    """
    passage, place, overlap = each.placed.passage, each.placed.place, each.overlap
    case = f"{each.marking.case.id}  {passage.at}  {each.file.coder}"
    codes = " ".join(overlap.codes if overlap else passage.codes)
    state = _("overlap, and count as one") if overlap else _(_STATES[place.state])
    show_line(screen_line(f"{case}  {codes}: {state}"))
    if overlap:
        for placed in (overlap.first, overlap.second):
            show_line(screen_line(f"  = {_words(placed)}"))
    else:
        show_line(screen_line(f"  - {' '.join(passage.quote.split())}"))
        if place.answer is not None:
            show_line(screen_line(f"  + {' '.join(place.words.split())}"))
    show_line(screen_line(f"  {each.file.path}{f':{each.line}' if each.line else ''}"))


def _words(placed: PlacedPassage) -> str:
    is_whole = placed.passage.is_whole
    return _("the whole answer") if is_whole else " ".join(placed.place.words.split())


def show_passages_as_json(found: Iterable[PassageToLookAt]) -> bool:
    """Print passages to look at as JSON, and return whether there are any."""
    data = [
        {
            "case": each.marking.case.id,
            "coder": each.file.coder,
            "path": str(each.file.path),
            "line": each.line,
            "id": each.placed.passage.id,
            "address": each.placed.passage.at,
            "voice": each.placed.passage.voice,
            "codes": list(each.overlap.codes if each.overlap else each.placed.passage.codes),
            "state": "overlap" if each.overlap else str(each.placed.place.state),
            "quote": each.placed.passage.quote,
            "whole": each.placed.passage.is_whole,
            "words": each.placed.place.words,
            "overlaps": each.overlap.ids[1] if each.overlap else None,
        }
        for each in found
    ]
    show_json(data)
    return bool(data)


def show_changed_twice(name: str, ids: tuple[str, ...]) -> None:
    """Say which passages two versions of a coding changed; nothing if there are none."""
    if ids:
        message = ngettext(
            "{file}: two versions changed this passage, and what both did is kept: {ids}",
            "{file}: two versions changed these passages, and what both did is kept: {ids}",
            len(ids),
        )
        show_message(message.format(file=name, ids=", ".join(ids)))


def show_repaired_codings(codings: Iterable[RepairedCoding], *, dry_run: bool) -> bool:
    """Print what a repair did to codings, and return whether something is still wrong."""
    is_wrong = False
    for each in codings:
        if each.joined:
            message = (
                _("{file}: its versions would be joined.")
                if dry_run
                else _("{file}: its versions are joined; copies lie in the bin.")
            )
            show_message(message.format(file=each.path))
        show_changed_twice(each.path.name, each.changed_twice)
        show_note_findings(each.findings)
        if each.error is not None:
            show_error(each.error)
        is_wrong = is_wrong or bool(each.findings) or each.error is not None
    return is_wrong
