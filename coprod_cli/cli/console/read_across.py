"""Draw what many cases say to a question, one case below the other."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from coprod_cli.base.screen_text import screen_line
from coprod_cli.cli.console.pager import show_paged
from coprod_cli.cli.console.read_words import blocks_of, case_line, footnotes_of, tally_line
from coprod_cli.cli.console.rich_console import drawn, rich_console
from coprod_cli.formats.markdown.footnotes import Footnotes
from coprod_cli.knowledge.read_across import ReadQuestion, Which

if TYPE_CHECKING:
    from rich.console import Console

_INDENT = 2


def show_drawn_answers(questions: Sequence[ReadQuestion], which: Which) -> None:
    """Print answers to read on a terminal; in the user's pager if they are longer."""
    notes = footnotes_of(questions)

    def draw(console: "Console") -> None:
        from rich.text import Text

        for number, question in enumerate(questions):
            if number:
                console.print()
            _draw(console, question, which, notes)
        for line in notes.lines():
            console.print(Text(screen_line(line)))

    console = rich_console()
    show_paged(drawn(console, draw), console.height)


def _draw(console: "Console", question: ReadQuestion, which: Which, notes: Footnotes) -> None:
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
        before: str | None = ""
        for index, part in enumerate(case.parts):
            if index == 0 or part.voice != before:
                console.print(Text(case_line(case, part), style="underline"))
            before = part.voice
            blocks = blocks_of(part, question, case, notes)
            console.print(Padding(Text("\n".join(blocks)), (0, 0, 0, _INDENT)))
