"""Show a timeline: bars on a terminal, sentences, tab-separated values or JSON elsewhere."""

from collections.abc import Sequence

from coprod_cli.base.i18n import _, current_language
from coprod_cli.base.screen_text import screen_line
from coprod_cli.cli.console.long_table import show_tab_separated
from coprod_cli.cli.console.output import (
    is_stdout_terminal,
    show_json_list,
    show_line,
    show_message,
    show_text,
)
from coprod_cli.formats.timeline_chart import Bar, draw_chart, draw_page, sentence
from coprod_cli.knowledge.timeline import TimelineEntry
from coprod_cli.operations.draw_timeline import TimelineOfCases

_LEAST_COLUMNS = 44
"""The least width of a terminal on which bars are drawn; on a narrower one there are sentences."""


def show_timeline(drawn: TimelineOfCases, *, json: bool, plain: bool) -> None:
    """Print a timeline."""
    if json:
        show_json_list(entry.as_data() for entry in drawn.entries)
        return
    if not drawn.entries:
        show_message(_nothing(drawn.forms))
        return
    language = current_language()
    if plain:
        for bar in _bars(drawn):
            show_line(sentence(bar, language))
    elif is_stdout_terminal():
        _show_bars(drawn, language)
    else:
        show_tab_separated(map(_values, drawn.entries))


def _nothing(forms: Sequence[str]) -> str:
    """Return that no case has years, and how to begin one of the forms that have some."""
    if not forms:
        return _("No case has years.")
    return _("No case has years. Try: {command}").format(
        command=f"coprod new-case --template {forms[0]}"
    )


def page_of(drawn: TimelineOfCases, language: str) -> str:
    """Return a timeline as a Markdown page."""
    return draw_page(_bars(drawn), _legend(drawn), year=drawn.year, language=language)


def _show_bars(drawn: TimelineOfCases, language: str) -> None:
    from coprod_cli.cli.console.rich_console import rich_console

    columns = rich_console().width
    if columns < _LEAST_COLUMNS:
        for bar in _bars(drawn):
            show_line(sentence(bar, language))
        return
    chart = draw_chart(
        _bars(drawn), _legend(drawn), year=drawn.year, columns=columns, language=language
    )
    count = sum(entry.period.start is not None for entry in drawn.entries)
    bars = chart[: count + 1] if count else []
    show_text("".join(f"{line}\n" for line in bars))
    for line in chart[len(bars) :]:
        show_line(line)


def _bars(drawn: TimelineOfCases) -> list[Bar]:
    names = {level.value: level for level in drawn.levels}
    return [
        Bar(
            screen_line(entry.name) or entry.id,
            entry.period,
            tuple(names[value].name for value in entry.levels if value in names),
            tuple(names[value].letters for value in entry.levels if value in names),
        )
        for entry in drawn.entries
    ]


def _legend(drawn: TimelineOfCases) -> list[tuple[str, str]]:
    used = {value for entry in drawn.entries for value in entry.levels}
    return [(level.letters, level.name) for level in drawn.levels if level.value in used]


def _values(entry: TimelineEntry) -> tuple[str, ...]:
    """Return what scripts get of an entry; a new value comes last."""
    period = entry.period
    states = {True: "ongoing", False: "ended", None: ""}
    return (
        entry.id,
        str(period.start or ""),
        str(period.end or ""),
        states[period.is_ongoing],
        ",".join(entry.levels),
        entry.name,
    )
