"""Draw a case in the coproduction model so that it fits on the terminal."""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.word_wrap import cut_after_word
from coprod_cli.cli.console.pager import show_paged
from coprod_cli.cli.console.rich_console import drawn, rich_console
from coprod_cli.formats.markdown.model_drawing import (
    ASCII,
    LEAST_COLUMNS,
    LINES,
    Drawing,
    draw_model,
    quoted,
    source_of,
)
from coprod_cli.formats.markdown.page_words import page_word
from coprod_cli.formats.model_picture import FrameSection, ModelPicture, Quote
from coprod_cli.model.coproduction import PLACE_TITLES
from coprod_cli.model.wording import worded

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_MOST_COLUMNS = 110
_LINES_AROUND = 3
"""The title, a line below the picture that says where the rest is, and the shell's next line."""


def has_room() -> bool:
    """Return whether the terminal is wide enough for a picture."""
    return rich_console().width >= LEAST_COLUMNS


def show_drawn_model(picture: ModelPicture) -> bool:
    """Print a case in the model, drawn on one screen; return whether some of it is left out."""
    console = rich_console(most_columns=_MOST_COLUMNS)
    clean = _cleaned(picture)
    rows = console.height - _LINES_AROUND - len(clean.frame)
    strokes = LINES if _has(LINES.characters) else ASCII
    drawing = draw_model(clean, console.width, rows=rows, strokes=strokes)
    page = drawn(console, lambda console: _draw(console, clean, drawing))
    show_paged(page, console.height)
    return drawing.is_cut or any(len(each.quotes) > 1 for each in clean.frame)


def _has(characters: str) -> bool:
    """Return whether the encoding of standard output has some characters."""
    try:
        characters.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _cleaned(picture: ModelPicture) -> ModelPicture:
    """Return a picture whose texts are cleaned for the screen.

    How each answer is known is left out: the words and whose they are need the room.
    """

    def clean(quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
        return tuple(
            quote._replace(
                text=screen_line(quote.text),
                voice=quote.voice and screen_line(quote.voice),
                evidence=None,
            )
            for quote in quotes
        )

    places = {name: clean(quotes) for name, quotes in picture.places.items()}
    frame = (each._replace(quotes=clean(each.quotes)) for each in picture.frame)
    return picture._replace(places=places, frame=tuple(frame))


def _draw(console: "Console", picture: ModelPicture, drawing: Drawing) -> None:
    from rich.text import Text

    def show(line: "str | Text") -> None:
        console.print(line, no_wrap=True, overflow="ignore", crop=False)

    language = picture.case.language
    title = cut_after_word(screen_line(picture.case.title), console.width)
    show(Text(title, style="bold underline"))
    for line in _frame_lines(picture, console.width, is_before=True):
        show(Text(line))
    for line in drawing.lines:
        show(_with_bold_titles(line, language))
    for line in _frame_lines(picture, console.width, is_before=False):
        show(Text(line))


def _with_bold_titles(line: str, language: str) -> "Text":
    """Return a line of the picture with the titles of boxes in bold."""
    from rich.text import Text

    text = Text(line)
    for titles in PLACE_TITLES.values():
        title = worded(titles, language)
        for down in (LINES.down, ASCII.down):
            start = line.find(f"{down} {title} ")
            if start >= 0:
                text.stylize("bold", start + 2, start + 2 + len(title))
    return text


def _frame_lines(picture: ModelPicture, columns: int, *, is_before: bool) -> Iterator[str]:
    """Yield a line for each section around the picture: its first quote, and how many more."""
    for section in picture.frame:
        if section.is_before == is_before:
            yield _frame_line(section, picture.case.language, columns)


def _frame_line(section: FrameSection, language: str, columns: int) -> str:
    title = screen_line(section.title or page_word("other", language))
    if not section.quotes:
        return cut_after_word(f"{title}: {page_word('no-words', language)}", columns)
    first, *others = section.quotes
    text = f"{title}: {quoted(first.text, language)} - {source_of(first, language)}"
    if not others:
        return cut_after_word(text, columns)
    more = page_word("more", language, count=str(len(others)))
    return f"{cut_after_word(text, columns - len(more) - 1)} {more}"
