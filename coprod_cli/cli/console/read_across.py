"""Draw what many cases say to a question, one case below the other."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coprod_cli.base.i18n import _, current_language
from coprod_cli.base.screen_text import screen_line, screen_text
from coprod_cli.cli.console.output import show_message
from coprod_cli.cli.console.pager import show_paged
from coprod_cli.cli.console.read_words import blocks_of, case_line, footnotes_of, tally_line
from coprod_cli.cli.console.rich_console import drawn, rich_console
from coprod_cli.formats.answer_part import AnswerPart
from coprod_cli.formats.markdown.footnotes import Footnotes
from coprod_cli.knowledge.read_across import ReadCase, ReadQuestion, Which
from coprod_cli.model.voices import voice_label
from coprod_cli.notebook.filter_values import is_address_at

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_INDENT = 2
_LEAST_COLUMNS = 120
"""The terminal's least width for questions beside each other."""
_MOST_COLUMNS = 220
_GAP = 3


def show_drawn_answers(
    questions: Sequence[ReadQuestion], which: Which, *, columns: bool = False
) -> None:
    """Print answers to read on a terminal; in the user's pager if they are longer.

    Args:
        questions: the questions with their cases.
        which: which cases were read.
        columns: whether questions that are read together stand beside each other. On a terminal
            that is too narrow for that, a message says so.
    """
    notes = footnotes_of(questions)

    def draw(console: "Console") -> None:
        from rich.text import Text

        for number, question in enumerate(questions):
            if number:
                console.print()
            _draw(console, question, which, notes, columns=columns)
        for line in notes.lines():
            console.print(Text(screen_line(line)))

    console = rich_console(most_columns=_MOST_COLUMNS) if columns else rich_console()
    if columns and console.width < _LEAST_COLUMNS:
        console, columns = rich_console(), False
        show_message(_("Columns need a terminal of {count} columns.").format(count=_LEAST_COLUMNS))
    show_paged(drawn(console, draw), console.height)


def _draw(
    console: "Console", question: ReadQuestion, which: Which, notes: Footnotes, *, columns: bool
) -> None:
    from rich.padding import Padding
    from rich.text import Text

    for text in question.texts:
        console.print(Text(screen_line(text), style="bold"))
    console.print(Text(f"{', '.join(question.addresses)} - {tally_line(question)}"))
    for case in question.cases:
        console.print()
        if which is Which.OPEN or not case.parts:
            console.print(Text(case_line(case)))
            continue
        if columns and len(question.addresses) > 1:
            console.print(Text(case_line(case), style="underline"))
            console.print(Padding(_beside(console, question, case, notes), (0, 0, 0, _INDENT)))
            continue
        before: str | None = ""
        for index, part in enumerate(case.parts):
            if index == 0 or part.voice != before:
                console.print(Text(case_line(case, part), style="underline"))
            before = part.voice
            blocks = blocks_of(part, question, case, notes)
            console.print(Padding(Text("\n".join(blocks)), (0, 0, 0, _INDENT)))


def _beside(
    console: "Console", question: ReadQuestion, case: ReadCase, notes: Footnotes
) -> "RenderableType":
    """Return what a case says to some questions as a table of one row, with a column for each."""
    from rich.table import Table
    from rich.text import Text

    count = len(question.addresses)
    width = (console.width - _INDENT + _GAP) // count - _GAP
    table = Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), header_style="underline")
    cells = []
    for address, wording in zip(question.addresses, question.texts, strict=True):
        table.add_column(Text(screen_line(wording)), width=width, overflow="fold")
        parts = [part for part in case.parts if is_address_at(part.address, address)]
        cells.append("\n\n".join(_cell(part, question, case, notes) for part in parts))
    table.add_row(*map(Text, cells))
    return table


def _cell(part: AnswerPart, question: ReadQuestion, case: ReadCase, notes: Footnotes) -> str:
    """Return what one voice said, below who it is."""
    speaker = [] if part.voice is None else [f"({voice_label(part.voice, current_language())})"]
    blocks = blocks_of(part, question, case, notes, with_question=bool(part.address.part))
    return screen_text("\n".join([*speaker, *blocks]))
