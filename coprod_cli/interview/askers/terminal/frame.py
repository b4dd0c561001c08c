"""The frame of a screen: the lines above an input or a list, and the keys below it."""

from collections.abc import Callable
from typing import Any

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import Dimension, FormattedTextControl, HSplit, Layout, Window

from coprod_cli.base.word_wrap import MOST_COLUMNS, cells_of, cut_line, wrapped

CASE_STYLE = "class:case"
"""Style of the case's name, which is cut at the edge of the screen, and not wrapped."""
UNCUT = "\t"
"""Stands in the line with the case's name before what is not cut with it; no name has a tab."""
_ALWAYS_SHOWN = (CASE_STYLE, "class:position")
_MARGIN = " "
_LEAST_NAME = 8
"""Columns that are left for a case's name."""
_LEAST_ROWS = 4
"""Rows that are left for an input or a list, however long the text above it is."""

_MOST_OF_ROWS = 4
"""The keys take at most one of so many rows, if they have a shorter form."""

Keys = str | tuple[str, str]
"""The line of keys below an input; or a long form of it, and a short one for a low screen."""
Frame = tuple[StyleAndTextTuples, Keys]
"""The styled lines above an input, and the line of keys below it."""


def add_frame(application: Application[Any], frame: Frame) -> None:
    """Put an application's layout between the lines above it and the keys below it."""
    above, keys = frame
    names = [part for part in above if part[0] in _ALWAYS_SHOWN]
    focused = application.layout.current_window
    size = application.output.get_size

    def keys_lines() -> list[StyleAndTextTuples]:
        long, short = keys if isinstance(keys, tuple) else (keys, keys)
        lines = _wrapped([("class:keys", long)], size().columns)
        if len(lines) * _MOST_OF_ROWS <= size().rows:
            return lines
        return _wrapped([("class:keys", short)], size().columns)

    def lines_above() -> list[StyleAndTextTuples]:
        """Return the lines above; of too many, the case's name, the position, and the last ones."""
        lines = _wrapped(above, size().columns)
        kept = len(_wrapped(names, size().columns))
        most = max(size().rows - len(keys_lines()) - _LEAST_ROWS, kept + 1)
        return [*lines[:kept], *lines[max(len(lines) - most, 0) + kept :]]

    rows = [_window(lines_above), application.layout.container, _window(keys_lines)]
    application.layout = Layout(HSplit(rows), focused_element=focused)


def all_keys(frame: Frame) -> str:
    """Return the keys of a frame, in their long form."""
    keys = frame[1]
    return keys[0] if isinstance(keys, tuple) else keys


def _window(lines: Callable[[], list[StyleAndTextTuples]]) -> Window:
    """Return a window of the height of its lines, which nothing beside it makes lower."""

    def text() -> StyleAndTextTuples:
        return [part for line in lines() for part in (*line, ("", "\n"))][:-1]

    def height() -> Dimension:
        return Dimension.exact(len(lines()))

    return Window(FormattedTextControl(text), height=height)


def _wrapped(parts: StyleAndTextTuples, width: int) -> list[StyleAndTextTuples]:
    """Return styled text as lines wrapped between words; the case's name is cut instead."""
    lines: list[StyleAndTextTuples] = []
    for style, whole_text, *_ in parts:
        text = whole_text.removesuffix("\n")
        shown = [_name_line(text, width)] if style == CASE_STYLE else wrap_words(text, width)
        lines += [[("", _MARGIN), (style, line)] if line else [("", "")] for line in shown]
    return lines


def _name_line(text: str, width: int) -> str:
    """Return the line with a case's name, of which the name alone is cut."""
    name, _uncut, end = text.partition(UNCUT)
    return cut_line(name, max(_columns(width) - cells_of(end), _LEAST_NAME)) + end


def _columns(width: int) -> int:
    return max(min(width, MOST_COLUMNS) - 2 * len(_MARGIN), 1)


def wrap_words(text: str, width: int) -> list[str]:
    """Return the lines of a text wrapped between words, not wider than lines of prose.

    Args:
        text: the text; its line ends are kept.
        width: the screen's width in columns; a margin of one column on each side is left free.
    """
    return [part for line in text.split("\n") for part in wrapped(line, _columns(width))]
