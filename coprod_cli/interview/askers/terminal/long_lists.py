"""Keys of long lists: pages, first and last line, sections by digit, and typing to filter."""

from collections.abc import Callable, Mapping
from typing import Any

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.filters import Condition, to_filter
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from coprod_cli.base.i18n import _
from coprod_cli.base.text import clean_input
from coprod_cli.interview.askers.entry_search import has_words
from coprod_cli.interview.askers.terminal.list_pointer import ListPointer
from coprod_cli.interview.askers.terminal.list_widgets import (
    ESCAPE_SECONDS,
    NO_CHOICE,
    add_key_bindings,
    add_more_line,
    add_typed_line,
    ignore_key,
    let_pastes_pass,
    list_window,
    shown_words,
)
from coprod_cli.interview.replies import Back

_POINTING_KEYS = ("enter", "up", "down", "c-p", "c-n", "home", "end", "pageup", "pagedown")


def add_long_list_keys(
    application: "Application[Any]", searched: Mapping[Any, str], *, has_sections: bool
) -> "Application[Any]":
    """Let a list be paged and filtered, and return it.

    Args:
        application: the list.
        searched: the folded text in which typed words are searched, by the value of a choice;
            choices without one are hidden by a filter.
        has_sections: whether 1 to 9 move a section to the top, as its title is a separator.
    """
    keys = _LongList(application, searched)
    application.timeoutlen = ESCAPE_SECONDS
    let_pastes_pass(application)
    add_key_bindings(application, keys.bindings(has_sections=has_sections))
    add_typed_line(application, keys.shown_line)
    return add_more_line(application)


class _LongList:
    """A list's choices, those that the typed words leave, and the pointer."""

    def __init__(self, application: "Application[Any]", searched: Mapping[Any, str]) -> None:
        self._window, self._control = list_window(application)
        self._pointer = ListPointer(application)
        # So that also the last section can stand at the top.
        self._window.allow_scroll_beyond_bottom = to_filter(True)  # noqa: FBT003 - its only argument
        self._all = list(self._control.choices)
        self._searched = searched
        self._typed = ""
        self._has_matches = True
        self._pointed_at = self._all[self._control.pointed_at]

    def bindings(self, *, has_sections: bool) -> KeyBindings:
        """Return the key bindings."""
        keys = KeyBindings()
        is_filtered = Condition(lambda: bool(self._typed))
        keys.add(Keys.Any)(self._type)
        if has_sections:
            for number, start in enumerate(self._section_starts()[:9], 1):
                keys.add(str(number), eager=True, filter=~is_filtered)(self._show_section(start))
        for key in ("backspace", "delete"):
            keys.add(key, eager=True)(lambda _event: self._filter_by(self._typed[:-1]))
        keys.add("escape")(self._escape)
        fits_nothing = Condition(lambda: not self._has_matches)
        self._pointer.bind(keys)
        for key in _POINTING_KEYS:
            keys.add(key, eager=True, filter=fits_nothing)(ignore_key)
        return keys

    def shown_line(self) -> str:
        """Return the line that shows the typed words; "" while there are none."""
        if not self._typed:
            return ""
        line = _("Search: {words}") if self._has_matches else _(
            "Search: {words} - nothing fits. Esc clears it."
        )  # fmt: skip
        return line.format(words=shown_words(self._typed))

    def _section_starts(self) -> list[int]:
        return [
            index
            for index, choice in enumerate(self._all[:-1])
            if isinstance(choice, questionary.Separator)
        ]

    def _show_section(self, start: int) -> Callable[[KeyPressEvent], None]:
        def show(event: KeyPressEvent) -> None:  # noqa: ARG001 - a key binding's form
            self._control.pointed_at = start + 1
            self._window.vertical_scroll = start

        return show

    def _type(self, event: KeyPressEvent) -> None:
        text = clean_input(event.data)
        if len(event.data) == 1 and text.isprintable() and (self._typed or text.strip()):
            self._filter_by(self._typed + text)

    def _escape(self, event: KeyPressEvent) -> None:
        if self._typed:
            self._filter_by("")
        else:
            event.app.exit(result=Back())

    def _filter_by(self, typed: str) -> None:
        """Show the choices that have all typed words; if none has, leave them, none pointed at."""
        if self._has_matches:
            self._pointed_at = self._control.choices[self._control.pointed_at]
        self._typed = typed
        found = [choice for choice in self._all if self._fits(choice, typed)]
        self._has_matches = any(not _is_title(choice) for choice in found)
        if not self._has_matches:
            self._control.pointed_at = NO_CHOICE
            return
        self._control.choices = _without_empty_sections(found)
        is_there = self._pointed_at in self._control.choices
        index = self._control.choices.index(self._pointed_at) if is_there else 0
        self._pointer.point_near(index, 1)
        self._window.vertical_scroll = 0

    def _fits(self, choice: questionary.Choice, typed: str) -> bool:
        if not typed.strip() or _is_title(choice):
            return True
        text = self._searched.get(choice.value)
        return text is not None and has_words(text, typed)


def _is_title(choice: questionary.Choice) -> bool:
    return isinstance(choice, questionary.Separator)


def _without_empty_sections(choices: list[questionary.Choice]) -> list[questionary.Choice]:
    following = [*choices[1:], None]
    return [
        choice
        for choice, after in zip(choices, following, strict=True)
        if not (_is_title(choice) and (after is None or _is_title(after)))
    ]
