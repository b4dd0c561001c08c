"""Show references by case and question: on a terminal as a list, elsewhere as lines or JSON."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from coprod_cli.base.i18n import _
from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.text import shortened
from coprod_cli.cli.console.long_table import show_tab_separated
from coprod_cli.cli.console.output import (
    is_stdout_terminal,
    show_json_list,
    show_line,
    show_message,
)
from coprod_cli.interview.askers.case_name import id_and_title
from coprod_cli.knowledge.source_search import FoundSources
from coprod_cli.model.sources import evidence_label
from coprod_cli.model.voices import with_voice_label

_MOST_WORDS = 300


def show_sources(found: Sequence[FoundSources], *, empty: str, json: bool) -> None:
    """Print answers with their references.

    Args:
        found: the answers.
        empty: the message if there is none.
        json: whether to print JSON.
    """
    if json:
        show_json_list(each.as_data() for each in found)
    elif not found:
        show_message(empty)
    elif is_stdout_terminal():
        for line in _lines(found):
            show_line(line)
    else:
        show_tab_separated(row for each in found for row in _rows(each))


def _lines(found: Sequence[FoundSources]) -> Iterator[str]:
    for number, ((name, title), group) in enumerate(
        groupby(found, key=lambda each: (each.name, each.title))
    ):
        if number:
            yield ""
        yield id_and_title(name, title)
        for each in group:
            yield f"  {screen_line(_question(each))}"
            if not each.answer.sources:
                yield f"    {shortened(screen_line(each.answer.text), _MOST_WORDS)}"
            for reference, kinds in each.wrong:
                wrong = _("! {kind}: cannot be right").format(kind=", ".join(kinds))
                yield f"    - {screen_line(reference)}" + (f"  {wrong}" if kinds else "")


def _question(found: FoundSources) -> str:
    answer = found.answer
    words = with_voice_label(found.question, answer.voice, found.language)
    if answer.evidence is None:
        return words
    return f"{words} - {evidence_label(answer.evidence, found.language)}"


def _rows(found: FoundSources) -> Iterator[tuple[str, ...]]:
    """Yield what scripts get: a line for each reference, or one for an answer without any."""
    answer = found.answer
    beside = (found.name, str(answer.address), answer.voice or "", answer.evidence or "")
    for reference, kinds in found.wrong:
        yield (*beside, reference, ",".join(kinds), found.title)
    if not answer.sources:
        yield (*beside, "", "", found.title)
