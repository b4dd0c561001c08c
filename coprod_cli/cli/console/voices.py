"""Draw a case by question and voice: the voices beside each other, or one below the other."""

from typing import TYPE_CHECKING

from coprod_cli.base.screen_text import screen_line, screen_text
from coprod_cli.cli.console.pager import show_paged
from coprod_cli.cli.console.rich_console import drawn, rich_console
from coprod_cli.formats.markdown.footnotes import Footnotes
from coprod_cli.formats.markdown.page_words import page_word
from coprod_cli.formats.markdown.render import label_of, lines_of_words
from coprod_cli.formats.markdown.voices import capitalized, silent_voices
from coprod_cli.formats.voices_as_read import VoicedAnswer, VoicedCase, VoicedQuestion

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_LEAST_COLUMNS = 100
"""The terminal's least width for voices beside each other."""
_MOST_COLUMNS = 180
_LEAST_WIDTH = 24
"""The least width of a voice beside others; with more voices they stand one below the other."""
_INDENT = 2
_GAP = 3


def show_drawn_voices(voiced: VoicedCase, facts: str, *, beside: bool = True) -> None:
    """Print a case on a terminal; in the user's pager if it is longer.

    Args:
        voiced: the case.
        facts: facts about the case, shown below its title.
        beside: whether the voices may stand beside each other.
    """
    console = rich_console(most_columns=_MOST_COLUMNS if beside else _LEAST_COLUMNS - 1)
    page = drawn(console, lambda console: _draw(console, voiced, facts))
    show_paged(page, console.height)


def _draw(console: "Console", voiced: VoicedCase, facts: str) -> None:
    from rich.text import Text

    console.print(Text(screen_line(voiced.case.title), style="bold underline"))
    console.print(Text(screen_line(facts)))
    notes = Footnotes(voiced.case.parts)
    section = item = ""
    for question in voiced.questions:
        if question.section != section:
            section = question.section
            shown = section or page_word("other", voiced.case.language)
            console.print(Text(f"\n{screen_line(shown)}", style="underline"))
        if question.item and (question.item != item or not question.text):
            console.print(Text(f"\n{screen_line(question.item)}", style="bold"))
        item = question.item
        _draw_question(console, question, voiced, notes)
    for line in notes.lines():
        console.print(Text(screen_line(line)))


def _draw_question(
    console: "Console", question: VoicedQuestion, voiced: VoicedCase, notes: Footnotes
) -> None:
    from rich.padding import Padding
    from rich.text import Text

    language = voiced.case.language
    if not question.item:
        text = screen_line(question.text or str(question.address))
        console.print(Text(f"\n{text}", style="bold"))
    elif question.text:
        console.print(Padding(Text(screen_line(question.text), style="bold"), (0, 0, 0, _INDENT)))
    if not question.is_asked:
        console.print(Padding(Text(page_word("not-asked", language)), (0, 0, 0, _INDENT)))
    width = (console.width - _INDENT + _GAP) // max(len(question.answers), 1) - _GAP
    is_wide = console.width >= _LEAST_COLUMNS and width >= _LEAST_WIDTH
    if is_wide and voiced.has_voices and len(question.answers) > 1:
        drawing = _beside(question, language, width, notes)
    else:
        drawing = _below(question, language, notes, labelled=voiced.has_voices)
    console.print(Padding(drawing, (0, 0, 0, _INDENT)))


def _beside(
    question: VoicedQuestion, language: str, width: int, notes: Footnotes
) -> "RenderableType":
    """Return the answers as a table of one row, with a column for each voice."""
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="underline")
    for answer in question.answers:
        table.add_column(Text(_label(answer, language)), width=width, overflow="fold")
    table.add_row(*(Text(_words(answer, language, notes)) for answer in question.answers))
    return table


def _below(
    question: VoicedQuestion, language: str, notes: Footnotes, *, labelled: bool
) -> "RenderableType":
    """Return the answers one below the other; one of one line stands beside its voice."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    drawings: list[RenderableType] = []
    for answer in question.answers:
        if not answer.parts:
            continue
        words = _words(answer, language, notes)
        if not labelled:
            drawings.append(Text(words))
            continue
        label = f"{_label(answer, language)}:"
        if "\n" in words:
            text = Padding(Text(words), (0, 0, 0, _INDENT))
            drawings += [Text(label, style="underline"), text]
        else:
            drawings.append(Text.assemble((label, "underline"), " ", words))
    if silent := silent_voices(question, language):
        told = page_word("have-not-answered", language, voices=silent)
        drawings.append(Text(screen_line(told)))
    return Group(*drawings)


def _label(answer: VoicedAnswer, language: str) -> str:
    return screen_line(capitalized(label_of(answer.voice, language)))


def _words(answer: VoicedAnswer, language: str, notes: Footnotes) -> str:
    """Return what a voice said, cleaned for the screen, or that it has not answered."""
    if not answer.parts:
        return page_word("has-not-answered", language)
    parts = ("\n".join(lines_of_words(part, language, notes, page_word)) for part in answer.parts)
    return screen_text("\n\n".join(parts))
