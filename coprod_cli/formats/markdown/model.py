"""The model layout: a case in the coproduction model, as a picture that Markdown keeps as it is."""

from collections.abc import Iterable, Iterator

from coprod_cli.formats.case_as_read import CaseAsRead
from coprod_cli.formats.markdown.footnotes import Footnotes
from coprod_cli.formats.markdown.model_drawing import draw_model, quoted, source_of
from coprod_cli.formats.markdown.page_words import page_word, remark
from coprod_cli.formats.markdown.render import heading
from coprod_cli.formats.model_picture import ModelPicture, Quote, read_model
from coprod_cli.model.coproduction import MIDDLE, PLACE_TITLES, PLACE_WORDS, PLACES
from coprod_cli.model.wording import worded
from coprod_cli.notebook.note.new_note import title_heading

_COLUMNS = 78


def render_model(case: CaseAsRead) -> str:
    """Return a case in the coproduction model, drawn in a block of code.

    Raises:
        WrongForm: the case's template places no question in the model.
    """
    picture = read_model(case)
    notes = Footnotes(case.parts)
    before = _frames(picture, notes, is_before=True)
    drawing = ["", "```text", *draw_model(picture, _COLUMNS).lines, "```"]
    return _page(picture, [*before, *drawing, *_marks_below(picture, notes)], notes)


def render_model_as_list(picture: ModelPicture) -> str:
    """Return a case in the coproduction model as headings and lists, without a drawing."""
    notes = Footnotes(picture.case.parts)
    before = _frames(picture, notes, is_before=True)
    return _page(picture, [*before, *_places(picture, notes)], notes)


def _page(picture: ModelPicture, above: Iterable[str], notes: Footnotes) -> str:
    """Return the page, given the lines above the sections that come after the places."""
    language = picture.case.language
    lines = [
        title_heading(picture.case.title, language),
        *above,
        *_frames(picture, notes, is_before=False),
        "", "---", "", page_word("model-note", language),
        *notes.lines(),
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _frames(picture: ModelPicture, notes: Footnotes, *, is_before: bool) -> list[str]:
    """Return the lines of the sections that come before the places, or after them."""
    language = picture.case.language
    lines: list[str] = []
    for section in picture.frame:
        if section.is_before is is_before:
            lines += ["", heading(2, section.title or page_word("other", language)), ""]
            lines += _quotes(section.quotes, language, notes)
    return lines


def _marks_below(picture: ModelPicture, notes: Footnotes) -> Iterator[str]:
    """Yield which drawn words have references: a mark is none in the drawing's block of code."""
    language = picture.case.language
    drawn = [quote for place in PLACES for quote in picture.places[place] if quote.sources]
    if drawn:
        yield from ("", remark("sources", language), "")
    for quote in drawn:
        yield f"- {source_of(quote, language)} {notes.marks(quote.sources)}"


def _places(picture: ModelPicture, notes: Footnotes) -> Iterator[str]:
    language = picture.case.language
    # What matters most comes first where nothing can stand in the middle.
    for place in (MIDDLE, *PLACES[:-1]):
        title = worded(PLACE_TITLES[place], language)
        words = worded(PLACE_WORDS.get(place), language)
        yield from ("", heading(2, f"{title} ({words})" if words else title), "")
        yield from _quotes(picture.places[place], language, notes)


def _quotes(quotes: tuple[Quote, ...], language: str, notes: Footnotes) -> Iterator[str]:
    for quote in quotes:
        line = f"- {quoted(quote.text, language)} - {source_of(quote, language)}"
        yield f"{line} {notes.marks(quote.sources)}".rstrip()
    if not quotes:
        yield page_word("no-words", language)
