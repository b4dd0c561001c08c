"""Draw an overview on a terminal: a bar for each section, or for each question of one."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from coprod_cli.base.i18n import _
from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.word_wrap import cells_of, cut_after_word, fitted, wrapped
from coprod_cli.cli.console.coverage_bars import case_bar, proportional_bar, signs
from coprod_cli.cli.console.overview_words import (
    Shown,
    counts,
    group_name,
    heading,
    language_of,
    sections_at,
    shown_sections,
    titles,
)
from coprod_cli.cli.console.pager import show_paged
from coprod_cli.cli.console.rich_console import drawn, rich_console
from coprod_cli.knowledge.coverage import FormCoverage, QuestionCoverage, SectionCoverage
from coprod_cli.knowledge.overview_page import question_words
from coprod_cli.knowledge.question_states import State
from coprod_cli.model.wording import worded

if TYPE_CHECKING:
    from rich.console import Console

_BAR = 24
_GAP = "  "
_INDENT = 4
_MOST_OFTEN = 5


def show_drawn_overview(forms: Iterable[FormCoverage], shown: Shown) -> None:
    """Print an overview on a terminal; in the user's pager if it is longer."""
    console = rich_console()

    def draw(console: "Console") -> None:
        for number, form in enumerate(forms):
            if number:
                console.print()
            for line in _form_lines(form, shown, console.width):
                console.print(line, markup=False, soft_wrap=True)

    show_paged(drawn(console, draw), console.height)


def _form_lines(form: FormCoverage, shown: Shown, width: int) -> Iterator[str]:
    language = language_of(form, shown)
    sign = signs()
    yield from wrapped(screen_line(titles(form, language)), width)
    yield from wrapped(heading(form), width)
    yield _GAP.join((
        sign[State.ANSWERED] + " " + _("answered"),
        sign[State.UNKNOWN] + " " + _("not known yet"),
        sign[State.OPEN] + " " + _("left open"),
    ))  # fmt: skip
    yield ""
    if shown.at:
        for section in sections_at(form, shown.at):
            yield from _question_lines(section, language, width)
    else:
        yield from _section_lines(form, language, width)
    if form.groups:
        yield ""
        yield from _group_lines(form, shown, width)
    if not shown.at and not shown.by and (often := form.often_without_answer(_MOST_OFTEN)):
        yield ""
        yield _("Most often without an answer")
        for question in often:
            yield from _open_question_lines(question, language, width)


def _open_question_lines(question: QuestionCoverage, language: str, width: int) -> Iterator[str]:
    """Yield the wording of a question, and how often it has no answer, with its address."""
    tally = question.tally
    told = _("{count} of {cases}").format(count=tally.without_answer, cases=tally.asked)
    if tally.unknown:
        told += ", " + _('{count} of them "not known yet"').format(count=tally.unknown)
    yield _GAP + cut_after_word(screen_line(question_words(question, language)), width - len(_GAP))
    room = width - _INDENT
    yield from (f"{' ' * _INDENT}{line}" for line in wrapped(f"{told} ({question.address})", room))


def _section_lines(form: FormCoverage, language: str, width: int) -> Iterator[str]:
    told = [_("{count} of {cases}").format(count=each.tally.answered, cases=each.tally.asked)
            for each in form.sections]  # fmt: skip
    longest = max(map(len, told), default=0)
    room = max(width - _BAR - longest - 2 * len(_GAP), 8)
    for section, count in zip(form.sections, told, strict=True):
        title = f"{section.number}. {screen_line(worded(section.section.title, language))}"
        bar = proportional_bar(section.tally, _BAR)
        yield f"{fitted(title, room)}{_GAP}{bar:<{_BAR}}{_GAP}{count:>{longest}}".rstrip()


def _question_lines(section: SectionCoverage, language: str, width: int) -> Iterator[str]:
    for question in section.questions:
        yield from wrapped(screen_line(question_words(question, language)), width)
        told = counts(question.tally)
        bar = case_bar(question.states, width - _INDENT)
        if _INDENT + len(bar) + len(_GAP) + len(told) <= width:
            yield f"{' ' * _INDENT}{bar}{_GAP}{told}"
        else:
            yield f"{' ' * _INDENT}{bar}"
            yield f"{' ' * _INDENT}{told}"


def _group_lines(form: FormCoverage, shown: Shown, width: int) -> Iterator[str]:
    """Yield a table: a row for each voice, month, tag or code, a column for each section."""
    language = language_of(form, shown)
    names = [screen_line(group_name(shown.by, each.name, language)) for each in form.groups]
    sections = shown_sections(form, shown)
    numbers = [str(section.number) for section in sections]
    cells = [
        [str(group.answered.get(section.section.id, 0) or "\u00b7") for section in sections]
        for group in form.groups
    ]
    each_width = max(len(cell) for row in [numbers, *cells] for cell in row) + len(_GAP)
    cases = _("Cases")
    cases_width = max(len(cases), *(len(str(group.cases)) for group in form.groups))
    room = max(width - each_width * len(numbers) - cases_width - len(_GAP), 8)
    room = min(room, max(map(cells_of, names)))
    columns = "".join(f"{number:>{each_width}}" for number in numbers)
    yield _("How often it is answered, in each section")
    yield f"{'':{room}}{_GAP}{cases:>{cases_width}}{columns}"
    for name, group, row in zip(names, form.groups, cells, strict=True):
        shown_row = "".join(f"{cell:>{each_width}}" for cell in row)
        yield f"{fitted(name, room)}{_GAP}{group.cases:>{cases_width}}{shown_row}"
