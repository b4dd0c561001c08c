"""Draws a timeline as text: a bar for each case, a sentence for each, or a Markdown page.

The signs are ASCII, so that every terminal and font shows them in one cell.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coprod_cli.base.word_wrap import cells_of, fitted
from coprod_cli.formats.markdown.page_words import PageWords
from coprod_cli.formats.period import Period

_WORDS = PageWords({
    "title": {"en": "Timeline", "sv": "Tidslinje"},
    "name": {"en": "What", "sv": "Vad"},
    "years": {"en": "Years", "sv": "År"},
    "levels": {"en": "Levels", "sv": "Nivåer"},
    "ongoing": {"en": "> still going on", "sv": "> pågår fortfarande"},
    "unknown": {"en": "? when it ended is not known", "sv": "? okänt när det tog slut"},
    "about": {"en": "~ about that year", "sv": "~ ungefär det året"},
    "undated": {"en": "Without a year: {names}", "sv": "Utan årtal: {names}"},
    "from": {"en": "from {start}", "sv": "från {start}"},
    "from-to": {"en": "from {start} to {end}", "sv": "från {start} till {end}"},
    "from-on": {"en": "from {start}, still going on", "sv": "från {start}, pågår fortfarande"},
    "from-unknown": {
        "en": "from {start}; when it ended is not known",
        "sv": "från {start}; okänt när det tog slut",
    },
    "within": {"en": "in {start}", "sv": "{start}"},
    "no-year": {"en": "no year is known", "sv": "årtal saknas"},
    "about-year": {"en": "about {year}", "sv": "omkring {year}"},
})  # fmt: skip
_word = _WORDS.word
_GAP = "  "
_LEAST_BAR = 10
_LONGEST_NAME = 38
_PAGE_COLUMNS = 80


class Bar(NamedTuple):
    """What is drawn of a case: its name, its years, its levels' names and their letters."""

    name: str
    period: Period
    levels: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()


def draw_chart(
    bars: Sequence[Bar], legend: Sequence[tuple[str, str]], *, year: int, columns: int,
    language: str,
) -> list[str]:  # fmt: skip
    """Return the lines of a chart: a head with the years, the bars, and what the signs mean.

    Args:
        bars: the cases, in order.
        legend: the letters and the name of each level.
        year: the year at which the bars of what still goes on end.
        columns: the width that there is.
        language: the language of the chart's own words.
    """
    dated = [bar for bar in bars if bar.period.start is not None]
    if not dated:
        return list(_below(bars, [], language))
    scale = _Scale.of([bar.period for bar in dated], year)
    letters = [" ".join(bar.letters) for bar in dated]
    used = any(letters)
    heads = (_word("years", language), _word("levels", language) if used else "")
    years_width = max(cells_of(text) for text in (heads[0], *(b.period.written for b in dated)))
    levels_width = max(map(cells_of, (heads[1], *letters)))
    around = years_width + len(_GAP) + (levels_width + len(_GAP) if used else 0)
    longest = max(cells_of(text) for text in (_word("name", language), *(b.name for b in dated)))
    name_width = min(longest, _LONGEST_NAME, max((columns - around) // 2, _LEAST_BAR))
    width = max(columns - around - name_width - len(_GAP), _LEAST_BAR)

    def line(name: str, bar: str, years: str, levels: str) -> str:
        cells = ((name, name_width), (bar, width), (years, years_width))
        return _GAP.join([*(fitted(*each, "...") for each in cells), levels]).rstrip()

    lines = [line(_word("name", language), scale.axis(width), *heads)]
    for bar, its_letters in zip(dated, letters, strict=True):
        lines.append(line(bar.name, scale.bar(bar.period, width), bar.period.written, its_letters))
    return [*lines, *_below(bars, legend if used else (), language)]


class _Scale(NamedTuple):
    """The first and the last year of a chart."""

    first: int
    last: int

    @classmethod
    def of(cls, periods: Sequence[Period], year: int) -> "_Scale":
        starts = [period.start for period in periods if period.start is not None]
        ends = [period.end for period in periods if period.end is not None]
        ongoing = [year] if any(period.is_ongoing for period in periods) else []
        return cls(min(starts), max([*starts, *ends, *ongoing]))

    def place(self, year: int, width: int) -> int:
        span = max(self.last - self.first, 1)
        return min(max((year - self.first) * (width - 1) // span, 0), width - 1)

    def axis(self, width: int) -> str:
        first, last = str(self.first), str(self.last)
        if self.first == self.last or width < len(first) + len(last) + 1:
            return first
        return first + last.rjust(width - len(first))

    def bar(self, period: Period, width: int) -> str:
        """Return the signs of a period: `==`, `==>` if it goes on, `=?` if its end is not known."""
        start = self.place(period.start or self.first, width)
        end = width - 1 if period.is_ongoing else self.place(period.end or 0, width)
        signs = ["="] * (max(end - start, 0) + 1)
        if period.is_start_about:
            signs[0] = "~"
        if period.is_ongoing:
            signs[-1] = ">"
        elif period.end is None:
            signs = [*signs[:1], "?"]
        elif period.is_end_about:
            signs[-1] = "~"
        start = min(start, width - len(signs))
        return " " * start + "".join(signs)


def _below(bars: Sequence[Bar], legend: Sequence[tuple[str, str]], language: str) -> Iterator[str]:
    """Yield what stands below the bars: what the signs and letters mean, and what has no year."""
    dated = [bar.period for bar in bars if bar.period.start is not None]
    signs = (
        ("ongoing", any(period.is_ongoing for period in dated)),
        ("unknown", any(not p.is_ongoing and p.end is None for p in dated)),
        ("about", any(p.is_start_about or p.is_end_about for p in dated)),
    )
    if any(used for _key, used in signs) or legend:
        yield ""
    yield from (_word(key, language) for key, used in signs if used)
    if legend:
        yield ", ".join(f"{letters} = {name}" for letters, name in legend)
    if undated := [bar.name for bar in bars if bar.period.start is None]:
        yield ""
        yield _word("undated", language, names="; ".join(undated))


# --- sentences ---


def sentence(bar: Bar, language: str) -> str:
    """Return what a bar shows as one sentence."""
    said = f"{bar.name}: {_period_in_words(bar.period, language)}."
    if bar.levels:
        said += f" {_word('levels', language)}: {', '.join(bar.levels)}."
    return said


def _period_in_words(period: Period, language: str) -> str:
    if period.start is None:
        return _word("no-year", language)
    start = _year(period.start, language, is_about=period.is_start_about)
    if period.is_ongoing:
        return _word("from-on", language, start=start)
    if period.end is None:
        return _word("from-unknown", language, start=start)
    if period.end == period.start:
        return _word("within", language, start=start)
    end = _year(period.end, language, is_about=period.is_end_about)
    return _word("from-to", language, start=start, end=end)


def _year(year: int, language: str, *, is_about: bool) -> str:
    return _word("about-year", language, year=year) if is_about else str(year)


def draw_page(
    bars: Sequence[Bar], legend: Sequence[tuple[str, str]], *, year: int, language: str
) -> str:
    """Return a timeline as a Markdown page: the chart, and a sentence for each case."""
    chart = draw_chart(bars, legend, year=year, columns=_PAGE_COLUMNS, language=language)
    sentences = [f"- {sentence(bar, language)}" for bar in bars]
    # A name may have backquotes, and the fence has to be longer than any row of them.
    fence = "`" * max(
        3, 1 + max((len(run) for bar in bars for run in _backquotes(bar.name)), default=0)
    )
    lines = [f"# {_word('title', language)}", "", f"{fence}text", *chart, fence, "", *sentences]
    return "\n".join(lines) + "\n"


def _backquotes(text: str) -> list[str]:
    import re

    return re.findall("`+", text)
