"""Show what is marked in a case."""

from pathlib import Path
from typing import Any

from coprod_cli.base.i18n import _, ngettext
from coprod_cli.cli.console.output import show_json, show_message, show_text
from coprod_cli.knowledge.marking import Marking, PlacedPassage
from coprod_cli.operations.mark_case import MarkedCase


def show_marked_case(marked: MarkedCase, *, json: bool) -> None:
    """Print the path of a coding, or all its passages as JSON."""
    if json:
        coding = marked.marking.coding
        show_json({
            "id": marked.case_id,
            "coder": coding.coder,
            "done": coding.done,
            "path": str(marked.path),
            "passages": [passage_as_data(each) for each in marked.marking.placed],
        })  # fmt: skip
        return
    _show_count(marked.marking)
    show_text(f"{marked.path}\n")


def show_end_of_marking(path: Path, marking: Marking, *, is_kept: bool) -> None:
    """Print how many passages are marked after a sitting, whether it is done, and the path.

    Args:
        path: the path of the coding.
        marking: what is marked.
        is_kept: whether this coder marks here if none is named.
    """
    _show_count(marking)
    if marking.coding.done:
        show_message(_("You are done with this case."))
    elif marking.coding.passages:
        case, coder = marking.case.id, marking.coding.coder
        command = f"coprod mark {case}" + ("" if is_kept else f" --coder {coder}")
        show_message(_("Not done yet. To go on: {command}").format(command=command))
        show_message(_("If you are done: {command}").format(command=f"{command} --done"))
    if path.exists():
        show_text(f"{path}\n")


def passage_as_data(each: PlacedPassage) -> dict[str, Any]:
    """Return a passage as plain data: what was marked, and what stands there now."""
    passage, answer = each.passage, each.place.answer
    return {
        "id": passage.id,
        "at": str(answer.address if answer else passage.at),
        "voice": answer.voice if answer else passage.voice,
        "quote": passage.quote,
        "whole": passage.is_whole,
        "words": each.words,
        "codes": list(passage.codes),
        "memo": passage.memo,
        "state": str(each.place.state),
    }


def _show_count(marking: Marking) -> None:
    count = len(marking.coding.passages)
    message = ngettext(
        "{count} passage is marked by {coder} in this case.",
        "{count} passages are marked by {coder} in this case.",
        count,
    )
    show_message(message.format(count=count, coder=marking.coding.coder))
