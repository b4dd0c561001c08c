"""Full-screen line for the codes of a passage, with the codes of all sets to choose from below it.

What is typed filters them, by name and by definition. The only one whose name begins so, or that
fits, is pointed at, and Enter takes it, as a blank behind it does; arrows point at others, and Tab
completes one.
"""

import re
from collections.abc import Callable, Sequence

from prompt_toolkit.application import Application
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Point
from prompt_toolkit.document import Document
from prompt_toolkit.filters import Condition, to_filter
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.layout import HSplit, Layout, UIContent, UIControl, Window

from coprod_cli.base.i18n import _
from coprod_cli.base.message import N_
from coprod_cli.base.screen_text import screen_line
from coprod_cli.base.text import folded
from coprod_cli.base.word_wrap import PAGE_COLUMNS, cut_line, wrapped
from coprod_cli.interview.askers.entry_search import has_words
from coprod_cli.interview.askers.terminal.list_widgets import (
    ESCAPE_SECONDS,
    MORE_BELOW,
    add_key_bindings,
    exit_with,
)
from coprod_cli.interview.askers.terminal.text_input import Exit, TextResult, text_input
from coprod_cli.interview.marking_desk import CodeChoice
from coprod_cli.interview.protocol import KeepDraft
from coprod_cli.model.code_name import CodeName, as_in_code_names

_NO_CODE = N_("No code has these letters. +name makes a new one.")
_LAST_WORD = re.compile(r"[^\s,]*\Z")
_MARGIN = 3
_LEAST_COLUMNS = 8


def code_input(
    text: str, codes: Sequence[CodeChoice], last: Sequence[CodeName],
    repeated: Sequence[CodeName], keep: KeepDraft | None = None,
) -> "Application[TextResult]":  # fmt: skip
    """Return the line as an application; Escape and Shift+Tab leave it as `Exit.BACK`.

    Args:
        text: what the line says at first.
        codes: the codes to choose from.
        last: the codes that were given last, which a digit puts into the line.
        repeated: the codes of the passage before, which `=` puts there.
        keep: keeps what is half typed.
    """
    application = text_input(text, keep, multiline=False)
    application.timeoutlen = ESCAPE_SECONDS
    codes_below = _CodeList(application.current_buffer, codes)
    line = application.layout.current_window
    line.dont_extend_height = to_filter(True)  # noqa: FBT003 - its only argument
    rows = HSplit([application.layout.container, Window(codes_below)])
    application.layout = Layout(rows, focused_element=line)
    return add_key_bindings(application, codes_below.bindings(last, repeated))


class _CodeList(UIControl):
    """The codes that fit the word that is typed last, and a pointer to one of them."""

    def __init__(self, buffer: Buffer, codes: Sequence[CodeChoice]) -> None:
        self._buffer = buffer
        self._codes = [
            (folded(f"{each.name} {each.title} {each.definition}"), each) for each in codes
        ]
        self._pointed_at: int | None = None
        self._offset = 0
        buffer.on_text_changed += lambda _: self._point_at_only_one()
        self._point_at_only_one()

    # --- drawing ---

    def create_content(self, width: int, height: int) -> UIContent:
        """Return the codes that fit, of which the last row may say that there are more."""
        height = max(height, 1)
        rows: list[StyleAndTextTuples] = []
        pointed_rows = range(0)
        for at, each in enumerate(self._found()):
            lines = self._lines(each, width, is_pointed=at == self._pointed_at)
            if at == self._pointed_at:
                pointed_rows = range(len(rows), len(rows) + len(lines))
            rows += lines
        if pointed_rows:
            self._offset = max(self._offset, pointed_rows.stop + 1 - height)
            self._offset = min(self._offset, pointed_rows.start)
        self._offset = max(min(self._offset, len(rows) - height), 0)
        shown = rows[self._offset : self._offset + height]
        if self._offset + height < len(rows):
            shown[-1] = [("class:instruction", f" {_(MORE_BELOW)}")]
        if not shown:
            shown = [[("class:instruction", f" {self._empty_text()}")]]
        return UIContent(
            get_line=lambda index: shown[index], line_count=len(shown), cursor_position=Point(0, 0)
        )

    @staticmethod
    def _lines(each: CodeChoice, width: int, *, is_pointed: bool) -> list[StyleAndTextTuples]:
        """Return the line of a code, cut at the edge; the one pointed at is shown in full."""
        meaning = f"{each.title} - {each.definition}" if each.definition else each.title
        line = screen_line(f"{each.name}  {meaning}".rstrip())
        columns = max(min(width, PAGE_COLUMNS) - _MARGIN - 1, _LEAST_COLUMNS)
        if not is_pointed:
            return [[("", f"   {cut_line(line, columns)}")]]
        lines = wrapped(line, columns, indent="  ")
        signs = [">", *([" "] * (len(lines) - 1))]
        return [
            [("class:pointer", f" {sign} {part}")] for sign, part in zip(signs, lines, strict=True)
        ]

    def _empty_text(self) -> str:
        return "" if self._word().startswith(("+", "=")) or not self._word() else _(_NO_CODE)

    # --- what is typed ---

    def _word(self) -> str:
        """Return the word before the cursor, which filters the codes."""
        found = _LAST_WORD.search(self._buffer.document.text_before_cursor)
        return found[0] if found else ""

    def _found(self) -> list[CodeChoice]:
        word = self._word().removeprefix("#")
        if word.startswith(("+", "=")):
            return []
        spelled = "" if word.isascii() else self._spelled()
        return [
            each
            for text, each in self._codes
            if has_words(text, word) or (spelled and spelled in each.name)
        ]

    def _spelled(self) -> str:
        """Return the word before the cursor, in the letters of code names."""
        word = self._word().removeprefix("#")
        return as_in_code_names(word) + ("-" if word.endswith("-") else "")

    def _point_at_only_one(self) -> None:
        """Point at the only code whose name begins as is typed, or that fits; else at none."""
        found, spelled = self._found() if self._word() else [], self._spelled()
        begin = [
            at
            for at, each in enumerate(found)
            if each.name.startswith(spelled) or each.name.code_id.startswith(spelled)
        ]
        only = begin if spelled and len(begin) == 1 else range(len(found))
        self._pointed_at, self._offset = (only[0] if len(only) == 1 else None), 0

    def _put(self, names: Sequence[str]) -> None:
        """Put codes into the line, in place of the word before the cursor."""
        document = self._buffer.document
        before = document.text_before_cursor.removesuffix(self._word())
        text = before + "".join(f"{name} " for name in names)
        self._buffer.document = Document(text + document.text_after_cursor.lstrip(), len(text))

    # --- keys ---

    def bindings(self, last: Sequence[CodeName], repeated: Sequence[CodeName]) -> KeyBindings:
        """Return the keys that go beyond those of a text input."""
        keys = KeyBindings()
        is_pointed = Condition(lambda: self._pointed_at is not None)
        is_new_word = Condition(lambda: not self._word())
        keys.add("down", eager=True)(lambda _event: self._move(1))
        keys.add("up", eager=True)(lambda _event: self._move(-1))
        keys.add("tab", eager=True)(lambda _event: self._complete())
        leave = exit_with((Exit.BACK, ""))
        keys.add("escape")(leave)
        keys.add("s-tab", eager=True)(leave)

        @keys.add("enter", eager=True, filter=is_pointed)
        def _enter(event: KeyPressEvent) -> None:
            self._complete()
            event.app.exit(result=(Exit.SUBMIT, self._buffer.text))

        for key in (" ", ","):
            keys.add(key, eager=True, filter=is_pointed)(lambda _event: self._complete())
        for number, name in enumerate(last, 1):
            put = self._putting((name,))
            keys.add(str(number), eager=True, filter=is_new_word)(put)
        if repeated:
            keys.add("=", eager=True, filter=is_new_word)(self._putting(repeated))
        return keys

    def _putting(self, names: Sequence[CodeName]) -> Callable[[KeyPressEvent], None]:
        def put(event: KeyPressEvent) -> None:  # noqa: ARG001 - a key binding's form
            self._put(names)

        return put

    def _move(self, count: int) -> None:
        found = self._found()
        if not found:
            return
        before = -1 if self._pointed_at is None else self._pointed_at
        self._pointed_at = min(max(before + count, 0), len(found) - 1)

    def _complete(self) -> None:
        """Put the code pointed at into the line; if none is, the first one that fits."""
        found = self._found()
        if found:
            self._put((found[self._pointed_at or 0].name,))
